package io.signalbox.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * One server per data directory. The operating system drops the lock when the process dies, however it dies.
 */
final class DirectoryLock implements AutoCloseable
{
    static final String FILE_NAME = "journal.lock";

    /**
     * Directories that this process holds. Asked first, because opening and closing the lock file a second time in the
     * same process would silently give up the lock that the process already has.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private static final int MAX_OWNER_LENGTH = 32;

    private final Path realPath;
    private final FileChannel channel;

    private DirectoryLock(final Path realPath, final FileChannel channel)
    {
        this.realPath = realPath;
        this.channel = channel;
    }

    static DirectoryLock acquire(final Path directory) throws IOException
    {
        final Path realPath = directory.toRealPath();
        if (!HELD_HERE.add(realPath))
        {
            throw locked(directory, "this process");
        }
        FileChannel channel = null;
        boolean acquired = false;
        try
        {
            channel = FileChannel.open(realPath.resolve(FILE_NAME), CREATE, READ, WRITE);
            final FileLock lock = channel.tryLock();
            if (lock == null)
            {
                throw locked(directory, "process " + readOwner(channel));
            }
            writeOwner(channel);
            acquired = true;
            return new DirectoryLock(realPath, channel);
        }
        finally
        {
            if (!acquired)
            {
                release(realPath, channel);
            }
        }
    }

    private static JournalException locked(final Path directory, final String owner)
    {
        return new JournalException(
            JournalException.Kind.LOCKED, directory + " is in use by another server (" + owner + ")");
    }

    private static String readOwner(final FileChannel channel) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate(MAX_OWNER_LENGTH);
        channel.read(bytes, 0);
        final String owner = US_ASCII.decode(bytes.flip()).toString().trim();
        return owner.isEmpty() ? "unknown" : owner;
    }

    private static void writeOwner(final FileChannel channel) throws IOException
    {
        channel.truncate(0);
        channel.write(US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
    }

    private static void release(final Path realPath, final FileChannel channel) throws IOException
    {
        try
        {
            if (channel != null)
            {
                channel.close();
            }
        }
        finally
        {
            HELD_HERE.remove(realPath);
        }
    }

    /**
     * Give the directory up. The file stays: removing it could remove the lock of the next owner.
     */
    @Override
    public void close() throws IOException
    {
        if (channel.isOpen())
        {
            release(realPath, channel);
        }
    }
}
