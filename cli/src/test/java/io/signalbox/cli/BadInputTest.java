package io.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.gateway.ServerConfig;
import io.signalbox.gateway.SignalboxServer;
import io.signalbox.protocol.EngineLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What cannot be done ends with one line that says why, and an exit code; docs/errors.md names these tests. */
class BadInputTest
{
    private static final String DATE = "2030-01-07";

    @TempDir
    private Path directory;

    private Path journal;
    private SignalboxServer server;

    @BeforeEach
    void start() throws Exception
    {
        journal = directory.resolve("journal");
        server = SignalboxServer.start(ServerConfig.builder(journal).port(0).build());
    }

    @AfterEach
    void stop()
    {
        server.close();
    }

    private Cli run(final String... arguments)
    {
        return Cli.at(server.port(), arguments);
    }

    private Cli book(final String... more)
    {
        return run(Stream.concat(
            Stream.of("book", "--train", "G1", "--from", "AAA", "--to", "CCC", "--date", DATE), Stream.of(more))
            .toArray(String[]::new));
    }

    private void loadFolder() throws IOException
    {
        run("load", "csv", TimetableFolder.csv(directory.resolve("timetable")).toString(), "--from", DATE)
            .expect(ExitCode.OK);
        Cli.awaitOffers(server.port(), 3, "--from", "AAA", "--to", "CCC", "--date", DATE);
    }

    @Test
    void shouldRefuseWrongOptions()
    {
        Cli.run("sell").isUsageError("sell");
        Cli.run().isUsageError("Missing required subcommand");
        Cli.run("load").isUsageError("Missing required subcommand");
        run("search", "--from", "AAA", "--to", "BBB").isUsageError("--date");
        run("search", "--from", "AAA", "--to", "BBB", "--date", "tomorrow").isUsageError("tomorrow");
        run("order", "--order", "first").isUsageError("first");
        book("--class", "SS", "--passenger", "Ada").isUsageError("SS");
        book("--class", "S").isUsageError("--passenger");
        Cli.run("serve", "--durability", "PAPER").isUsageError("PAPER");
        Cli.run("order", "--order", "1", "--colour", "red").isUsageError("--colour");
    }

    @Test
    void shouldRefuseValuesOutOfRangeBeforeAskingTheServer()
    {
        Cli.run("order", "--order", "1", "--port", "70000").failsWith(ExitCode.USAGE, "port 70000", "65535");
        run("order", "--order", "1", "--session", "0").failsWith(ExitCode.USAGE, "sessionId 0 is not 1 to");
        run("order", "--order", "1", "--timeout-ms", "0").failsWith(ExitCode.USAGE, "TimeoutMs 0 is not");
        run("search", "--from", "a-code-that-is-too-long", "--to", "B", "--date", DATE)
            .failsWith(ExitCode.USAGE, "fromCode", "a-code-that-is-too-long", "16");
        run("load", "sample", "--from", DATE, "--days", "367").failsWith(ExitCode.USAGE, "--days 367 is not 1 to 366");
        Cli.run("demo", "--seconds", "0").failsWith(ExitCode.USAGE, "--seconds 0 is not 1 to 3600");
        Cli.run("serve", "--dir", directory.resolve("x").toString(), "--port", "-1")
            .failsWith(ExitCode.USAGE, "port -1 is not");
        assertFalse(Files.exists(directory.resolve("x")));
    }

    @Test
    void shouldRefuseADirectoryForTheDemoThatIsInUseOrNoDirectory() throws IOException
    {
        Cli.run("demo", "--dir", journal.toString()).failsWith(ExitCode.USAGE, "is not empty");
        final Path file = Files.writeString(directory.resolve("file"), "text");
        Cli.run("demo", "--dir", file.toString()).failsWith(ExitCode.NO_INPUT, "file is not a directory");
        assertEquals("text", Files.readString(file));
    }

    @Test
    void shouldSayThatThereIsNoTrainStationOrOrder() throws IOException
    {
        loadFolder();
        run("search", "--from", "XYZ", "--to", "CCC", "--date", DATE)
            .failsWith(ExitCode.REFUSED, "STATION_UNKNOWN", "XYZ");
        run("search", "--from", "AAA", "--to", "CCC", "--date", "2031-01-01").expect(ExitCode.OK)
            .says("0 offers, true at position");
        run("order", "--order", "99").failsWith(ExitCode.REFUSED, "ORDER_UNKNOWN", "99");
        Cli.at(server.port(), "book", "--train", "G7", "--from", "AAA", "--to", "CCC", "--date", DATE, "--class", "S",
            "--passenger", "Ada").failsWith(ExitCode.REFUSED, "no train G7 with class S from AAA to CCC", "search");
        book("--class", "X", "--passenger", "Ada").failsWith(ExitCode.REFUSED, "no train G1 with class X");
        run("pay", "--order", "99", "--amount", "1").expect(ExitCode.REFUSED).says("refused: ORDER_UNKNOWN");
    }

    @Test
    void shouldPassOnWhyAnOrderIsRefused() throws IOException
    {
        loadFolder();
        book("--class", "S", "--passenger", "Ada", "--passenger", "Ada").expect(ExitCode.REFUSED)
            .says("refused: PASSENGER_REPEATED, decided at position ");
        assertEquals(1, book("--class", "S", "--passenger", "Ada", "--passenger", "Ada").out().lines().count());
        final String[] ten = new String[22];
        ten[0] = "--class";
        ten[1] = "S";
        for (int i = 0; i < 10; i++)
        {
            ten[2 + 2 * i] = "--passenger";
            ten[3 + 2 * i] = "person " + i;
        }
        book(ten).expect(ExitCode.REFUSED).says("refused: PASSENGER_COUNT_OUT_OF_RANGE", "limit 9");
    }

    @Test
    void shouldSayThatNobodyListens() throws IOException
    {
        // Bound and not listening: nobody else can take the port meanwhile.
        try (Socket socket = new Socket())
        {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            final int port = socket.getLocalPort();
            Cli.at(port, "order", "--order", "1").failsWith(ExitCode.UNAVAILABLE, "127.0.0.1", String.valueOf(port));
        }
    }

    @Test
    void shouldSayThatTheServerDoesNotAnswer() throws IOException
    {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            Cli.at(silent.getLocalPort(), "order", "--order", "1", "--timeout-ms", "2000")
                .failsWith(ExitCode.UNAVAILABLE, "2000 ms");
        }
    }

    @Test
    void shouldSayThatTheSessionIsRejected() throws Exception
    {
        try (SmallSale sale = new SmallSale(directory.resolve("small")))
        {
            for (int session = 1; session < SmallSale.LIMITS.of(EngineLimit.MAX_SESSIONS); session++)
            {
                Cli.at(sale.port(), "settings", "--session", String.valueOf(session)).expect(ExitCode.OK);
            }
            Cli.at(sale.port(), "settings", "--session", "99")
                .failsWith(ExitCode.PROTOCOL, "NegotiateReject SESSION_LIMIT_REACHED");
        }
    }

    @Test
    void shouldLoadNothingFromATimetableWithoutAValidRow() throws IOException
    {
        final Path folder = TimetableFolder.csvWithoutAValidRow(directory.resolve("bad"));
        final Cli load = run("load", "csv", folder.toString(), "--from", DATE).expect(ExitCode.NO_INPUT);
        load.says("left out: stops.csv:2", "eight", "left out: stops.csv:3", "ZZZ");
        assertTrue(load.err().contains("nothing to load"), load::toString);
        run("search", "--from", "AAA", "--to", "BBB", "--date", DATE).failsWith(ExitCode.REFUSED, "STATION_UNKNOWN");
    }

    @Test
    void shouldNameAMissingTimetableOrABadLayout() throws IOException
    {
        run("load", "csv", directory.resolve("nowhere").toString(), "--from", DATE)
            .failsWith(ExitCode.NO_INPUT, "nowhere");
        run("load", "gtfs", directory.resolve("no.zip").toString(), "--from", DATE)
            .failsWith(ExitCode.NO_INPUT, "no.zip");
        run("load", "sample", "--from", DATE, "--layout", directory.resolve("no.yaml").toString())
            .failsWith(ExitCode.NO_INPUT, "no.yaml");
        final Path layout = Files.writeString(directory.resolve("bad.yaml"), """
            layouts:
              - code: BAD
                classes: [{ code: S, name: second, farePer100Km: 1000 }]
                coaches: [{ number: 1, class: S, rows: 300, letters: AB }]
            """);
        run("load", "sample", "--from", DATE, "--layout", layout.toString())
            .failsWith(ExitCode.NO_INPUT, "bad.yaml: layouts[0].coaches[0].rows: 300 is not", "254");
    }

    @Test
    void shouldSayThatThereIsNoJournal() throws IOException
    {
        final Path missing = directory.resolve("missing");
        Cli.run("journal", "export", "--dir", missing.toString()).failsWith(ExitCode.NO_INPUT, missing.toString());
        Cli.run("replay", "verify", "--dir", missing.toString()).failsWith(ExitCode.NO_INPUT, missing.toString());
        assertFalse(Files.exists(missing), "reading makes nothing");
    }

    @Test
    void shouldSayThatTheExportCannotBeWritten()
    {
        final Path out = directory.resolve("no").resolve("such").resolve("file");
        Cli.run("journal", "export", "--dir", journal.toString(), "--out", out.toString())
            .failsWith(ExitCode.IO_FAILED, "cannot write " + out);
    }

    @Test
    void shouldRefuseASecondServerOnADirectory()
    {
        Cli.run("serve", "--dir", journal.toString(), "--port", "0").failsWith(ExitCode.IN_USE, journal.toString());
        run("settings").expect(ExitCode.OK);
    }

    @Test
    void shouldRefuseAPortInUse()
    {
        final Path other = directory.resolve("other");
        Cli.run("serve", "--dir", other.toString(), "--port", String.valueOf(server.port()))
            .failsWith(ExitCode.UNAVAILABLE, String.valueOf(server.port()));
        run("settings").expect(ExitCode.OK);
    }

    @Test
    void shouldRefuseADirectoryThatIsNoneOrHoldsSomethingElse() throws IOException
    {
        final Path file = Files.writeString(directory.resolve("file"), "text");
        Cli.run("serve", "--dir", file.toString(), "--port", "0").failsWith(ExitCode.NO_INPUT, file.toString());
        final Path foreign = Files.createDirectory(directory.resolve("foreign"));
        Files.writeString(foreign.resolve("letter.txt"), "Dear Sir");
        Cli.run("serve", "--dir", foreign.toString(), "--port", "0").failsWith(ExitCode.NO_INPUT, "letter.txt");
        assertEquals("Dear Sir", Files.readString(foreign.resolve("letter.txt")));
    }

    @Test
    void shouldStopAtADamagedRecord() throws IOException
    {
        loadFolder();
        server.close();
        final Path damaged = flipAByteOfARecord();
        final byte[] before = Files.readAllBytes(damaged);
        for (final Cli cli : List.of(
            Cli.run("serve", "--dir", journal.toString(), "--port", "0"),
            Cli.run("replay", "verify", "--dir", journal.toString()),
            Cli.run("journal", "export", "--dir", journal.toString(), "--out", directory.resolve("out").toString())))
        {
            cli.failsWith(ExitCode.JOURNAL_DAMAGED, "position", damaged.getFileName().toString());
        }
        assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(damaged)), "nothing is repaired");
    }

    @Test
    void shouldExitWithOneWhenAReplayDiffers() throws Exception
    {
        final Path lying = directory.resolve("lying");
        LyingJournal.write(lying);
        Cli.run("replay", "verify", "--dir", lying.toString()).expect(ExitCode.CHECK_FAILED)
            .says("DIFFERENT at position 1, event 1, byte ", "NOT verified");
        final JsonNode report =
            Cli.run("replay", "verify", "--dir", lying.toString(), "--json").expect(ExitCode.CHECK_FAILED).json();
        assertFalse(report.get("passed").asBoolean());
        assertEquals(1, report.get("differencePosition").asInt());
    }

    /** One byte of the name of station AAA, in the middle of the journal. */
    private Path flipAByteOfARecord() throws IOException
    {
        try (Stream<Path> files = Files.walk(journal))
        {
            for (final Path path : files.filter(file -> file.toString().endsWith(".cq4")).toList())
            {
                final int at = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
                    .indexOf("Alpha");
                if (at >= 0)
                {
                    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw"))
                    {
                        file.seek(at);
                        file.write('O');
                    }
                    return path;
                }
            }
        }
        throw new AssertionError("no file of " + journal + " holds the name");
    }
}
