package io.signalbox.cli.timetable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class GtfsCalendarTest
{
    private static final String DATES = "calendar_dates.txt";
    private static final String DATES_HEADER = "service_id,date,exception_type";
    /** A Thursday. */
    private static final LocalDate FROM = LocalDate.of(2026, 3, 26);

    @TempDir
    private Path folder;

    @Test
    void shouldRunByTheWeekWithoutExceptions() throws Exception
    {
        // The calendar ends on Tuesday the 31st.
        assertEquals(List.of("2026-03-26", "2026-03-27", "2026-03-30", "2026-03-31"), dates(FeedFiles.gtfs()));
    }

    @Test
    void shouldRunByTheWeekWithAnEmptyFileOfExceptions() throws Exception
    {
        assertEquals(List.of("2026-03-26", "2026-03-27", "2026-03-30", "2026-03-31"),
            dates(FeedFiles.gtfs().with(DATES, DATES_HEADER)));
    }

    @Test
    void shouldAddAndRemoveDatesByExceptions() throws Exception
    {
        // Added inside the week and the period, added after the period, removed, removed where it does not run.
        assertEquals(List.of("2026-03-27", "2026-03-28", "2026-03-30", "2026-03-31", "2026-04-01"),
            dates(FeedFiles.gtfs().with(DATES, DATES_HEADER,
                "W,20260328,1", "W,20260401,1", "W,20260326,2", "W,20260329,2", "W,20260327,1")));
    }

    @Test
    void shouldRunByExceptionsWithoutAWeek() throws Exception
    {
        assertEquals(List.of("2026-03-28", "2026-04-01"),
            dates(FeedFiles.gtfs().without("calendar.txt").with(DATES, DATES_HEADER,
                "W,20260328,1", "W,20260401,1", "W,20260330,2")));
    }

    @Test
    void shouldRunByExceptionsBesideTheWeekOfAnotherService() throws Exception
    {
        final FeedFiles files = FeedFiles.gtfs().with(DATES, DATES_HEADER, "X,20260329,1")
            .with("trips.txt", "route_id,service_id,trip_id,trip_short_name", "R,X,T1,91");

        assertEquals(List.of("2026-03-29"), dates(files));
    }

    @Test
    void shouldNotRunInAWeekOfNoDays() throws Exception
    {
        final FeedFiles files = FeedFiles.gtfs().with("calendar.txt",
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
            "W,0,0,0,0,0,0,0,20260301,20260331").with(DATES, DATES_HEADER, "W,20260327,1");

        assertEquals(List.of("2026-03-27"), dates(files));
    }

    @Test
    void shouldRunOnEachDayOfTheWeekThatIsNamed() throws Exception
    {
        for (int day = 0; day < 7; day++)
        {
            final StringBuilder days = new StringBuilder();
            for (int i = 0; i < 7; i++)
            {
                days.append(i == day ? "1," : "0,");
            }
            final FeedFiles files = FeedFiles.gtfs().with("calendar.txt",
                "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
                "W," + days + "20260301,20260331");

            // The 23rd is a Monday.
            final Timetable timetable =
                new GtfsTimetableReader(false).read(files.zip(folder), LocalDate.of(2026, 3, 23), 7);

            assertEquals(List.of(LocalDate.of(2026, 3, 23).plusDays(day).toString()), FeedFiles.runDates(timetable));
        }
    }

    @Test
    void shouldSayThatNoCalendarIsThere() throws Exception
    {
        final Path feed = FeedFiles.gtfs().without("calendar.txt").zip(folder);

        assertEquals(feed + ": neither calendar.txt nor calendar_dates.txt is there: no trip has a date",
            assertThrows(TimetableException.class, () -> read(feed)).getMessage());
    }

    @Test
    void shouldSayThatNoRowOfTheCalendarsIsValid() throws Exception
    {
        final Path feed = FeedFiles.gtfs().without("calendar.txt").with(DATES, DATES_HEADER).zip(folder);

        assertEquals(
            feed + ": calendar.txt and calendar_dates.txt: no row is valid, so no trip has a date; there is none",
            assertThrows(TimetableException.class, () -> read(feed)).getMessage());
    }

    @Test
    void shouldReportEveryBadRowOfTheCalendars() throws Exception
    {
        final Timetable timetable = read(FeedFiles.gtfs().adding("calendar.txt",
            ",1,1,1,1,1,0,0,20260301,20260331", "W,1,1,1,1,1,0,0,20260301,20260331",
            "V,1,1,2,1,1,0,0,20260301,20260331", "V,1,1,1,1,1,0,0,2026-03-01,20260331",
            "V,1,1,1,1,1,0,0,20260331,20260230", "V,1,1,1,1,1,0,0,20260331,20260301")
            .with(DATES, DATES_HEADER, ",20260328,1", "W,28/03/2026,1", "W,20260328,3", "W,20260326,2", "W,20260326,1")
            .zip(folder));

        assertEquals(List.of(
            "LEFT_OUT calendar.txt:3: service_id is blank",
            "LEFT_OUT calendar.txt:4: service_id 'W' stands there twice",
            "LEFT_OUT calendar.txt:5: wednesday '2' is not a whole number from 0 to 1",
            "LEFT_OUT calendar.txt:6: start_date '2026-03-01' is not a date like 20160310",
            "LEFT_OUT calendar.txt:7: end_date '20260230' is not a date like 20160310",
            "LEFT_OUT calendar.txt:8: end_date '20260301' is before start_date '20260331'",
            "LEFT_OUT calendar_dates.txt:2: service_id is blank",
            "LEFT_OUT calendar_dates.txt:3: date '28/03/2026' is not a date like 20160310",
            "LEFT_OUT calendar_dates.txt:4: exception_type '3' is not a whole number from 1 to 2",
            "LEFT_OUT calendar_dates.txt:6: service_id 'W' has date '20260326' twice"),
            FeedFiles.texts(timetable));
        assertEquals(List.of("2026-03-27", "2026-03-30", "2026-03-31"), FeedFiles.runDates(timetable));
    }

    @Test
    void shouldCountOffsetsFromNoonMinusTwelveHoursInTheZoneOfTheAgency() throws Exception
    {
        final Timetable timetable = read(
            FeedFiles.gtfs().with(DATES, DATES_HEADER, "W,20260329,1").zip(folder));

        assertEquals("Europe/Paris", timetable.zone().getId());
        assertEquals(Instant.parse("2026-03-25T23:00:00Z").toEpochMilli(), timetable.runs().get(0).originInstantMs());
        // On the 29th the clocks go forward: the service day begins an hour before midnight.
        assertEquals("2026-03-29", timetable.runs().get(2).serviceDate().toString());
        assertEquals(Instant.parse("2026-03-28T22:00:00Z").toEpochMilli(), timetable.runs().get(2).originInstantMs());
        assertEquals(Instant.parse("2026-03-29T22:00:00Z").toEpochMilli(), timetable.runs().get(3).originInstantMs());
    }

    @Test
    void shouldTakeTheZoneOfTheRoutesOwnAgency() throws Exception
    {
        final Timetable timetable = read(FeedFiles.gtfs().adding("agency.txt", "B,Far,http://b.example,Asia/Tokyo")
            .adding("routes.txt", "T,B,,Far Line,2").adding("trips.txt", "T,W,T2,2")
            .adding("stop_times.txt", "T2,08:00:00,08:00:00,P,1", "T2,09:00:00,09:00:00,L,2").zip(folder));

        assertEquals("2", timetable.runs().get(0).serviceCode());
        assertEquals(Instant.parse("2026-03-25T15:00:00Z").toEpochMilli(), timetable.runs().get(0).originInstantMs());
        assertEquals("91", timetable.runs().get(1).serviceCode());
        assertEquals(Instant.parse("2026-03-25T23:00:00Z").toEpochMilli(), timetable.runs().get(1).originInstantMs());
    }

    @Test
    void shouldTakeTheOnlyAgencyIfItHasNoId() throws Exception
    {
        assertEquals(List.of("2026-03-26", "2026-03-27", "2026-03-30", "2026-03-31"),
            dates(FeedFiles.gtfs().with("agency.txt", "agency_name,agency_timezone", "Rail,Europe/Paris")));
    }

    private List<String> dates(final FeedFiles files) throws IOException, TimetableException
    {
        final Timetable timetable = read(files.zip(folder));
        assertEquals(List.of(), FeedFiles.texts(timetable));
        return FeedFiles.runDates(timetable);
    }

    private static Timetable read(final Path feed) throws TimetableException
    {
        return new GtfsTimetableReader(false).read(feed, FROM, 7);
    }
}
