package io.signalbox.cli.timetable;

import java.util.ArrayList;
import java.util.List;

/**
 * A service as a reader found it, before its blank times and its distances are made and its limits are checked.
 */
final class ServiceDraft
{
    private static final double METRES_UNKNOWN = 0;

    private final String file;
    private final String label;
    private final double metresPerUnit;
    private final List<DraftStop> stops = new ArrayList<>();

    /**
     * A stop as it stands in the input.
     *
     * @param line        of its row.
     * @param stationCode of an added station.
     * @param arrivalS    offset, or BlankTimes.BLANK.
     * @param departureS  offset, or BlankTimes.BLANK.
     * @param distance    from the first stop in the input's unit, or NaN.
     * @param latitude    degrees, or NaN.
     * @param longitude   degrees, or NaN.
     */
    record DraftStop(
        long line,
        String stationCode,
        int arrivalS,
        int departureS,
        double distance,
        double latitude,
        double longitude)
    {
    }

    /**
     * The finished pattern.
     *
     * @param stops  within all limits.
     * @param source of their distances.
     * @param filled number of stops whose times were interpolated.
     */
    record Pattern(List<Timetable.Stop> stops, TimetableBuilder.DistanceSource source, int filled)
    {
    }

    private ServiceDraft(final String file, final String label, final double metresPerUnit)
    {
        this.file = file;
        this.label = label;
        this.metresPerUnit = metresPerUnit;
    }

    static ServiceDraft withKilometres(final String file, final String label)
    {
        return new ServiceDraft(file, label, 1000);
    }

    static ServiceDraft withUnknownUnit(final String file, final String label)
    {
        return new ServiceDraft(file, label, METRES_UNKNOWN);
    }

    void add(final DraftStop stop)
    {
        stops.add(stop);
    }

    /**
     * Completes and checks the stops; reports the service if it cannot be used.
     *
     * @param speedKmh  for distances that can only be estimated.
     * @param timetable that is told.
     * @return the pattern, null if the service is left out.
     */
    Pattern finish(final int speedKmh, final TimetableBuilder timetable)
    {
        final int[] arrivalsS = stops.stream().mapToInt(DraftStop::arrivalS).toArray();
        final int[] departuresS = stops.stream().mapToInt(DraftStop::departureS).toArray();
        final double[] distances = stops.stream().mapToDouble(DraftStop::distance).toArray();
        final int filled = BlankTimes.fill(arrivalsS, departuresS, distances);
        if (filled < 0)
        {
            return leftOut(stops.isEmpty() || isUntimed(stops.get(0)) ? 0 : stops.size() - 1, stops.isEmpty() ?
                "0 stops, not 2 to 128" : "the first or the last stop has no time", timetable);
        }
        final int last = arrivalsS.length - 1;
        arrivalsS[0] = departuresS[0];
        departuresS[last] = arrivalsS[last];

        TimetableBuilder.DistanceSource source = TimetableBuilder.DistanceSource.GIVEN;
        int[] distancesM = givenM(distances);
        if (distancesM == null)
        {
            source = TimetableBuilder.DistanceSource.MEASURED;
            distancesM = measuredM();
        }
        if (distancesM == null)
        {
            source = TimetableBuilder.DistanceSource.ESTIMATED;
            distancesM = Distances.estimated(arrivalsS, departuresS, speedKmh);
        }
        final List<Timetable.Stop> finished = new ArrayList<>(stops.size());
        for (int i = 0; i <= last; i++)
        {
            finished.add(new Timetable.Stop(stops.get(i).stationCode(), arrivalsS[i], departuresS[i], distancesM[i]));
        }
        final EngineLimits.Breach breach = EngineLimits.breach(finished);
        return breach == null ? new Pattern(finished, source, filled) :
            leftOut(breach.stop(), breach.reason(), timetable);
    }

    private Pattern leftOut(final int stop, final String reason, final TimetableBuilder timetable)
    {
        timetable.leftOut(file, stops.isEmpty() ? 0 : stops.get(stop).line(), label + " is left out: " + reason);
        return null;
    }

    private int[] givenM(final double[] distances)
    {
        for (final double distance : distances)
        {
            if (Double.isNaN(distance))
            {
                return null;
            }
        }
        if (metresPerUnit == METRES_UNKNOWN)
        {
            return Distances.inGuessedUnit(distances, measuredM());
        }
        return Distances.inUnit(distances, metresPerUnit);
    }

    private int[] measuredM()
    {
        return Distances.measured(
            stops.stream().mapToDouble(DraftStop::latitude).toArray(),
            stops.stream().mapToDouble(DraftStop::longitude).toArray());
    }

    private static boolean isUntimed(final DraftStop stop)
    {
        return stop.arrivalS() == BlankTimes.BLANK && stop.departureS() == BlankTimes.BLANK;
    }
}
