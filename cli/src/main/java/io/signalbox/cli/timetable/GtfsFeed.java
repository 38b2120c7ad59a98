package io.signalbox.cli.timetable;

import org.onebusaway.gtfs.model.Agency;
import org.onebusaway.gtfs.model.Route;
import org.onebusaway.gtfs.model.Stop;
import org.onebusaway.gtfs.model.StopTime;
import org.onebusaway.gtfs.model.Trip;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of a GTFS feed a seat sale needs, row by row; every bad row is reported and left out.
 */
final class GtfsFeed
{
    private final TimetableBuilder timetable;
    private final boolean allModes;
    private final GtfsEntityRows entities = new GtfsEntityRows();
    private final Set<String> agencyIds = new HashSet<>();
    private final Map<String, Route> routes = new HashMap<>();
    private final Set<String> routesNotAskedFor = new HashSet<>();
    private final Map<String, FeedStop> stops = new HashMap<>();
    private final GtfsCalendar calendar = new GtfsCalendar();
    private final Map<String, FeedTrip> trips = new TreeMap<>();
    private final Set<String> tripsPassedOver = new HashSet<>();

    /**
     * A row of stops.txt.
     *
     * @param line   of the row.
     * @param entity that was made of it.
     */
    record FeedStop(long line, Stop entity)
    {
    }

    /**
     * A row of stop_times.txt.
     *
     * @param line   of the row.
     * @param entity that was made of it.
     */
    record FeedStopTime(long line, StopTime entity)
    {
    }

    /**
     * A row of trips.txt with its stop times by sequence.
     *
     * @param line      of the row.
     * @param entity    that was made of it.
     * @param stopTimes of the trip.
     */
    record FeedTrip(long line, Trip entity, Map<Integer, FeedStopTime> stopTimes)
    {
    }

    GtfsFeed(final TimetableBuilder timetable, final boolean allModes)
    {
        this.timetable = timetable;
        this.allModes = allModes;
    }

    Map<String, FeedStop> stops()
    {
        return stops;
    }

    /**
     * The trips asked for.
     *
     * @return by trip id, in its order.
     */
    Map<String, FeedTrip> trips()
    {
        return trips;
    }

    /**
     * The zone of the feed's first agency; GTFS wants one for all.
     *
     * @return the zone.
     */
    ZoneId zone()
    {
        return ZoneId.of(entities.getAgencies().get(0).getTimezone());
    }

    GtfsCalendar calendar()
    {
        return calendar;
    }

    void read(final TimetableFiles files) throws TimetableException
    {
        readAgencies(files);
        readRoutes(files);
        final long stopRows = readStops(files);
        calendar.read(files, entities, timetable);
        final long tripRows = readTrips(files);
        leaveOutFrequencies(files);
        final long stopTimeRows = readStopTimes(files);
        timetable.countRows(stopRows, tripRows, stopTimeRows);
    }

    private void readAgencies(final TimetableFiles files) throws TimetableException
    {
        try (CsvRows rows = GtfsFile.AGENCY.openRequired(files, timetable))
        {
            entities.read(
                Agency.class,
                rows,
                GtfsFile.AGENCY.columns(),
                (row) -> GtfsRowChecks.agency(row, agencyIds),
                (row, column) -> row.text(column).isEmpty() ? "-" : row.text(column),
                (row, entity) -> agencyIds.add(row.text("agency_id")),
                timetable);
        }
        if (agencyIds.isEmpty())
        {
            throw new TimetableException(GtfsFile.AGENCY + ": no row is valid, so the time zone is not known; " +
                timetable.firstProblem(GtfsFile.AGENCY));
        }
    }

    private void readRoutes(final TimetableFiles files) throws TimetableException
    {
        try (CsvRows rows = GtfsFile.ROUTES.openRequired(files, timetable))
        {
            entities.read(
                Route.class,
                rows,
                GtfsFile.ROUTES.columns(),
                (row) ->
                {
                    final String id = row.text("route_id");
                    GtfsRowChecks.newId("route_id", id, routes.containsKey(id) || routesNotAskedFor.contains(id));
                    final int type = row.number("route_type", 0, 1799);
                    final boolean isAskedFor = allModes || type == 2 || type >= 100 && type <= 199;
                    if (!isAskedFor)
                    {
                        routesNotAskedFor.add(id);
                        return false;
                    }
                    return isOnlyAgencyWithoutId() || GtfsRowChecks.agencyOf(row, agencyIds);
                },
                (row, column) -> "agency_id".equals(column) && isOnlyAgencyWithoutId() ? "" : row.text(column),
                (row, entity) -> routes.put(row.text("route_id"), (Route)entity),
                timetable);
        }
    }

    /** A feed of one agency need not give it an id, and then the routes can only mean that one. */
    private boolean isOnlyAgencyWithoutId()
    {
        return agencyIds.size() == 1 && agencyIds.contains("");
    }

    private long readStops(final TimetableFiles files) throws TimetableException
    {
        try (CsvRows rows = GtfsFile.STOPS.openRequired(files, timetable))
        {
            entities.read(
                Stop.class,
                rows,
                GtfsFile.STOPS.columns(),
                (row) -> GtfsRowChecks.stop(row, stops),
                (row, column) -> GtfsRowChecks.stopValue(row, column, timetable),
                (row, entity) -> stops.put(row.text("stop_id"), new FeedStop(row.line(), (Stop)entity)),
                timetable);
            return rows.rows();
        }
    }

    private long readTrips(final TimetableFiles files) throws TimetableException
    {
        try (CsvRows rows = GtfsFile.TRIPS.openRequired(files, timetable))
        {
            entities.read(
                Trip.class,
                rows,
                GtfsFile.TRIPS.columns(),
                this::acceptsTrip,
                CsvRow::text,
                (row, entity) -> trips.put(
                    row.text("trip_id"), new FeedTrip(row.line(), (Trip)entity, new TreeMap<>())),
                timetable);
            return rows.rows();
        }
    }

    private boolean acceptsTrip(final CsvRow row) throws BadRowException
    {
        final String id = row.text("trip_id");
        GtfsRowChecks.newId("trip_id", id, trips.containsKey(id) || tripsPassedOver.contains(id));
        tripsPassedOver.add(id);
        final String routeId = row.text("route_id");
        if (routesNotAskedFor.contains(routeId))
        {
            timetable.countNotAskedFor(1);
            return false;
        }
        if (!routes.containsKey(routeId))
        {
            throw new BadRowException("route_id '" + routeId + "' is not a valid route of " + GtfsFile.ROUTES);
        }
        if (!calendar.hasService(row.text("service_id")))
        {
            throw new BadRowException("service_id '" + row.text("service_id") + "' is a valid row neither of " +
                GtfsFile.CALENDAR + " nor of " + GtfsFile.CALENDAR_DATES);
        }
        tripsPassedOver.remove(id);
        return true;
    }

    private void leaveOutFrequencies(final TimetableFiles files) throws TimetableException
    {
        final CsvRows rows = GtfsFile.FREQUENCIES.open(files, timetable);
        if (rows == null)
        {
            return;
        }
        try (rows)
        {
            for (CsvRow row = rows.next(); row != null; row = rows.next())
            {
                final String id = row.text("trip_id");
                if (trips.remove(id) != null)
                {
                    tripsPassedOver.add(id);
                    timetable.leftOut(row, "trip '" + id + "' is left out: it runs by frequency, not at stated times");
                }
            }
        }
    }

    private long readStopTimes(final TimetableFiles files) throws TimetableException
    {
        try (CsvRows rows = GtfsFile.STOP_TIMES.openRequired(files, timetable))
        {
            entities.read(
                StopTime.class,
                rows,
                GtfsFile.STOP_TIMES.columns(),
                this::acceptsStopTime,
                GtfsRowChecks::stopTimeValue,
                (row, entity) -> trips.get(row.text("trip_id")).stopTimes().put(
                    ((StopTime)entity).getStopSequence(), new FeedStopTime(row.line(), (StopTime)entity)),
                timetable);
            return rows.rows();
        }
    }

    private boolean acceptsStopTime(final CsvRow row) throws BadRowException
    {
        final String tripId = row.text("trip_id");
        final FeedTrip trip = trips.get(tripId);
        if (trip == null)
        {
            // The stop times of a trip that was reported, or not asked for, need no report of their own.
            if (tripsPassedOver.contains(tripId))
            {
                return false;
            }
            throw new BadRowException("trip_id '" + tripId + "' is not in " + GtfsFile.TRIPS);
        }
        return GtfsRowChecks.stopTime(row, trip, stops);
    }
}
