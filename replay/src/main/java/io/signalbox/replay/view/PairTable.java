package io.signalbox.replay.view;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Values by a key of two longs, without boxing. One thread adds, any thread reads without a lock: entries are immutable
 * and never removed, and a table that has grown is published whole.
 *
 * @param <V> type of the values
 */
public final class PairTable<V>
{
    private static final int FIRST_CAPACITY = 64;

    private record Entry<V>(long first, long second, V value)
    {
    }

    private volatile AtomicReferenceArray<Entry<V>> entries = new AtomicReferenceArray<>(FIRST_CAPACITY);
    private int size;

    /**
     * An empty table.
     */
    public PairTable()
    {
    }

    /**
     * The value of a key. Any thread.
     *
     * @param first  half of the key
     * @param second half of the key
     * @return null if there is none
     */
    public V get(final long first, final long second)
    {
        final AtomicReferenceArray<Entry<V>> table = entries;
        final int mask = table.length() - 1;
        int slot = slot(first, second, mask);
        Entry<V> entry = table.get(slot);
        while (entry != null)
        {
            if (entry.first == first && entry.second == second)
            {
                return entry.value;
            }
            slot = (slot + 1) & mask;
            entry = table.get(slot);
        }
        return null;
    }

    /**
     * Add a key that is not there. Called by the writing thread.
     *
     * @param first  half of the key
     * @param second half of the key
     * @param value  not null
     */
    public void add(final long first, final long second, final V value)
    {
        AtomicReferenceArray<Entry<V>> table = entries;
        if (size * 2 >= table.length())
        {
            final AtomicReferenceArray<Entry<V>> larger = new AtomicReferenceArray<>(table.length() * 2);
            for (int i = 0; i < table.length(); i++)
            {
                final Entry<V> entry = table.get(i);
                if (entry != null)
                {
                    place(larger, entry);
                }
            }
            table = larger;
            entries = larger;
        }
        place(table, new Entry<>(first, second, value));
        size++;
    }

    private static <V> void place(final AtomicReferenceArray<Entry<V>> table, final Entry<V> entry)
    {
        final int mask = table.length() - 1;
        int slot = slot(entry.first, entry.second, mask);
        while (table.get(slot) != null)
        {
            slot = (slot + 1) & mask;
        }
        table.set(slot, entry);
    }

    private static int slot(final long first, final long second, final int mask)
    {
        long hash = (first * 0x9E3779B97F4A7C15L) ^ (second * 0xC2B2AE3D27D4EB4FL);
        hash ^= hash >>> 32;
        hash *= 0x9E3779B97F4A7C15L;
        return (int)(hash >>> 32) & mask;
    }
}
