package io.signalbox.replay.view.availability;

import java.util.Arrays;

/**
 * The runs that leave one station on one day, each with the stop they leave from, in the order in which they were
 * opened. One thread adds, any thread reads without a lock: read {@link #sizeOf} first, then that many entries.
 */
final class Departures
{
    private volatile long[] entries = new long[4];
    private volatile int size;

    void add(final int runId, final int stop)
    {
        final int index = size;
        if (index == entries.length)
        {
            entries = Arrays.copyOf(entries, index * 2);
        }
        entries[index] = (long)runId << Integer.SIZE | stop;
        // Publishes the entry: a reader that sees the new size sees it, and the larger array.
        size = index + 1;
    }

    /** Entries of a list, 0 if there is no list. */
    static int sizeOf(final Departures departures)
    {
        return departures == null ? 0 : departures.size;
    }

    int runId(final int index)
    {
        return (int)(entries[index] >>> Integer.SIZE);
    }

    int stop(final int index)
    {
        return (int)entries[index];
    }
}
