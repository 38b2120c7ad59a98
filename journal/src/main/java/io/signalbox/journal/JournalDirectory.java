package io.signalbox.journal;

import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * The data directory of one journal. Opened for appending it belongs to one server, and no second one can open it;
 * opened for reading it changes nothing and may be read while a server appends, or when none runs.
 *
 * <p>Owned by the thread that starts and stops the server. Writer and readers are handed to their threads.
 */
public final class JournalDirectory implements AutoCloseable
{
    /** Bytes by which a journal file grows, if nothing else is said. */
    public static final int DEFAULT_BLOCK_SIZE = 64 * 1024 * 1024;

    /** Smallest block size: four of the longest records, as Chronicle asks for. */
    public static final int MIN_BLOCK_SIZE = 512 * 1024;

    private final Path path;
    private final DirectoryLock lock;
    private final SingleChronicleQueue queue;
    private final RecordClock clock;
    private volatile CheckedEnd checkedEnd;
    private JournalWriter writer;
    private boolean closed;

    private JournalDirectory(
        final Path path, final DirectoryLock lock, final SingleChronicleQueue queue, final RecordClock clock)
    {
        this.path = path;
        this.lock = lock;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Open for appending with {@link #DEFAULT_BLOCK_SIZE}.
     *
     * @param path of the directory; made if there is none
     * @return the directory, held until it is closed
     * @throws JournalException if it is in use, cannot be used, or holds something else
     */
    public static JournalDirectory open(final Path path)
    {
        return open(path, DEFAULT_BLOCK_SIZE);
    }

    /**
     * Open for appending.
     *
     * @param path      of the directory; made if there is none
     * @param blockSize bytes by which a journal file grows, at least {@link #MIN_BLOCK_SIZE}
     * @return the directory, held until it is closed
     * @throws JournalException         if it is in use, cannot be used, or holds something else
     * @throws IllegalArgumentException if the block size is too small
     */
    public static JournalDirectory open(final Path path, final int blockSize)
    {
        checkBlockSize(blockSize);
        DirectoryLock lock = null;
        try
        {
            DirectoryCheck.makeDirectory(path);
            lock = DirectoryLock.acquire(path);
            DirectoryRepair.beforeAppending(path);
            final RecordClock clock = new RecordClock();
            final SingleChronicleQueue queue = QueueFactory.forAppending(path, blockSize, clock);
            final JournalDirectory directory = new JournalDirectory(path, lock, queue, clock);
            lock = null;
            return directory.synced();
        }
        catch (final IOException | UncheckedIOException ex)
        {
            throw unreadable(path, ex);
        }
        finally
        {
            closeAfterFailure(lock);
        }
    }

    /**
     * Open for reading with {@link #DEFAULT_BLOCK_SIZE}.
     *
     * @param path of the directory
     * @return the directory, which other processes may hold, too
     * @throws JournalException if there is no journal or it cannot be read
     */
    public static JournalDirectory openForReading(final Path path)
    {
        return openForReading(path, DEFAULT_BLOCK_SIZE);
    }

    /**
     * Open for reading.
     *
     * @param path      of the directory
     * @param blockSize that the journal is written with, bytes, at least {@link #MIN_BLOCK_SIZE}
     * @return the directory, which other processes may hold, too
     * @throws JournalException         if there is no journal or it cannot be read
     * @throws IllegalArgumentException if the block size is too small
     */
    public static JournalDirectory openForReading(final Path path, final int blockSize)
    {
        checkBlockSize(blockSize);
        try
        {
            DirectoryCheck.beforeReading(path);
            return new JournalDirectory(path, null, QueueFactory.forReading(path, blockSize), new RecordClock());
        }
        catch (final IOException | UncheckedIOException ex)
        {
            throw unreadable(path, ex);
        }
    }

    /**
     * Where the journal is.
     *
     * @return the path that was opened
     */
    public Path path()
    {
        return path;
    }

    /**
     * Whether records can be appended.
     *
     * @return false if it was opened for reading
     */
    public boolean writable()
    {
        return lock != null;
    }

    /**
     * A new reader, from the first record on.
     *
     * @return the reader, to be closed by its user
     * @throws JournalDamagedException if the head of a file is damaged
     */
    public JournalReader reader()
    {
        checkOpen();
        return readerBehind(0, 0);
    }

    /**
     * A new reader that begins behind a record, for one who knows the state after it. Nothing before that record is
     * read, except to find it.
     *
     * @param position of the record, whose successor is the first to be handed out; 0 to begin with the first one
     * @param crc32c   of that record, as it must be in this journal; any at position 0
     * @return the reader, to be closed by its user
     * @throws JournalDamagedException  if the head of a file, the record or its place is damaged, or records behind it
     *                                  are missing
     * @throws JournalException         of kind {@code ANOTHER_HISTORY} if this journal has no such record
     * @throws IllegalArgumentException if the position is negative
     */
    public JournalReader readerBehind(final long position, final int crc32c)
    {
        checkOpen();
        if (position < 0)
        {
            throw new IllegalArgumentException("position " + position + " is less than 0");
        }
        return new JournalReader(this, queue).startBehind(position, crc32c);
    }

    /**
     * The writer, behind the last record. What a reader of this directory has read to its end is not read again;
     * without one the records of the last file are checked first.
     *
     * @return the only writer, to be closed by its user
     * @throws IllegalStateException   if opened for reading, or if there is a writer that is not closed
     * @throws JournalDamagedException if the last records are damaged
     */
    public JournalWriter writer()
    {
        return writer(DocumentCopy.WHOLE);
    }

    JournalWriter writer(final DocumentCopy copy)
    {
        checkOpen();
        if (!writable())
        {
            throw new IllegalStateException(path + " is open for reading");
        }
        if (writer != null && !writer.isClosed())
        {
            throw new IllegalStateException(path + " already has a writer");
        }
        writer = new JournalWriter(path, queue, clock, findEnd(), copy);
        return writer;
    }

    /**
     * Close the journal, with its readers and its writer, and give the directory up. What was appended stays appended;
     * only {@link JournalSync} makes it durable.
     */
    @Override
    public void close()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        try
        {
            if (writer != null)
            {
                writer.close();
            }
            queue.close();
        }
        finally
        {
            closeLock();
        }
    }

    void checked(final CheckedEnd end)
    {
        checkedEnd = end;
    }

    /** Chronicle's files alone, without those that were archived. */
    QueueRecords records(final RecordCursor cursor)
    {
        return new QueueRecords(this, queue, cursor);
    }

    /** Let Chronicle and its metadata know which files there are now. */
    void filesRemoved() throws IOException
    {
        queue.refreshDirectoryListing();
        DiskForce.file(path.resolve(QueueFactory.METADATA_FILE));
    }

    private RecordChecker findEnd()
    {
        final RecordChecker checker = new RecordChecker(false);
        try (QueueRecords records = records(new RecordCursor(checker)))
        {
            records.readToEnd(checkedEnd);
        }
        return checker.position() == 0 ? new RecordChecker(true) : checker;
    }

    private JournalDirectory synced() throws IOException
    {
        boolean done = false;
        try
        {
            DiskForce.file(path.resolve(QueueFactory.METADATA_FILE));
            DiskForce.directory(path);
            final Path parent = path.toRealPath().getParent();
            if (parent != null)
            {
                DiskForce.directory(parent);
            }
            done = true;
            return this;
        }
        finally
        {
            if (!done)
            {
                close();
            }
        }
    }

    private void checkOpen()
    {
        if (closed)
        {
            throw new IllegalStateException(path + " is closed");
        }
    }

    private void closeLock()
    {
        if (lock != null)
        {
            try
            {
                lock.close();
            }
            catch (final IOException ex)
            {
                throw unreadable(path, ex);
            }
        }
    }

    private static void closeAfterFailure(final DirectoryLock lock)
    {
        if (lock != null)
        {
            try
            {
                lock.close();
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
        }
    }

    private static void checkBlockSize(final int blockSize)
    {
        if (blockSize < MIN_BLOCK_SIZE)
        {
            throw new IllegalArgumentException("blockSize " + blockSize + " is less than " + MIN_BLOCK_SIZE);
        }
    }

    private static JournalException unreadable(final Path path, final Exception cause)
    {
        return new JournalException(
            JournalException.Kind.UNREADABLE, path + " cannot be used: " + words(cause), cause);
    }

    /** Exceptions of the file system often have only the path as their message. */
    private static String words(final Exception cause)
    {
        final Throwable first = cause instanceof UncheckedIOException ? cause.getCause() : cause;
        return first instanceof FileSystemException ? first.toString() : first.getMessage();
    }
}
