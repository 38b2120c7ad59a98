package io.signalbox.journal;

import io.signalbox.journal.TestRecords.Read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static io.signalbox.journal.TestRecords.DAY_MS;
import static io.signalbox.journal.TestRecords.START_MS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Journals of several files, one a day, and what must be true of them whether they are archived or not.
 */
final class ArchiveFixture
{
    private ArchiveFixture()
    {
    }

    /**
     * So many files with so many records each, most of them short, some as long as can be.
     */
    static void write(final Path path, final int days, final int recordsADay, final long seed)
    {
        final Random random = new Random(seed);
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            for (int i = 0; i < days * recordsADay; i++)
            {
                append(writer, START_MS + i / recordsADay * DAY_MS, random);
            }
        }
    }

    static void append(final JournalWriter writer, final long timestampMs, final Random random)
    {
        final boolean isLong = random.nextInt(50) == 0;
        TestRecords.append(
            writer,
            timestampMs,
            TestRecords.frame(12 + random.nextInt(isLong ? 4_085 : 60), random),
            isLong ?
                TestRecords.frames(random, random.ints(16, 12, 4_097).toArray()) :
                TestRecords.frames(random, 12 + random.nextInt(60), 12 + random.nextInt(100)));
    }

    static List<ArchivedFile> archive(final Path path, final long position) throws IOException
    {
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE))
        {
            final List<ArchivedFile> told = new ArrayList<>();
            final List<ArchivedFile> archived = new JournalArchive(directory).archiveBefore(position, told::add);
            assertEquals(archived, told);
            return archived;
        }
    }

    static List<Path> archiveFiles(final Path path) throws IOException
    {
        return ArchiveIndex.files(path);
    }

    static List<Path> journalFiles(final Path path)
    {
        return DirectoryCheck.journalFiles(path);
    }

    static List<Read> readBehind(final Path path, final long position, final int crc32c)
    {
        try (JournalDirectory directory = JournalDirectory.openForReading(path, BLOCK_SIZE);
            JournalReader reader = directory.readerBehind(position, crc32c))
        {
            assertEquals(position, reader.position());
            return TestRecords.readAll(reader);
        }
    }

    /**
     * The crc32c of each record; that of position 1 at index 1.
     */
    static int[] sums(final Path path, final int records)
    {
        final int[] sums = new int[records + 1];
        final RecordCursor cursor = new RecordCursor(new RecordChecker(true));
        try (JournalDirectory directory = JournalDirectory.openForReading(path, BLOCK_SIZE);
            QueueRecords all = directory.records(cursor))
        {
            while (all.next())
            {
                sums[(int)cursor.checker().position()] = cursor.checker().crc32c();
            }
        }
        assertEquals(records, cursor.checker().position());
        return sums;
    }

    static int lastSum(final Path path)
    {
        try (JournalDirectory directory = JournalDirectory.openForReading(path, BLOCK_SIZE);
            JournalReader reader = directory.reader())
        {
            TestRecords.readAll(reader);
            return reader.crc32c();
        }
    }

    static void assertSame(final List<Read> expected, final List<Read> actual)
    {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++)
        {
            final Read one = expected.get(i);
            final Read other = actual.get(i);
            assertEquals(one.position(), other.position());
            assertEquals(one.timestampMs(), other.timestampMs());
            assertEquals(one.decisionVersion(), other.decisionVersion());
            assertArrayEquals(one.command(), other.command());
            assertArrayEquals(one.events(), other.events());
        }
    }

    /**
     * Copy a directory with all that is in it.
     */
    static void copy(final Path from, final Path to) throws IOException
    {
        try (Stream<Path> files = Files.walk(from))
        {
            for (final Path file : files.toList())
            {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
