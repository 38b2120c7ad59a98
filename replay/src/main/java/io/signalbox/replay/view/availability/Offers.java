package io.signalbox.replay.view.availability;

import io.signalbox.replay.view.Stamp;

import java.util.Arrays;

/**
 * What one SearchRuns is answered with, copied out of the view. Owned by the thread that reads, used again for each
 * query; grows to the largest answer so far.
 */
public final class Offers
{
    /** What one search gives at most: some 3 MB, which a server may have waiting for one client. */
    public static final int MAX_OFFERS = 65_536;

    private static final int NOT_ON_SALE = -1;

    private final Stamp stamp = new Stamp();
    private RunState[] runs = new RunState[64];
    private int[] places = new int[64];
    private int[] seats = new int[64];
    private long[] changePositions = new long[64];
    private int size;

    /**
     * No offers.
     */
    public Offers()
    {
    }

    /**
     * What the offers are true at.
     *
     * @return position and time
     */
    public Stamp stamp()
    {
        return stamp;
    }

    /**
     * How many offers there are.
     *
     * @return 0 to {@link #MAX_OFFERS}
     */
    public int size()
    {
        return size;
    }

    void truncate(final int newSize)
    {
        size = newSize;
    }

    /**
     * Run of an offer.
     *
     * @param index of the offer, from 0
     * @return the run
     */
    public RunState run(final int index)
    {
        return runs[index];
    }

    /**
     * Where an offer begins.
     *
     * @param index of the offer, from 0
     * @return stop of the service, from 0
     */
    public int fromStop(final int index)
    {
        return places[index] >>> 16;
    }

    /**
     * Where an offer ends.
     *
     * @param index of the offer, from 0
     * @return stop of the service, after {@link #fromStop}
     */
    public int toStop(final int index)
    {
        return places[index] >>> 8 & 0xFF;
    }

    /**
     * Class of an offer.
     *
     * @param index of the offer, from 0
     * @return index in the layout of the run
     */
    public int classIndex(final int index)
    {
        return places[index] & 0xFF;
    }

    /**
     * Whether an offer can be bought now.
     *
     * @param index of the offer, from 0
     * @return false if the sale is closed
     */
    public boolean onSale(final int index)
    {
        return seats[index] != NOT_ON_SALE;
    }

    /**
     * Seats that one order could get.
     *
     * @param index of the offer, from 0
     * @return 0 or more; 0 if it is not on sale
     */
    public int seats(final int index)
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
