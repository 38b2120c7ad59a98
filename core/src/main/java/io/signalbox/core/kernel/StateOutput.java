package io.signalbox.core.kernel;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Bytes of one entity of the state, little endian. Grows to the largest entity and is used again for the next: then it
 * allocates nothing. Owned by one thread.
 */
public final class StateOutput
{
    private static final int INITIAL_LENGTH = 256;

    private UnsafeBuffer buffer = new UnsafeBuffer(new byte[INITIAL_LENGTH]);
    private int length;

    /** Begin the next entity. */
    public void reset()
    {
        length = 0;
    }

    /**
     * Bytes of the entity.
     *
     * @return buffer whose first {@link #length()} bytes they are
     */
    public DirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * How many bytes the entity has.
     *
     * @return 0 or more
     */
    public int length()
    {
        return length;
    }

    /**
     * Put one byte.
     *
     * @param value 0 to 255
     */
    public void putByte(final int value)
    {
        ensure(Byte.BYTES);
        buffer.putByte(length, (byte)value);
        length += Byte.BYTES;
    }

    /**
     * Put four bytes.
     *
     * @param value to put
     */
    public void putInt(final int value)
    {
        ensure(Integer.BYTES);
        buffer.putInt(length, value, LITTLE_ENDIAN);
        length += Integer.BYTES;
    }

    /**
     * Put eight bytes.
     *
     * @param value to put
     */
    public void putLong(final long value)
    {
        ensure(Long.BYTES);
        buffer.putLong(length, value, LITTLE_ENDIAN);
        length += Long.BYTES;
    }

    /**
     * Put all of an array, without its length.
     *
     * @param values to put
     */
    public void putLongs(final long[] values)
    {
        ensure(Math.multiplyExact(values.length, Long.BYTES));
        for (final long value : values)
        {
            buffer.putLong(length, value, LITTLE_ENDIAN);
            length += Long.BYTES;
        }
    }

    /**
     * Put an array of bytes with its length before it.
     *
     * @param bytes to put
     */
    public void putBytes(final byte[] bytes)
    {
        putInt(bytes.length);
        ensure(bytes.length);
        buffer.putBytes(length, bytes);
        length += bytes.length;
    }

    private void ensure(final int more)
    {
        final int needed = Math.addExact(length, more);
        if (needed > buffer.capacity())
        {
            final byte[] larger = new byte[Math.max(needed, 2 * buffer.capacity())];
            buffer.getBytes(0, larger, 0, length);
            buffer = new UnsafeBuffer(larger);
        }
    }
}
