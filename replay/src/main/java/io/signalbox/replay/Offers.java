package io.signalbox.replay;

import java.util.Arrays;

/**
 * What one SearchRuns is answered with, copied out of the view. Owned by the thread that reads, used again for each
 * query; grows to the largest answer so far.
 */
final class Offers
{
    /** What one search gives at most: some 3 MB, which a server may have waiting for one client. */
    static final int MAX_OFFERS = 65_536;

    private static final int NOT_ON_SALE = -1;

    private final Stamp stamp = new Stamp();
    private RunState[] runs = new RunState[64];
    private int[] places = new int[64];
    private int[] seats = new int[64];
    private long[] changePositions = new long[64];
    private int size;

    Stamp stamp()
    {
        return stamp;
    }

    int size()
    {
        return size;
    }

    void truncate(final int newSize)
    {
        size = newSize;
    }

    RunState run(final int index)
    {
        return runs[index];
    }

    int fromStop(final int index)
    {
        return places[index] >>> 16;
    }

    int toStop(final int index)
    {
        return places[index] >>> 8 & 0xFF;
    }

    int classIndex(final int index)
    {
        return places[index] & 0xFF;
    }

    boolean onSale(final int index)
    {
        return seats[index] != NOT_ON_SALE;
    }

    int seats(final int index)
    {
        return Math.max(0, seats[index]);
    }

    long changePosition(final int index)
    {
        return changePositions[index];
    }

    /** Add all classes of a run for one pair of stops. */
    void add(
        final RunState run,
        final int fromStop,
        final int toStop,
        final boolean onSale)
    {
        final int classCount = run.layout().classCount();
        if (size + classCount > runs.length)
        {
            grow();
        }
        for (int classIndex = 0; classIndex < classCount; classIndex++)
        {
            runs[size] = run;
            places[size] = fromStop << 16 | toStop << 8 | classIndex;
            seats[size] = onSale ? run.free(classIndex, fromStop, toStop) : NOT_ON_SALE;
            changePositions[size] = run.changePosition();
            size++;
        }
    }

    /** Whether one more offer of each class of a run is not too many. */
    boolean hasRoomFor(final RunState run)
    {
        return size + run.layout().classCount() <= MAX_OFFERS;
    }

    /** Whether no run has changed since it was copied. */
    boolean runsAreUnchanged()
    {
        for (int i = 0; i < size; i++)
        {
            if (runs[i].changePosition() != changePositions[i])
            {
                return false;
            }
        }
        return true;
    }

    private void grow()
    {
        final int capacity = runs.length * 2;
        runs = Arrays.copyOf(runs, capacity);
        places = Arrays.copyOf(places, capacity);
        seats = Arrays.copyOf(seats, capacity);
        changePositions = Arrays.copyOf(changePositions, capacity);
    }
}
