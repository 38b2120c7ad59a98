package io.signalbox.cli.timetable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CsvTimetableReaderTest
{
    private static final LocalDate DATE = LocalDate.of(2026, 3, 10);

    @TempDir
    private Path folder;

    @Test
    void shouldReadATrainWithItsGivenDistances() throws Exception
    {
        final Timetable timetable = read(FeedFiles.csv(), 2);

        assertEquals(List.of(), FeedFiles.texts(timetable));
        assertEquals(List.of(new Timetable.Service("G1", "G1", "G", List.of(
            new Timetable.Stop("AAA", 28_800, 28_800, 0),
            new Timetable.Stop("BBB", 32_400, 32_520, 150_000),
            new Timetable.Stop("CCC", 36_000, 36_000, 300_500)))), timetable.services());
        assertEquals(List.of(
            new Timetable.Station("AAA", "Alpha"),
            new Timetable.Station("BBB", "Beta"),
            new Timetable.Station("CCC", "Gamma")), timetable.stations());
        assertEquals(List.of(
            new Timetable.Run("G1", DATE, Instant.parse("2026-03-09T16:00:00Z").toEpochMilli()),
            new Timetable.Run("G1", DATE.plusDays(1), Instant.parse("2026-03-10T16:00:00Z").toEpochMilli())),
            timetable.runs());
        assertEquals(new TimetableCounts(3, 1, 3, 0, 3, 1, 2, 1, 0, 0, 0, 0, 0), timetable.counts());
    }

    @Test
    void shouldCountOffsetsFromNoonMinusTwelveHoursWhenTheClocksChange() throws Exception
    {
        final Timetable timetable = new CsvTimetableReader(ZoneId.of("Europe/Paris"))
            .read(FeedFiles.csv().folder(folder), LocalDate.of(2026, 3, 29), 1);

        // Noon is at 10:00 UTC, though midnight was at 23:00 UTC.
        assertEquals(
            Instant.parse("2026-03-28T22:00:00Z").toEpochMilli(), timetable.runs().get(0).originInstantMs());
    }

    @Test
    void shouldMeasureOrEstimateDistancesThatAreNotGiven() throws Exception
    {
        final FeedFiles files = FeedFiles.csv()
            .adding("stations.csv", "DDD,Delta,,")
            .adding("trains.csv", "D2,D,2,ALL", "K3,K,2,ALL", "77,,2,")
            .adding("stops.csv",
                "D2,1,AAA,,08:00,0,0,", "D2,2,BBB,09:00,,0,,",
                "K3,1,AAA,,08:00,0,0,", "K3,2,DDD,09:00,,0,,",
                "77,1,AAA,,08:00,0,0,0", "77,2,DDD,09:00,,0,,");

        final Timetable timetable = read(files, 1);

        // 77 has a distance at one of two stops only, so at none that can be used.
        assertEquals(List.of("77", "D2", "G1", "K3"), FeedFiles.serviceCodes(timetable));
        assertEquals(50_000, timetable.services().get(0).stops().get(1).distanceM());
        assertEquals("O", timetable.services().get(0).trainType());
        final int measuredM = timetable.services().get(1).stops().get(1).distanceM();
        assertTrue(measuredM > 1.2 * 139_000 && measuredM < 1.2 * 141_500, "measured " + measuredM);
        assertEquals(70_000, timetable.services().get(3).stops().get(1).distanceM());
        assertEquals(1, timetable.counts().givenDistances());
        assertEquals(1, timetable.counts().measuredDistances());
        assertEquals(2, timetable.counts().estimatedDistances());
    }

    @Test
    void shouldRunOnTheStatedDatesOnly() throws Exception
    {
        final FeedFiles files = FeedFiles.csv()
            .with("trains.csv", "train_no,train_type,number,run_dates",
                "G1,G,,2026-03-01 2026-03-11..2026-03-12 2026-04-01", "G9@1,G,G9,2026-05-01")
            .adding("stops.csv", "G9@1,1,AAA,,08:00,0,0,0", "G9@1,2,BBB,09:00,,0,,1");

        final Timetable timetable = read(files, 5);

        assertEquals(List.of("2026-03-11", "2026-03-12"), FeedFiles.runDates(timetable));
        assertEquals(List.of("G1"), FeedFiles.serviceCodes(timetable));
        assertEquals(1, timetable.counts().notAskedFor());
        assertEquals(List.of(), FeedFiles.texts(timetable));
    }

    @Test
    void shouldLeaveOutTheSecondVariantOfANumberOnADate() throws Exception
    {
        final FeedFiles files = FeedFiles.csv()
            .with("trains.csv", "train_no,train_type,run_dates",
                "G5@1,G,2026-03-10..2026-03-11", "G5@2,G,2026-03-11..2026-03-12")
            .with("stops.csv", "train_no,seq,station_code,arrival,departure,day_offset",
                "G5@1,1,AAA,,08:00,0", "G5@1,2,BBB,09:00,,0",
                "G5@2,1,AAA,,08:01,0", "G5@2,2,BBB,09:01,,0");

        final Timetable timetable = read(files, 3);

        assertEquals(List.of("LEFT_OUT trains.csv:3: train G5@2 runs on 2026-03-11 like G5@1 of the same number: " +
            "it is left out on the dates of both"), FeedFiles.texts(timetable));
        assertEquals(List.of("G5@1", "G5@1", "G5@2"),
            timetable.runs().stream().map(Timetable.Run::serviceCode).toList());
        assertEquals(List.of("2026-03-10", "2026-03-11", "2026-03-12"), FeedFiles.runDates(timetable));
        assertEquals("G5", timetable.services().get(1).number());
    }

    @Test
    void shouldFollowATrainPastMidnightAndFillBlankTimes() throws Exception
    {
        final FeedFiles files = FeedFiles.csv()
            .adding("trains.csv", "Z9,Z,,")
            .adding("stops.csv",
                "Z9,1,AAA,,23:50,0,0,0", "Z9,2,BBB,23:58,00:02,0,1,10", "Z9,4,AAA,,,,,20", "Z9,7,CCC,00:22,,1,,50");

        final Timetable timetable = read(files, 1);

        assertEquals(List.of(), FeedFiles.texts(timetable));
        assertEquals(List.of(
            new Timetable.Stop("AAA", 85_800, 85_800, 0),
            new Timetable.Stop("BBB", 86_280, 86_520, 10_000),
            new Timetable.Stop("AAA", 86_820, 86_820, 20_000),
            new Timetable.Stop("CCC", 87_720, 87_720, 50_000)), timetable.services().get(1).stops());
        assertEquals(1, timetable.counts().interpolatedTimes());
    }

    @Test
    void shouldReportEveryBadStation() throws Exception
    {
        final FeedFiles files = FeedFiles.csv().adding("stations.csv",
            ",Blank,,", "AAA,Again,,", "CODE-OF-17-LETTERS,Long,,", "B B,Blank inside,,", "\u5317,North,,",
            "DDD,,400,", "EEE,\"open,1,2", "FFF,Many,1,2,3", "GGG," + "\u5317".repeat(27) + ",1,2");
        files.adding("trains.csv", "K1,K,,", "K2,K,,")
            .adding("stops.csv", "K1,1,DDD,,08:00,0,0,", "K1,2,GGG,09:00,,0,,",
                "K2,1,FFF,,08:00,0,0,", "K2,2,EEE,09:00,,0,,");

        final Timetable timetable = read(files, 1);

        assertEquals(List.of(
            "LEFT_OUT stations.csv:5: station_code is blank",
            "LEFT_OUT stations.csv:6: station_code 'AAA' stands there twice",
            "LEFT_OUT stations.csv:7: station_code 'CODE-OF-17-LETTERS' is not a code of 1 to 16 printable ASCII " +
                "characters",
            "LEFT_OUT stations.csv:8: station_code 'B B' is not a code of 1 to 16 printable ASCII characters",
            "LEFT_OUT stations.csv:9: station_code '\u5317' is not a code of 1 to 16 printable ASCII characters",
            "CHANGED stations.csv:10: station DDD has no name: its code is used",
            "CHANGED stations.csv:10: station DDD has no position: longitude '400' is not a number from -180 to 180",
            "LEFT_OUT stations.csv:11: the row is not CSV: check its quotation marks",
            "LEFT_OUT stations.csv:12: the row has 5 fields, the header 4",
            "CHANGED stations.csv:13: the name of station GGG is longer than 80 bytes: shortened to '" +
                "\u5317".repeat(26) + "'",
            "LEFT_OUT stops.csv:7: station_code 'FFF' is not in stations.csv",
            "LEFT_OUT stops.csv:8: station_code 'EEE' is not in stations.csv",
            "LEFT_OUT trains.csv:4: train K2 is left out: it has no valid stop in stops.csv"),
            FeedFiles.texts(timetable));
        assertEquals(new Timetable.Station("DDD", "DDD"), timetable.stations().get(3));
        assertEquals(10, timetable.counts().leftOut());
        assertEquals(3, timetable.counts().changed());
        assertEquals(12, timetable.counts().stationRows());
    }

    @Test
    void shouldReportEveryBadTrain() throws Exception
    {
        final FeedFiles files = FeedFiles.csv().adding("trains.csv",
            ",G,3,ALL", "G1,G,3,ALL", "G 2,G,3,ALL", "G3,G,3,never", "G4,G,3,2026-03-02..2026-03-01", "G5,G,x,ALL",
            "G6,G,3,", "G7,G,9,")
            .adding("stops.csv", "G3,1,AAA,,08:00,0,0,0", "G7,1,AAA,,08:00,0,0,0", "G7,2,BBB,08:30,,0,0,1");

        assertEquals(List.of(
            "LEFT_OUT trains.csv:3: train_no is blank",
            "LEFT_OUT trains.csv:4: train_no 'G1' stands there twice",
            "LEFT_OUT trains.csv:5: train_no 'G 2' is not a code of 1 to 16 printable ASCII characters",
            "LEFT_OUT trains.csv:6: run_dates 'never' is not a date like 2016-03-10, nor a range, nor ALL",
            "LEFT_OUT trains.csv:7: run_dates '2026-03-02..2026-03-01' ends before it begins",
            "LEFT_OUT trains.csv:8: stop_count 'x' is not a whole number from 0 to 1000000",
            "LEFT_OUT trains.csv:9: train G6 is left out: it has no valid stop in stops.csv",
            "CHANGED trains.csv:10: train G7 has 2 valid stops, its stop_count is 9"),
            FeedFiles.texts(read(files, 1)));
    }

    @Test
    void shouldReportEveryBadStop() throws Exception
    {
        final FeedFiles files = FeedFiles.csv().adding("stops.csv",
            "G8,1,AAA,,08:00,0,0,0", "G1,2,BBB,09:00,09:02,0,0,150", "G1,x,BBB,09:00,09:02,0,0,150",
            "G1,9,ZZZ,09:00,09:02,0,0,150", "G1,9,BBB,25:61,09:02,0,0,150", "G1,9,BBB,09:00,nine,0,0,150",
            "G1,9,BBB,09:00,09:02,many,0,150", "G1,9,BBB,09:00,09:02,0,0,far", "G1,9,BBB,09:00,09:02,0,0,-1");

        final Timetable timetable = read(files, 1);

        assertEquals(List.of(
            "LEFT_OUT stops.csv:5: train_no 'G8' is not in trains.csv",
            "LEFT_OUT stops.csv:6: seq 2 of train G1 stands there twice",
            "LEFT_OUT stops.csv:7: seq 'x' is not a whole number from 0 to 1000000",
            "LEFT_OUT stops.csv:8: station_code 'ZZZ' is not in stations.csv",
            "LEFT_OUT stops.csv:9: arrival '25:61' is not a time like 08:30 or 25:10:00",
            "LEFT_OUT stops.csv:10: departure 'nine' is not a time like 08:30 or 25:10:00",
            "LEFT_OUT stops.csv:11: day_offset 'many' is not a whole number from -1 to 365",
            "LEFT_OUT stops.csv:12: distance_km 'far' is not a number from 0 to 1000000",
            "LEFT_OUT stops.csv:13: distance_km '-1' is not a number from 0 to 1000000"),
            FeedFiles.texts(timetable));
        assertEquals(List.of("G1"), FeedFiles.serviceCodes(timetable), "the rest is loaded");
    }

    @Test
    void shouldLeaveOutTrainsBeyondTheLimitsOfTheEngine() throws Exception
    {
        final FeedFiles files = FeedFiles.csv()
            .adding("trains.csv", "K1,K,,", "K2,K,,", "K3,K,,", "K4,K,,", "K5,K,,", "K6,K,,", "K7,K,,", "K8,K,,")
            .adding("stops.csv",
                "K1,1,AAA,,08:00,0,0,",
                "K2,1,AAA,,08:00,0,0,", "K2,2,BBB,07:59,,0,,",
                "K3,1,AAA,,08:00,0,0,", "K3,2,BBB,09:00,08:30,0,,", "K3,3,CCC,10:00,,0,,",
                "K4,1,AAA,,08:00,0,0,0", "K4,2,BBB,09:00,09:00,0,,9", "K4,3,CCC,10:00,,0,,8",
                "K5,1,AAA,,08:00,0,0,5", "K5,2,BBB,09:00,,0,,9",
                "K6,1,AAA,,,0,0,", "K6,2,BBB,09:00,,0,,",
                "K7,1,AAA,,08:00,0,0,0", "K7,2,BBB,09:00,,0,,100000.1");
        for (int i = 1; i <= 129; i++)
        {
            files.adding("stops.csv", "K8," + i + ",AAA,08:00,08:00,0,0,0");
        }

        assertEquals(List.of(
            "LEFT_OUT stops.csv:5: train K1 is left out: 1 stops, not 2 to 128",
            "LEFT_OUT stops.csv:7: train K2 is left out: times do not ascend: arrival 07:59:00 at stop 2 is before " +
                "the departure 08:00:00 of the stop before",
            "LEFT_OUT stops.csv:9: train K3 is left out: times do not ascend: departure 08:30:00 at stop 2 is before " +
                "its arrival 09:00:00",
            "LEFT_OUT stops.csv:13: train K4 is left out: distance 8000 m at stop 3 is not ascending: the stop " +
                "before has 9000",
            "LEFT_OUT stops.csv:14: train K5 is left out: distance 5000 m at stop 1 is not ascending: the first is 0",
            "LEFT_OUT stops.csv:16: train K6 is left out: the first or the last stop has no time",
            "LEFT_OUT stops.csv:19: train K7 is left out: distance 100000100 m is more than 100000000",
            "LEFT_OUT stops.csv:20: train K8 is left out: 129 stops, not 2 to 128"),
            FeedFiles.texts(read(files, 1)));
    }

    @Test
    void shouldReadPaddedFieldsQuotesAndAByteOrderMark() throws Exception
    {
        final FeedFiles files = FeedFiles.csv()
            .with("stations.csv", "\uFEFF station_code , name ", " AAA , \"Alpha, \"\"old\"\"\" ", "",
                "DDD,5\" gauge", "BBB,\"Beta", "of two lines\"", "  ", "CCC,Gamma\r");

        final Timetable timetable = read(files, 1);

        assertEquals(List.of(), FeedFiles.texts(timetable));
        assertEquals(List.of("Alpha, \"old\"", "Beta\nof two lines", "Gamma"),
            timetable.stations().stream().map(Timetable.Station::name).toList());
    }

    @Test
    void shouldGoOnAtTheNextLineAfterAnOpenQuotationMark() throws Exception
    {
        final FeedFiles files = FeedFiles.csv()
            .with("stations.csv", "station_code,name", "QQQ,\"open", "AAA,Alpha", "BBB,Beta", "CCC,\"Gam\"ma");

        final Timetable timetable = read(files, 1);

        assertEquals("LEFT_OUT stations.csv:2: the row is not CSV: check its quotation marks",
            FeedFiles.texts(timetable).get(0));
        assertEquals("LEFT_OUT stations.csv:5: the row is not CSV: check its quotation marks",
            FeedFiles.texts(timetable).get(1));
        assertEquals(List.of("AAA", "BBB"), timetable.stations().stream().map(Timetable.Station::code).toList());
    }

    @Test
    void shouldBeEmptyButReadWhenNoRowIsValid() throws Exception
    {
        final Timetable timetable = read(FeedFiles.csv().with("stops.csv",
            "train_no,seq,station_code,arrival,departure", "G1,x,AAA,,"), 1);

        assertEquals(List.of(), timetable.services());
        assertEquals(List.of(), timetable.stations());
        assertEquals(List.of(), timetable.runs());
        assertEquals(2, timetable.counts().leftOut());
    }

    @Test
    void shouldNameAMissingFolderFileColumnOrHeader() throws Exception
    {
        assertMessage(folder.resolve("none"), ": there is no such folder");
        assertMessage(FeedFiles.csv().without("stops.csv").folder(folder), ": stops.csv: there is no such file");
        assertMessage(FeedFiles.csv().with("stops.csv", "train_no,seq").folder(folder),
            ": stops.csv:1: there is no column 'station_code'");
        assertMessage(FeedFiles.csv().with("stops.csv", "").folder(folder),
            ": stops.csv: is empty, not even a header");
        assertMessage(FeedFiles.csv().with("trains.csv", "train_no,train_no").folder(folder),
            ": trains.csv:1: the header names a column twice: [train_no, train_no]");
    }

    @Test
    void shouldRefuseDatesOutOfRange() throws Exception
    {
        final Path files = FeedFiles.csv().folder(folder);
        final CsvTimetableReader reader = new CsvTimetableReader(CsvTimetableReader.DEFAULT_ZONE);

        assertEquals("days 0 is not from 1 to 3660",
            assertThrows(IllegalArgumentException.class, () -> reader.read(files, DATE, 0)).getMessage());
        assertEquals("the 1 days from 1969-12-31 are not within 1970-01-02 to 9999-12-30", assertThrows(
            IllegalArgumentException.class, () -> reader.read(files, LocalDate.of(1969, 12, 31), 1)).getMessage());
    }

    private void assertMessage(final Path read, final String expected)
    {
        final TimetableException ex = assertThrows(TimetableException.class,
            () -> new CsvTimetableReader(CsvTimetableReader.DEFAULT_ZONE).read(read, DATE, 1));
        assertEquals(read + expected, ex.getMessage());
    }

    private Timetable read(final FeedFiles files, final int days) throws IOException, TimetableException
    {
        return new CsvTimetableReader(CsvTimetableReader.DEFAULT_ZONE).read(files.folder(folder), DATE, days);
    }

    @Test
    void shouldReportANameThatIsNotUtf8OrHoldsControlCharacters() throws Exception
    {
        final Path csv = FeedFiles.csv().folder(folder);
        Files.write(csv.resolve("stations.csv"),
            "station_code,name\nAAA,Z\u00fcrich\nBBB,Be\u001b[31mta\nCCC,Gamma\n".getBytes(ISO_8859_1));
        final Timetable timetable = new CsvTimetableReader(ZoneId.of("Asia/Shanghai")).read(csv, DATE, 1);

        assertEquals(List.of("Z\uFFFDrich", "Be [31mta", "Gamma"),
            timetable.stations().stream().map(Timetable.Station::name).toList());
        assertEquals(List.of(
            "CHANGED stations.csv:2: the name of station AAA is not UTF-8: 'Z\uFFFDrich' is used",
            "CHANGED stations.csv:3: the name of station BBB has control characters: 'Be [31mta' is used"),
            FeedFiles.texts(timetable));
    }
}
