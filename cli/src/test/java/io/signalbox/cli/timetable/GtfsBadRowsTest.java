package io.signalbox.cli.timetable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class GtfsBadRowsTest
{
    private static final LocalDate DATE = LocalDate.of(2026, 3, 10);

    @TempDir
    private Path folder;

    @Test
    void shouldReportEveryBadAgencyAndRoute() throws Exception
    {
        assertProblems(FeedFiles.gtfs()
            .adding("agency.txt", "B,Bad,http://b.example,Paris time", "A,Twice,http://a.example,Europe/Paris",
                "C,,,Europe/Rome")
            .adding("routes.txt", ",A,,Blank,2", "R,A,,Twice,2", "S,Z,,No agency,2", "T,A,,No type,rail",
                "U,A,,Other type,1800", "V,C,,Fine,2", "X,A,\"open,,2"),
            "agency.txt:3: agency_timezone 'Paris time' is not a time zone",
            "agency.txt:4: agency_id 'A' stands there twice",
            "routes.txt:3: route_id is blank",
            "routes.txt:4: route_id 'R' stands there twice",
            "routes.txt:5: agency_id 'Z' is not a valid agency of agency.txt",
            "routes.txt:6: route_type 'rail' is not a whole number from 0 to 1799",
            "routes.txt:7: route_type '1800' is not a whole number from 0 to 1799",
            "routes.txt:9: the row is not CSV: check its quotation marks");
    }

    @Test
    void shouldReportEveryBadStop() throws Exception
    {
        assertProblems(FeedFiles.gtfs().with("stops.txt", "stop_id,stop_name,stop_lat,stop_lon,location_type",
            "P,Paris,north,2.3744,", "L,,45.7606,181,0", "M,Marseille,43.3027,5.3803,", ",Blank,1,1,0",
            "M,Twice,1,1,0", "X,Bad,1,1,9", "Y,Y,1,1,0,9"),
            "stops.txt:2: stop 'P' has no position: stop_lat 'north' is not a number from -90 to 90",
            "stops.txt:3: stop 'L' has no position: stop_lon '181' is not a number from -180 to 180",
            "stops.txt:5: stop_id is blank",
            "stops.txt:6: stop_id 'M' stands there twice",
            "stops.txt:7: location_type '9' is not a whole number from 0 to 4",
            "stops.txt:8: the row has 6 fields, the header 5",
            "stops.txt:3: station L has no name: its code is used");
    }

    @Test
    void shouldReportEveryBadTrip() throws Exception
    {
        assertProblems(FeedFiles.gtfs().adding("routes.txt", "Q,Z,,Bad,2")
            .adding("trips.txt", "R,W,,92", "R,W,T1,92", "N,W,T2,92", "Q,W,T3,92", "R,N,T4,92", "R,W,T5,92")
            .adding("stop_times.txt", "T2,08:00:00,08:00:00,P,1", "T4,08:00:00,08:00:00,P,1"),
            "routes.txt:3: agency_id 'Z' is not a valid agency of agency.txt",
            "trips.txt:3: trip_id is blank",
            "trips.txt:4: trip_id 'T1' stands there twice",
            "trips.txt:5: route_id 'N' is not a valid route of routes.txt",
            "trips.txt:6: route_id 'Q' is not a valid route of routes.txt",
            "trips.txt:7: service_id 'N' is a valid row neither of calendar.txt nor of calendar_dates.txt",
            "trips.txt:8: trip 'T5' is left out: it has no valid stop in stop_times.txt");
    }

    @Test
    void shouldReportEveryBadStopTime() throws Exception
    {
        assertProblems(FeedFiles.gtfs()
            .with("stops.txt", "stop_id,stop_name,stop_lat,stop_lon,location_type", "P,Paris,48.8443,2.3744,",
                "L,Lyon,45.7606,4.8600,", "M,Marseille,43.3027,5.3803,", "E,Entrance,1,1,2")
            .with("stop_times.txt",
                "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled",
                "T1,08:00:00,08:00:00,P,1,", "T1,10:00:00,10:05:00,L,2,", "T1,11:45:00,11:45:00,M,3,",
                "T9,08:00:00,08:00:00,P,1,", "T1,08:00:00,08:00:00,P,,", "T1,08:00:00,08:00:00,P,-1,",
                "T1,08:00:00,08:00:00,P,2,", "T1,08:00:00,08:00:00,,9,", "T1,08:00:00,08:00:00,Z,9,",
                "T1,08:00:00,08:00:00,E,9,", "T1,8.30,08:00:00,P,9,", "T1,08:00:00,08:60:00,P,9,",
                "T1,-08:00:00,08:00:00,P,9,", "T1,08:00:00,08:00:00,P,9,near"),
            "stop_times.txt:5: trip_id 'T9' is not in trips.txt",
            "stop_times.txt:6: stop_sequence '' is not a whole number from 0 to 2147483647",
            "stop_times.txt:7: stop_sequence '-1' is not a whole number from 0 to 2147483647",
            "stop_times.txt:8: stop_sequence 2 of trip_id 'T1' stands there twice",
            "stop_times.txt:9: stop_id '' is not a valid stop of stops.txt",
            "stop_times.txt:10: stop_id 'Z' is not a valid stop of stops.txt",
            "stop_times.txt:11: stop_id 'E' is not a stop: its location_type is 2",
            "stop_times.txt:12: arrival_time '8.30' is not a time like 08:30 or 25:10:00",
            "stop_times.txt:13: departure_time '08:60:00' is not a time like 08:30 or 25:10:00",
            "stop_times.txt:14: arrival_time '-08:00:00' is not a time like 08:30 or 25:10:00",
            "stop_times.txt:15: shape_dist_traveled 'near' is not a number from 0 to 1000000000");
    }

    @Test
    void shouldLeaveOutTripsThatTheEngineWouldRefuse() throws Exception
    {
        assertProblems(FeedFiles.gtfs()
            .adding("trips.txt", "R,W,T2,2", "R,W,T3,3", "R,W,T4,4", "R,W,T5,5", "R,W,T6,6")
            .adding("stop_times.txt", "T2,08:00:00,08:00:00,P,1",
                "T3,,,P,1", "T3,09:00:00,09:00:00,L,2",
                "T4,08:00:00,08:00:00,P,1", "T4,,,L,2",
                "T5,08:00:00,08:00:00,P,1", "T5,07:00:00,09:00:00,L,2",
                "T6,00:00:00,00:00:00,P,1", "T6,8760:00:00,8760:00:01,L,2", "T6,8760:00:01,8760:00:01,M,3"),
            "stop_times.txt:5: trip 'T2' is left out: 1 stops, not 2 to 128",
            "stop_times.txt:6: trip 'T3' is left out: the first or the last stop has no time",
            "stop_times.txt:9: trip 'T4' is left out: the first or the last stop has no time",
            "stop_times.txt:11: trip 'T5' is left out: times do not ascend: arrival 07:00:00 at stop 2 is before " +
                "the departure 08:00:00 of the stop before",
            "stop_times.txt:13: trip 'T6' is left out: time 8760:00:01 at stop 2 is not within -24:00:00 to " +
                "8760:00:00");
    }

    @Test
    void shouldLeaveOutTripsByFrequency() throws Exception
    {
        assertProblems(FeedFiles.gtfs()
            .adding("trips.txt", "R,W,T2,92")
            .adding("stop_times.txt", "T2,00:00:00,00:00:00,P,1", "T2,01:00:00,01:00:00,L,2")
            .with("frequencies.txt", "trip_id,start_time,end_time,headway_secs", "T2,06:00:00,22:00:00,1800"),
            "frequencies.txt:2: trip 'T2' is left out: it runs by frequency, not at stated times");
    }

    @Test
    void shouldNotMindBadValuesThatASeatSaleDoesNotNeed() throws Exception
    {
        assertProblems(FeedFiles.gtfs()
            .with("routes.txt", "route_id,agency_id,route_long_name,route_type,route_color,route_sort_order",
                "R,A,Main Line,2,not a colour,first")
            .with("trips.txt", "route_id,service_id,trip_id,trip_short_name,wheelchair_accessible,shape_id",
                "R,W,T1,91,perhaps,no-such-shape"));
    }

    /** That exactly these are reported, and the sound train of the feed is loaded none the less. */
    private void assertProblems(final FeedFiles files, final String... problems) throws Exception
    {
        final Timetable timetable = new GtfsTimetableReader(false).read(files.zip(folder), DATE, 1);
        assertEquals(List.of(problems), timetable.problems().stream().map(TimetableProblem::toString).toList());
        assertEquals(List.of("91"), FeedFiles.serviceCodes(timetable));
        assertEquals(3, timetable.services().get(0).stops().size());
        assertEquals(1, timetable.runs().size());
    }
}
