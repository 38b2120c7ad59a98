package io.signalbox.journal;

import io.signalbox.journal.JournalException.Kind;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.TableStoreWriteLock;
import net.openhft.chronicle.threads.Pauser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static io.signalbox.journal.TestRecords.START_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalDirectoryTest
{
    @TempDir
    Path root;

    @Test
    void shouldRefuseASecondOpenerInTheSameProcess()
    {
        try (JournalDirectory directory = JournalDirectory.open(root, BLOCK_SIZE))
        {
            assertTrue(directory.writable());
            final JournalException refused = assertKind(Kind.LOCKED, () -> JournalDirectory.open(root, BLOCK_SIZE));
            assertTrue(refused.getMessage().contains(root.toString()), refused.getMessage());
        }
        JournalDirectory.open(root, BLOCK_SIZE).close();
    }

    @Test
    void shouldRefuseASecondProcess() throws IOException
    {
        try (ChildProcess child = ChildProcess.start(AppendingProcess.class, root, "hold"))
        {
            child.awaitLine("holding");
            final JournalException refused = assertKind(Kind.LOCKED, () -> JournalDirectory.open(root, BLOCK_SIZE));
            assertTrue(refused.getMessage().contains("process " + child.pid()), refused.getMessage());
            JournalDirectory.openForReading(root, BLOCK_SIZE).close();
            assertKind(Kind.LOCKED, () -> JournalDirectory.open(root, BLOCK_SIZE));
        }
        JournalDirectory.open(root, BLOCK_SIZE).close();
    }

    @Test
    void shouldStayLockedAfterARefusedOpenerInTheSameProcess() throws IOException
    {
        try (JournalDirectory directory = JournalDirectory.open(root, BLOCK_SIZE))
        {
            assertKind(Kind.LOCKED, () -> JournalDirectory.open(directory.path(), BLOCK_SIZE));
            try (ChildProcess child = ChildProcess.start(AppendingProcess.class, root, "hold"))
            {
                child.awaitLine("refused LOCKED");
            }
        }
    }

    @Test
    void shouldReleaseALockThatADeadProcessLeftBehind()
    {
        try (JournalDirectory directory = JournalDirectory.open(root, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            TestRecords.appendMany(writer, 3, START_MS);
        }
        // The process that left the lock has our own number, as the first process of a container always has.
        final RecordClock clock = new RecordClock();
        final SingleChronicleQueue queue = QueueFactory.forAppending(root, BLOCK_SIZE, clock);
        new TableStoreWriteLock(queue.metaStore(), Pauser::balanced, 0L).lock();
        queue.close();

        // Chronicle alone would wait and then give up.
        try (JournalDirectory directory = JournalDirectory.open(root, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            TestRecords.appendMany(writer, 3, START_MS);
        }
        assertEquals(6, TestRecords.readAll(root).size());
    }

    @Test
    void shouldSayThatThereIsNothingToRead() throws IOException
    {
        final Path missing = root.resolve("missing");
        assertKind(Kind.MISSING, () -> JournalDirectory.openForReading(missing, BLOCK_SIZE));
        assertFalse(Files.exists(missing));
        final Path empty = Files.createDirectory(root.resolve("empty"));
        assertKind(Kind.MISSING, () -> JournalDirectory.openForReading(empty, BLOCK_SIZE));
        assertTrue(listing(empty).isEmpty());
    }

    @Test
    void shouldRefuseAPathThatIsNoDirectory() throws IOException
    {
        final Path file = Files.writeString(root.resolve("file"), "text");
        assertKind(Kind.UNREADABLE, () -> JournalDirectory.open(file, BLOCK_SIZE));
        assertKind(Kind.UNREADABLE, () -> JournalDirectory.openForReading(file, BLOCK_SIZE));
        assertKind(Kind.UNREADABLE, () -> JournalDirectory.open(file.resolve("below"), BLOCK_SIZE));
    }

    @Test
    void shouldRefuseADirectoryOfSomethingElse() throws IOException
    {
        final Path foreign = Files.createDirectory(root.resolve("foreign"));
        Files.writeString(foreign.resolve("letter.txt"), "Dear Sir");
        final JournalException refused =
            assertKind(Kind.NOT_A_JOURNAL, () -> JournalDirectory.open(foreign, BLOCK_SIZE));
        assertTrue(refused.getMessage().contains("letter.txt"), refused.getMessage());
        Files.writeString(foreign.resolve(QueueFactory.METADATA_FILE), "Dear Madam");
        assertKind(Kind.NOT_A_JOURNAL, () -> JournalDirectory.open(foreign, BLOCK_SIZE));
        assertKind(Kind.NOT_A_JOURNAL, () -> JournalDirectory.openForReading(foreign, BLOCK_SIZE));
    }

    @Test
    void shouldRefuseAHalfWrittenDirectory() throws IOException
    {
        writeSome();
        Files.delete(root.resolve(QueueFactory.METADATA_FILE));
        assertKind(Kind.NOT_A_JOURNAL, () -> JournalDirectory.open(root, BLOCK_SIZE));
        assertKind(Kind.NOT_A_JOURNAL, () -> JournalDirectory.openForReading(root, BLOCK_SIZE));
        Files.write(root.resolve(QueueFactory.METADATA_FILE), new byte[100]);
        assertKind(Kind.NOT_A_JOURNAL, () -> JournalDirectory.open(root, BLOCK_SIZE));
        assertKind(Kind.NOT_A_JOURNAL, () -> JournalDirectory.openForReading(root, BLOCK_SIZE));
    }

    @Test
    void shouldRefuseToAppendWithDamagedMetadata() throws IOException
    {
        writeSome();
        final Path metadata = root.resolve(QueueFactory.METADATA_FILE);
        final byte[] bytes = Files.readAllBytes(metadata);
        // A letter of wireType.
        bytes[30] ^= 0x10;
        Files.write(metadata, bytes);
        assertKind(Kind.NOT_A_JOURNAL, () -> JournalDirectory.open(root, BLOCK_SIZE));
        assertEquals(3, TestRecords.readAll(root).size(), "the records are sound");
    }

    @Test
    void shouldRefuseADirectoryWhoseRecordsWereRemoved() throws IOException
    {
        writeSome();
        Files.delete(DirectoryCheck.journalFiles(root).get(0));
        assertKind(Kind.NOT_A_JOURNAL, () -> JournalDirectory.open(root, BLOCK_SIZE));
        assertKind(Kind.NOT_A_JOURNAL, () -> JournalDirectory.openForReading(root, BLOCK_SIZE));
        assertEquals(List.of(), DirectoryCheck.journalFiles(root));
    }

    @Test
    void shouldBeginAgainWhereTheFirstFileWasNeverBegun() throws IOException
    {
        JournalDirectory.open(root, BLOCK_SIZE).close();
        assertEquals(List.of(), TestRecords.readAll(root), "no file yet, and none is missed");
        writeSome();
        Files.write(DirectoryCheck.journalFiles(root).get(0), new byte[100]);
        JournalDirectory.open(root, BLOCK_SIZE).close();
        writeSome();
        assertEquals(3, TestRecords.readAll(root).size());
    }

    @Test
    void shouldSayWhyADirectoryCannotBeMade() throws IOException
    {
        final Path file = Files.createFile(root.resolve("file"));
        final JournalException refused =
            assertThrows(JournalException.class, () -> JournalDirectory.open(file.resolve("below"), BLOCK_SIZE));
        assertTrue(refused.getMessage().matches(".*below cannot be used: .*(Exception|Not a directory).*"),
            refused.getMessage());
    }

    @Test
    void shouldBeginAgainWhereTheVeryFirstStartDied() throws IOException
    {
        Files.createFile(root.resolve(DirectoryLock.FILE_NAME));
        Files.write(root.resolve(QueueFactory.METADATA_FILE), new byte[0]);
        writeSome();
        assertEquals(3, TestRecords.readAll(root).size());
    }

    @Test
    void shouldChangeNothingWhenOpenForReading() throws IOException
    {
        writeSome();
        final Map<String, String> before = listing(root);
        assertEquals(3, TestRecords.readAll(root).size());
        assertEquals(before, listing(root));
    }

    @Test
    void shouldHaveOneWriter()
    {
        try (JournalDirectory directory = JournalDirectory.open(root, BLOCK_SIZE))
        {
            directory.writer();
            assertThrows(IllegalStateException.class, directory::writer);
        }
        try (JournalDirectory directory = JournalDirectory.openForReading(root, BLOCK_SIZE))
        {
            assertFalse(directory.writable());
            assertThrows(IllegalStateException.class, directory::writer);
        }
        assertThrows(IllegalArgumentException.class, () -> JournalDirectory.open(root, BLOCK_SIZE - 1));
    }

    private void writeSome()
    {
        try (JournalDirectory directory = JournalDirectory.open(root, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            TestRecords.appendMany(writer, 3, START_MS);
        }
    }

    private static JournalException assertKind(final Kind kind, final Runnable action)
    {
        final JournalException refused = assertThrows(JournalException.class, action::run);
        assertEquals(kind, refused.kind(), refused.getMessage());
        return refused;
    }

    /**
     * Names with size, time of change and content of all files.
     */
    private static Map<String, String> listing(final Path directory) throws IOException
    {
        final Map<String, String> listing = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory))
        {
            for (final Path file : files.toList())
            {
                listing.put(
                    file.getFileName().toString(),
                    Files.size(file) + " " + Files.getLastModifiedTime(file) + " " +
                        Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return listing;
    }
}
