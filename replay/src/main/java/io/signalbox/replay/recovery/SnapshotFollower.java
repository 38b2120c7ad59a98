package io.signalbox.replay.recovery;

import io.signalbox.snapshot.SnapshotDirectory;
import io.signalbox.snapshot.SnapshotHeader;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Follows the journal with an engine of its own and writes snapshots, on one daemon thread, so that the live engine
 * never pauses. It leaves three quarters of its time to others. When its state differs from what the journal's
 * checkpoints say, it raises the alarm and stops for good.
 */
public final class SnapshotFollower implements AutoCloseable
{
    private static final int BATCH = 256;
    private static final int REST_FACTOR = 3;
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long MAX_REST_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Supplier<RecoveryPoint<?>> start;
    private final SnapshotDirectory target;
    private final SnapshotSchedule schedule;
    private final Listener listener;
    private final Thread thread = new Thread(this::run, "signalbox-snapshots");
    private volatile boolean closing;
    private volatile long position;
    private long takenPosition;
    private long takenNs;

    /** What happens to a follower. Called on its thread. */
    public interface Listener
    {
        /**
         * A snapshot was taken.
         *
         * @param file   that holds it, durable
         * @param header what it is of
         * @param tookMs how long writing took, ms
         */
        void onSnapshot(Path file, SnapshotHeader header, long tookMs);

        /**
         * A snapshot could not be written, as on a full disk. Those before are as they were; the next one is tried when
         * it is due.
         *
         * @param failure of the disk
         */
        void onWriteFailure(IOException failure);

        /**
         * The alarm: the follower's state differs from the journal's checkpoint, or a record is damaged or does not
         * fit. No snapshot is taken any more.
         *
         * @param afterPosition last position at which all was well
         * @param failure       what is wrong
         */
        void onAlarm(long afterPosition, Throwable failure);
    }

    /**
     * A follower that is not yet started.
     *
     * @param start    where it begins; called on its thread
     * @param target   gets the snapshots
     * @param schedule when they are taken
     * @param listener of what happens
     */
    public SnapshotFollower(
        final Supplier<RecoveryPoint<?>> start,
        final SnapshotDirectory target,
        final SnapshotSchedule schedule,
        final Listener listener)
    {
        this.start = start;
        this.target = target;
        this.schedule = schedule;
        this.listener = listener;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    /**
     * Start to follow.
     *
     * @return this
     */
    public SnapshotFollower start()
    {
        thread.start();
        return this;
    }

    /**
     * Position of the last record that it has applied. Called on any thread.
     *
     * @return 0 before the first
     */
    public long position()
    {
        return position;
    }

    /** Stop and wait until the thread has ended; a snapshot that is being written is given up. */
    @Override
    public void close()
    {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive())
        {
            try
            {
                thread.join();
            }
            catch (final InterruptedException ex)
            {
                interrupted = true;
            }
        }
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    private void run()
    {
        try
        {
            final RecoveryPoint<?> point = start.get();
            try
            {
                takenPosition = point.snapshot() == null ? 0 : point.snapshot().position();
                takenNs = System.nanoTime();
                follow(point);
            }
            finally
            {
                point.reader().close();
            }
        }
        catch (final RuntimeException | Error ex)
        {
            listener.onAlarm(position, ex);
        }
    }

    private void follow(final RecoveryPoint<?> point)
    {
        while (!closing)
        {
            final long startNs = System.nanoTime();
            final int read = point.reader().poll(point.replica()::onRecord, BATCH);
            position = point.replica().position();
            final long elapsedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - takenNs);
            if (schedule.isDue(position - takenPosition, elapsedMs))
            {
                take(point);
            }
            final long workedNs = System.nanoTime() - startNs;
            LockSupport.parkNanos(read == 0 ? IDLE_NS : Math.min(REST_FACTOR * workedNs, MAX_REST_NS));
        }
    }

    private void take(final RecoveryPoint<?> point)
    {
        final long startNs = System.nanoTime();
        takenPosition = position;
        takenNs = startNs;
        try
        {
            final SnapshotHeader header = point.replica().header(point.reader().crc32c());
            final Path file = target.write(header, sink -> point.replica().writeTo(
                (section, buffer, offset, length) ->
                {
                    if (closing)
                    {
                        throw new UncheckedIOException(new InterruptedIOException("the follower is closed"));
                    }
                    sink.onEntity(section, buffer, offset, length);
                }));
            listener.onSnapshot(file, header, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
        }
        catch (final IOException ex)
        {
            if (!closing)
            {
                listener.onWriteFailure(ex);
            }
        }
    }
}
