package io.signalbox.journal;

import io.signalbox.journal.TestRecords.Read;
import io.signalbox.protocol.Frame;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static io.signalbox.journal.TestRecords.DAY_MS;
import static io.signalbox.journal.TestRecords.START_MS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalRoundTripTest
{
    private static final int END_MARK = 0xC000_0000;
    private static final int END_MARK_LENGTH = 4;
    private static final int NOT_COMPLETE = 0x8000_0000;

    /** Chronicle alone was seen to wait 118 s here. */
    private static final long TOO_LONG_NS = 45_000_000_000L;

    private static Path propertyDirectory;

    @TempDir
    Path path;

    @BeforeContainer
    static void makeDirectory() throws IOException
    {
        propertyDirectory = Files.createTempDirectory("journal-law");
    }

    @AfterContainer
    static void removeDirectory() throws IOException
    {
        try (Stream<Path> files = Files.walk(propertyDirectory))
        {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 30)
    void readingIsTheInverseOfAppending(
        @ForAll @Size(min = 1, max = 60) final List<@IntRange(min = Frame.MIN_LENGTH, max = Frame.MAX_LENGTH) Integer>
            lengths,
        @ForAll final long seed) throws IOException
    {
        final Path journal = Files.createTempDirectory(propertyDirectory, "journal");
        final Random random = new Random(seed);
        final byte[][] commands = new byte[lengths.size()][];
        final byte[][] events = new byte[lengths.size()][];
        try (JournalDirectory directory = JournalDirectory.open(journal, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            for (int i = 0; i < lengths.size(); i++)
            {
                commands[i] = TestRecords.frame(lengths.get(i), random);
                events[i] = TestRecords.frames(random, eventLengths(random));
                TestRecords.append(writer, START_MS + i, commands[i], events[i]);
            }
        }
        final List<Read> read = TestRecords.readAll(journal);
        assertEquals(lengths.size(), read.size());
        for (int i = 0; i < read.size(); i++)
        {
            assertEquals(i + 1, read.get(i).position());
            assertEquals(START_MS + i, read.get(i).timestampMs());
            assertArrayEquals(commands[i], read.get(i).command());
            assertArrayEquals(events[i], read.get(i).events());
        }
    }

    private static int[] eventLengths(final Random random)
    {
        return random.ints(1 + random.nextInt(16), Frame.MIN_LENGTH, Frame.MAX_LENGTH + 1).toArray();
    }

    @Test
    void shouldContinueDenseAndChainedWhenOpenedAgain()
    {
        for (int round = 0; round < 4; round++)
        {
            try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE))
            {
                if (round == 2)
                {
                    // Recovery reads first, and the writer then begins where it stopped.
                    try (JournalReader reader = directory.reader())
                    {
                        assertEquals(round * 50, TestRecords.readAll(reader).size());
                    }
                }
                try (JournalWriter writer = directory.writer())
                {
                    assertEquals(round * 50L, writer.appendedPosition());
                    TestRecords.appendMany(writer, 50, START_MS + round);
                }
            }
        }
        assertEquals(200, TestRecords.readAll(path).size());
    }

    @Test
    void shouldFollowTheWriter()
    {
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalDirectory other = JournalDirectory.openForReading(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer();
            JournalReader here = directory.reader();
            JournalReader there = other.reader())
        {
            assertTrue(TestRecords.readAll(here).isEmpty());
            assertTrue(TestRecords.readAll(there).isEmpty());
            for (int round = 0; round < 5; round++)
            {
                TestRecords.appendMany(writer, 10, START_MS + round * DAY_MS);
                assertEquals(10, TestRecords.readAll(here).size(), "same queue, round " + round);
                assertEquals(10, TestRecords.readAll(there).size(), "another queue, round " + round);
                assertTrue(TestRecords.readAll(here).isEmpty());
            }
        }
    }

    @Test
    void shouldReadAcrossFiles() throws IOException
    {
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            TestRecords.appendMany(writer, 30, START_MS);
            TestRecords.appendMany(writer, 30, START_MS + DAY_MS);
            TestRecords.appendMany(writer, 30, START_MS + 5 * DAY_MS);
        }
        assertEquals(3, DirectoryCheck.journalFiles(path).size());
        assertEquals(90, TestRecords.readAll(path).size());
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            assertEquals(90, writer.appendedPosition());
            TestRecords.appendMany(writer, 1, START_MS + 5 * DAY_MS);
        }
        assertEquals(3, DirectoryCheck.journalFiles(path).size());
        assertEquals(91, TestRecords.readAll(path).size());
    }

    @Test
    void shouldReadOnWhereAFileLacksItsEndMark() throws IOException
    {
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            TestRecords.appendMany(writer, 30, START_MS);
            TestRecords.appendMany(writer, 30, START_MS + DAY_MS);
        }
        removeEndMark(DirectoryCheck.journalFiles(path).get(0));
        assertEquals(60, TestRecords.readAll(path).size());
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalReader reader = directory.reader())
        {
            assertEquals(60, TestRecords.readAll(reader).size());
        }
    }

    @Test
    void shouldNotWaitForAFileThatADeadProcessHasBegun() throws IOException
    {
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            TestRecords.appendMany(writer, 30, START_MS);
            TestRecords.appendMany(writer, 1, START_MS + DAY_MS);
        }
        // As it is a moment before its header is completed, with the index behind it already there.
        final Path begun = DirectoryCheck.journalFiles(path).get(1);
        try (FileChannel channel = FileChannel.open(begun, READ, WRITE))
        {
            final ByteBuffer bytes = ByteBuffer.allocate((int)channel.size()).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(bytes, 0);
            bytes.putInt(0, bytes.getInt(0) | NOT_COMPLETE);
            int record = 0;
            while (bytes.getInt(record + RecordLayout.BLOCK_OFFSET) != (int)RecordLayout.MAGIC)
            {
                record += Integer.BYTES;
            }
            for (int i = record - Integer.BYTES; i < bytes.capacity(); i++)
            {
                bytes.put(i, (byte)0);
            }
            channel.write(bytes.rewind(), 0);
        }
        assertEquals(30, TestRecords.readAll(path).size());
        final long startNs = System.nanoTime();
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            assertEquals(30, writer.appendedPosition());
            TestRecords.appendMany(writer, 10, START_MS + DAY_MS);
        }
        assertTrue(System.nanoTime() - startNs < TOO_LONG_NS, "waited for the dead process");
        assertEquals(40, TestRecords.readAll(path).size());
    }

    private static void removeEndMark(final Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, READ, WRITE))
        {
            final ByteBuffer bytes = ByteBuffer.allocate((int)channel.size()).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(bytes, 0);
            int at = bytes.limit() - END_MARK_LENGTH;
            while (bytes.getInt(at) != END_MARK)
            {
                at -= END_MARK_LENGTH;
            }
            channel.write(ByteBuffer.allocate(END_MARK_LENGTH), at);
        }
    }
}
