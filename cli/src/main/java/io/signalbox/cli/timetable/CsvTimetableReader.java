package io.signalbox.cli.timetable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a folder of {@code stations.csv}, {@code trains.csv} and {@code stops.csv} (columns in docs/timetables.md).
 * Stateless, safe for any thread.
 */
public final class CsvTimetableReader
{
    /** The time zone in which the clock times of such folders stand if nothing else is said. */
    public static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    private static final String STATIONS = "stations.csv";
    private static final String TRAINS = "trains.csv";
    private static final String STOPS = "stops.csv";

    private final ZoneId zone;

    /**
     * Makes a reader.
     *
     * @param zone in which the clock times stand.
     */
    public CsvTimetableReader(final ZoneId zone)
    {
        this.zone = zone;
    }

    /**
     * Reads a folder.
     *
     * @param folder that the three files stand in.
     * @param from   first service date.
     * @param days   number of dates, 1 to 3,660.
     * @return the timetable of these dates, empty if no row is valid.
     * @throws TimetableException       if the folder, a file or a column is missing, or cannot be read.
     * @throws IllegalArgumentException if the dates are out of range.
     */
    public Timetable read(final Path folder, final LocalDate from, final int days) throws TimetableException
    {
        if (!Files.isDirectory(folder))
        {
            throw new TimetableException(folder + ": there is no such folder");
        }
        return read(TimetableFiles.of(folder), folder.toString(), from, days);
    }

    Timetable read(final TimetableFiles files, final String label, final LocalDate from, final int days)
        throws TimetableException
    {
        try
        {
            return new Reading(new TimetableBuilder(from, days), zone).read(files);
        }
        catch (final TimetableException ex)
        {
            throw new TimetableException(label + ": " + ex.getMessage(), ex);
        }
    }

    /**
     * One pass over the three files.
     */
    private static final class Reading
    {
        private final TimetableBuilder timetable;
        private final ZoneId zone;
        private final Map<String, double[]> positions = new HashMap<>();
        private final Map<String, Train> trains = new LinkedHashMap<>();
        private final Set<String> leftOutTrains = new HashSet<>();

        Reading(final TimetableBuilder timetable, final ZoneId zone)
        {
            this.timetable = timetable;
            this.zone = zone;
        }

        Timetable read(final TimetableFiles files) throws TimetableException
        {
            try (CsvRows stations = CsvRows.openRequired(files, STATIONS, timetable, "station_code", "name");
                CsvRows trainRows = CsvRows.openRequired(files, TRAINS, timetable, "train_no");
                CsvRows stops = CsvRows.openRequired(
                    files, STOPS, timetable, "train_no", "seq", "station_code", "arrival", "departure"))
            {
                for (CsvRow row = stations.next(); row != null; row = stations.next())
                {
                    readStation(row);
                }
                for (CsvRow row = trainRows.next(); row != null; row = trainRows.next())
                {
                    readTrain(row);
                }
                for (CsvRow row = stops.next(); row != null; row = stops.next())
                {
                    readStop(row);
                }
                timetable.countRows(stations.rows(), trainRows.rows(), stops.rows());
            }
            addServicesAndRuns();
            return timetable.build(zone);
        }

        private void readStation(final CsvRow row)
        {
            final String code = row.text("station_code");
            final String breach = EngineLimits.codeBreach("station_code", code);
            if (breach != null || timetable.hasStation(code))
            {
                timetable.leftOut(row, breach != null ? breach : "station_code '" + code + "' stands there twice");
                return;
            }
            timetable.addStation(STATIONS, row.line(), code, row.text("name"));
            try
            {
                positions.put(code, new double[]
                {
                    row.decimal("latitude", -90, 90), row.decimal("longitude", -180, 180)
                });
            }
            catch (final BadRowException ex)
            {
                timetable.changed(STATIONS, row.line(), "station " + code + " has no position: " + ex.getMessage());
            }
        }

        private void readTrain(final CsvRow row)
        {
            final String code = row.text("train_no");
            try
            {
                final String breach = EngineLimits.codeBreach("train_no", code);
                if (breach != null || trains.containsKey(code))
                {
                    throw new BadRowException(breach != null ? breach : "train_no '" + code + "' stands there twice");
                }
                trains.put(code, new Train(code, row));
            }
            catch (final BadRowException ex)
            {
                leftOutTrains.add(code);
                timetable.leftOut(row, ex.getMessage());
            }
        }

        private void readStop(final CsvRow row)
        {
            final String code = row.text("train_no");
            final Train train = trains.get(code);
            if (train == null)
            {
                // The stops of a train that was reported need no report of their own.
                if (!leftOutTrains.contains(code))
                {
                    timetable.leftOut(row, "train_no '" + code + "' is not in " + TRAINS);
                }
                return;
            }
            try
            {
                train.addStop(row, timetable, positions);
            }
            catch (final BadRowException ex)
            {
                timetable.leftOut(row, ex.getMessage());
            }
        }

        private void addServicesAndRuns()
        {
            final List<Train> usable = new ArrayList<>();
            for (final Train train : trains.values())
            {
                if (train.addServiceTo(timetable))
                {
                    usable.add(train);
                }
            }
            usable.sort(Comparator.comparing((train) -> train.code));
            final Set<Train> running = new HashSet<>();
            final Set<String> reported = new HashSet<>();
            for (int day = 0; day < timetable.days(); day++)
            {
                final LocalDate date = timetable.from().plusDays(day);
                final Map<String, Train> byNumber = new HashMap<>();
                for (final Train train : usable)
                {
                    if (!train.dates.contains(date))
                    {
                        continue;
                    }
                    running.add(train);
                    final Train other = byNumber.putIfAbsent(train.number, train);
                    if (other == null)
                    {
                        timetable.addRun(train.code, date, zone);
                    }
                    else if (reported.add(train.code + ' ' + other.code))
                    {
                        timetable.leftOut(TRAINS, train.line, "train " + train.code + " runs on " + date +
                            " like " + other.code + " of the same number: it is left out on the dates of both");
                    }
                }
            }
            timetable.countNotAskedFor(usable.size() - running.size());
        }
    }

    /**
     * A row of trains.csv with its stops.
     */
    private static final class Train
    {
        private final String code;
        private final String number;
        private final String trainType;
        private final RunDates dates;
        private final long line;
        private final int stopCount;
        private final Map<Integer, ServiceDraft.DraftStop> stopsBySeq = new TreeMap<>();

        Train(final String code, final CsvRow row) throws BadRowException
        {
            this.code = code;
            this.line = row.line();
            final String statedNumber = row.text("number");
            final int variant = code.indexOf('@');
            this.number = !statedNumber.isEmpty() ? statedNumber : variant > 0 ? code.substring(0, variant) : code;
            final char first = number.charAt(0);
            final String statedType = row.text("train_type");
            this.trainType = !statedType.isEmpty() ? statedType :
                first >= 'A' && first <= 'Z' ? String.valueOf(first) : "O";
            this.dates = RunDates.parse(row.text("run_dates"));
            this.stopCount = row.text("stop_count").isEmpty() ? 0 : row.number("stop_count", 0, 1_000_000);
        }

        void addStop(final CsvRow row, final TimetableBuilder timetable, final Map<String, double[]> positions)
            throws BadRowException
        {
            final int seq = row.number("seq", 0, 1_000_000);
            final String station = row.text("station_code");
            if (!timetable.hasStation(station))
            {
                throw new BadRowException("station_code '" + station + "' is not in " + STATIONS);
            }
            if (stopsBySeq.containsKey(seq))
            {
                throw new BadRowException("seq " + seq + " of train " + code + " stands there twice");
            }
            final String departureDay =
                row.text("departure_day_offset").isEmpty() ? "day_offset" : "departure_day_offset";
            final double[] position = positions.getOrDefault(station, new double[]{Double.NaN, Double.NaN});
            stopsBySeq.put(seq, new ServiceDraft.DraftStop(
                row.line(),
                station,
                ClockTimes.offsetS(row, "arrival", "day_offset"),
                ClockTimes.offsetS(row, "departure", departureDay),
                row.decimal("distance_km", 0, 1_000_000),
                position[0],
                position[1]));
        }

        boolean addServiceTo(final TimetableBuilder timetable)
        {
            if (stopsBySeq.isEmpty())
            {
                timetable.leftOut(TRAINS, line, "train " + code + " is left out: it has no valid stop in " + STOPS);
                return false;
            }
            final ServiceDraft draft = ServiceDraft.withKilometres(STOPS, "train " + code);
            stopsBySeq.values().forEach(draft::add);
            final ServiceDraft.Pattern pattern = draft.finish(Distances.speedKmh(trainType), timetable);
            if (pattern == null)
            {
                return false;
            }
            if (stopCount != 0 && stopCount != pattern.stops().size())
            {
                timetable.changed(TRAINS, line, "train " + code + " has " + pattern.stops().size() +
                    " valid stops, its stop_count is " + stopCount);
            }
            timetable.countInterpolatedTimes(pattern.filled());
            timetable.addService(new Timetable.Service(code, number, trainType, pattern.stops()), pattern.source());
            return true;
        }
    }
}
