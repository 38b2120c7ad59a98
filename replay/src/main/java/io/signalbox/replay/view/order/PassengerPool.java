package io.signalbox.replay.view.order;

import io.signalbox.replay.view.PagedLongs;
import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Seats and tokens of the passengers of all orders, as chains of entries of four longs. Entries of replaced orders are
 * used again. Written by the follower thread; readers follow a chain for a given number of steps, under the order's
 * lock.
 */
final class PassengerPool
{
    /** The end of a chain. */
    static final int NONE = 0;

    private static final int WORDS = 4;
    private static final int SEAT = 0;
    private static final int TOKEN_FIRST = 1;
    private static final int TOKEN_SECOND = 2;
    private static final int NEXT = 3;

    private final PagedLongs words = new PagedLongs();
    private int free = NONE;
    private int used;

    /**
     * Put a passenger before a chain.
     *
     * @return the chain's new first entry
     */
    int add(final long seat, final DirectBuffer token, final int next)
    {
        return add(seat, token.getLong(0, LITTLE_ENDIAN), token.getLong(Long.BYTES, LITTLE_ENDIAN), next);
    }

    int add(final long seat, final long tokenFirst, final long tokenSecond, final int next)
    {
        int entry = free;
        if (entry == NONE)
        {
            entry = ++used;
            words.reach(word(entry, NEXT));
        }
        else
        {
            free = (int)words.get(word(entry, NEXT));
        }
        words.set(word(entry, SEAT), seat);
        words.set(word(entry, TOKEN_FIRST), tokenFirst);
        words.set(word(entry, TOKEN_SECOND), tokenSecond);
        words.set(word(entry, NEXT), next);
        return entry;
    }

    /** Give the entries of a chain back. */
    void release(final int first, final int count)
    {
        int entry = first;
        for (int i = 0; i < count; i++)
        {
            final int next = (int)words.get(word(entry, NEXT));
            words.set(word(entry, NEXT), free);
            free = entry;
            entry = next;
        }
    }

    /** Whether a reader can see an entry. One that a torn read has led to may stand in a page that it cannot yet. */
    boolean has(final int entry)
    {
        return words.has(word(entry, NEXT));
    }

    long seat(final int entry)
    {
        return words.get(word(entry, SEAT));
    }

    long tokenFirst(final int entry)
    {
        return words.get(word(entry, TOKEN_FIRST));
    }

    long tokenSecond(final int entry)
    {
        return words.get(word(entry, TOKEN_SECOND));
    }

    int next(final int entry)
    {
        return (int)words.get(word(entry, NEXT));
    }

    private static long word(final int entry, final int field)
    {
        return (long)entry * WORDS + field;
    }
}
