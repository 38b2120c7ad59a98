package io.signalbox.core.inventory;

import io.signalbox.core.rules.Limits;

import java.util.Arrays;

/**
 * Best fit: chooses the free seats with the tightest free gap around the trip; then those with fewer open sides, then
 * the fullest, then the lowest index. So a new trip goes beside sold ones, and empty seats stay empty for long trips.
 *
 * <p>The key of every candidate is kept bit by bit over the seats ("slices"): bit k of all keys stands in one row of
 * words. Adding one to the gaps of many seats and finding the smallest key are then a few word operations for 64 seats
 * at a time, without a look at a single seat. Owned by the engine's thread; its rows are scratch.
 */
public final class SeatChooser
{
    private static final int MAX_WORDS = Limits.SEATS_PER_CLASS / Long.SIZE;
    private static final int GAP_SLICES = SeatMap.sliceCount(Limits.STOPS_PER_SERVICE - 1);

    private final long[] free = new long[MAX_WORDS];
    private final long[] best = new long[MAX_WORDS];
    private final long[] reach = new long[MAX_WORDS];
    private final long[] carry = new long[MAX_WORDS];
    private final long[] leftOpen = new long[MAX_WORDS];
    private final long[] rightOpen = new long[MAX_WORDS];
    private final long[] gapSlices = new long[GAP_SLICES * MAX_WORDS];
    private int usedGapSlices;

    /**
     * Find the seats that are free all the way; {@link #choose} then picks among them.
     *
     * @param map      of the run's class
     * @param fromStop where the trip begins
     * @param toStop   where it ends, greater
     * @return how many there are
     */
    public int findFree(final SeatMap map, final int fromStop, final int toStop)
    {
        return map.findFree(fromStop, toStop, free);
    }

    /**
     * Choose among the seats that {@link #findFree} has just found for the same trip.
     *
     * @param map      of the run's class
     * @param fromStop where the trip begins
     * @param toStop   where it ends, greater
     * @param chosen   gets the seats, the best first
     * @param count    how many, at most as many as are free
     */
    public void choose(final SeatMap map, final int fromStop, final int toStop, final int[] chosen, final int count)
    {
        measureGaps(map, fromStop, toStop);
        int found = 0;
        while (found < count)
        {
            narrowToBest(map);
            found = takeLowest(map.wordCount(), chosen, found, count);
        }
    }

    private void measureGaps(final SeatMap map, final int fromStop, final int toStop)
    {
        final int words = map.wordCount();
        usedGapSlices = 0;
        copy(free, reach, words);
        for (int segment = fromStop - 1; segment >= 0 && extend(map, segment); segment--)
        {
            if (segment == fromStop - 1)
            {
                copy(reach, leftOpen, words);
            }
            addReachToGaps(words);
        }
        if (fromStop == 0 || usedGapSlices == 0)
        {
            clear(leftOpen, words);
        }

        boolean open = false;
        copy(free, reach, words);
        for (int segment = toStop; segment < map.segmentCount() && extend(map, segment); segment++)
        {
            if (segment == toStop)
            {
                copy(reach, rightOpen, words);
                open = true;
            }
            addReachToGaps(words);
        }
        if (!open)
        {
            clear(rightOpen, words);
        }
    }

    /** Keep those of the reach that are free on one more segment; false if none is left. */
    private boolean extend(final SeatMap map, final int segment)
    {
        final int words = map.wordCount();
        final int base = segment * words;
        final long[] taken = map.taken();
        long any = 0;
        for (int word = 0; word < words; word++)
        {
            reach[word] &= ~taken[base + word];
            any |= reach[word];
        }
        return any != 0;
    }

    private void addReachToGaps(final int words)
    {
        copy(reach, carry, words);
        long any = 1;
        for (int slice = 0; any != 0; slice++)
        {
            final int base = slice * MAX_WORDS;
            if (slice == usedGapSlices)
            {
                System.arraycopy(carry, 0, gapSlices, base, words);
                usedGapSlices++;
                return;
            }
            any = 0;
            for (int word = 0; word < words; word++)
            {
                final long both = gapSlices[base + word] & carry[word];
                gapSlices[base + word] ^= carry[word];
                carry[word] = both;
                any |= both;
            }
        }
    }

    private void narrowToBest(final SeatMap map)
    {
        final int words = map.wordCount();
        copy(free, best, words);
        for (int slice = usedGapSlices - 1; slice >= 0; slice--)
        {
            keepUnset(gapSlices, slice * MAX_WORDS, words);
        }
        keepFewerOpenSides(words);
        for (int slice = map.takenSliceCount() - 1; slice >= 0; slice--)
        {
            keepSet(map.takenSlices(), slice * words, words);
        }
    }

    /** Two open sides are more than one, one is more than none. */
    private void keepFewerOpenSides(final int words)
    {
        long notBoth = 0;
        long none = 0;
        for (int word = 0; word < words; word++)
        {
            notBoth |= best[word] & ~(leftOpen[word] & rightOpen[word]);
            none |= best[word] & ~(leftOpen[word] | rightOpen[word]);
        }
        for (int word = 0; word < words; word++)
        {
            if (none != 0)
            {
                best[word] &= ~(leftOpen[word] | rightOpen[word]);
            }
            else if (notBoth != 0)
            {
                best[word] &= ~(leftOpen[word] & rightOpen[word]);
            }
        }
    }

    private void keepUnset(final long[] slices, final int base, final int words)
    {
        long any = 0;
        for (int word = 0; word < words; word++)
        {
            any |= best[word] & ~slices[base + word];
        }
        if (any != 0)
        {
            for (int word = 0; word < words; word++)
            {
                best[word] &= ~slices[base + word];
            }
        }
    }

    private void keepSet(final long[] slices, final int base, final int words)
    {
        long any = 0;
        for (int word = 0; word < words; word++)
        {
            any |= best[word] & slices[base + word];
        }
        if (any != 0)
        {
            for (int word = 0; word < words; word++)
            {
                best[word] &= slices[base + word];
            }
        }
    }

    private int takeLowest(final int words, final int[] chosen, final int alreadyFound, final int count)
    {
        int found = alreadyFound;
        for (int word = 0; word < words && found < count; word++)
        {
            long bits = best[word];
            while (bits != 0 && found < count)
            {
                final long lowest = Long.lowestOneBit(bits);
                chosen[found++] = (word << 6) + Long.numberOfTrailingZeros(lowest);
                free[word] &= ~lowest;
                bits ^= lowest;
            }
        }
        if (found == alreadyFound)
        {
            throw new IllegalStateException("fewer free seats than were counted");
        }
        return found;
    }

    private static void copy(final long[] from, final long[] to, final int words)
    {
        System.arraycopy(from, 0, to, 0, words);
    }

    private static void clear(final long[] row, final int words)
    {
        Arrays.fill(row, 0, words, 0L);
    }
}
