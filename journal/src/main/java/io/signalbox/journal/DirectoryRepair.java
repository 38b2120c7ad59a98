package io.signalbox.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static java.nio.file.StandardOpenOption.READ;

/**
 * Removes what a process left that died while it made a data directory or a file of it: only files that never held a
 * record. Everything else that is wrong is {@link DirectoryCheck}'s to say.
 */
final class DirectoryRepair
{
    private static final int SCAN_LENGTH = 1024 * 1024;

    private DirectoryRepair()
    {
    }

    /**
     * Make a directory that the caller holds the lock of ready for appending, or say why it cannot be.
     */
    static void beforeAppending(final Path path) throws IOException
    {
        removeMetadataNeverCompleted(path);
        DirectoryCheck.beforeAppending(path);
        removeFileNeverBegun(path);
    }

    /** The process died while it made the directory: nothing was ever journaled here. */
    private static void removeMetadataNeverCompleted(final Path path) throws IOException
    {
        final Path metadata = path.resolve(QueueFactory.METADATA_FILE);
        if (Files.exists(metadata) && DirectoryCheck.journalFiles(path).isEmpty() &&
            DirectoryCheck.neverCompleted(metadata) && !DirectoryCheck.hasArchive(path))
        {
            Files.delete(metadata);
        }
    }

    /**
     * A process that dies while it begins a new file leaves one whose header is not complete, and Chronicle would wait
     * minutes for the dead to finish it. The header is completed before the first record is written, so there is none,
     * and none is durable either, since a force covers the header, too.
     */
    private static void removeFileNeverBegun(final Path path) throws IOException
    {
        final List<Path> files = DirectoryCheck.journalFiles(path);
        if (!files.isEmpty())
        {
            final Path newest = files.get(files.size() - 1);
            if (DirectoryCheck.neverCompleted(newest) && !holdsRecord(newest))
            {
                if (files.size() == 1 && DirectoryCheck.hasArchive(path))
                {
                    throw DirectoryCheck.halfWrittenArchive(path);
                }
                Files.delete(newest);
                if (files.size() == 1)
                {
                    // It names the file that is gone now; nothing was ever journaled here.
                    Files.delete(path.resolve(QueueFactory.METADATA_FILE));
                }
            }
        }
    }

    /**
     * Whether the magic number of a record stands anywhere in a file.
     */
    private static boolean holdsRecord(final Path file) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate(SCAN_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, READ))
        {
            while (channel.read(bytes) >= 0)
            {
                bytes.flip();
                while (bytes.remaining() >= Integer.BYTES)
                {
                    if (bytes.getInt() == (int)RecordLayout.MAGIC)
                    {
                        return true;
                    }
                }
                bytes.compact();
            }
        }
        return false;
    }
}
