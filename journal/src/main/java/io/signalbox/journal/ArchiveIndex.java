package io.signalbox.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The archive files of a journal, which hold its records from the first on without a gap, as their headers say.
 */
final class ArchiveIndex
{
    static final String DIRECTORY = "archive";
    static final String FILE_SUFFIX = ".sba";

    private final List<Entry> entries;

    record Entry(Path file, ArchiveHeader header)
    {
    }

    private ArchiveIndex(final List<Entry> entries)
    {
        this.entries = entries;
    }

    /**
     * Read the headers.
     *
     * @param journal directory of the journal; it need not have an archive
     * @throws JournalDamagedException if a file is missing between others, or is not of this journal
     */
    static ArchiveIndex load(final Path journal) throws IOException
    {
        final List<Entry> entries = new ArrayList<>();
        for (final Path file : files(journal))
        {
            final Entry entry = new Entry(file, ArchiveInput.readHeader(file));
            checkFollows(entries.isEmpty() ? null : entries.get(entries.size() - 1), entry);
            entries.add(entry);
        }
        return new ArchiveIndex(entries);
    }

    /**
     * The archive files, oldest first.
     */
    static List<Path> files(final Path journal) throws IOException
    {
        final Path directory = journal.resolve(DIRECTORY);
        if (!Files.isDirectory(directory))
        {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory))
        {
            return files.filter((file) -> file.getFileName().toString().endsWith(FILE_SUFFIX)).sorted().toList();
        }
    }

    private static void checkFollows(final Entry before, final Entry entry)
    {
        final long lastPosition = before == null ? 0 : before.header.lastPosition();
        final int lastCrc32c = before == null ? 0 : before.header.lastCrc32c();
        final long firstPosition = entry.header.firstPosition();
        if (firstPosition > lastPosition + 1)
        {
            throw new JournalDamagedException(
                lastPosition + 1, entry.file, 0, "positions " + (lastPosition + 1) + " to " + (firstPosition - 1) +
                    " are missing: no archive file holds them" +
                    (before == null ? "" : ", " + before.file.getFileName() + " ends before them") + ", " +
                    entry.file.getFileName() + " begins behind them");
        }
        if (firstPosition <= lastPosition)
        {
            throw new JournalDamagedException(
                firstPosition, entry.file, 0, "position " + firstPosition + " is in " + before.file.getFileName() +
                    ", too");
        }
        if (entry.header.previousCrc32c() != lastCrc32c)
        {
            throw new JournalDamagedException(
                firstPosition, entry.file, 0, "previousCrc32c 0x" +
                    Integer.toHexString(entry.header.previousCrc32c()) + " is not 0x" +
                    Integer.toHexString(lastCrc32c) + ": the archive file is of another journal");
        }
    }

    /**
     * Position of the last archived record.
     *
     * @return 0 if nothing is archived
     */
    long lastPosition()
    {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).header.lastPosition();
    }

    /**
     * The file that holds a record.
     *
     * @return null if it is not archived
     */
    Entry find(final long position)
    {
        Entry found = null;
        for (final Entry entry : entries)
        {
            if (entry.header.firstPosition() <= position && position <= entry.header.lastPosition())
            {
                found = entry;
            }
        }
        return found;
    }

    /**
     * A chain that has this record as its last one.
     *
     * @param position that is the last of an archive file, or 0
     */
    RecordChecker checkerBehind(final long position)
    {
        if (position == 0)
        {
            return new RecordChecker(true);
        }
        final ArchiveHeader header = find(position).header;
        return RecordChecker.behind(position, header.lastCrc32c(), header.lastTimestampMs());
    }
}
