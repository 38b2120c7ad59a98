package io.signalbox.replay.view;

import io.signalbox.journal.JournalReader;
import io.signalbox.journal.JournalRecord;
import io.signalbox.journal.RecordHandler;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Feeds projections from the journal, record by record, on one daemon thread of its own, for as long as the journal is
 * appended to. When there is nothing to read it backs off, to one poll a millisecond.
 *
 * <p>Started and closed by the thread that starts and stops the server; position, time and age may be asked by any
 * thread.
 */
public final class JournalFollower implements AutoCloseable
{
    private static final int BATCH = 256;
    private static final int MAX_SPINS = 10;
    private static final int MAX_YIELDS = 5;
    private static final long MIN_PARK_NS = TimeUnit.MICROSECONDS.toNanos(10);
    private static final long MAX_PARK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long AWAIT_PARK_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final JournalReader reader;
    private final Projection[] projections;
    private final LongSupplier clock;
    private final Consumer<Throwable> onFailure;
    private final Thread thread = new Thread(this::follow, "signalbox-follower");
    private volatile boolean closing;
    private volatile Throwable failure;
    private volatile long position;
    private volatile long timestampMs;
    private volatile long newestAtMs;

    /**
     * A follower that is not yet started.
     *
     * @param reader      of the journal, from the record that the projections expect next; the follower's own from here
     *                    on, closed with it
     * @param clock       time now, ms since 1970-01-01 UTC
     * @param onFailure   notified once, on the follower's thread, why the follower has stopped for ever: a damaged
     *                    journal, or a record that does not fit; the projections must not be served any more
     * @param projections get every record, in this order
     */
    public JournalFollower(
        final JournalReader reader,
        final LongSupplier clock,
        final Consumer<Throwable> onFailure,
        final Projection... projections)
    {
        this.reader = reader;
        this.clock = clock;
        this.onFailure = onFailure;
        this.projections = projections.clone();
        position = reader.position();
        thread.setDaemon(true);
    }

    /**
     * A follower that is not yet started, of views that stand where the reader begins: at the first record, or behind
     * the record of a snapshot.
     *
     * @param reader    of the journal; the follower's own from here on, closed with it
     * @param clock     time now, ms since 1970-01-01 UTC
     * @param onFailure as for the constructor
     * @param views     get every record, in this order
     * @return the follower
     * @throws IllegalArgumentException if a view does not stand at the position behind which the reader begins
     */
    public static JournalFollower ofViews(
        final JournalReader reader,
        final LongSupplier clock,
        final Consumer<Throwable> onFailure,
        final RestorableView... views)
    {
        final JournalFollower follower = new JournalFollower(reader, clock, onFailure, views);
        for (final RestorableView view : views)
        {
            if (view.position() != reader.position())
            {
                throw new IllegalArgumentException(
                    "a view at position " + view.position() + " cannot go on behind position " + reader.position());
            }
            follower.timestampMs = view.timestampMs();
        }
        return follower;
    }

    /**
     * Start to follow.
     *
     * @return this
     * @throws IllegalThreadStateException if it was started before
     */
    public JournalFollower start()
    {
        thread.start();
        return this;
    }

    /**
     * Position of the last record that all projections have applied.
     *
     * @return 0 before the first
     */
    public long position()
    {
        return position;
    }

    /**
     * Time of the last record that all projections have applied.
     *
     * @return ms since 1970-01-01 UTC, 0 before the first
     */
    public long timestampMs()
    {
        return timestampMs;
    }

    /**
     * Time of the last poll that found nothing more in the journal: then the projections were the newest. Read from the
     * clock before that poll.
     *
     * @return ms since 1970-01-01 UTC, 0 if there was no such poll
     */
    public long newestAtMs()
    {
        return newestAtMs;
    }

    /**
     * Why the follower has stopped by itself.
     *
     * @return null if it has not
     */
    public Throwable failure()
    {
        return failure;
    }

    /**
     * Wait until a record has been applied by all projections.
     *
     * @param awaitedPosition of the record
     * @param timeoutMs       how long to wait at most, ms
     * @return false if the time is over, or the follower has failed or was closed before
     */
    public boolean awaitPosition(final long awaitedPosition, final long timeoutMs)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (position < awaitedPosition)
        {
            if (failure != null || closing || System.nanoTime() - deadlineNs >= 0)
            {
                return position >= awaitedPosition;
            }
            LockSupport.parkNanos(AWAIT_PARK_NS);
        }
        return true;
    }

    /**
     * Stop, wait until the thread has ended, and close the reader. What was not yet read is left.
     */
    @Override
    public void close()
    {
        closing = true;
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread())
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
        reader.close();
        if (interrupted)
        {
            Thread.currentThread().interrupt();
        }
    }

    private void follow()
    {
        final RecordHandler handler = this::onRecord;
        final IdleStrategy idle = new BackoffIdleStrategy(MAX_SPINS, MAX_YIELDS, MIN_PARK_NS, MAX_PARK_NS);
        try
        {
            while (!closing)
            {
                final long beforeMs = clock.getAsLong();
                final int read = reader.poll(handler, BATCH);
                if (read == 0)
                {
                    newestAtMs = beforeMs;
                }
                idle.idle(read);
            }
        }
        catch (final Throwable ex)
        {
            failure = ex;
            onFailure.accept(ex);
        }
    }

    private void onRecord(final JournalRecord record)
    {
        for (final Projection projection : projections)
        {
            projection.onRecord(record);
        }
        timestampMs = record.timestampMs();
        position = record.position();
    }
}
