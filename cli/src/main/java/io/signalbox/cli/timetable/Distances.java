package io.signalbox.cli.timetable;

/**
 * Distances along a journey that the input does not give. Metres from the first stop, never descending. Stateless.
 *
 * <p>StrictMath gives the same metres on every machine: a timetable that is loaded twice must be equal both times.
 */
final class Distances
{
    private static final double EARTH_RADIUS_M = 6_371_008.8;
    private static final double TRACK_PER_GREAT_CIRCLE = 1.2;
    private static final double[] UNITS_M = {1, 1000, 1609.344, 0.3048};
    private static final double LEAST_DETOUR = 0.995;
    private static final double GREATEST_DETOUR = 1.6;

    private Distances()
    {
    }

    /**
     * Measures by the great circle between neighbouring stops, times 1.2 because tracks are not straight.
     *
     * @param latitudes  in degrees.
     * @param longitudes in degrees.
     * @return metres, null if a position is not known.
     */
    static int[] measured(final double[] latitudes, final double[] longitudes)
    {
        final int[] distancesM = new int[latitudes.length];
        double sumM = 0;
        for (int i = 0; i < latitudes.length; i++)
        {
            if (Double.isNaN(latitudes[i]) || Double.isNaN(longitudes[i]))
            {
                return null;
            }
            if (i > 0)
            {
                sumM += greatCircleM(latitudes[i - 1], longitudes[i - 1], latitudes[i], longitudes[i]);
            }
            distancesM[i] = (int)Math.min(Math.round(sumM * TRACK_PER_GREAT_CIRCLE), Integer.MAX_VALUE);
        }
        return distancesM;
    }

    /**
     * Estimates from the time spent between stops.
     *
     * @param arrivalsS   offsets in seconds, ascending.
     * @param departuresS offsets in seconds, ascending.
     * @param speedKmh    travelling speed between stops.
     * @return metres.
     */
    static int[] estimated(final int[] arrivalsS, final int[] departuresS, final int speedKmh)
    {
        final int[] distancesM = new int[arrivalsS.length];
        long runningS = 0;
        for (int i = 1; i < arrivalsS.length; i++)
        {
            runningS += arrivalsS[i] - departuresS[i - 1];
            distancesM[i] = (int)Math.max(0, Math.min(runningS * speedKmh * 1000 / 3600, Integer.MAX_VALUE));
        }
        return distancesM;
    }

    static int[] inUnit(final double[] distances, final double metresPerUnit)
    {
        final int[] distancesM = new int[distances.length];
        for (int i = 0; i < distancesM.length; i++)
        {
            distancesM[i] = (int)Math.min(Math.round(distances[i] * metresPerUnit), Integer.MAX_VALUE);
        }
        return distancesM;
    }

    /**
     * Converts distances whose unit the input does not name (GTFS leaves it open): the unit is the one in which the
     * whole way is 0.995 to 1.6 times the great circles between the stops. At most one fits: a mile is 1.609 km.
     *
     * @param distances from any point of the way, in one unit.
     * @param measuredM what {@link #measured} says of the same stops, or null.
     * @return metres, null if no unit fits or the distances descend.
     */
    static int[] inGuessedUnit(final double[] distances, final int[] measuredM)
    {
        final int last = distances.length - 1;
        if (measuredM == null || measuredM[last] == 0)
        {
            return null;
        }
        final double[] fromFirst = new double[distances.length];
        for (int i = 1; i <= last; i++)
        {
            if (distances[i] < distances[i - 1])
            {
                return null;
            }
            fromFirst[i] = distances[i] - distances[0];
        }
        for (final double unitM : UNITS_M)
        {
            final double detour = fromFirst[last] * unitM / (measuredM[last] / TRACK_PER_GREAT_CIRCLE);
            if (detour >= LEAST_DETOUR && detour < GREATEST_DETOUR)
            {
                return inUnit(fromFirst, unitM);
            }
        }
        return null;
    }

    /**
     * The usual speed between stops of a Chinese train of that type.
     *
     * @param trainType letter of the train's number.
     * @return km/h.
     */
    static int speedKmh(final String trainType)
    {
        return switch (trainType)
        {
            case "G" -> 200;
            case "D" -> 140;
            case "C" -> 120;
            case "Z", "T" -> 90;
            case "K" -> 70;
            default -> 50;
        };
    }

    private static double greatCircleM(
        final double latitude1, final double longitude1, final double latitude2, final double longitude2)
    {
        final double phi1 = StrictMath.toRadians(latitude1);
        final double phi2 = StrictMath.toRadians(latitude2);
        final double sinHalfPhi = StrictMath.sin((phi2 - phi1) / 2);
        final double sinHalfLambda = StrictMath.sin(StrictMath.toRadians(longitude2 - longitude1) / 2);
        final double h = sinHalfPhi * sinHalfPhi +
            StrictMath.cos(phi1) * StrictMath.cos(phi2) * sinHalfLambda * sinHalfLambda;
        return 2 * EARTH_RADIUS_M * StrictMath.asin(Math.min(1, StrictMath.sqrt(h)));
    }
}
