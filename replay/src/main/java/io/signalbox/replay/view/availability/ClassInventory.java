package io.signalbox.replay.view.availability;

import io.signalbox.replay.view.EntityInput;
import io.signalbox.replay.view.EntityOutput;

import java.util.Arrays;

/**
 * Which seats of one class of one run are taken on which segments, and for every pair of stops how many seats are free
 * all the way. Written by the follower thread under the run's lock.
 *
 * <p>The counts are kept exactly by one observation: a seat serves the pair [p,q) if and only if the pair lies in one
 * of the seat's free gaps. Taking [i,j) out of the gap [a,b) ends that for exactly those pairs within [a,b) that meet
 * [i,j); giving it back is the mirror image.
 */
final class ClassInventory
{
    private final int segments;
    private final int seats;
    private final short[] counts;
    private final long[] taken;

    ClassInventory(final int stopCount, final int seatCount)
    {
        segments = stopCount - 1;
        seats = seatCount;
        counts = new short[StopPairs.count(stopCount)];
        Arrays.fill(counts, (short)seatCount);
        taken = new long[(seatCount * segments + Long.SIZE - 1) / Long.SIZE];
    }

    /** Seats that are free on every segment from one stop to another. */
    int free(final int fromStop, final int toStop)
    {
        return counts[StopPairs.index(segments + 1, fromStop, toStop)] & 0xFFFF;
    }

    int freeOfPair(final int pairIndex)
    {
        return counts[pairIndex] & 0xFFFF;
    }

    void take(final int seat, final int fromStop, final int toStop)
    {
        requireInRange(seat, fromStop, toStop);
        final int first = seat * segments;
        for (int segment = fromStop; segment < toStop; segment++)
        {
            if (isTaken(first + segment))
            {
                throw new IllegalStateException("seat " + seat + " is taken already on segment " + segment);
            }
        }
        addToPairs(first, fromStop, toStop, -1);
        flip(first, fromStop, toStop);
    }

    void release(final int seat, final int fromStop, final int toStop)
    {
        requireInRange(seat, fromStop, toStop);
        final int first = seat * segments;
        for (int segment = fromStop; segment < toStop; segment++)
        {
            if (!isTaken(first + segment))
            {
                throw new IllegalStateException("seat " + seat + " is not taken on segment " + segment);
            }
        }
        flip(first, fromStop, toStop);
        addToPairs(first, fromStop, toStop, 1);
    }

    boolean isAnyTaken()
    {
        for (final long word : taken)
        {
            if (word != 0)
            {
                return true;
            }
        }
        return false;
    }

    /** The seats that are taken; the counts follow from them. */
    void writeTo(final EntityOutput output)
    {
        for (final long word : taken)
        {
            output.putLong(word);
        }
        output.end();
    }

    /** Into an inventory of which nothing is taken. */
    void readFrom(final EntityInput input)
    {
        final long[] words = new long[taken.length];
        for (int i = 0; i < words.length; i++)
        {
            words[i] = input.getLong();
        }
        for (int seat = 0; seat < seats; seat++)
        {
            takeAll(words, seat);
        }
        if (!Arrays.equals(words, taken))
        {
            throw new IllegalStateException("seats are taken behind the last of " + seats);
        }
    }

    /** Take a seat from each stop where its taken segments begin to the stop where they end. */
    private void takeAll(final long[] words, final int seat)
    {
        final int first = seat * segments;
        int fromStop = 0;
        for (int stop = 0; stop <= segments; stop++)
        {
            if (stop == segments || !isSet(words, first + stop))
            {
                if (fromStop < stop)
                {
                    take(seat, fromStop, stop);
                }
                fromStop = stop + 1;
            }
        }
    }

    /** Called while [fromStop, toStop) is free. */
    private void addToPairs(final int first, final int fromStop, final int toStop, final int change)
    {
        int gapStart = fromStop;
        while (gapStart > 0 && !isTaken(first + gapStart - 1))
        {
            gapStart--;
        }
        int gapEnd = toStop;
        while (gapEnd < segments && !isTaken(first + gapEnd))
        {
            gapEnd++;
        }
        for (int start = gapStart; start < toStop; start++)
        {
            final int nearest = Math.max(start, fromStop) + 1;
            final int row = StopPairs.index(segments + 1, start, nearest);
            for (int end = nearest; end <= gapEnd; end++)
            {
                counts[row + end - nearest] += (short)change;
            }
        }
    }

    private void requireInRange(final int seat, final int fromStop, final int toStop)
    {
        if (seat >= seats || fromStop >= toStop || toStop > segments)
        {
            throw new IllegalStateException("seat " + seat + " of " + seats + " from stop " + fromStop +
                " to stop " + toStop + " of " + (segments + 1));
        }
    }

    private boolean isTaken(final int bit)
    {
        return isSet(taken, bit);
    }

    private static boolean isSet(final long[] words, final int bit)
    {
        return (words[bit >>> 6] & 1L << bit) != 0;
    }

    private void flip(final int first, final int fromStop, final int toStop)
    {
        for (int bit = first + fromStop; bit < first + toStop; bit++)
        {
            taken[bit >>> 6] ^= 1L << bit;
        }
    }
}
