package io.signalbox.journal;

import com.sun.management.ThreadMXBean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static io.signalbox.journal.TestRecords.DAY_MS;
import static io.signalbox.journal.TestRecords.START_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalWriterTest
{
    private static final long BYTES_PER_BLOCK = 16_384;
    private static final int WINDOWS = 10;
    private static final int RECORDS_PER_WINDOW = 10_000;

    @TempDir
    Path path;

    private final Random random = new Random(1);
    private final JournalRecord record = new JournalRecord();
    private final UnsafeBuffer command = new UnsafeBuffer(TestRecords.frame(60, random));
    private final UnsafeBuffer events = new UnsafeBuffer(TestRecords.frames(random, 80, 43));

    @Test
    void shouldRefuseWhatDoesNotFit()
    {
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            append(writer, 1, START_MS, 1, 60, 123);
            assertRefused("position 1 is not 2", writer, 1, START_MS, 1, 60, 123);
            assertRefused("position 3 is not 2", writer, 3, START_MS, 1, 60, 123);
            assertRefused("timestampMs", writer, 2, START_MS - 1, 1, 60, 123);
            assertRefused("decisionVersion", writer, 2, START_MS, 65_536, 60, 123);
            assertRefused("decisionVersion", writer, 2, START_MS, -1, 60, 123);
            assertRefused("commandLength 11", writer, 2, START_MS, 1, 11, 123);
            assertRefused("commandLength 59", writer, 2, START_MS, 1, 59, 123);
            assertRefused("commandLength 4097", writer, 2, START_MS, 1, 4_097, 123);
            assertRefused("eventsLength 0", writer, 2, START_MS, 1, 60, 0);
            assertRefused("eventsLength 122", writer, 2, START_MS, 1, 60, 122);
            assertRefused("eventsLength 81", writer, 2, START_MS, 1, 60, 81);
            assertRefused("eventsLength 65537", writer, 2, START_MS, 1, 60, 65_537);
            append(writer, 2, START_MS, 65_535, 60, 80);
        }
        assertEquals(2, TestRecords.readAll(path).size());
    }

    @Test
    void shouldNeverGoBackToAnOlderFile() throws IOException
    {
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            TestRecords.appendMany(writer, 10, START_MS);
            TestRecords.appendMany(writer, 10, START_MS + DAY_MS);
            assertRefused("timestampMs", writer, 21, START_MS, 1, 60, 123);
        }
        // The same in the next process, whatever its clock says: the last record's time counts.
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            assertEquals(START_MS + DAY_MS, writer.timestampMs());
            assertRefused("timestampMs", writer, 21, START_MS, 1, 60, 123);
            TestRecords.appendMany(writer, 10, START_MS + DAY_MS);
        }
        assertEquals(2, DirectoryCheck.journalFiles(path).size());
        assertEquals(30, TestRecords.readAll(path).size());
    }

    @Test
    void shouldLeaveNothingOfAFailedAppend()
    {
        final AtomicBoolean broken = new AtomicBoolean();
        final DocumentCopy halfWay = (record, document, length) ->
        {
            document.write(record, 0L, broken.get() ? length / 2 : length);
            if (broken.get())
            {
                throw new InternalError("a fault occurred in an unsafe memory access operation");
            }
        };
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer(halfWay))
        {
            append(writer, 1, START_MS, 1, 60, 123);
            broken.set(true);
            final JournalException failed =
                assertThrows(JournalException.class, () -> append(writer, 2, START_MS, 1, 60, 123));
            assertEquals(JournalException.Kind.APPEND_FAILED, failed.kind());
            assertEquals(1, writer.appendedPosition());
            broken.set(false);
            assertThrows(IllegalStateException.class, () -> append(writer, 2, START_MS, 1, 60, 123));
            assertEquals(1, TestRecords.readAll(path).size());
        }
        assertEquals(1, TestRecords.readAll(path).size());
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            append(writer, 2, START_MS, 1, 60, 80);
        }
        assertEquals(2, TestRecords.readAll(path).size());
    }

    @Test
    void shouldAppendOnAnInterruptedThread()
    {
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            append(writer, 1, START_MS, 1, 60, 123);
            Thread.currentThread().interrupt();
            append(writer, 2, START_MS, 1, 60, 123);
            assertTrue(Thread.interrupted());
            append(writer, 3, START_MS, 1, 60, 123);
        }
        assertEquals(3, TestRecords.readAll(path).size());
    }

    @Test
    void shouldAllocateNothing()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        try (JournalDirectory directory = JournalDirectory.open(path);
            JournalWriter writer = directory.writer())
        {
            long last = 150_000;
            appendUntil(writer, last);
            // The virtual machine allocates now and then on a thread whose code it replaces, a record would every time.
            long least = Long.MAX_VALUE;
            for (int window = 0; window < WINDOWS; window++)
            {
                final long before = threads.getThreadAllocatedBytes(thread);
                last += RECORDS_PER_WINDOW;
                appendUntil(writer, last);
                least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
            }
            assertEquals(0, least, "bytes for " + RECORDS_PER_WINDOW + " records in one mapped block");
            final long within = threads.getThreadAllocatedBytes(thread);
            // Chronicle makes a few objects whenever it maps the next block: measured 672 bytes for 64 MiB.
            appendUntil(writer, 400_000);
            final long mapped = threads.getThreadAllocatedBytes(thread) - within;
            assertTrue(mapped <= BYTES_PER_BLOCK, mapped + " bytes for 150,000 records and one more mapped block");
        }
    }

    private void appendUntil(final JournalWriter writer, final long last)
    {
        for (long position = writer.appendedPosition() + 1; position <= last; position++)
        {
            writer.append(record.header(position, START_MS, 1).command(command, 0, 60).events(events, 0, 123));
        }
    }

    private void append(
        final JournalWriter writer,
        final long position,
        final long timestampMs,
        final int version,
        final int commandLength,
        final int eventsLength)
    {
        writer.append(record
            .header(position, timestampMs, version)
            .command(command, 0, commandLength)
            .events(events, 0, eventsLength));
    }

    private void assertRefused(
        final String named,
        final JournalWriter writer,
        final long position,
        final long timestampMs,
        final int version,
        final int commandLength,
        final int eventsLength)
    {
        final IllegalArgumentException refused = assertThrows(
            IllegalArgumentException.class,
            () -> append(writer, position, timestampMs, version, commandLength, eventsLength));
        assertTrue(refused.getMessage().contains(named), refused.getMessage());
    }
}
