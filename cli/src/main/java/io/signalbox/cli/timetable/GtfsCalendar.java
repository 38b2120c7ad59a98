package io.signalbox.cli.timetable;

import org.onebusaway.gtfs.model.ServiceCalendar;
import org.onebusaway.gtfs.model.ServiceCalendarDate;
import org.onebusaway.gtfs.model.calendar.ServiceDate;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * The dates of a feed's service ids: weekly patterns, and exceptions that add or remove dates, each with or without the
 * other.
 */
final class GtfsCalendar
{
    private final Map<String, ServiceCalendar> weeks = new HashMap<>();
    private final Map<String, Map<LocalDate, Boolean>> exceptions = new HashMap<>();

    /**
     * Reads the calendars of a feed.
     *
     * @param files     of the feed.
     * @param entities  that makes the entities.
     * @param timetable that is told of bad rows.
     * @throws TimetableException if a file cannot be read, or no trip has a date.
     */
    void read(final TimetableFiles files, final GtfsEntityRows entities, final TimetableBuilder timetable)
        throws TimetableException
    {
        try (CsvRows weekRows = GtfsFile.CALENDAR.open(files, timetable);
            CsvRows dateRows = GtfsFile.CALENDAR_DATES.open(files, timetable))
        {
            if (weekRows == null && dateRows == null)
            {
                throw new TimetableException("neither " + GtfsFile.CALENDAR + " nor " + GtfsFile.CALENDAR_DATES +
                    " is there: no trip has a date");
            }
            if (weekRows != null)
            {
                entities.read(
                    ServiceCalendar.class,
                    weekRows,
                    GtfsFile.CALENDAR.columns(),
                    (row) -> GtfsRowChecks.week(row, this),
                    CsvRow::text,
                    (row, entity) -> weeks.put(row.text("service_id"), (ServiceCalendar)entity),
                    timetable);
            }
            if (dateRows != null)
            {
                entities.read(
                    ServiceCalendarDate.class,
                    dateRows,
                    GtfsFile.CALENDAR_DATES.columns(),
                    GtfsRowChecks::exception,
                    CsvRow::text,
                    this::onException,
                    timetable);
            }
        }
        if (weeks.isEmpty() && exceptions.isEmpty())
        {
            throw new TimetableException(
                GtfsFile.CALENDAR + " and " + GtfsFile.CALENDAR_DATES + ": no row is valid, so no trip has a date; " +
                    timetable.firstProblem(GtfsFile.CALENDAR, GtfsFile.CALENDAR_DATES));
        }
    }

    boolean hasWeek(final String serviceId)
    {
        return weeks.containsKey(serviceId);
    }

    boolean hasService(final String serviceId)
    {
        return hasWeek(serviceId) || exceptions.containsKey(serviceId);
    }

    boolean runs(final String serviceId, final LocalDate date)
    {
        final Boolean exception = exceptions.getOrDefault(serviceId, Map.of()).get(date);
        if (exception != null)
        {
            return exception;
        }
        final ServiceCalendar week = weeks.get(serviceId);
        return week != null && !date.isBefore(date(week.getStartDate())) && !date.isAfter(date(week.getEndDate())) &&
            runsOnDayOfWeek(week, date) == 1;
    }

    private void onException(final CsvRow row, final Object entity) throws BadRowException
    {
        final ServiceCalendarDate exception = (ServiceCalendarDate)entity;
        final boolean isAdded = exception.getExceptionType() == ServiceCalendarDate.EXCEPTION_TYPE_ADD;
        final Map<LocalDate, Boolean> dates =
            exceptions.computeIfAbsent(row.text("service_id"), (id) -> new HashMap<>());
        if (dates.putIfAbsent(date(exception.getDate()), isAdded) != null)
        {
            throw new BadRowException(
                "service_id '" + row.text("service_id") + "' has date '" + row.text("date") + "' twice");
        }
    }

    private static int runsOnDayOfWeek(final ServiceCalendar week, final LocalDate date)
    {
        return switch (date.getDayOfWeek())
        {
            case MONDAY -> week.getMonday();
            case TUESDAY -> week.getTuesday();
            case WEDNESDAY -> week.getWednesday();
            case THURSDAY -> week.getThursday();
            case FRIDAY -> week.getFriday();
            case SATURDAY -> week.getSaturday();
            case SUNDAY -> week.getSunday();
        };
    }

    private static LocalDate date(final ServiceDate date)
    {
        return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
    }
}
