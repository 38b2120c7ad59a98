package io.signalbox.cli.timetable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GtfsTimetableReaderTest
{
    /** A Tuesday. */
    private static final LocalDate DATE = LocalDate.of(2026, 3, 10);
    private static final String TRIPS_HEADER = "route_id,service_id,trip_id,trip_short_name";
    private static final String STOP_TIMES_HEADER = "trip_id,arrival_time,departure_time,stop_id,stop_sequence";

    @TempDir
    private Path folder;

    @Test
    void shouldReadATrainFromAZipAFolderAndAZippedFolder() throws Exception
    {
        final Timetable fromZip = read(FeedFiles.gtfs(), 1);
        final Timetable fromFolder = new GtfsTimetableReader(false).read(FeedFiles.gtfs().folder(folder), DATE, 1);
        final Timetable fromZippedFolder =
            new GtfsTimetableReader(false).read(FeedFiles.gtfs().zip(folder, "feed-1/"), DATE, 1);

        assertEquals(fromZip, fromFolder);
        assertEquals(fromZip, fromZippedFolder);
        assertEquals(List.of(), FeedFiles.texts(fromZip));
        final Timetable.Service service = fromZip.services().get(0);
        assertEquals("91", service.code());
        assertEquals("gtfs/Main Line", service.trainType());
        assertEquals(List.of("P", "L", "M"), service.stops().stream().map(Timetable.Stop::stationCode).toList());
        assertEquals(10 * 3600 + 300, service.stops().get(1).departureS());
        // 391 km by the great circle, times 1.2.
        final int distanceM = service.stops().get(1).distanceM();
        assertTrue(distanceM > 465_000 && distanceM < 473_000, "distance " + distanceM);
        assertEquals(new TimetableCounts(3, 1, 3, 0, 3, 1, 1, 0, 1, 0, 0, 0, 0), fromZip.counts());
    }

    @Test
    void shouldReadTimesPastMidnightAndWithoutLeadingZeros() throws Exception
    {
        final Timetable timetable = read(FeedFiles.gtfs().with("stop_times.txt", STOP_TIMES_HEADER,
            "T1,9:00:00,9:00:00,P,1", "T1,24:00:00,24:10:00,L,2", "T1,106:52:00,106:52:00,M,3"), 1);

        assertEquals(List.of(), FeedFiles.texts(timetable));
        assertEquals(List.of(32_400, 86_400, 106 * 3600 + 52 * 60), timetable.services().get(0).stops().stream()
            .map(Timetable.Stop::arrivalS).toList());
    }

    @Test
    void shouldInterpolateBlankTimesEvenlyOrByDistance() throws Exception
    {
        final FeedFiles evenly = FeedFiles.gtfs().with("stop_times.txt", STOP_TIMES_HEADER,
            "T1,08:00:00,08:00:00,P,1", "T1,,,L,2", "T1,,,P,3", "T1,11:00:00,11:00:00,M,4");
        final FeedFiles byDistance = FeedFiles.gtfs().with("stop_times.txt", STOP_TIMES_HEADER + ",shape_dist_traveled",
            "T1,08:00:00,08:00:00,P,1,0", "T1,,,L,2,1", "T1,,,P,3,3", "T1,11:00:00,,M,4,4");

        assertEquals(List.of(28_800, 32_400, 36_000, 39_600), arrivals(read(evenly, 1)));
        assertEquals(List.of(28_800, 31_500, 36_900, 39_600), arrivals(read(byDistance, 1)));
        assertEquals(2, read(byDistance, 1).counts().interpolatedTimes());
    }

    @Test
    void shouldTakeDistancesOfShapesInWhateverUnitTheyAre() throws Exception
    {
        // The great circles are 390.6 and 276.4 km long.
        assertEquals(List.of(0, 430_000, 750_000), shapeDistancesM("0", "430000", "750000"));
        assertEquals(List.of(0, 430_000, 750_000), shapeDistancesM("5", "435", "755"));
        assertEquals(List.of(0, 692_018, 1_046_074), shapeDistancesM("0", "430", "650"));
        assertEquals(List.of(0, 430_378, 750_113), shapeDistancesM("0", "1412000", "2461000"));
        assertEquals(1, read(withShapeDistances("0", "430", "650"), 1).counts().givenDistances());
        assertEquals(1, read(withShapeDistances("0", "4", "6"), 1).counts().measuredDistances());
        assertEquals(1, read(withShapeDistances("0", "430000", ""), 1).counts().measuredDistances());
        assertEquals(1, read(withShapeDistances("0", "900000", "750000"), 1).counts().measuredDistances());
    }

    @Test
    void shouldReadPaddedLines() throws Exception
    {
        final Timetable timetable = read(FeedFiles.gtfs()
            .with("routes.txt", " route_id , route_type, route_long_name ", " R , 2 , \"Main, Line\" ")
            .with("trips.txt", "route_id , service_id,trip_id, trip_short_name", "R , W ,T1 , 91 ")
            .with("stop_times.txt", STOP_TIMES_HEADER.replace(",", " , "),
                "T1 , 08:00:00 , 08:00:00 , P , 1 ", "  T1,10:00:00,10:05:00,L,2", "T1,11:45:00,11:45:00,M,3  "), 1);

        assertEquals(List.of(), FeedFiles.texts(timetable));
        assertEquals("gtfs/Main, Line", timetable.services().get(0).trainType());
        assertEquals(3, timetable.services().get(0).stops().size());
    }

    @Test
    void shouldTakeRailOnlyUnlessAskedForAllModes() throws Exception
    {
        final FeedFiles files = FeedFiles.gtfs().adding("routes.txt", "B,A,,Bus,3", "S,A,,Sleeper,105", "T,A,,Tram,0")
            .adding("trips.txt", "B,W,T2,B2", "S,W,T3,S3", "T,W,T4,T4");
        for (final String trip : List.of("T2", "T3", "T4"))
        {
            files.adding("stop_times.txt", trip + ",08:00:00,08:00:00,P,1", trip + ",09:00:00,09:00:00,M,2");
        }

        final Timetable railOnly = read(files, 1);
        final Timetable allModes = new GtfsTimetableReader(true).read(files.zip(folder), DATE, 1);

        assertEquals(List.of("91", "S3"), FeedFiles.serviceCodes(railOnly));
        assertEquals(2, railOnly.counts().notAskedFor());
        assertEquals(List.of(), FeedFiles.texts(railOnly));
        assertEquals(List.of("91", "B2", "S3", "T4"), FeedFiles.serviceCodes(allModes));
    }

    @Test
    void shouldShareOneServiceAmongTripsOfOneNumberWithEqualTimes() throws Exception
    {
        final FeedFiles files = FeedFiles.gtfs()
            .adding("calendar.txt", "E,0,0,0,0,0,1,1,20260301,20260331")
            .adding("trips.txt", "R,E,T2,91")
            .adding("stop_times.txt", "T2,08:00:00,08:00:00,P,11", "T2,10:00:00,10:05:00,L,12",
                "T2,11:45:00,11:45:00,M,13");

        final Timetable timetable = read(files, 7);

        assertEquals(List.of(), FeedFiles.texts(timetable));
        assertEquals(List.of("91"), FeedFiles.serviceCodes(timetable));
        assertEquals(7, timetable.runs().size());
    }

    @Test
    void shouldGiveEachVariantOfANumberACodeThatAnyPeriodGivesIt() throws Exception
    {
        final FeedFiles files = withLaterTrainOnWeekends();

        final Timetable week = read(files, 7);
        final Timetable tuesday = read(files, 1);
        final Timetable saturday =
            new GtfsTimetableReader(false).read(files.zip(folder), LocalDate.of(2026, 3, 14), 1);

        assertEquals(2, week.services().size());
        for (final Timetable.Service service : week.services())
        {
            assertTrue(service.code().matches("91@[0-9a-f]{4}"), service.code());
            assertEquals("91", service.number());
        }
        assertNotEquals(tuesday.services(), saturday.services());
        assertTrue(week.services().containsAll(tuesday.services()));
        assertTrue(week.services().containsAll(saturday.services()));
        assertEquals(7, week.runs().size());
    }

    @Test
    void shouldUseTheTripIdWhereThereIsNoShortName() throws Exception
    {
        final Timetable timetable = read(
            FeedFiles.gtfs().with("trips.txt", "route_id,service_id,trip_id", "R,W,T1"), 1);

        assertEquals(List.of("T1"), FeedFiles.serviceCodes(timetable));
    }

    @Test
    void shouldMakeCodesOfOddIds() throws Exception
    {
        final FeedFiles files = FeedFiles.gtfs()
            .with("stops.txt", "stop_id,stop_name,stop_lat,stop_lon", "P A R I S,Paris,48.8,2.4",
                "\u5317\u4eac,Lyon,45.7,4.8", "Gen\u00e8ve-Cornavin-Gare,Marseille,43.3,5.4",
                "Gen\u00e8ve-Cornavin-Nord,North,43.4,5.5", "unused odd id,Bus,1,1")
            .with("trips.txt", TRIPS_HEADER, "R,W,T1,TGV 91")
            .with("stop_times.txt", STOP_TIMES_HEADER, "T1,08:00:00,08:00:00,P A R I S,1",
                "T1,09:00:00,09:00:00,\u5317\u4eac,2", "T1,10:00:00,10:00:00,Gen\u00e8ve-Cornavin-Gare,3",
                "T1,11:00:00,11:00:00,Gen\u00e8ve-Cornavin-Nord,4");

        final Timetable timetable = read(files, 1);

        final List<String> codes =
            timetable.services().get(0).stops().stream().map(Timetable.Stop::stationCode).toList();
        assertTrue(codes.get(0).matches("P-A-R-I-S~[0-9a-f]{4}"), codes.toString());
        assertTrue(codes.get(1).matches("~[0-9a-f]{4}"), codes.toString());
        assertTrue(codes.get(2).matches("Geneve-Corn~[0-9a-f]{4}"), codes.toString());
        assertTrue(codes.get(3).matches("Geneve-Corn~[0-9a-f]{4}"), codes.toString());
        assertNotEquals(codes.get(2), codes.get(3));
        assertEquals(5, timetable.counts().changed(), "the unused id is of no interest");
        assertEquals("CHANGED stops.txt:2: stop_id 'P A R I S' cannot be a code: the station is called " + codes.get(0),
            FeedFiles.texts(timetable).get(0));
        assertEquals("CHANGED trips.txt:2: train 'TGV 91' cannot be a code: its services are called " +
            timetable.services().get(0).code(), FeedFiles.texts(timetable).get(4));
        assertTrue(timetable.services().get(0).code().matches("TGV-91~[0-9a-f]{4}"));
        assertEquals(timetable, read(files, 1), "codes are the same in every reading");
    }

    @Test
    void shouldSellFromStationsNotPlatforms() throws Exception
    {
        final FeedFiles files = FeedFiles.gtfs().with("stops.txt",
            "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station",
            "GARE,Paris Gare,48.8443,2.3744,1,", "P,Track 5,48.8,2.3,0,GARE", "L,Lyon,45.7,4.8,,NOWHERE",
            "M,Marseille,43.3,5.3,0,L");

        final Timetable timetable = read(files, 1);

        assertEquals(List.of("GARE", "L", "M"), timetable.stations().stream().map(Timetable.Station::code).toList());
        assertEquals("Paris Gare", timetable.stations().get(0).name());
    }

    @Test
    void shouldEstimateDistancesOfStopsWithoutAPosition() throws Exception
    {
        final Timetable timetable = read(
            FeedFiles.gtfs().with("stops.txt", "stop_id,stop_name", "P,P", "L,L", "M,M"), 1);

        assertEquals(List.of(0, 100_000, 183_333), timetable.services().get(0).stops().stream()
            .map(Timetable.Stop::distanceM).toList());
        assertEquals(1, timetable.counts().estimatedDistances());
    }

    @Test
    void shouldLeaveOutATripThatDoublesAnother() throws Exception
    {
        final FeedFiles files = FeedFiles.gtfs().adding("trips.txt", "R,W,T2,91")
            .adding("stop_times.txt", "T2,08:00:00,08:00:00,P,1", "T2,10:00:00,10:05:00,L,2",
                "T2,11:45:00,11:45:00,M,3");

        final Timetable timetable = read(files, 2);

        assertEquals(List.of("LEFT_OUT trips.txt:3: trip 'T2' runs on 2026-03-10 like trip 'T1' of the same number, " +
            "stops and times: it is left out on the dates of both"), FeedFiles.texts(timetable));
        assertEquals(2, timetable.runs().size());
    }

    @Test
    void shouldNameAFeedThatCannotBeRead() throws Exception
    {
        assertMessage(folder.resolve("none.zip"), "none.zip: there is no such file");
        assertMessage(Files.writeString(folder.resolve("text.zip"), "no zip"), "text.zip: is not a readable zip");
        assertMessage(FeedFiles.gtfs().without("trips.txt").zip(folder), "trips.txt: there is no such file");
        assertMessage(FeedFiles.gtfs().with("stop_times.txt", "trip_id,stop_id").zip(folder),
            "stop_times.txt:1: there is no column 'arrival_time'");
        assertMessage(FeedFiles.gtfs().with("agency.txt", "agency_name,agency_timezone", "Rail,Mars/Base").zip(folder),
            "agency.txt: no row is valid, so the time zone is not known; the first one is agency.txt:2: " +
            "agency_timezone 'Mars/Base' is not a time zone");
    }

    private FeedFiles withLaterTrainOnWeekends()
    {
        return FeedFiles.gtfs()
            .adding("calendar.txt", "E,0,0,0,0,0,1,1,20260301,20260331")
            .adding("trips.txt", "R,E,T2,91")
            .adding("stop_times.txt", "T2,08:30:00,08:30:00,P,1", "T2,11:45:00,11:45:00,M,2");
    }

    private List<Integer> shapeDistancesM(final String... distances) throws IOException, TimetableException
    {
        return read(withShapeDistances(distances), 1).services().get(0).stops().stream()
            .map(Timetable.Stop::distanceM).toList();
    }

    private static FeedFiles withShapeDistances(final String... distances)
    {
        return FeedFiles.gtfs().with("stop_times.txt", STOP_TIMES_HEADER + ",shape_dist_traveled",
            "T1,08:00:00,08:00:00,P,1," + distances[0], "T1,10:00:00,10:05:00,L,2," + distances[1],
            "T1,11:45:00,11:45:00,M,3," + distances[2]);
    }

    private static List<Integer> arrivals(final Timetable timetable)
    {
        assertEquals(List.of(), FeedFiles.texts(timetable));
        return timetable.services().get(0).stops().stream().map(Timetable.Stop::arrivalS).toList();
    }

    private void assertMessage(final Path feed, final String expected)
    {
        final TimetableException ex = assertThrows(
            TimetableException.class, () -> new GtfsTimetableReader(false).read(feed, DATE, 1));
        assertTrue(ex.getMessage().contains(expected), ex.getMessage());
    }

    private Timetable read(final FeedFiles files, final int days) throws IOException, TimetableException
    {
        return new GtfsTimetableReader(false).read(files.zip(folder), DATE, days);
    }
}
