package io.signalbox.perf;

import org.HdrHistogram.Histogram;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how the machine itself stalls: a thread that asks to sleep one millisecond, again and again, and records by
 * how much it overslept. A latency figure without this one beside it says nothing on a shared machine.
 */
public final class StallControl implements AutoCloseable
{
    private static final long SLEEP_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long HIGHEST_NS = TimeUnit.SECONDS.toNanos(60);

    private final Histogram oversleepNs = new Histogram(HIGHEST_NS, 3);
    private final Thread thread = new Thread(this::run, "stall-control");
    private volatile boolean stopped;

    private StallControl()
    {
        thread.setDaemon(true);
    }

    /**
     * Start measuring.
     *
     * @return the running control
     */
    public static StallControl start()
    {
        final StallControl control = new StallControl();
        control.thread.start();
        return control;
    }

    private void run()
    {
        // Once at least, also if the machine has let this thread run only after it was stopped.
        do
        {
            final long startNs = System.nanoTime();
            LockSupport.parkNanos(SLEEP_NS);
            final long oversleptNs = System.nanoTime() - startNs - SLEEP_NS;
            oversleepNs.recordValue(Math.max(0, Math.min(HIGHEST_NS, oversleptNs)));
        }
        while (!stopped);
    }

    /**
     * Stop measuring and return what was measured.
     *
     * @return by how many nanoseconds sleeps of one millisecond were too long
     */
    public Histogram stop()
    {
        close();
        return oversleepNs;
    }

    @Override
    public void close()
    {
        stopped = true;
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
}
