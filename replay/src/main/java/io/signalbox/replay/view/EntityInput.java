package io.signalbox.replay.view;

import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Bytes of one entity of a view's state, as {@link EntityOutput} put them. Owned by one thread. */
public final class EntityInput
{
    private DirectBuffer buffer;
    private int position;
    private int end;

    /**
     * No entity yet.
     */
    public EntityInput()
    {
    }

    /**
     * Read an entity from its first byte on.
     *
     * @param entity buffer that holds it
     * @param offset of its first byte
     * @param length of the entity, bytes
     */
    public void wrap(final DirectBuffer entity, final int offset, final int length)
    {
        buffer = entity;
        position = offset;
        end = offset + length;
    }

    /**
     * Get four bytes.
     *
     * @return their value
     * @throws IllegalStateException if fewer are left
     */
    public int getInt()
    {
        return buffer.getInt(take(Integer.BYTES), LITTLE_ENDIAN);
    }

    /**
     * Get the number of things that follow, so that a wrong one never asks for much memory.
     *
     * @param bytesEach that one of them takes
     * @return 0 or more, and not more than are left
     * @throws IllegalStateException if it is another number
     */
    public int getCount(final int bytesEach)
    {
        final int count = getInt();
        if (count < 0 || count > remaining() / bytesEach)
        {
            throw new IllegalStateException(
                count + " things of " + bytesEach + " bytes in an entity that has " + remaining() + " bytes left");
        }
        return count;
    }

    /**
     * Get eight bytes.
     *
     * @return their value
     * @throws IllegalStateException if fewer are left
     */
    public long getLong()
    {
        return buffer.getLong(take(Long.BYTES), LITTLE_ENDIAN);
    }

    /**
     * Fill an array.
     *
     * @param bytes gets as many as it is long
     * @throws IllegalStateException if fewer are left
     */
    public void getBytes(final byte[] bytes)
    {
        buffer.getBytes(take(bytes.length), bytes);
    }

    /**
     * How many bytes are left.
     *
     * @return 0 or more
     */
    public int remaining()
    {
        return end - position;
    }

    /**
     * Make sure that all was read.
     *
     * @throws IllegalStateException if bytes are left
     */
    public void requireEnd()
    {
        if (remaining() != 0)
        {
            throw new IllegalStateException(remaining() + " bytes of an entity are left");
        }
    }

    private int take(final int length)
    {
        if (length > remaining())
        {
            throw new IllegalStateException(
                "an entity ends where " + length + " bytes are expected and " + remaining() + " are left");
        }
        final int taken = position;
        position += length;
        return taken;
    }
}
