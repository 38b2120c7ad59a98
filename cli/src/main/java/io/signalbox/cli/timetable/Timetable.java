package io.signalbox.cli.timetable;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A timetable that the engine can take as it stands: stations, services, and runs on dates, whatever format they were
 * read from. Immutable, safe for any thread.
 *
 * <p>Every service has at least one run, every station at least one service that calls there, and everything is
 * within the engine's limits; what was not is in {@link #problems()}.
 *
 * @param zone     the time zone in which the service days begin.
 * @param stations the stations called at, codes unique, in ascending order of code.
 * @param services the services that run in the period, codes unique, in ascending order of code.
 * @param runs     the runs in the period, in ascending order of date, then service; unique by both.
 * @param problems what was left out or changed and why, in the order it was met.
 * @param counts   what was read and what is in the timetable.
 */
public record Timetable(
    ZoneId zone,
    List<Station> stations,
    List<Service> services,
    List<Run> runs,
    List<TimetableProblem> problems,
    TimetableCounts counts)
{
    /**
     * Copies the lists.
     */
    public Timetable
    {
        stations = List.copyOf(stations);
        services = List.copyOf(services);
        runs = List.copyOf(runs);
        problems = List.copyOf(problems);
    }

    /**
     * A station.
     *
     * @param code 1 to 16 printable ASCII characters without blanks.
     * @param name for people, 1 to 80 bytes of UTF-8.
     */
    public record Station(String code, String name)
    {
    }

    /**
     * A train's pattern of stops, shared by all its dates.
     *
     * @param code      1 to 16 printable ASCII characters without blanks, unique in the timetable.
     * @param number    the train's public number; several services share one when it runs in variants.
     * @param trainType kind of train for the choice of a layout: in CSV the letter of the column {@code train_type},
     *                  in GTFS {@code gtfs/} and the route's name.
     * @param stops     2 to 128 stops in the order of the journey.
     */
    public record Service(String code, String number, String trainType, List<Stop> stops)
    {
        /**
         * Copies the stops.
         */
        public Service
        {
            stops = List.copyOf(stops);
        }
    }

    /**
     * A stop of a service. Times and distances never descend along the journey.
     *
     * @param stationCode code of a station of the timetable.
     * @param arrivalS    seconds from the run's origin instant; at the first stop the departure.
     * @param departureS  seconds from the run's origin instant; at the last stop the arrival.
     * @param distanceM   metres from the first stop, 0 there.
     */
    public record Stop(String stationCode, int arrivalS, int departureS, int distanceM)
    {
    }

    /**
     * A service on one date.
     *
     * @param serviceCode     code of a service of the timetable.
     * @param serviceDate     the date that the operator calls it by.
     * @param originInstantMs instant that the offsets of the service count from, in ms since 1970-01-01 UTC: noon of
     *                        the service date in the timetable's zone minus twelve hours.
     */
    public record Run(String serviceCode, LocalDate serviceDate, long originInstantMs)
    {
    }
}
