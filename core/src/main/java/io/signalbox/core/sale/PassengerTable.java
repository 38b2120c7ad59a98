package io.signalbox.core.sale;

/**
 * The passengers of all orders: token, seat, and the next passenger of the same order. Places of ended orders are used
 * again. Indices start at 0; -1 ends a list.
 */
final class PassengerTable
{
    static final int NONE = -1;

    private static final int WORDS = 3;
    private static final long LOW_MASK = 0xFFFF_FFFFL;

    private final long[] words;
    private final int capacity;
    private int freshCount;
    private int freeHead = NONE;
    private int size;

    PassengerTable(final int capacity)
    {
        this.capacity = capacity;
        words = new long[Math.multiplyExact(capacity, WORDS)];
    }

    int size()
    {
        return size;
    }

    int capacity()
    {
        return capacity;
    }

    int add(final long tokenFirst, final long tokenSecond, final int seatIndex)
    {
        final int index;
        if (freeHead != NONE)
        {
            index = freeHead;
            freeHead = next(index);
        }
        else if (freshCount < capacity)
        {
            index = freshCount++;
        }
        else
        {
            throw new IllegalStateException("more passengers than maxPassengers " + capacity);
        }
        final int word = index * WORDS;
        words[word] = tokenFirst;
        words[word + 1] = tokenSecond;
        words[word + 2] = (long)seatIndex << 32 | NONE & LOW_MASK;
        size++;
        return index;
    }

    void free(final int index)
    {
        words[index * WORDS] = 0;
        words[index * WORDS + 1] = 0;
        next(index, freeHead);
        freeHead = index;
        size--;
    }

    long tokenFirst(final int index)
    {
        return words[index * WORDS];
    }

    long tokenSecond(final int index)
    {
        return words[index * WORDS + 1];
    }

    int seatIndex(final int index)
    {
        return (int)(words[index * WORDS + 2] >>> 32);
    }

    int next(final int index)
    {
        return (int)words[index * WORDS + 2];
    }

    void next(final int index, final int next)
    {
        final int word = index * WORDS + 2;
        words[word] = words[word] & ~LOW_MASK | next & LOW_MASK;
    }
}
