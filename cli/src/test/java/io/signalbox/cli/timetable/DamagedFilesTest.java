package io.signalbox.cli.timetable;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DamagedFilesTest
{
    private static final LocalDate DATE = LocalDate.of(2026, 3, 10);

    @Provide
    Arbitrary<String> fragments()
    {
        return Arbitraries.of("", ",", "\"", "\n", "\"\n", ",,", "-", "99999999999", "2", "08:00", "x", "\u5317\u4eac",
            "\uFEFF", "\t", " ", "1e9", "NaN", "T1", "G1", "AAA", "P,", "\r\n", "\0", "24:00:00", "20260310");
    }

    @Property
    void whateverIsReadOfADamagedFeedIsWithinTheLimits(
        @ForAll @Size(min = 1, max = 4) final List<@IntRange(min = 0, max = 7_000) Integer> places,
        @ForAll @IntRange(min = 0, max = 12) final int length,
        @ForAll("fragments") final String fragment)
        throws Exception
    {
        final FeedFiles files = damaged(FeedFiles.gtfs(), places, length, fragment);
        try
        {
            assertSound(new GtfsTimetableReader(false).read(files.inMemory(), "feed", DATE, 2));
        }
        catch (final TimetableException ex)
        {
            assertTrue(ex.getMessage().matches("(?s)feed: .+"), ex.getMessage());
        }
    }

    @Property
    void whateverIsReadOfADamagedFolderIsWithinTheLimits(
        @ForAll @Size(min = 1, max = 4) final List<@IntRange(min = 0, max = 7_000) Integer> places,
        @ForAll @IntRange(min = 0, max = 12) final int length,
        @ForAll("fragments") final String fragment)
        throws Exception
    {
        final FeedFiles files = damaged(FeedFiles.csv(), places, length, fragment);
        try
        {
            assertSound(new CsvTimetableReader(CsvTimetableReader.DEFAULT_ZONE)
                .read(files.inMemory(), "folder", DATE, 2));
        }
        catch (final TimetableException ex)
        {
            assertTrue(ex.getMessage().matches("(?s)folder: .+"), ex.getMessage());
        }
    }

    private static FeedFiles damaged(
        final FeedFiles files, final List<Integer> places, final int length, final String fragment)
    {
        for (final int place : places)
        {
            files.damaged(files.names().get(place % files.names().size()), place / 7, length, fragment);
        }
        return files;
    }

    private static void assertSound(final Timetable timetable)
    {
        final Set<String> stations = new HashSet<>();
        for (final Timetable.Station station : timetable.stations())
        {
            assertTrue(stations.add(station.code()));
            assertTrue(EngineLimits.isCode(station.code()));
            assertFalse(station.name().isEmpty() || EngineLimits.isTooLongName(station.name()));
        }
        final Set<String> services = new HashSet<>();
        for (final Timetable.Service service : timetable.services())
        {
            assertTrue(services.add(service.code()));
            assertTrue(EngineLimits.isCode(service.code()));
            assertNull(EngineLimits.breach(service.stops()));
            assertEquals(service.stops().get(0).arrivalS(), service.stops().get(0).departureS());
            service.stops().forEach((stop) -> assertTrue(stations.contains(stop.stationCode())));
        }
        timetable.runs().forEach((run) -> assertTrue(services.contains(run.serviceCode())));
        assertEquals(timetable.runs().size(), new HashSet<>(timetable.runs()).size());
        if (timetable.services().isEmpty())
        {
            assertTrue(timetable.counts().leftOut() + timetable.counts().notAskedFor() > 0 ||
                timetable.counts().serviceRows() == 0, "nothing read, and nothing said of it");
        }
    }
}
