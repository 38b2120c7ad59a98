package io.signalbox.core.kernel;

import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Bytes of one entity of the state, as {@link StateOutput} put them. Owned by one thread. */
public final class StateInput
{
    private DirectBuffer buffer;
    private int position;
    private int end;

    /**
     * Read an entity from its first byte on.
     *
     * @param entity buffer that holds it
     * @param offset of its first byte
     * @param length of the entity
     */
    public void wrap(final DirectBuffer entity, final int offset, final int length)
    {
        buffer = entity;
        position = offset;
        end = offset + length;
    }

    /**
     * Get one byte.
     *
     * @return 0 to 255
     */
    public int getByte()
    {
        return buffer.getByte(take(Byte.BYTES)) & 0xFF;
    }

    /**
     * Get four bytes.
     *
     * @return their value
     */
    public int getInt()
    {
        return buffer.getInt(take(Integer.BYTES), LITTLE_ENDIAN);
    }

    /**
     * Get a number that counts something, so that a damaged one never asks for much memory.
     *
     * @param max greatest count that fits the state
     * @return 0 to max
     */
    public int getCount(final int max)
    {
        final int count = getInt();
        if (count < 0 || count > max)
        {
            throw new IllegalStateException("count " + count + " in an entity is not 0 to " + max);
        }
        return count;
    }

    /**
     * Get eight bytes.
     *
     * @return their value
     */
    public long getLong()
    {
        return buffer.getLong(take(Long.BYTES), LITTLE_ENDIAN);
    }

    /**
     * Fill an array.
     *
     * @param values gets as many values as it is long
     */
    public void getLongs(final long[] values)
    {
        for (int i = 0; i < values.length; i++)
        {
            values[i] = getLong();
        }
    }

    /**
     * Get an array of bytes that stands behind its length.
     *
     * @return new array
     */
    public byte[] getBytes()
    {
        final byte[] bytes = new byte[getCount(end - position - Integer.BYTES)];
        buffer.getBytes(take(bytes.length), bytes);
        return bytes;
    }

    /** The entity has been read: nothing may be left of it. */
    public void checkEnd()
    {
        if (position != end)
        {
            throw new IllegalStateException(end - position + " bytes of an entity are left");
        }
    }

    private int take(final int length)
    {
        if (length > end - position)
        {
            throw new IllegalStateException(
                "an entity ends where " + length + " bytes are expected and " + (end - position) + " are left");
        }
        final int taken = position;
        position += length;
        return taken;
    }
}
