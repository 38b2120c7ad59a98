package io.signalbox.journal;

import io.signalbox.journal.JournalException.Kind;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.READ;

/**
 * Says what is wrong with a data directory before Chronicle is let at it, which would wait, guess or make files. It
 * removes nothing: that is {@link DirectoryRepair}'s.
 */
final class DirectoryCheck
{
    /** Type that stands near the start of every metadata file. */
    private static final String METADATA_TYPE = "STStore";
    private static final int METADATA_TYPE_WITHIN = 32;

    /** Key of the newest file's number in the metadata. */
    private static final String NEWEST_FILE = "listing.highestCycle";
    private static final int METADATA_SCAN_LENGTH = 4 * 1024;

    private DirectoryCheck()
    {
    }

    static void makeDirectory(final Path path) throws IOException
    {
        checkKind(path);
        Files.createDirectories(path);
        if (!Files.isReadable(path) || !Files.isWritable(path) || !Files.isExecutable(path))
        {
            throw new JournalException(Kind.UNREADABLE, path + " cannot be read and written by this user");
        }
    }

    static void beforeAppending(final Path path) throws IOException
    {
        final Path metadata = path.resolve(QueueFactory.METADATA_FILE);
        if (Files.exists(metadata))
        {
            checkMetadata(metadata);
            checkFilesAreThere(path, metadata);
            return;
        }
        if (hasArchive(path))
        {
            throw halfWrittenArchive(path);
        }
        for (final String name : names(path))
        {
            if (name.endsWith(QueueFactory.FILE_SUFFIX))
            {
                throw new JournalException(
                    Kind.NOT_A_JOURNAL,
                    path + " is half-written: it has " + name + " but no " + metadata.getFileName());
            }
            if (Files.isRegularFile(path.resolve(name), LinkOption.NOFOLLOW_LINKS) &&
                !name.equals(DirectoryLock.FILE_NAME))
            {
                throw new JournalException(
                    Kind.NOT_A_JOURNAL, path + " is not empty and not a journal: it has " + name);
            }
        }
    }

    static void beforeReading(final Path path) throws IOException
    {
        checkKind(path);
        if (!Files.exists(path))
        {
            throw new JournalException(Kind.MISSING, path + " does not exist");
        }
        if (!Files.isReadable(path) || !Files.isExecutable(path))
        {
            throw new JournalException(Kind.UNREADABLE, path + " cannot be read by this user");
        }
        final Path metadata = path.resolve(QueueFactory.METADATA_FILE);
        if (!Files.exists(metadata))
        {
            if (hasArchive(path))
            {
                throw halfWrittenArchive(path);
            }
            throw journalFiles(path).isEmpty() ?
                new JournalException(Kind.MISSING, path + " holds no journal") :
                new JournalException(
                    Kind.NOT_A_JOURNAL, path + " is half-written: it has no " + metadata.getFileName());
        }
        checkMetadata(metadata);
        checkFilesAreThere(path, metadata);
    }

    private static void checkKind(final Path path)
    {
        if (Files.exists(path) && !Files.isDirectory(path))
        {
            throw new JournalException(Kind.UNREADABLE, path + " is not a directory");
        }
    }

    static boolean hasArchive(final Path path) throws IOException
    {
        return !ArchiveIndex.files(path).isEmpty();
    }

    /** The newest file is never archived, so an archive alone is a journal whose newest records are gone. */
    static JournalException halfWrittenArchive(final Path path)
    {
        return new JournalException(
            Kind.NOT_A_JOURNAL, path + " is half-written: it has an archive, but not the journal files that follow");
    }

    /** Whether the process died before it had made the file's header. */
    static boolean neverCompleted(final Path file) throws IOException
    {
        final int header = start(file).getInt(0);
        return header == 0 || (header & FileHead.NOT_COMPLETE) != 0;
    }

    private static void checkMetadata(final Path metadata) throws IOException
    {
        if (!Files.isReadable(metadata))
        {
            throw new JournalException(Kind.UNREADABLE, metadata + " cannot be read by this user");
        }
        if (neverCompleted(metadata) || !ISO_8859_1.decode(start(metadata)).toString().contains(METADATA_TYPE))
        {
            throw new JournalException(Kind.NOT_A_JOURNAL, metadata + " is half-written or not a journal's metadata");
        }
    }

    /**
     * A file is made before the metadata names it, so one that is named was there. Without this, a directory whose
     * records were removed would look like a new one, and a server would begin at position 1 again.
     */
    private static void checkFilesAreThere(final Path path, final Path metadata) throws IOException
    {
        if (namesFile(metadata) && journalFiles(path).isEmpty())
        {
            throw new JournalException(
                Kind.NOT_A_JOURNAL,
                path + " is half-written: " + QueueFactory.METADATA_FILE + " names a journal file, but there is no *" +
                    QueueFactory.FILE_SUFFIX);
        }
    }

    /**
     * Whether the metadata names a newest file: its number, 64 bits at an aligned offset behind its name, negative if
     * there never was a file.
     */
    private static boolean namesFile(final Path metadata) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate(METADATA_SCAN_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(metadata, READ))
        {
            channel.read(bytes, 0);
        }
        final int name = ISO_8859_1.decode(bytes.clear()).toString().indexOf(NEWEST_FILE);
        final int number = (name + NEWEST_FILE.length() + Long.BYTES) & -Long.BYTES;
        return name >= 0 && number + Long.BYTES <= bytes.limit() && bytes.getLong(number) >= 0;
    }

    /**
     * First bytes of a file, zeros if it is shorter.
     */
    private static ByteBuffer start(final Path file) throws IOException
    {
        final ByteBuffer start = ByteBuffer.allocate(METADATA_TYPE_WITHIN).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, READ))
        {
            channel.read(start, 0);
        }
        return start.clear();
    }

    /**
     * The files that hold records, oldest first.
     */
    static List<Path> journalFiles(final Path path)
    {
        try
        {
            return names(path).stream()
                .filter((name) -> name.endsWith(QueueFactory.FILE_SUFFIX))
                .map(path::resolve)
                .toList();
        }
        catch (final IOException ex)
        {
            throw new JournalException(Kind.UNREADABLE, path + " cannot be listed: " + ex.getMessage(), ex);
        }
    }

    private static List<String> names(final Path path) throws IOException
    {
        try (Stream<Path> entries = Files.list(path))
        {
            return entries.map((entry) -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
