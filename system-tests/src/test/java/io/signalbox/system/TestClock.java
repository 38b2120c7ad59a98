package io.signalbox.system;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A wall clock that stands still until a test moves it.
 */
final class TestClock
{
    private static final long START_MS = 1_780_000_000_000L;

    private final AtomicLong nowMs = new AtomicLong(START_MS);

    long nowMs()
    {
        return nowMs.get();
    }

    void advanceMs(final long ms)
    {
        nowMs.addAndGet(ms);
    }
}
