package io.signalbox.system;

import io.signalbox.client.ClientConfig;
import io.signalbox.client.SignalboxClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * A server that cannot start says why, ends with the exit code for it, and leaves everything as it was.
 */
@Timeout(300)
class StartFailureTest
{
    private static final int JOURNAL_DAMAGED = 65;
    private static final int NO_INPUT = 66;
    private static final int UNAVAILABLE = 69;
    private static final int IN_USE = 75;
    private static final Duration FAILURE = Duration.ofSeconds(90);
    private static final String RECORD_MAGIC = "SGBX";

    @RegisterExtension
    final Workplace workplace = new Workplace();

    @Test
    void shouldRefuseADirectoryThatAnotherServerUses() throws IOException
    {
        final Path directory = workplace.path("journal");
        final ServerProcess first = ServerProcess.start(workplace, directory, 0);
        final ServerProcess second = ServerProcess.launch(workplace, directory, 0);
        assertEquals(IN_USE, second.awaitExit(FAILURE));
        assertMessage(second, directory + " is in use by another server");
        assertTrue(first.isAlive());
        Await.answer(SignalboxClient.connect(ClientConfig.of("127.0.0.1", first.port(), 1))).close();
    }

    @Test
    void shouldRefuseAPortInUse() throws IOException
    {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")))
        {
            final ServerProcess server =
                ServerProcess.launch(workplace, workplace.path("journal"), taken.getLocalPort());
            assertEquals(UNAVAILABLE, server.awaitExit(FAILURE));
            assertMessage(server, "cannot bind 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void shouldRefuseADirectoryOfSomethingElse() throws IOException
    {
        final Path directory = Files.createDirectory(workplace.path("letters"));
        Files.writeString(directory.resolve("letter.txt"), "not a journal");
        assertRefused(directory, "it has letter.txt");
        assertEquals("not a journal", Files.readString(directory.resolve("letter.txt")));
    }

    @Test
    void shouldRefuseAHalfWrittenDirectory() throws IOException
    {
        final Path directory = workplace.path("journal");
        writeJournal(directory);
        Files.delete(directory.resolve("metadata.cq4t"));
        assertRefused(directory, "is half-written");
    }

    @Test
    void shouldRefuseAFileInPlaceOfADirectory() throws IOException
    {
        final Path file = Files.writeString(workplace.path("file"), "a file");
        assertRefused(file, "is not a directory");
    }

    @Test
    void shouldRefuseADirectoryThatItMayNotRead() throws IOException
    {
        final Path directory = Files.createDirectory(workplace.path("closed"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));
        try
        {
            assumeFalse(Files.isReadable(directory), "this user may read anything");
            assertRefused(directory, "cannot be read and written by this user");
        }
        finally
        {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void shouldRefuseADamagedJournalWithThePositionOfTheDamage() throws IOException
    {
        final Path directory = workplace.path("journal");
        writeJournal(directory);
        final Path file = journalFile(directory);
        final byte[] before = Files.readAllBytes(file);
        final long second = new String(before, ISO_8859_1).indexOf(
            RECORD_MAGIC, new String(before, ISO_8859_1).indexOf(RECORD_MAGIC) + 1);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
        {
            final long at = second + 60;
            bytes.seek(at);
            final int was = bytes.read();
            bytes.seek(at);
            bytes.write(was ^ 0x10);
        }
        final ServerProcess server = ServerProcess.launch(workplace, directory, 0);
        assertEquals(JOURNAL_DAMAGED, server.awaitExit(FAILURE));
        assertMessage(server, "journal damaged at position 2, " + file);
    }

    private void assertRefused(final Path directory, final String text) throws IOException
    {
        final ServerProcess server = ServerProcess.launch(workplace, directory, 0);
        assertEquals(NO_INPUT, server.awaitExit(FAILURE));
        assertMessage(server, directory.toString());
        assertMessage(server, text);
    }

    private static void assertMessage(final ServerProcess server, final String text)
    {
        final String errors = server.errors();
        assertTrue(errors.contains(text), () -> "no '" + text + "' in: " + errors);
        assertFalse(errors.contains("\tat "), () -> "a stack trace is no message: " + errors);
        assertFalse(server.isListening());
    }

    private void writeJournal(final Path directory) throws IOException
    {
        final ServerProcess server = ServerProcess.start(workplace, directory, 0);
        try (SignalboxClient client =
            Await.answer(SignalboxClient.connect(ClientConfig.of("127.0.0.1", server.port(), 1))))
        {
            Line.define(client, System.currentTimeMillis(), 1, 1, 1);
        }
        server.signal("TERM");
        assertEquals(0, server.awaitExit(FAILURE));
    }

    private static Path journalFile(final Path directory) throws IOException
    {
        try (Stream<Path> files = Files.list(directory))
        {
            final List<Path> found = files.filter((file) -> file.toString().endsWith(".cq4")).toList();
            assertEquals(1, found.size());
            return found.get(0);
        }
    }
}
