package io.signalbox.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Group commit: a thread of its own forces to disk what the business thread has appended, all of it at a time, and then
 * says up to which position the journal is durable. A disk that fails once is not asked again: what it has lost cannot
 * be told any more, so the owner must stop the process.
 *
 * <p>{@link #request()} belongs to the business thread, {@link #durablePosition()} to any; both callbacks are called on
 * the sync thread.
 */
public final class JournalSync implements AutoCloseable
{
    private static final String THREAD_NAME = "journal-sync";

    private final JournalWriter writer;
    private final Runnable onDurable;
    private final Consumer<Throwable> onFailure;
    private final DiskForce disk;
    private final Thread thread;
    private CycleFile file;
    private FileChannel channel;
    private volatile long durablePosition;
    private volatile boolean parked;
    private volatile boolean closing;
    private volatile boolean leftAlone;

    /**
     * Start the thread. It forces at once what the journal holds already, since it is unknown whether that is durable.
     *
     * @param writer    whose records are made durable; stays open until this is closed
     * @param onDurable called after each advance of {@link #durablePosition()}
     * @param onFailure called once with what went wrong; nothing becomes durable after that (exit code 74)
     */
    public JournalSync(final JournalWriter writer, final Runnable onDurable, final Consumer<Throwable> onFailure)
    {
        this(writer, onDurable, onFailure, DiskForce.DISK);
    }

    JournalSync(
        final JournalWriter writer,
        final Runnable onDurable,
        final Consumer<Throwable> onFailure,
        final DiskForce disk)
    {
        this.writer = Objects.requireNonNull(writer, "writer");
        this.onDurable = Objects.requireNonNull(onDurable, "onDurable");
        this.onFailure = Objects.requireNonNull(onFailure, "onFailure");
        this.disk = disk;
        file = writer.firstFile();
        thread = new Thread(this::run, THREAD_NAME);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Ask for what was appended so far to be made durable. Called at the end of a batch; returns at once and allocates
     * nothing. What is appended while the disk works goes with the next force.
     */
    public void request()
    {
        if (parked)
        {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Up to where the journal is durable. May be asked by any thread.
     *
     * @return position of the last durable record; 0 if none
     */
    public long durablePosition()
    {
        return durablePosition;
    }

    /**
     * Make durable all that was appended, and stop the thread. Nothing may be appended meanwhile. After a failure only
     * the thread ends.
     */
    @Override
    public void close()
    {
        stop(Long.MAX_VALUE);
    }

    /**
     * The same, with a timeout, for a disk that does not answer. The thread then goes on alone and calls no one
     * back, whatever the disk will say; what it has not made durable was never said to be.
     *
     * @param timeoutNs longest time to wait, ns
     * @return false if the time is over, or the disk has failed: not all that was appended is durable
     */
    public boolean stop(final long timeoutNs)
    {
        closing = true;
        LockSupport.unpark(thread);
        final long startNs = System.nanoTime();
        long leftNs = timeoutNs;
        boolean interrupted = false;
        while (thread.isAlive() && leftNs > 0)
        {
            try
            {
                // Zero would be for ever.
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNs)));
            }
            catch (final InterruptedException ex)
            {
                interrupted = true;
            }
            leftNs = timeoutNs - (System.nanoTime() - startNs);
        }
        leftAlone = thread.isAlive();
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
        return durablePosition == writer.appendedPosition();
    }

    private void run()
    {
        try
        {
            boolean last = false;
            while (!last)
            {
                // Asked first: what was appended before the closing began is covered by the force that follows.
                last = closing;
                if (forceAppended())
                {
                    tellDurable();
                }
                else if (!last)
                {
                    parkUntilRequested();
                }
            }
        }
        catch (final IOException | RuntimeException | Error ex)
        {
            // What a callback throws that was interrupted by the closing of what it calls is of no interest, either.
            if (!leftAlone)
            {
                onFailure.accept(ex);
            }
        }
        finally
        {
            closeChannel();
        }
    }

    private void tellDurable()
    {
        if (!leftAlone)
        {
            onDurable.run();
        }
    }

    private boolean forceAppended() throws IOException
    {
        final long appended = writer.appendedPosition();
        if (appended == durablePosition)
        {
            return false;
        }
        if (channel == null)
        {
            channel = FileChannel.open(file.path(), WRITE);
        }
        disk.force(channel);
        boolean rolled = false;
        while (file.next() != null)
        {
            closeChannel();
            file = file.next();
            channel = FileChannel.open(file.path(), WRITE);
            disk.force(channel);
            rolled = true;
        }
        if (rolled)
        {
            DiskForce.file(writer.directory().resolve(QueueFactory.METADATA_FILE));
            DiskForce.directory(writer.directory());
        }
        durablePosition = appended;
        return true;
    }

    private void closeChannel()
    {
        try
        {
            if (channel != null)
            {
                channel.close();
            }
        }
        catch (final IOException ex)
        {
            // Nothing was written through this channel, and all that it had to force was forced or has failed already.
            channel = null;
        }
        channel = null;
    }

    private void parkUntilRequested()
    {
        parked = true;
        if (writer.appendedPosition() == durablePosition && !closing)
        {
            LockSupport.park(this);
        }
        parked = false;
    }
}
