package io.signalbox.cli.timetable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is wrong with a row of a GTFS feed, said in the words of its columns. Stateless.
 */
final class GtfsRowChecks
{
    private static final DateTimeFormatter DATE =
        DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final List<String> WEEK_DAYS =
        List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final int GREATEST_STOP_OR_STATION = 1;

    private GtfsRowChecks()
    {
    }

    static void newId(final String field, final String id, final boolean isKnown) throws BadRowException
    {
        if (id.isEmpty())
        {
            throw new BadRowException(field + " is blank");
        }
        if (isKnown)
        {
            throw new BadRowException(field + " '" + id + "' stands there twice");
        }
    }

    static boolean agency(final CsvRow row, final Set<String> known) throws BadRowException
    {
        final String id = row.text("agency_id");
        if (known.contains(id))
        {
            throw new BadRowException("agency_id '" + id + "' stands there twice");
        }
        try
        {
            ZoneId.of(row.text("agency_timezone"));
            return true;
        }
        catch (final DateTimeException ex)
        {
            throw new BadRowException("agency_timezone '" + row.text("agency_timezone") + "' is not a time zone");
        }
    }

    static boolean agencyOf(final CsvRow row, final Set<String> known) throws BadRowException
    {
        final String id = row.text("agency_id");
        if (!id.isEmpty() && !known.contains(id))
        {
            throw new BadRowException("agency_id '" + id + "' is not a valid agency of " + GtfsFile.AGENCY);
        }
        return true;
    }

    static boolean stop(final CsvRow row, final Map<String, GtfsFeed.FeedStop> known) throws BadRowException
    {
        newId("stop_id", row.text("stop_id"), known.containsKey(row.text("stop_id")));
        if (!row.text("location_type").isEmpty())
        {
            row.number("location_type", 0, 4);
        }
        return true;
    }

    /** A bad position is no reason to leave the station out. */
    static String stopValue(final CsvRow row, final String column, final TimetableBuilder timetable)
    {
        try
        {
            if ("stop_lat".equals(column))
            {
                row.decimal(column, -90, 90);
            }
            else if ("stop_lon".equals(column))
            {
                row.decimal(column, -180, 180);
            }
            return row.text(column);
        }
        catch (final BadRowException ex)
        {
            timetable.changed(row.file(), row.line(),
                "stop '" + row.text("stop_id") + "' has no position: " + ex.getMessage());
            return "";
        }
    }

    static boolean week(final CsvRow row, final GtfsCalendar known) throws BadRowException
    {
        newId("service_id", row.text("service_id"), known.hasWeek(row.text("service_id")));
        for (final String day : WEEK_DAYS)
        {
            row.number(day, 0, 1);
        }
        if (date(row, "end_date").isBefore(date(row, "start_date")))
        {
            throw new BadRowException("end_date '" + row.text("end_date") + "' is before start_date '" +
                row.text("start_date") + "'");
        }
        return true;
    }

    static boolean exception(final CsvRow row) throws BadRowException
    {
        newId("service_id", row.text("service_id"), false);
        date(row, "date");
        row.number("exception_type", 1, 2);
        return true;
    }

    static boolean stopTime(final CsvRow row, final GtfsFeed.FeedTrip trip, final Map<String, GtfsFeed.FeedStop> stops)
        throws BadRowException
    {
        final int sequence = row.number("stop_sequence", 0, Integer.MAX_VALUE);
        if (trip.stopTimes().containsKey(sequence))
        {
            throw new BadRowException(
                "stop_sequence " + sequence + " of trip_id '" + row.text("trip_id") + "' stands there twice");
        }
        final String stopId = row.text("stop_id");
        final GtfsFeed.FeedStop stop = stops.get(stopId);
        if (stop == null)
        {
            throw new BadRowException("stop_id '" + stopId + "' is not a valid stop of " + GtfsFile.STOPS);
        }
        if (stop.entity().getLocationType() > GREATEST_STOP_OR_STATION)
        {
            throw new BadRowException("stop_id '" + stopId + "' is not a stop: its location_type is " +
                stop.entity().getLocationType());
        }
        row.decimal("shape_dist_traveled", 0, 1e9);
        for (final String column : List.of("arrival_time", "departure_time"))
        {
            if (!row.text(column).isEmpty())
            {
                ClockTimes.seconds(column, row.text(column));
            }
        }
        return true;
    }

    /** Times in the one form that onebusaway reads. */
    static String stopTimeValue(final CsvRow row, final String column)
    {
        final String text = row.text(column);
        try
        {
            return text.isEmpty() || !column.endsWith("_time") ? text :
                EngineLimits.clock(ClockTimes.seconds(column, text));
        }
        catch (final BadRowException ex)
        {
            throw new IllegalStateException("was checked before", ex);
        }
    }

    private static LocalDate date(final CsvRow row, final String column) throws BadRowException
    {
        try
        {
            return LocalDate.parse(row.text(column), DATE);
        }
        catch (final DateTimeException ex)
        {
            throw new BadRowException(column + " '" + row.text(column) + "' is not a date like 20160310");
        }
    }
}
