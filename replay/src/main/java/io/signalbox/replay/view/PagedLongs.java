package io.signalbox.replay.view;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Longs by index, growing by page: what is there is never moved. One thread grows and writes; others may read under a
 * lock that the writer takes, or throw away what they read.
 *
 * <p>Pages are outside the heap: a page is kept for ever, so on the heap the collector would copy each one twice, in a
 * pause that every thread waits for.
 */
public final class PagedLongs
{
    private static final int PAGE_BITS = 16;
    private static final int PAGE_SIZE = 1 << PAGE_BITS;

    private volatile LongBuffer[] pages = new LongBuffer[0];

    /**
     * Without any page.
     */
    public PagedLongs()
    {
    }

    /**
     * Whether an index is within a page that exists. Any thread.
     *
     * @param index of a long
     * @return true if it can be read
     */
    public boolean has(final long index)
    {
        return index >= 0 && index >>> PAGE_BITS < pages.length;
    }

    /**
     * Make sure that an index is within a page. Called by the writing thread.
     *
     * @param index of a long, not negative
     */
    public void reach(final long index)
    {
        LongBuffer[] current = pages;
        while (index >>> PAGE_BITS >= current.length)
        {
            current = Arrays.copyOf(current, current.length + 1);
            current[current.length - 1] = newPage();
            pages = current;
        }
    }

    /**
     * Read a long.
     *
     * @param index of the long, within a page
     * @return its value; what a reader without the lock gets may be torn apart from its neighbours
     */
    public long get(final long index)
    {
        return pages[(int)(index >>> PAGE_BITS)].get((int)index & PAGE_SIZE - 1);
    }

    /**
     * Write a long. Called by the writing thread.
     *
     * @param index of the long, within a page
     * @param value its new value
     */
    public void set(final long index, final long value)
    {
        pages[(int)(index >>> PAGE_BITS)].put((int)index & PAGE_SIZE - 1, value);
    }

    private static LongBuffer newPage()
    {
        return ByteBuffer.allocateDirect(PAGE_SIZE * Long.BYTES).order(ByteOrder.nativeOrder()).asLongBuffer();
    }
}
