package io.signalbox.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an operator reads when something goes wrong before a server is asked: words of the user, never a stack. */
class FailureReportTest
{
    @TempDir
    private Path directory;

    /** A command that throws what it was made with. */
    @Command(name = "fail")
    private static final class FailCommand implements Callable<Integer>
    {
        private final Throwable thrown;

        FailCommand(final Throwable thrown)
        {
            this.thrown = thrown;
        }

        @Override
        public Integer call() throws Exception
        {
            if (thrown instanceof Error error)
            {
                throw error;
            }
            throw (Exception)thrown;
        }

        @Command(name = "below")
        int below() throws Exception
        {
            return call();
        }
    }

    private static Cli fail(final Throwable thrown, final String... more)
    {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final CommandLine commandLine = Main.commandLine().addSubcommand(
            new CommandLine(new FailCommand(thrown)).setExecutionExceptionHandler(new FailureReport()));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        final String[] words = more.length == 0 ? new String[] {"fail"} : new String[] {"fail", more[0]};
        return new Cli(commandLine.execute(words), out.toString(), err.toString());
    }

    @Test
    void shouldNameAWrongValueInTheWordsOfTheUser()
    {
        for (final List<String> words : List.of(
            List.of("search", "--from", "A", "--to", "B", "--date", "2030-02-30"),
            List.of("demo", "--zone", "Mars/Base"),
            List.of("demo", "--seconds", "99999999999"),
            List.of("pay", "--order", "1.5", "--amount", "1"),
            List.of("serve", "--port", "70k"),
            List.of("serve", "--dir", ""),
            List.of("serve", "--dir", "a\0b"),
            List.of("book", "--train", "G1", "--from", "A", "--to", "B", "--date", "2030-01-07", "--passenger", "Ada",
                "--class", ""),
            List.of("serve", "--durability", "NULL_VAL"),
            List.of("sell"),
            List.of("demo", "--sec", "1")))
        {
            final Cli cli = Cli.run(words.toArray(new String[0]));
            cli.isUsageError("signalbox: ");
            assertFalse(cli.err().contains("java."), cli::toString);
            assertFalse(cli.err().contains("NULL_VAL, "), cli::toString);
        }
        Cli.run("demo", "--seconds", "99999999999")
            .isUsageError("'99999999999' is not a whole number from -2147483648");
        Cli.run("serve", "--dir", "").isUsageError("'--dir': the path is empty");
    }

    @Test
    void shouldRefuseDatesThatNoRunCanHave() throws IOException
    {
        final String folder = TimetableFolder.csv(directory.resolve("timetable")).toString();
        Cli.run("load", "csv", folder, "--from", "1969-12-31")
            .failsWith(ExitCode.USAGE, "--from 1969-12-31", "1970-01-02 to 9999-12-30");
        Cli.run("load", "csv", folder, "--from", "9999-12-30", "--days", "2").failsWith(ExitCode.USAGE, "the 2 days");
    }

    @Test
    void shouldTellMachinesToWhyThereIsNothingToLoad() throws IOException
    {
        final Path folder = TimetableFolder.csvWithoutAValidRow(directory.resolve("bad"));
        final Cli load = Cli.run("load", "csv", folder.toString(), "--from", "2030-01-07", "--json")
            .expect(ExitCode.NO_INPUT);
        assertTrue(Cli.parse(load.out()).get("problems").get(0).asText().startsWith("stops.csv:2: "), load::toString);
    }

    @Test
    void shouldSayThatOtherTrainsWereNotAskedFor() throws IOException
    {
        final Path feed = TimetableFolder.gtfs(directory.resolve("feed.zip"));
        Cli.run("load", "gtfs", feed.toString(), "--from", "2031-06-02")
            .failsWith(ExitCode.NO_INPUT, "nothing to load", "1 run on other dates or are not rail", "--all-modes");
    }

    @Test
    void shouldPrintJsonInAsciiAndWithoutCodesOfTheTerminal() throws IOException
    {
        final Path folder = TimetableFolder.csvWithoutAValidRow(directory.resolve("bad"));
        Files.writeString(folder.resolve("trains.csv"), "train_no,train_type\nG\u00e91\u001b[2J9,G\n");
        final Cli load = Cli.run("load", "csv", folder.toString(), "--from", "2030-01-07", "--json");
        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(load.out()), load::toString);
        assertTrue(Cli.parse(load.out()).get("problems").get(0).asText().contains("'G\u00e91?[2J9'"), load::toString);
    }

    @Test
    void shouldSayThatTheAddressToListenOnIsUnknown()
    {
        Cli.run("serve", "--host", "nowhere.invalid", "--dir", directory.resolve("journal").toString())
            .failsWith(ExitCode.UNAVAILABLE, "cannot bind nowhere.invalid:7306: unknown host");
    }

    @Test
    void shouldRefuseAPassengerWithoutAName()
    {
        assertEquals("--passenger ' ' is blank",
            assertThrows(
                IllegalArgumentException.class, () -> PassengerTokens.of(" ")).getMessage());
    }

    @Test
    void shouldNotTakeADefectForAFailedCheck()
    {
        final Cli cli = fail(new IllegalStateException("the signal shows two aspects")).expect(ExitCode.INTERNAL);
        assertTrue(cli.err().startsWith("signalbox: this is a defect"), cli::toString);
        assertTrue(cli.err().contains("the signal shows two aspects"), cli::toString);
    }

    @Test
    void shouldSayThatTheHeapIsTooSmallForAnyCommand()
    {
        final OutOfMemoryError full = new OutOfMemoryError("Java heap space");
        fail(full).failsWith(ExitCode.NO_MEMORY, "heap of", "SIGNALBOX_JAVA_OPTS");
        fail(full, "below").failsWith(ExitCode.NO_MEMORY, "heap of", "SIGNALBOX_JAVA_OPTS");
    }

    @Test
    void shouldSayThatAMappedFileCannotBeHad()
    {
        final InternalError fault = new InternalError("a fault occurred in an unsafe memory access operation");
        fail(fault).failsWith(ExitCode.IO_FAILED, "mapped file", "a fault occurred");
        fail(fault, "below").failsWith(ExitCode.IO_FAILED, "mapped file", "a fault occurred");
        assertTrue(fail(new StackOverflowError()).expect(ExitCode.INTERNAL).err().contains("StackOverflowError"));
    }

    @Test
    void shouldSayWhatTheFileSystemRefused()
    {
        fail(new AccessDeniedException("/var/tmp/x")).failsWith(ExitCode.IO_FAILED, "/var/tmp/x: permission denied");
        fail(new IOException("No space left on device"), "below").failsWith(ExitCode.IO_FAILED, ": No space left");
    }

    @Test
    void shouldFailWhenNobodyCanReadTheResult()
    {
        final PrintStream full = new PrintStream(new OutputStream()
        {
            @Override
            public void write(final int b) throws IOException
            {
                throw new IOException("No space left on device");
            }
        }, true, StandardCharsets.UTF_8);
        full.println("{}");
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertEquals(ExitCode.IO_FAILED, Main.checked(ExitCode.OK, full, err));
        assertTrue(said.toString(StandardCharsets.UTF_8).startsWith("signalbox: cannot write the standard output"));
        assertEquals(ExitCode.REFUSED, Main.checked(ExitCode.REFUSED, full, err), "the worse news stays");
        assertEquals(ExitCode.OK, Main.checked(ExitCode.OK, err, err));
    }

    @Test
    void shouldQuoteADirectoryForTheShell()
    {
        assertEquals("demo-data/a", DemoCommand.quoted(Path.of("demo-data/a")));
        assertEquals("'my demo'", DemoCommand.quoted(Path.of("my demo")));
        assertEquals("'it'\\''s'", DemoCommand.quoted(Path.of("it's")));
    }
}
