package io.signalbox.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Watches the space that is left for the journal. A journal in a mapped file that finds no block left learns of it too
 * late, after a record counted as appended: so below a floor no new command is accepted, until there is space again.
 * Looks on a thread of its own; asked by the event loops.
 */
final class DiskSpaceMonitor implements AutoCloseable
{
    /** Three blocks of the journal's file, and more than can be appended between two looks. */
    static final long FLOOR_BYTES = 256L * 1024 * 1024;

    private static final Logger LOGGER = LoggerFactory.getLogger(DiskSpaceMonitor.class);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LongSupplier usableBytes;
    private final Thread thread = new Thread(this::run, "signalbox-space");
    private volatile boolean readOnly;
    private volatile boolean closed;

    private DiskSpaceMonitor(final LongSupplier usableBytes)
    {
        this.usableBytes = usableBytes;
        thread.setDaemon(true);
    }

    /**
     * Look once, then continue on a thread of its own.
     *
     * @param usableBytes what is left where the journal is
     * @return the running monitor
     */
    static DiskSpaceMonitor start(final LongSupplier usableBytes)
    {
        final DiskSpaceMonitor monitor = new DiskSpaceMonitor(usableBytes);
        monitor.look();
        monitor.thread.start();
        return monitor;
    }

    private void run()
    {
        while (!closed)
        {
            LockSupport.parkNanos(LOOK_NS);
            look();
        }
    }

    private void look()
    {
        try
        {
            readOnly = usableBytes.getAsLong() < FLOOR_BYTES;
        }
        catch (final RuntimeException | Error ex)
        {
            // A monitor that has died would report for ever what it reported last.
            final boolean lastReported = readOnly;
            readOnly = true;
            if (!lastReported)
            {
                LOGGER.error("the space for the journal cannot be asked, no command is accepted until it can", ex);
            }
        }
    }

    /**
     * Whether there is too little space to accept commands. Called on any thread.
     *
     * @return true below the floor
     */
    boolean readOnly()
    {
        return readOnly;
    }

    @Override
    public void close()
    {
        closed = true;
        LockSupport.unpark(thread);
    }
}
