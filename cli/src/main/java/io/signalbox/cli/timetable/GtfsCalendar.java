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

    boolean hasWeek(final String serviceId)
    {
        return weeks.containsKey(serviceId);
    }

    boolean hasService(final String serviceId)
    {
        return hasWeek(serviceId) || exceptions.containsKey(serviceId);
    }

    boolean isEmpty()
    {
        return weeks.isEmpty() && exceptions.isEmpty();
    }

    void add(final ServiceCalendar week)
    {
        weeks.put(week.getServiceId().getId(), week);
    }

    /**
     * Adds an exception.
     *
     * @param exception to add.
     * @return false if there is already one of that service and date.
     */
    boolean add(final ServiceCalendarDate exception)
    {
        final boolean runs = exception.getExceptionType() == ServiceCalendarDate.EXCEPTION_TYPE_ADD;
        return exceptions.computeIfAbsent(exception.getServiceId().getId(), (id) -> new HashMap<>())
            .putIfAbsent(date(exception.getDate()), runs) == null;
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
