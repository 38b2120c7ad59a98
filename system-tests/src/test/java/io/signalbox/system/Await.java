package io.signalbox.system;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waiting with an end.
 */
final class Await
{
    private static final long POLL_NS = 500_000;
    private static final long ANSWER_S = 60;

    private Await()
    {
    }

    /**
     * Poll until a condition holds; fail when it does not within the time.
     */
    static void until(final String what, final Duration time, final BooleanSupplier condition)
    {
        if (!within(time, condition))
        {
            throw new AssertionError("waited for " + time + ": " + what);
        }
    }

    /**
     * Poll until a condition holds.
     *
     * @return false if it does not within the time
     */
    static boolean within(final Duration time, final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - deadlineNs >= 0)
            {
                return false;
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }

    /**
     * Let some time go by while others work.
     */
    static void pass(final Duration time)
    {
        within(time, () -> false);
    }

    /**
     * The answer of a call.
     */
    static <T> T answer(final CompletableFuture<T> future)
    {
        try
        {
            return future.get(ANSWER_S, TimeUnit.SECONDS);
        }
        catch (final ExecutionException ex)
        {
            throw new AssertionError("failed: " + ex.getCause(), ex.getCause());
        }
        catch (final TimeoutException ex)
        {
            throw new AssertionError("no answer within " + ANSWER_S + " s", ex);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", ex);
        }
    }
}
