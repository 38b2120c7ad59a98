package io.signalbox.replay.view.availability;

import java.util.concurrent.locks.StampedLock;

/**
 * Locks of the runs, shared by stripes. The follower thread locks the stripe of every run that a record changes and
 * unlocks all of them at the record's end, so that a reader sees of a run either nothing or everything of a record.
 * Readers hold at most one lock and wait for nothing while they hold it, so no order of locking can block for ever.
 */
final class StripedRunLocks
{
    private static final int STRIPES = 256;

    private final StampedLock[] stripes = new StampedLock[STRIPES];
    private final long[] writeStamps = new long[STRIPES];
    private final int[] written = new int[STRIPES];
    private int writtenCount;

    StripedRunLocks()
    {
        for (int i = 0; i < STRIPES; i++)
        {
            stripes[i] = new StampedLock();
        }
    }

    StampedLock of(final RunState run)
    {
        return stripes[stripe(run)];
    }

    /** Called by the follower thread. */
    void lockForRecord(final RunState run)
    {
        final int stripe = stripe(run);
        if (writeStamps[stripe] == 0)
        {
            writeStamps[stripe] = stripes[stripe].writeLock();
            written[writtenCount++] = stripe;
        }
    }

    /** Called by the follower thread at the end of each record. */
    void unlockRecord()
    {
        for (int i = 0; i < writtenCount; i++)
        {
            final int stripe = written[i];
            stripes[stripe].unlockWrite(writeStamps[stripe]);
            writeStamps[stripe] = 0;
        }
        writtenCount = 0;
    }

    private static int stripe(final RunState run)
    {
        return run.runId() & STRIPES - 1;
    }
}
