package io.signalbox.journal;

import net.openhft.chronicle.core.time.TimeProvider;

/**
 * The time that chooses Chronicle's cycle files: that of the newest record, never a wall clock, so a file older than
 * the newest one is never written again, whatever the machine's clock does. Set by one thread, read by any.
 */
final class RecordClock implements TimeProvider
{
    private volatile long newestMs;

    void advanceTo(final long timestampMs)
    {
        if (timestampMs > newestMs)
        {
            newestMs = timestampMs;
        }
    }

    @Override
    public long currentTimeMillis()
    {
        return newestMs;
    }
}
