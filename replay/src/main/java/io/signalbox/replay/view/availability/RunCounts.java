package io.signalbox.replay.view.availability;

import io.signalbox.replay.view.Stamp;

/**
 * What one QueryRun is answered with, copied out of the view. Owned by the thread that reads, used again for each
 * query.
 */
public final class RunCounts
{
    private static final int MAX_STOPS = 128;

    private final Stamp stamp = new Stamp();
    private final short[] seats = new short[StopPairs.count(MAX_STOPS)];
    private int pairCount;

    /**
     * No counts.
     */
    public RunCounts()
    {
    }

    /**
     * What the counts are true at.
     *
     * @return position and time
     */
    public Stamp stamp()
    {
        return stamp;
    }

    /**
     * How many pairs of stops there are.
     *
     * @return 1 or more; 0 before the first copy
     */
    public int pairCount()
    {
        return pairCount;
    }

    /**
     * Seats that one order could get.
     *
     * @param pairIndex of the pair of stops: (0,1) (0,2) ... (0,n-1) (1,2) ...
     * @return unsigned; 0 if the sale is closed
     */
    public short seats(final int pairIndex)
    {
        return seats[pairIndex];
    }

    /** Copy the counts of a class. The caller keeps the run from changing meanwhile, or throws the copy away. */
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
