package io.signalbox.journal;

import io.signalbox.journal.TestRecords.Read;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static io.signalbox.journal.ArchiveFixture.assertSame;
import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ArchiveDamageTest
{
    private static final int DAYS = 4;
    private static final int RECORDS_A_DAY = 300;
    private static final int RECORDS = DAYS * RECORDS_A_DAY;
    private static final int FLIPS = 300;
    private static final int EDGE = 80;
    private static final long SEED = 13;

    @TempDir
    Path root;

    private Path path;
    private List<Read> written;
    private List<Path> files;

    @BeforeEach
    void archiveJournal() throws IOException
    {
        path = root.resolve("journal");
        ArchiveFixture.write(path, DAYS, RECORDS_A_DAY, SEED);
        written = TestRecords.readAll(path);
        ArchiveFixture.archive(path, Long.MAX_VALUE);
        files = ArchiveFixture.archiveFiles(path);
        assertEquals(DAYS - 1, files.size());
    }

    @Test
    void shouldFindEveryFlippedBit() throws IOException
    {
        final Random random = new Random(SEED);
        final Path file = files.get(1);
        final byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < 2 * EDGE + FLIPS; i++)
        {
            final int at = i < EDGE ? i : i < 2 * EDGE ? sound.length - 1 - (i - EDGE) : random.nextInt(sound.length);
            final byte[] bytes = sound.clone();
            bytes[at] ^= (byte)(1 << random.nextInt(Byte.SIZE));
            Files.write(file, bytes);
            assertDamaged(file, "flip at " + at + " of " + sound.length);
        }
        Files.write(file, sound);
        assertSame(written, TestRecords.readAll(path));
    }

    @Test
    void shouldFindAFileThatIsCutOrLonger() throws IOException
    {
        final Random random = new Random(SEED);
        final Path file = files.get(2);
        final byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < FLIPS; i++)
        {
            final int length =
                i < EDGE ? i : i < 2 * EDGE ? sound.length - 1 - (i - EDGE) : random.nextInt(sound.length);
            Files.write(file, Arrays.copyOf(sound, length));
            assertDamaged(file, "cut to " + length + " of " + sound.length);
        }
        Files.write(file, Arrays.copyOf(sound, sound.length + 1));
        assertDamaged(file, "longer");
        Files.write(file, sound);
        assertSame(written, TestRecords.readAll(path));
    }

    private void assertDamaged(final Path file, final String what)
    {
        final List<Read> read = new ArrayList<>();
        final JournalDamagedException damage = assertThrows(
            JournalDamagedException.class,
            () ->
            {
                try (JournalDirectory directory = JournalDirectory.openForReading(path, BLOCK_SIZE);
                    JournalReader reader = directory.reader())
                {
                    while (reader.poll((record) -> read.add(new Read(
                        record.position(), record.timestampMs(), record.decisionVersion(), null, null)), 7) > 0)
                    {
                        assertTrue(read.size() <= RECORDS);
                    }
                }
            },
            what);
        assertEquals(file, damage.file(), what + ": " + damage.getMessage());
        assertTrue(damage.position() == 0 && read.isEmpty() || damage.position() == read.size() + 1, what);
    }

    @Test
    void shouldNameTheMissingPositionsOfAMissingFile() throws IOException
    {
        for (int i = 0; i < files.size(); i++)
        {
            final Path away = root.resolve("away");
            Files.move(files.get(i), away);
            final long first = 1 + (long)i * RECORDS_A_DAY;
            final String positions = "positions " + first + " to " + (first + RECORDS_A_DAY - 1) + " are missing";
            final JournalDamagedException reading =
                assertThrows(JournalDamagedException.class, () -> TestRecords.readAll(path));
            assertTrue(reading.getMessage().contains(positions), reading.getMessage());
            assertEquals(first, reading.position());
            try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE))
            {
                final JournalDamagedException appending = assertThrows(
                    JournalDamagedException.class,
                    () ->
                    {
                        try (JournalReader reader = directory.reader())
                        {
                            TestRecords.readAll(reader);
                        }
                    });
                assertTrue(appending.getMessage().contains(positions), appending.getMessage());
            }
            final JournalDamagedException archiving =
                assertThrows(JournalDamagedException.class, () -> archiveOneMore());
            assertTrue(archiving.getMessage().contains(positions), archiving.getMessage());
            Files.move(away, files.get(i));
            assertSame(written, TestRecords.readAll(path).subList(0, RECORDS));
        }
    }

    /** A file more, so that there is something to archive. */
    private void archiveOneMore() throws IOException
    {
        try (JournalDirectory directory = JournalDirectory.open(path, BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            ArchiveFixture.append(writer, writer.timestampMs() + TestRecords.DAY_MS, new Random(SEED));
        }
        ArchiveFixture.archive(path, Long.MAX_VALUE);
    }

    @Test
    void shouldNotBeginBehindARecordWithAFileMissingBeforeIt() throws IOException
    {
        final Path whole = root.resolve("whole");
        ArchiveFixture.write(whole, DAYS, RECORDS_A_DAY, SEED);
        final int sum = ArchiveFixture.sums(whole, RECORDS)[RECORDS - 1];
        assertEquals(1, ArchiveFixture.readBehind(path, RECORDS - 1, sum).size());
        for (int i = 0; i < files.size(); i++)
        {
            final Path away = Files.move(files.get(i), root.resolve("away"));
            assertMissing(path, i, sum);
            Files.move(away, files.get(i));
        }
        // The same with files that are not archived.
        final List<Path> journalFiles = ArchiveFixture.journalFiles(whole);
        for (int i = 0; i < DAYS - 1; i++)
        {
            final Path away = Files.move(journalFiles.get(i), root.resolve("away"));
            assertMissing(whole, i, sum);
            Files.move(away, journalFiles.get(i));
        }
        assertEquals(1, ArchiveFixture.readBehind(whole, RECORDS - 1, sum).size());
    }

    private static void assertMissing(final Path journal, final int file, final int crc32c)
    {
        final JournalDamagedException damage = assertThrows(
            JournalDamagedException.class, () -> ArchiveFixture.readBehind(journal, RECORDS - 1, crc32c));
        final int first = file * RECORDS_A_DAY + 1;
        assertTrue(
            damage.reason().startsWith("positions " + first + " to ") && damage.reason().contains("are missing"),
            damage.getMessage());
    }

    @Test
    void shouldNameTheMissingPositionsWithoutAnyArchive() throws IOException
    {
        for (final Path file : files)
        {
            Files.delete(file);
        }
        final JournalDamagedException damage =
            assertThrows(JournalDamagedException.class, () -> TestRecords.readAll(path));
        assertTrue(damage.getMessage().contains("positions 1 to 900 are missing"), damage.getMessage());
        Files.delete(path.resolve("archive"));
        final JournalDamagedException again =
            assertThrows(JournalDamagedException.class, () -> TestRecords.readAll(path));
        assertTrue(again.getMessage().contains("positions 1 to 900 are missing"), again.getMessage());
    }

    @Test
    void shouldRefuseAnArchiveFileOfAnotherJournal() throws IOException
    {
        final Path other = root.resolve("other");
        ArchiveFixture.write(other, DAYS, RECORDS_A_DAY, SEED + 1);
        ArchiveFixture.archive(other, Long.MAX_VALUE);
        for (int i = 0; i < files.size(); i++)
        {
            final Path foreign = other.resolve("archive").resolve(files.get(i).getFileName());
            final byte[] own = Files.readAllBytes(files.get(i));
            Files.copy(foreign, files.get(i), StandardCopyOption.REPLACE_EXISTING);
            final JournalDamagedException damage =
                assertThrows(JournalDamagedException.class, () -> TestRecords.readAll(path));
            assertTrue(damage.getMessage().contains("revious"), damage.getMessage());
            Files.write(files.get(i), own);
        }
        // All of them: sound in itself, but not what the journal goes on from.
        for (final Path file : files)
        {
            Files.copy(other.resolve("archive").resolve(file.getFileName()), file, StandardCopyOption.REPLACE_EXISTING);
        }
        final JournalDamagedException damage =
            assertThrows(JournalDamagedException.class, () -> TestRecords.readAll(path));
        assertEquals(RECORDS - RECORDS_A_DAY + 1, damage.position());
        assertTrue(damage.reason().startsWith("previousCrc32c"), damage.getMessage());
    }

    @Test
    void shouldRefuseAFileThatStandsTwiceOrIsNoArchive() throws IOException
    {
        final Path twice = files.get(0).resolveSibling("20991231F.sba");
        Files.copy(files.get(1), twice);
        final JournalDamagedException damage =
            assertThrows(JournalDamagedException.class, () -> TestRecords.readAll(path));
        assertTrue(damage.getMessage().contains("position 301 is in"), damage.getMessage());
        Files.writeString(twice, "not an archive, but longer than the header of one is");
        assertEquals(
            twice, assertThrows(JournalDamagedException.class, () -> TestRecords.readAll(path)).file());
    }

    @Test
    void shouldRefuseAnArchiveWithoutTheFilesBehindIt() throws IOException
    {
        Files.delete(ArchiveFixture.journalFiles(path).get(0));
        assertNoJournal();
        Files.delete(path.resolve(QueueFactory.METADATA_FILE));
        assertNoJournal();
        Files.write(path.resolve(QueueFactory.METADATA_FILE), new byte[0]);
        assertNoJournal();
        assertEquals(DAYS - 1, ArchiveFixture.archiveFiles(path).size());
    }

    private void assertNoJournal() throws IOException
    {
        assertEquals(
            JournalException.Kind.NOT_A_JOURNAL,
            assertThrows(JournalException.class, () -> JournalDirectory.open(path, BLOCK_SIZE)).kind());
        assertEquals(
            JournalException.Kind.NOT_A_JOURNAL,
            assertThrows(JournalException.class, () -> JournalDirectory.openForReading(path, BLOCK_SIZE)).kind());
        try (Stream<Path> entries = Files.list(path.resolve("archive")))
        {
            assertEquals(DAYS - 1, entries.count());
        }
    }
}
