package io.signalbox.cli.timetable;

import java.util.List;

/**
 * The files of a GTFS feed that are read, with the columns of them that are handed to onebusaway.
 */
enum GtfsFile
{
    AGENCY("agency.txt", 1, "agency_timezone", "agency_id", "agency_name", "agency_url"),
    ROUTES("routes.txt", 2, "route_id", "route_type", "agency_id", "route_short_name", "route_long_name"),
    STOPS("stops.txt", 1, "stop_id", "stop_name", "stop_lat", "stop_lon", "location_type", "parent_station"),
    CALENDAR("calendar.txt", 10, "service_id", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "start_date", "end_date"),
    CALENDAR_DATES("calendar_dates.txt", 3, "service_id", "date", "exception_type"),
    TRIPS("trips.txt", 3, "route_id", "service_id", "trip_id", "trip_short_name"),
    STOP_TIMES("stop_times.txt", 5, "trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence",
        "shape_dist_traveled"),
    FREQUENCIES("frequencies.txt", 1, "trip_id");

    private final String fileName;
    private final int required;
    private final List<String> columns;

    GtfsFile(final String fileName, final int required, final String... columns)
    {
        this.fileName = fileName;
        this.required = required;
        this.columns = List.of(columns);
    }

    List<String> columns()
    {
        return columns;
    }

    /**
     * Opens the file.
     *
     * @param files     of the feed.
     * @param timetable that is told of bad rows.
     * @return its rows, null if there is no such file.
     * @throws TimetableException if it cannot be read or lacks a column that it must have.
     */
    CsvRows open(final TimetableFiles files, final TimetableBuilder timetable) throws TimetableException
    {
        return CsvRows.open(files, fileName, timetable, columns.subList(0, required).toArray(new String[0]));
    }

    CsvRows openRequired(final TimetableFiles files, final TimetableBuilder timetable) throws TimetableException
    {
        return CsvRows.openRequired(files, fileName, timetable, columns.subList(0, required).toArray(new String[0]));
    }

    @Override
    public String toString()
    {
        return fileName;
    }
}
