package io.signalbox.journal;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Moves whole journal files into the archive, where their records stand compressed and independent of Chronicle. A file
 * is checked with all of its chain before, the archive file is read again and compared record by record when it is
 * durable, and only then the journal file is removed. So at any moment, also one at which the process is killed, every
 * record is in the journal file, in the archive file, or in both, which readers take for one.
 *
 * <p>Owned by one thread. It may be another one than appends if {@link JournalSync#durablePosition()} has reached the
 * position before which is archived: the sync thread may still open older files until then.
 */
public final class JournalArchive
{
    private static final String TEMPORARY_SUFFIX = ".tmp";

    private final JournalDirectory directory;
    private final Path path;

    /** A file that is to be archived, and the chain up to its first record. */
    private record Source(Path file, int cycle, RecordChecker before, ArchiveHeader header)
    {
        RecordCursor cursor()
        {
            return new RecordCursor(
                RecordChecker.behind(before.position(), before.crc32c(), before.timestampMs()));
        }
    }

    /**
     * The archive of a journal.
     *
     * @param directory of the journal, open for appending
     * @throws IllegalArgumentException if it is open for reading only
     */
    public JournalArchive(final JournalDirectory directory)
    {
        if (!directory.writable())
        {
            throw new IllegalArgumentException(directory.path() + " is open for reading");
        }
        this.directory = directory;
        path = directory.path().resolve(ArchiveIndex.DIRECTORY);
    }

    /**
     * Archive every journal file whose records are all before a position, oldest first. The newest file that has
     * records is never archived. What a call that was killed has left behind is finished or removed.
     *
     * @param position   at least 0
     * @param onArchived gets each file when its archive file is durable and it is gone
     * @return the files that were archived
     * @throws IOException             if the disk fails: the files that are not yet archived are as they were
     * @throws JournalDamagedException if the journal or the archive is damaged: the same
     */
    public List<ArchivedFile> archiveBefore(final long position, final Consumer<ArchivedFile> onArchived)
        throws IOException
    {
        removeTemporaryFiles();
        final List<ArchivedFile> archived = new ArrayList<>();
        final List<Path> files = DirectoryCheck.journalFiles(directory.path());
        boolean durable = false;
        for (int i = 0; i < files.size() - 1; i++)
        {
            final long first = firstPosition(files.get(i));
            final long following = firstPositionOf(files.subList(i + 1, files.size()));
            if (first > 0 && following > 0 && following <= position)
            {
                if (!durable)
                {
                    // What stays must not be lost later, as if the archive alone were a journal.
                    forceFiles(files);
                    durable = true;
                }
                final ArchivedFile file = archive(check(files.get(i), first, following - 1));
                archived.add(file);
                onArchived.accept(file);
            }
        }
        return archived;
    }

    private void removeTemporaryFiles() throws IOException
    {
        if (Files.isDirectory(path))
        {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(path, "*" + TEMPORARY_SUFFIX))
            {
                for (final Path file : left)
                {
                    Files.delete(file);
                }
            }
        }
    }

    private void forceFiles(final List<Path> files) throws IOException
    {
        for (final Path file : files)
        {
            DiskForce.file(file);
        }
        DiskForce.directory(directory.path());
    }

    private long firstPosition(final Path file)
    {
        try (QueueRecords records = directory.records(new RecordCursor(new RecordChecker(false))))
        {
            return records.moveToFirstOf(QueueFactory.cycle(file));
        }
    }

    private long firstPositionOf(final List<Path> files)
    {
        long first = 0;
        for (int i = 0; i < files.size() && first == 0; i++)
        {
            first = firstPosition(files.get(i));
        }
        return first;
    }

    /** Read the whole file, and the record behind it, which alone shows that no record is missing at its end. */
    private Source check(final Path file, final long first, final long last) throws IOException
    {
        final ArchiveIndex index = ArchiveIndex.load(directory.path());
        if (first > 1 && (index.find(first - 1) == null || index.find(first - 1).header().lastPosition() != first - 1))
        {
            throw new JournalDamagedException(
                index.lastPosition() + 1, file, 0, QueueRecords.missing(index.lastPosition() + 1, first - 1));
        }
        final RecordChecker before = index.checkerBehind(first - 1);
        final int cycle = QueueFactory.cycle(file);
        final RecordCursor cursor = new Source(file, cycle, before, null).cursor();
        try (QueueRecords records = directory.records(cursor))
        {
            records.moveToFile(cycle);
            ArchiveHeader header = null;
            final RecordChecker chain = cursor.checker();
            while (chain.position() <= last)
            {
                if (!records.next())
                {
                    throw records.damaged("the record cannot be read", null);
                }
                if (chain.position() == last)
                {
                    header = new ArchiveHeader(first, last, chain.timestampMs(), before.crc32c(), chain.crc32c());
                }
            }
            return new Source(file, cycle, before, header);
        }
    }

    private ArchivedFile archive(final Source source) throws IOException
    {
        final String name = source.file.getFileName().toString();
        final Path file = path.resolve(
            name.substring(0, name.length() - QueueFactory.FILE_SUFFIX.length()) + ArchiveIndex.FILE_SUFFIX);
        if (!Files.isDirectory(path))
        {
            Files.createDirectory(path);
            DiskForce.directory(directory.path());
        }
        write(source, file);
        verify(source, file);
        final ArchivedFile archived = new ArchivedFile(
            source.file, file, source.header.firstPosition(), source.header.lastPosition(),
            Files.size(source.file), Files.size(file));
        Files.delete(source.file);
        DiskForce.directory(directory.path());
        directory.filesRemoved();
        return archived;
    }

    private void write(final Source source, final Path file) throws IOException
    {
        final Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY_SUFFIX);
        final RecordCursor cursor = source.cursor();
        boolean written = false;
        try (QueueRecords records = directory.records(cursor);
            ArchiveOutput output = new ArchiveOutput(temporary, source.header))
        {
            records.moveToFile(source.cycle);
            for (long i = 0; i < source.header.records(); i++)
            {
                readNext(records);
                output.append(cursor);
            }
            output.end();
            written = true;
        }
        finally
        {
            if (!written)
            {
                Files.deleteIfExists(temporary);
            }
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        DiskForce.directory(path);
    }

    private void verify(final Source source, final Path file) throws IOException
    {
        final RecordCursor expected = source.cursor();
        final RecordCursor actual = source.cursor();
        try (QueueRecords records = directory.records(expected); ArchiveInput input = new ArchiveInput(file))
        {
            records.moveToFile(source.cycle);
            while (input.next(actual))
            {
                readNext(records);
                if (!same(expected, actual))
                {
                    throw new JournalDamagedException(
                        actual.checker().position(), file, 0, "the archived record is not that of " + source.file);
                }
            }
            if (!input.header().equals(source.header) || expected.checker().position() != source.header.lastPosition())
            {
                throw new JournalDamagedException(
                    expected.checker().nextPosition(), file, 0, "the archive file does not hold " + source.file);
            }
        }
    }

    private static void readNext(final QueueRecords records)
    {
        if (!records.next())
        {
            throw records.damaged("the record cannot be read again", null);
        }
    }

    private static boolean same(final RecordCursor one, final RecordCursor other)
    {
        final int length = one.documentLength();
        final DirectBuffer first = new UnsafeBuffer(one.buffer(), 0, length);
        return length == other.documentLength() && first.equals(new UnsafeBuffer(other.buffer(), 0, length));
    }
}
