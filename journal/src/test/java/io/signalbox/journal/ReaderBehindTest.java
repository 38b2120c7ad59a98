package io.signalbox.journal;

import io.signalbox.journal.TestRecords.Read;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import static io.signalbox.journal.ArchiveFixture.assertSame;
import static io.signalbox.journal.ArchiveFixture.readBehind;
import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static io.signalbox.journal.TestRecords.DAY_MS;
import static io.signalbox.journal.TestRecords.START_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReaderBehindTest
{
    private static final int DAYS = 4;
    private static final int RECORDS_A_DAY = 25;
    private static final int RECORDS = DAYS * RECORDS_A_DAY;
    private static final long SEED = 12;

    @TempDir
    Path root;

    private Path path;
    private List<Read> written;
    private int[] sums;

    @BeforeEach
    void writeJournal()
    {
        path = root.resolve("journal");
        ArchiveFixture.write(path, DAYS, RECORDS_A_DAY, SEED);
        written = TestRecords.readAll(path);
        sums = ArchiveFixture.sums(path, RECORDS);
    }

    @Test
    void shouldBeginBehindEveryRecord() throws IOException
    {
        for (int archived = 0; archived < DAYS; archived++)
        {
            ArchiveFixture.archive(path, archived * RECORDS_A_DAY + 1);
            assertEquals(archived, ArchiveFixture.archiveFiles(path).size());
            for (int position = 0; position <= RECORDS; position++)
            {
                assertSame(written.subList(position, RECORDS), readBehind(path, position, sums[position]));
            }
        }
    }

    @Test
    void shouldSayTheSumOfTheLastRecord() throws IOException
    {
        ArchiveFixture.archive(path, RECORDS_A_DAY + 1);
        try (JournalDirectory directory = JournalDirectory.openForReading(path, BLOCK_SIZE);
            JournalReader reader = directory.reader())
        {
            for (int position = 0; position <= RECORDS; position++)
            {
                assertEquals(sums[position], reader.crc32c());
                reader.poll((record) ->
                {
                }, 1);
            }
        }
    }

    @Test
    void shouldBeginBehindARecordOfALongFile()
    {
        final Path large = root.resolve("large");
        final int records = 20_000;
        try (JournalDirectory directory = JournalDirectory.open(large, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            TestRecords.appendMany(writer, records, START_MS);
        }
        final int[] all = ArchiveFixture.sums(large, records);
        final Random random = new Random(SEED);
        for (int i = 0; i < 300; i++)
        {
            final int position = 1 + random.nextInt(records);
            try (JournalDirectory directory = JournalDirectory.openForReading(large, BLOCK_SIZE);
                JournalReader reader = directory.readerBehind(position, all[position]))
            {
                assertEquals(Math.min(5, records - position), reader.poll((record) ->
                {
                }, 5));
            }
        }
    }

    @Test
    void shouldRefuseARecordOfAnotherJournal() throws IOException
    {
        for (int archived = 0; archived < DAYS; archived++)
        {
            ArchiveFixture.archive(path, archived * RECORDS_A_DAY + 1);
            for (int position = 1; position <= RECORDS; position++)
            {
                final int at = position;
                final JournalException refused =
                    assertThrows(JournalException.class, () -> readBehind(path, at, sums[at] ^ 1));
                assertEquals(JournalException.Kind.ANOTHER_HISTORY, refused.kind());
                assertTrue(refused.getMessage().contains("position " + at + " "), refused.getMessage());
            }
            for (final long position : new long[]{RECORDS + 1, RECORDS + 100, 1L << 31, 1L << 32, Long.MAX_VALUE - 1})
            {
                final JournalException refused =
                    assertThrows(JournalException.class, () -> readBehind(path, position, 0));
                assertEquals(JournalException.Kind.ANOTHER_HISTORY, refused.kind(), refused.getMessage());
            }
        }
        assertThrows(IllegalArgumentException.class, () -> readBehind(path, -1, 0));
    }

    @Test
    void shouldAppendAndFollowBehindARecord() throws IOException
    {
        ArchiveFixture.archive(path, RECORDS_A_DAY + 1);
        for (final int position : new int[]{1, RECORDS_A_DAY, RECORDS_A_DAY + 1, RECORDS - 1, RECORDS})
        {
            final Path copy = root.resolve("copy" + position);
            ArchiveFixture.copy(path, copy);
            try (JournalDirectory directory = JournalDirectory.open(copy, BLOCK_SIZE);
                JournalReader reader = directory.readerBehind(position, sums[position]))
            {
                assertEquals(RECORDS - position, TestRecords.readAll(reader).size());
                try (JournalWriter writer = directory.writer())
                {
                    assertEquals(RECORDS, writer.appendedPosition());
                    TestRecords.appendMany(writer, 30, START_MS + DAYS * DAY_MS);
                }
                assertEquals(30, TestRecords.readAll(reader).size());
            }
            assertEquals(RECORDS + 30, TestRecords.readAll(copy).size());
        }
    }

    @Test
    void shouldSayThatAnEmptyJournalHasNoRecord()
    {
        final Path empty = root.resolve("empty");
        try (JournalDirectory directory = JournalDirectory.open(empty, BLOCK_SIZE))
        {
            assertEquals(
                JournalException.Kind.ANOTHER_HISTORY,
                assertThrows(JournalException.class, () -> directory.readerBehind(1, 0)).kind());
            directory.readerBehind(0, 0).close();
        }
    }
}
