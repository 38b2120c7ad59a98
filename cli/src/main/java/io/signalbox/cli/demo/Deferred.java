package io.signalbox.cli.demo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What visitors do later: payments and cancellations, each awaited at the end. Any thread. */
final class Deferred implements AutoCloseable
{
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(runnable ->
    {
        final Thread thread = new Thread(runnable, "demo-timer");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong open = new AtomicLong();
    private volatile boolean closing;

    /** Whether the doors are closed: nobody comes in any more. */
    boolean isClosing()
    {
        return closing;
    }

    void closeDoors()
    {
        closing = true;
    }

    /** Do something later; its future must always complete. */
    void after(final long delayMs, final Supplier<CompletableFuture<?>> action)
    {
        open.incrementAndGet();
        timer.schedule(
            () -> action.get().whenComplete((result, error) -> open.decrementAndGet()),
            delayMs,
            TimeUnit.MILLISECONDS);
    }

    /** Wait until everything that was put off is done; false if it is not in time. */
    boolean awaitDone(final long timeoutMs)
    {
        final long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (open.get() > 0)
        {
            if (System.nanoTime() > endNs)
            {
                return false;
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }

    @Override
    public void close()
    {
        timer.shutdownNow();
    }
}
