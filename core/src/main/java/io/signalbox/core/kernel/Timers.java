package io.signalbox.core.kernel;

import java.util.Arrays;

/**
 * What is due at some instant, for all rooms: a binary heap in the total order (deadline, kind, key), so that the order
 * in which timers are due never depends on the order in which they came. A room keeps the handle of its timer to remove
 * it. Changed by appliers; knows no table. Derived from the rooms' states, so it is in no snapshot.
 */
public final class Timers
{
    private static final int NONE = -1;

    private long[] deadlinesMs = new long[0];
    private long[] keys = new long[0];
    private byte[] kinds = new byte[0];
    /** Place in the heap while the handle is used, the next free handle while it is not. */
    private int[] links = new int[0];
    private int[] heap = new int[0];
    private int size;
    private int freshCount;
    private int freeHead = NONE;

    /**
     * Make room, so that adding allocates nothing.
     *
     * @param more timers that a room can have at the same time
     */
    public void reserve(final int more)
    {
        final int capacity = Math.addExact(heap.length, more);
        deadlinesMs = Arrays.copyOf(deadlinesMs, capacity);
        keys = Arrays.copyOf(keys, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        links = Arrays.copyOf(links, capacity);
        heap = Arrays.copyOf(heap, capacity);
    }

    /**
     * Add a timer.
     *
     * @param deadlineMs when it is due, ms since 1970-01-01 UTC
     * @param kind       what it is for, 1 to 127
     * @param key        of what it is for, unique in its kind
     * @return handle to remove it by
     */
    public int add(final long deadlineMs, final int kind, final long key)
    {
        final int handle;
        if (freeHead != NONE)
        {
            handle = freeHead;
            freeHead = links[handle];
        }
        else if (freshCount < heap.length)
        {
            handle = freshCount++;
        }
        else
        {
            throw new IllegalStateException("more timers than the " + heap.length + " that were reserved");
        }
        deadlinesMs[handle] = deadlineMs;
        kinds[handle] = (byte)kind;
        keys[handle] = key;
        place(handle, size);
        size++;
        siftUp(size - 1);
        return handle;
    }

    /**
     * Remove a timer.
     *
     * @param handle of the timer
     */
    public void remove(final int handle)
    {
        final int index = handle < 0 || handle >= freshCount ? NONE : links[handle];
        if (index < 0 || index >= size || heap[index] != handle)
        {
            throw new IllegalStateException("timer " + handle + " is not among the " + size + " timers");
        }
        size--;
        if (index < size)
        {
            place(heap[size], index);
            siftDown(index);
            siftUp(index);
        }
        links[handle] = freeHead;
        freeHead = handle;
    }

    /**
     * When the first timer is due.
     *
     * @return ms since 1970-01-01 UTC; {@link Long#MAX_VALUE} if there is no timer
     */
    public long nextDeadlineMs()
    {
        return size == 0 ? Long.MAX_VALUE : deadlinesMs[heap[0]];
    }

    /**
     * What the first timer is for. There must be one.
     *
     * @return its kind
     */
    public int nextKind()
    {
        return kinds[heap[0]];
    }

    /**
     * Which one of its kind the first timer is. There must be one.
     *
     * @return its key
     */
    public long nextKey()
    {
        return keys[heap[0]];
    }

    private void siftUp(final int start)
    {
        int index = start;
        while (index > 0 && isBefore(heap[index], heap[index - 1 >>> 1]))
        {
            swap(index, index - 1 >>> 1);
            index = index - 1 >>> 1;
        }
    }

    private void siftDown(final int start)
    {
        int index = start;
        int child = 2 * index + 1;
        while (child < size)
        {
            if (child + 1 < size && isBefore(heap[child + 1], heap[child]))
            {
                child++;
            }
            if (!isBefore(heap[child], heap[index]))
            {
                return;
            }
            swap(index, child);
            index = child;
            child = 2 * index + 1;
        }
    }

    private boolean isBefore(final int handle, final int other)
    {
        if (deadlinesMs[handle] != deadlinesMs[other])
        {
            return deadlinesMs[handle] < deadlinesMs[other];
        }
        return kinds[handle] != kinds[other] ? kinds[handle] < kinds[other] : keys[handle] < keys[other];
    }

    private void swap(final int index, final int otherIndex)
    {
        final int handle = heap[index];
        place(heap[otherIndex], index);
        place(handle, otherIndex);
    }

    private void place(final int handle, final int index)
    {
        heap[index] = handle;
        links[handle] = index;
    }
}
