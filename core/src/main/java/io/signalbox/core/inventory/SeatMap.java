package io.signalbox.core.inventory;

import io.signalbox.core.kernel.StateInput;
import io.signalbox.core.kernel.StateOutput;

import java.util.Arrays;

/**
 * Who sits where on one class of one run: for each segment a bitset over the seats, a bit set where the seat is taken.
 * Bits behind the last seat are set on every segment, so that no search ever finds them.
 *
 * <p>Beside it a count, bit by bit over the seats ("slices"), of how many segments of each seat are taken, so that the
 * fullest of many seats is found without looking at one after the other.
 */
public final class SeatMap
{
    private final int seatCount;
    private final int segmentCount;
    private final int wordCount;
    private final long[] taken;
    private final long[] takenSlices;
    private final long[] lastTakenPositions;

    SeatMap(final int seatCount, final int segmentCount)
    {
        this.seatCount = seatCount;
        this.segmentCount = segmentCount;
        wordCount = seatCount + Long.SIZE - 1 >>> 6;
        taken = new long[segmentCount * wordCount];
        takenSlices = new long[sliceCount(segmentCount) * wordCount];
        lastTakenPositions = new long[segmentCount];

        final int seatsInLastWord = seatCount & Long.SIZE - 1;
        if (seatsInLastWord != 0)
        {
            for (int segment = 0; segment < segmentCount; segment++)
            {
                taken[(segment + 1) * wordCount - 1] = -1L << seatsInLastWord;
            }
        }
    }

    /** Slices that a count of up to {@code greatest} needs. */
    static int sliceCount(final int greatest)
    {
        return Integer.SIZE - Integer.numberOfLeadingZeros(greatest);
    }

    int seatCount()
    {
        return seatCount;
    }

    int segmentCount()
    {
        return segmentCount;
    }

    int wordCount()
    {
        return wordCount;
    }

    int takenSliceCount()
    {
        return takenSlices.length / wordCount;
    }

    /** Words of one segment: the first is at {@code segment * wordCount()}. */
    long[] taken()
    {
        return taken;
    }

    /** Words of one slice, the lowest bit first: the first is at {@code slice * wordCount()}. */
    long[] takenSlices()
    {
        return takenSlices;
    }

    /**
     * Find the seats that are free all the way.
     *
     * @param free gets a bit for each such seat in its first {@link #wordCount()} words
     * @return how many there are
     */
    int findFree(final int fromStop, final int toStop, final long[] free)
    {
        Arrays.fill(free, 0, wordCount, 0L);
        for (int segment = fromStop; segment < toStop; segment++)
        {
            final int base = segment * wordCount;
            for (int word = 0; word < wordCount; word++)
            {
                free[word] |= taken[base + word];
            }
        }
        int count = 0;
        for (int word = 0; word < wordCount; word++)
        {
            free[word] = ~free[word];
            count += Long.bitCount(free[word]);
        }
        return count;
    }

    /**
     * Whether some segment of the range has no free seat at all.
     *
     * @param fromStop first stop of the range
     * @param toStop   last stop of the range
     * @return true if one is full
     */
    public boolean hasFullSegment(final int fromStop, final int toStop)
    {
        for (int segment = fromStop; segment < toStop; segment++)
        {
            if (isFull(segment))
            {
                return true;
            }
        }
        return false;
    }

    private boolean isFull(final int segment)
    {
        for (int i = segment * wordCount; i < (segment + 1) * wordCount; i++)
        {
            if (taken[i] != -1L)
            {
                return false;
            }
        }
        return true;
    }

    /**
     * Greatest position at which a seat was taken on some segment of the range.
     *
     * @param fromStop first stop of the range
     * @param toStop   last stop of the range
     * @return 0 if never
     */
    public long lastTakenPosition(final int fromStop, final int toStop)
    {
        long position = 0;
        for (int segment = fromStop; segment < toStop; segment++)
        {
            position = Math.max(position, lastTakenPositions[segment]);
        }
        return position;
    }

    void take(final int seatIndex, final int fromStop, final int toStop, final long position)
    {
        final int word = seatIndex >>> 6;
        final long bit = 1L << seatIndex;
        checkSeat(seatIndex);
        for (int segment = fromStop; segment < toStop; segment++)
        {
            final int index = segment * wordCount + word;
            if ((taken[index] & bit) != 0)
            {
                throw new IllegalStateException("seat " + seatIndex + " is taken on segment " + segment);
            }
            taken[index] |= bit;
            lastTakenPositions[segment] = position;
        }
        changeTakenCount(word, bit, toStop - fromStop);
    }

    void release(final int seatIndex, final int fromStop, final int toStop)
    {
        final int word = seatIndex >>> 6;
        final long bit = 1L << seatIndex;
        checkSeat(seatIndex);
        for (int segment = fromStop; segment < toStop; segment++)
        {
            final int index = segment * wordCount + word;
            if ((taken[index] & bit) == 0)
            {
                throw new IllegalStateException("seat " + seatIndex + " is free on segment " + segment);
            }
            taken[index] &= ~bit;
        }
        changeTakenCount(word, bit, fromStop - toStop);
    }

    void writeTo(final StateOutput output)
    {
        output.putLongs(taken);
        output.putLongs(takenSlices);
        output.putLongs(lastTakenPositions);
    }

    void readFrom(final StateInput input)
    {
        input.getLongs(taken);
        input.getLongs(takenSlices);
        input.getLongs(lastTakenPositions);
    }

    private void checkSeat(final int seatIndex)
    {
        if (seatIndex < 0 || seatIndex >= seatCount)
        {
            throw new IllegalStateException("seat " + seatIndex + " is not one of " + seatCount);
        }
    }

    private void changeTakenCount(final int word, final long bit, final int change)
    {
        int count = change;
        for (int i = word, weight = 1; i < takenSlices.length; i += wordCount, weight <<= 1)
        {
            if ((takenSlices[i] & bit) != 0)
            {
                count += weight;
            }
        }
        for (int i = word; i < takenSlices.length; i += wordCount)
        {
            takenSlices[i] = (count & 1) != 0 ? takenSlices[i] | bit : takenSlices[i] & ~bit;
            count >>= 1;
        }
    }
}
