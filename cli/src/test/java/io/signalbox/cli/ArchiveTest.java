package io.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.snapshot.SnapshotDirectory;
import io.signalbox.snapshot.SnapshotHeader;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is archived is still read by every command, and what is not all there is refused by every one. */
class ArchiveTest
{
    private static final long DAY_MS = 86_400_000;

    /** The day of the sale itself, and those after it. */
    private static final int DAYS = 4;
    private static final int ORDERS_A_DAY = 3;

    @TempDir
    private Path root;

    private Path journal;
    private String exported;
    private int positions;

    @BeforeEach
    void sell() throws Exception
    {
        journal = root.resolve("journal");
        try (SmallSale sale = SmallSale.open(journal))
        {
            for (int day = 1; day < DAYS; day++)
            {
                sale.advanceMs(DAY_MS);
                for (int i = 0; i < ORDERS_A_DAY; i++)
                {
                    sale.order(0, 3, 1);
                }
            }
        }
        exported = export();
        positions = (int)exported.lines().count();
        assertEquals(DAYS, files(journal, ".cq4").size());
    }

    private String export() throws IOException
    {
        final Path out = root.resolve("export.jsonl");
        Cli.run("journal", "export", "--dir", journal.toString(), "--out", out.toString()).expect(ExitCode.OK);
        return Files.readString(out);
    }

    private static List<Path> files(final Path directory, final String suffix) throws IOException
    {
        try (Stream<Path> files = Files.list(directory))
        {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private Cli archive(final String... more)
    {
        return Cli.run(Stream.concat(
            Stream.of("journal", "archive", "--dir", journal.toString()), Stream.of(more)).toArray(String[]::new));
    }

    private Path snapshot(final long position, final int crc32cFlip) throws IOException
    {
        final int crc32c;
        try (JournalDirectory directory = JournalDirectory.openForReading(journal);
            JournalReader reader = directory.reader())
        {
            while (reader.position() < position)
            {
                reader.poll((record) ->
                {
                }, 1);
            }
            crc32c = reader.crc32c();
        }
        try (SnapshotDirectory snapshots = new SnapshotDirectory(journal.resolve("snapshots"), 2))
        {
            return snapshots.write(
                new SnapshotHeader(position, 0, 0, crc32c ^ crc32cFlip),
                sink -> sink.onEntity(1, new UnsafeBuffer(new byte[8]), 0, 8));
        }
    }

    @Test
    void shouldReadArchivedFilesWithEveryCommand() throws Exception
    {
        final JsonNode hashes = Cli.run("replay", "verify", "--dir", journal.toString(), "--json").json();
        final JsonNode archived = archive("--before", String.valueOf(positions + 1), "--json").expect(0).json();
        assertEquals(DAYS - 1, archived.get("files").size());
        assertEquals(DAYS - 1, files(journal.resolve("archive"), ".sba").size());
        assertEquals(1, files(journal, ".cq4").size());
        final JsonNode first = archived.get("files").get(0);
        assertEquals(1, first.get("firstPosition").asInt());
        assertEquals(first.get("lastPosition").asInt(), first.get("records").asInt());
        assertTrue(first.get("bytesAfter").asLong() < first.get("bytesBefore").asLong());

        assertEquals(exported, export());
        assertEquals(hashes, Cli.run("replay", "verify", "--dir", journal.toString(), "--json").expect(0).json());
        try (SmallSale again = new SmallSale(journal))
        {
            again.advanceMs(DAYS * DAY_MS);
            again.order(0, 3, 1);
        }
        final String after = export();
        assertTrue(after.startsWith(exported));
        assertTrue(after.length() > exported.length());
        Cli.run("replay", "verify", "--dir", journal.toString()).expect(ExitCode.OK).says("verified");
    }

    @Test
    void shouldArchiveWhatIsOlderThanTheOldestSnapshot() throws IOException
    {
        final int lastDay = positions - ORDERS_A_DAY;
        snapshot(lastDay, 0);
        snapshot(positions, 0);
        archive().expect(ExitCode.OK).says("archived 2 files", "before position " + lastDay, ".cq4  positions 1 to");
        archive().expect(ExitCode.OK).says("nothing to archive");
        assertEquals(exported, export());
        Files.delete(files(journal.resolve("snapshots"), ".sbs").get(0));
        Files.write(files(journal.resolve("snapshots"), ".sbs").get(0), new byte[100]);
        archive().expect(ExitCode.NO_INPUT);
    }

    @Test
    void shouldArchiveNothingWithoutASnapshotOfThisJournal() throws IOException
    {
        archive().failsWith(ExitCode.NO_INPUT, "no sound snapshot", "--before");
        archive("--before", "0").failsWith(ExitCode.USAGE, "--before 0");
        snapshot(positions - 1, 1);
        archive().failsWith(ExitCode.NO_INPUT, "position " + (positions - 1), "another journal");
        assertEquals(DAYS, files(journal, ".cq4").size());
        assertFalse(Files.exists(journal.resolve("archive")));
    }

    @Test
    void shouldNotArchiveBesideARunningServerNorWhatIsNotThere() throws Exception
    {
        try (SmallSale sale = new SmallSale(journal))
        {
            archive("--before", "10").failsWith(ExitCode.IN_USE, journal.toString());
            assertTrue(sale.port() > 0);
        }
        final Path missing = root.resolve("missing");
        Cli.run("journal", "archive", "--dir", missing.toString()).failsWith(ExitCode.NO_INPUT, missing.toString());
        assertFalse(Files.exists(missing));
    }

    @Test
    void shouldSayThatTheArchiveCannotBeWritten() throws IOException
    {
        final Path file = Files.writeString(journal.resolve("archive"), "in the way");
        archive("--before", String.valueOf(positions)).failsWith(ExitCode.IO_FAILED, file.toString());
        assertEquals(DAYS, files(journal, ".cq4").size());
        assertEquals(exported, export());
    }

    @Test
    void shouldRefuseAJournalWithAMissingArchiveFile() throws IOException
    {
        archive("--before", String.valueOf(positions)).expect(ExitCode.OK);
        final List<Path> archived = files(journal.resolve("archive"), ".sba");
        for (final Path file : archived)
        {
            final Path away = Files.move(file, root.resolve("away"));
            assertRefused("positions ", " are missing");
            Files.move(away, file);
        }
        final Path file = archived.get(1);
        final byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertRefused(file.toString(), "sum");
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertEquals(exported, export());
    }

    private void assertRefused(final String... words)
    {
        final String out = root.resolve("refused.jsonl").toString();
        Cli.run("serve", "--dir", journal.toString(), "--port", "0").failsWith(ExitCode.JOURNAL_DAMAGED, words);
        Cli.run("replay", "verify", "--dir", journal.toString()).failsWith(ExitCode.JOURNAL_DAMAGED, words);
        Cli.run("journal", "export", "--dir", journal.toString(), "--out", out)
            .failsWith(ExitCode.JOURNAL_DAMAGED, words);
    }
}
