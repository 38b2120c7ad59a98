package io.signalbox.protocol;

import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/** A buffer that also throws for reads before its first allowed byte; its end is guarded by the bounds checks. */
final class GuardedBuffer extends UnsafeBuffer
{
    private final int first;

    GuardedBuffer(final byte[] bytes, final int first)
    {
        super(bytes);
        this.first = first;
        if (!SHOULD_BOUNDS_CHECK)
        {
            throw new IllegalStateException("bounds checks are off");
        }
    }

    @Override
    public short getShort(final int index, final ByteOrder byteOrder)
    {
        check(index);
        return super.getShort(index, byteOrder);
    }

    @Override
    public byte getByte(final int index)
    {
        check(index);
        return super.getByte(index);
    }

    private void check(final int index)
    {
        if (index < first)
        {
            throw new IndexOutOfBoundsException("read at " + index + ", the frame starts at " + first);
        }
    }
}
