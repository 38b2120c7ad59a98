package io.signalbox.replay;

/**
 * What one QueryRun is answered with, copied out of the view. Owned by the thread that reads, used again for each
 * query.
 */
final class RunCounts
{
    private static final int MAX_STOPS = 128;

    private final Stamp stamp = new Stamp();
    private final short[] seats = new short[StopPairs.count(MAX_STOPS)];
    private int pairCount;

    Stamp stamp()
    {
        return stamp;
    }

    int pairCount()
    {
        return pairCount;
    }

    short seats(final int pairIndex)
    {
        return seats[pairIndex];
    }

    /** Copy the counts of a class; the caller makes sure that nobody changes the run meanwhile, or throws them away. */
    void copy(final RunState run, final int classIndex, final long nowMs, final long saleCloseBeforeDepartureMs)
    {
        final int stopCount = run.service().stopCount();
        int pair = 0;
        for (int fromStop = 0; fromStop < stopCount - 1; fromStop++)
        {
            final boolean onSale = run.onSale(fromStop, nowMs, saleCloseBeforeDepartureMs);
            for (int toStop = fromStop + 1; toStop < stopCount; toStop++)
            {
                seats[pair] = onSale ? (short)run.freeOfPair(classIndex, pair) : 0;
                pair++;
            }
        }
        pairCount = pair;
    }
}
