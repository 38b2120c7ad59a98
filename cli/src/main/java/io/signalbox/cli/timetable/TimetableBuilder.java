package io.signalbox.cli.timetable;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Collects what a reader finds, and makes a timetable of what is within the engine's limits.
 */
final class TimetableBuilder
{
    /** Where the distances of a service come from. */
    enum DistanceSource
    {
        GIVEN, MEASURED, ESTIMATED
    }

    /** What a decoder puts where bytes are not of its character set. */
    private static final char REPLACEMENT = '\uFFFD';

    private final LocalDate from;
    private final int days;
    private final List<TimetableProblem> problems = new ArrayList<>();
    private final Map<String, Timetable.Station> stations = new HashMap<>();
    private final Map<String, Timetable.Service> services = new TreeMap<>();
    private final Map<String, DistanceSource> distanceSources = new HashMap<>();
    private final List<Timetable.Run> runs = new ArrayList<>();
    private final Set<String> runningServices = new HashSet<>();
    private long stationRows;
    private long serviceRows;
    private long stopRows;
    private long notAskedFor;
    private long interpolatedTimes;

    TimetableBuilder(final LocalDate from, final int days)
    {
        if (days < 1 || days > EngineLimits.MAX_DAYS)
        {
            throw new IllegalArgumentException("days " + days + " is not from 1 to " + EngineLimits.MAX_DAYS);
        }
        this.from = from;
        this.days = days;
        // A day inside the engine's range at each end, so that it holds in every zone.
        if (from.isBefore(EngineLimits.FIRST_DATE) || from.isAfter(EngineLimits.LAST_DATE.minusDays(days - 1)))
        {
            throw new IllegalArgumentException("the " + days + " days from " + from + " are not within " +
                EngineLimits.FIRST_DATE + " to " + EngineLimits.LAST_DATE);
        }
    }

    LocalDate from()
    {
        return from;
    }

    int days()
    {
        return days;
    }

    void leftOut(final String file, final long line, final String reason)
    {
        problems.add(new TimetableProblem(TimetableProblem.Kind.LEFT_OUT, file, line, reason));
    }

    void leftOut(final CsvRow row, final String reason)
    {
        leftOut(row.file(), row.line(), reason);
    }

    /**
     * What is wrong with the first bad row of some files, as the end of a sentence that says that no row is good.
     *
     * @param files names of the files.
     * @return the problem, or that there is no row.
     */
    String firstProblem(final Object... files)
    {
        final List<String> names = Stream.of(files).map(Object::toString).toList();
        return problems.stream().filter((problem) -> names.contains(problem.file())).findFirst()
            .map((problem) -> "the first one is " + problem).orElse("there is none");
    }

    void changed(final String file, final long line, final String reason)
    {
        problems.add(new TimetableProblem(TimetableProblem.Kind.CHANGED, file, line, reason));
    }

    void countRows(final long stationsRead, final long servicesRead, final long stopsRead)
    {
        stationRows += stationsRead;
        serviceRows += servicesRead;
        stopRows += stopsRead;
    }

    void countNotAskedFor(final long trips)
    {
        notAskedFor += trips;
    }

    void countInterpolatedTimes(final long stops)
    {
        interpolatedTimes += stops;
    }

    /**
     * Adds a station, shortening its name if it must be.
     *
     * @param file where it stands.
     * @param line where it stands.
     * @param code a sound code, not added before.
     * @param name as in the input; if blank, the code is used.
     */
    void addStation(final String file, final long line, final String code, final String name)
    {
        String usedName = name.replaceAll("[\\p{Cntrl}&&[^\\s]]", " ").strip();
        if (!usedName.equals(name))
        {
            changed(file, line, "the name of station " + code + " has control characters: '" + usedName + "' is used");
        }
        if (usedName.indexOf(REPLACEMENT) >= 0)
        {
            changed(file, line, "the name of station " + code + " is not UTF-8: '" + usedName + "' is used");
        }
        if (usedName.isEmpty())
        {
            usedName = code;
            changed(file, line, "station " + code + " has no name: its code is used");
        }
        else if (EngineLimits.isTooLongName(usedName))
        {
            usedName = EngineLimits.shortenedName(usedName);
            changed(file, line, "the name of station " + code + " is longer than " + EngineLimits.MAX_NAME_BYTES +
                " bytes: shortened to '" + usedName + "'");
        }
        stations.put(code, new Timetable.Station(code, usedName));
    }

    boolean hasStation(final String code)
    {
        return stations.containsKey(code);
    }

    void addService(final Timetable.Service service, final DistanceSource source)
    {
        services.put(service.code(), service);
        distanceSources.put(service.code(), source);
    }

    void addRun(final String serviceCode, final LocalDate date, final ZoneId zone)
    {
        runs.add(new Timetable.Run(serviceCode, date, originInstantMs(date, zone)));
        runningServices.add(serviceCode);
    }

    /**
     * Makes the timetable of the services that run and the stations that they call at.
     *
     * @param zone of the timetable.
     * @return the timetable.
     */
    Timetable build(final ZoneId zone)
    {
        final List<Timetable.Service> runningOnly = new ArrayList<>();
        final Map<String, Timetable.Station> calledAt = new TreeMap<>();
        final int[] sources = new int[DistanceSource.values().length];
        for (final Timetable.Service service : services.values())
        {
            if (runningServices.contains(service.code()))
            {
                runningOnly.add(service);
                sources[distanceSources.get(service.code()).ordinal()]++;
                service.stops().forEach((stop) -> calledAt.put(stop.stationCode(), stations.get(stop.stationCode())));
            }
        }
        runs.sort((a, b) ->
        {
            final int byDate = a.serviceDate().compareTo(b.serviceDate());
            return byDate != 0 ? byDate : a.serviceCode().compareTo(b.serviceCode());
        });
        final int leftOut = (int)problems.stream().filter((p) -> p.kind() == TimetableProblem.Kind.LEFT_OUT).count();
        final TimetableCounts counts = new TimetableCounts(
            stationRows, serviceRows, stopRows, notAskedFor, calledAt.size(), runningOnly.size(), runs.size(),
            sources[0], sources[1], sources[2], interpolatedTimes, leftOut, problems.size() - leftOut);
        return new Timetable(zone, List.copyOf(calledAt.values()), runningOnly, runs, problems, counts);
    }

    /** As GTFS defines it, so that a day on which the clocks change is neither longer nor shorter for the offsets. */
    private static long originInstantMs(final LocalDate date, final ZoneId zone)
    {
        return date.atTime(LocalTime.NOON).atZone(zone).toInstant().minus(Duration.ofHours(12)).toEpochMilli();
    }
}
