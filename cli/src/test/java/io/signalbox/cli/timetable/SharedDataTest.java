package io.signalbox.cli.timetable;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Whole real timetables, where a copy of them stands beside the project.
 */
class SharedDataTest
{
    private static final Path DATA = Path.of("../../shared/data");

    @Test
    void shouldReadTheWholeTimetableOfOctober2016() throws Exception
    {
        final Path folder = DATA.resolve("china-rail");
        assumeTrue(Files.isDirectory(folder), "not beside the project");

        final Timetable timetable =
            new CsvTimetableReader(CsvTimetableReader.DEFAULT_ZONE).read(folder, LocalDate.of(2026, 3, 10), 1);

        assertEquals(List.of(), timetable.problems());
        assertEquals(new TimetableCounts(3330, 5505, 57_289, 0, 2866, 5505, 5505, 638, 0, 4867, 0, 0, 0),
            timetable.counts());
        assertEquals(61, timetable.services().stream().mapToInt((service) -> service.stops().size()).max().orElse(0));
    }

    @Test
    void shouldReadTheTimetableWithRunningDates() throws Exception
    {
        final Path folder = DATA.resolve("china-rail-gdc-2016-03");
        assumeTrue(Files.isDirectory(folder), "not beside the project");

        final Timetable timetable =
            new CsvTimetableReader(CsvTimetableReader.DEFAULT_ZONE).read(folder, LocalDate.of(2016, 3, 10), 3);

        assertEquals(List.of(), timetable.problems());
        assertEquals(new TimetableCounts(672, 4458, 34_647, 595, 670, 3863, 11_251, 0, 3863, 0, 0, 0, 0),
            timetable.counts());
    }

    @Test
    void shouldReadAWholeFeedWithItsDoubledTrips() throws Exception
    {
        final Path feed = DATA.resolve("gtfs/amtrak-2021-09.zip");
        assumeTrue(Files.isRegularFile(feed), "not beside the project");

        final Timetable timetable = new GtfsTimetableReader(false).read(feed, LocalDate.of(2021, 9, 10), 7);

        assertEquals(508, timetable.stations().size());
        assertEquals(424, timetable.services().size());
        assertEquals(1801, timetable.runs().size());
        assertTrue(timetable.problems().stream().allMatch((problem) -> problem.toString().matches(
            "trips.txt:[0-9]+: trip '[0-9]+' runs on 2021-09-1[0-6] like trip '[0-9]+' of the same number, stops and " +
            "times: it is left out on the dates of both")));
        assertEquals(43, timetable.services().stream().mapToInt((service) -> service.stops().size()).max().orElse(0));
    }
}
