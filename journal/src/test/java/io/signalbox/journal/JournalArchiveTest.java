package io.signalbox.journal;

import io.signalbox.journal.TestRecords.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.signalbox.journal.ArchiveFixture.assertSame;
import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static io.signalbox.journal.TestRecords.DAY_MS;
import static io.signalbox.journal.TestRecords.START_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalArchiveTest
{
    private static final int DAYS = 5;
    private static final int RECORDS_A_DAY = 400;
    private static final int RECORDS = DAYS * RECORDS_A_DAY;
    private static final long SEED = 11;

    @TempDir
    Path root;

    private Path path;
    private List<Read> written;

    private void writeJournal()
    {
        path = root.resolve("journal");
        ArchiveFixture.write(path, DAYS, RECORDS_A_DAY, SEED);
        written = TestRecords.readAll(path);
        assertEquals(RECORDS, written.size());
        assertEquals(DAYS, ArchiveFixture.journalFiles(path).size());
    }

    @Test
    void shouldReadEveryByteOfArchivedFiles() throws IOException
    {
        writeJournal();
        final List<ArchivedFile> archived = ArchiveFixture.archive(path, Long.MAX_VALUE);
        assertEquals(DAYS - 1, archived.size(), "the newest file stays");
        assertEquals(1, ArchiveFixture.journalFiles(path).size());
        for (int i = 0; i < archived.size(); i++)
        {
            assertEquals(1 + (long)i * RECORDS_A_DAY, archived.get(i).firstPosition());
            assertEquals(RECORDS_A_DAY, archived.get(i).records());
            assertTrue(archived.get(i).bytesAfter() < archived.get(i).bytesBefore());
            assertEquals(Files.size(archived.get(i).archiveFile()), archived.get(i).bytesAfter());
            assertFalse(Files.exists(archived.get(i).journalFile()));
        }
        assertSame(written, TestRecords.readAll(path));
        assertEquals(List.of(), ArchiveFixture.archive(path, Long.MAX_VALUE), "nothing is left to archive");
    }

    @Test
    void shouldAppendBehindArchivedFiles() throws IOException
    {
        writeJournal();
        ArchiveFixture.archive(path, Long.MAX_VALUE);
        final Random random = new Random(SEED + 1);
        for (int day = DAYS - 1; day < DAYS + 2; day++)
        {
            try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
                JournalReader follower = directory.reader())
            {
                if (day % 2 == 0)
                {
                    TestRecords.readAll(follower);
                }
                try (JournalWriter writer = directory.writer();
                    JournalSync sync = new JournalSync(writer, () ->
                    {
                    }, (failure) ->
                    {
                        throw new AssertionError(failure);
                    }))
                {
                    assertEquals(written.size(), writer.appendedPosition());
                    for (int i = 0; i < RECORDS_A_DAY; i++)
                    {
                        ArchiveFixture.append(writer, START_MS + day * DAY_MS, random);
                    }
                    assertTrue(sync.stop(Long.MAX_VALUE));
                }
                TestRecords.readAll(follower);
                assertEquals(written.size() + RECORDS_A_DAY, follower.position());
            }
            final List<Read> all = TestRecords.readAll(path);
            assertSame(written, all.subList(0, written.size()));
            written = all;
        }
        assertEquals(2, ArchiveFixture.archive(path, Long.MAX_VALUE).size());
        assertSame(written, TestRecords.readAll(path));
        assertEquals(DAYS + 1, ArchiveFixture.archiveFiles(path).size());
    }

    @Test
    void shouldGoOnWhereChronicleDoesNotKnowThatFilesAreGone() throws IOException
    {
        writeJournal();
        final Path metadata = path.resolve(QueueFactory.METADATA_FILE);
        final byte[] before = Files.readAllBytes(metadata);
        ArchiveFixture.archive(path, Long.MAX_VALUE);
        // As if the machine had lost its power before the metadata was durable.
        Files.write(metadata, before);
        assertSame(written, TestRecords.readAll(path));
        final int sum = ArchiveFixture.lastSum(path);
        assertEquals(List.of(), ArchiveFixture.readBehind(path, RECORDS, sum));
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            assertEquals(RECORDS, writer.appendedPosition());
            TestRecords.appendMany(writer, 10, START_MS + DAYS * DAY_MS);
        }
        final List<Read> all = TestRecords.readAll(path);
        assertSame(written, all.subList(0, RECORDS));
        assertEquals(RECORDS + 10, all.size());
    }

    @Test
    void shouldArchiveOnlyFilesThatAreWhollyBeforeThePosition() throws IOException
    {
        writeJournal();
        assertEquals(List.of(), ArchiveFixture.archive(path, 0));
        assertEquals(List.of(), ArchiveFixture.archive(path, RECORDS_A_DAY));
        assertFalse(Files.exists(path.resolve("archive")));
        assertEquals(1, ArchiveFixture.archive(path, RECORDS_A_DAY + 1).size());
        assertSame(written, TestRecords.readAll(path));
        assertEquals(List.of(), ArchiveFixture.archive(path, 2 * RECORDS_A_DAY));
        assertEquals(2, ArchiveFixture.archive(path, 3 * RECORDS_A_DAY + 1).size());
        assertSame(written, TestRecords.readAll(path));
    }

    @Test
    void shouldNotArchiveTheLastFileThatHasRecords() throws IOException
    {
        writeJournal();
        // Two newer ones without a record, as they are when a process dies while it begins a file.
        final List<Path> files = ArchiveFixture.journalFiles(path);
        final byte[] head = new byte[200];
        Files.write(files.get(DAYS - 1), head);
        final List<ArchivedFile> archived = ArchiveFixture.archive(path, Long.MAX_VALUE);
        assertEquals(DAYS - 2, archived.size());
        assertSame(written.subList(0, (DAYS - 1) * RECORDS_A_DAY), TestRecords.readAll(path));
    }

    @Test
    void shouldReadOnceWhatIsArchivedAndStillThere() throws IOException
    {
        writeJournal();
        final Path before = root.resolve("before");
        ArchiveFixture.copy(path, before);
        final List<ArchivedFile> archived = ArchiveFixture.archive(path, 3 * RECORDS_A_DAY + 1);
        assertEquals(3, archived.size());
        // As if the process had died before it removed them, and while it wrote another.
        for (final ArchivedFile file : archived.subList(1, 3))
        {
            Files.copy(before.resolve(file.journalFile().getFileName()), file.journalFile());
        }
        final Path temporary = Files.write(path.resolve("archive").resolve("20991231F.sba.tmp"), new byte[10]);
        assertSame(written, TestRecords.readAll(path));

        assertEquals(2, ArchiveFixture.archive(path, 3 * RECORDS_A_DAY + 1).size());
        assertFalse(Files.exists(temporary));
        assertEquals(2, ArchiveFixture.journalFiles(path).size());
        assertSame(written, TestRecords.readAll(path));
    }

    @Test
    void shouldReadOnWhileItIsArchived() throws IOException
    {
        writeJournal();
        for (int readBefore = 0; readBefore < 3; readBefore++)
        {
            final Path copy = root.resolve("copy" + readBefore);
            ArchiveFixture.copy(path, copy);
            final List<Read> read = new ArrayList<>();
            try (JournalDirectory directory = JournalDirectory.openForReading(copy, BLOCK_SIZE);
                JournalReader reader = directory.reader();
                JournalReader behind = directory.readerBehind(RECORDS_A_DAY + 7, sum(RECORDS_A_DAY + 7)))
            {
                reader.poll((record) ->
                {
                }, readBefore * RECORDS_A_DAY / 2 + 1);
                read.addAll(written.subList(0, (int)reader.position()));
                ArchiveFixture.archive(copy, Long.MAX_VALUE);
                read.addAll(TestRecords.readAll(reader));
                assertSame(written.subList(RECORDS_A_DAY + 7, RECORDS), TestRecords.readAll(behind));
            }
            assertSame(written, read);
        }
    }

    @Test
    void shouldNotArchiveAFileThatIsDamaged() throws IOException
    {
        writeJournal();
        final Path file = ArchiveFixture.journalFiles(path).get(1);
        final byte[] bytes = Files.readAllBytes(file);
        int at = bytes.length / 3;
        while (bytes[at] == 0 || bytes[at + 1] == 0)
        {
            at++;
        }
        bytes[at] ^= 1;
        Files.write(file, bytes);
        final JournalDamagedException damage =
            assertThrows(JournalDamagedException.class, () -> ArchiveFixture.archive(path, Long.MAX_VALUE));
        assertEquals(file, damage.file(), damage.getMessage());
        assertEquals(DAYS - 1, ArchiveFixture.journalFiles(path).size(), "the sound one before it was archived");
        assertEquals(1, ArchiveFixture.archiveFiles(path).size());
        bytes[at] ^= 1;
        Files.write(file, bytes);
        assertSame(written, TestRecords.readAll(path));
    }

    @Test
    void shouldArchiveOnlyWhatItHolds()
    {
        writeJournal();
        try (JournalDirectory directory = JournalDirectory.openForReading(path, BLOCK_SIZE))
        {
            assertThrows(IllegalArgumentException.class, () -> new JournalArchive(directory));
        }
    }

    private int sum(final int position)
    {
        return ArchiveFixture.sums(path, RECORDS)[position];
    }
}
