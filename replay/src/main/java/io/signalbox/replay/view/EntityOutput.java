package io.signalbox.replay.view;

import org.agrona.ExpandableArrayBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Bytes of one entity of a view's state after the other, little endian, in a buffer that grows to the largest. Owned by
 * one thread.
 */
public final class EntityOutput
{
    /** Bytes that an entity can have at most; something is left of the MiB that an entity of a snapshot can have. */
    public static final int MAX_LENGTH = 1024 * 1024 - 256;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final EntitySink sink;
    private int section;
    private int length;

    /**
     * An output in which no entity has begun.
     *
     * @param sink gets the entities
     */
    public EntityOutput(final EntitySink sink)
    {
        this.sink = sink;
    }

    /**
     * Begin the next entity.
     *
     * @param sectionOfEntity to which it belongs
     * @return this
     */
    public EntityOutput begin(final int sectionOfEntity)
    {
        section = sectionOfEntity;
        length = 0;
        return this;
    }

    /**
     * Put four bytes.
     *
     * @param value to put
     * @return this
     */
    public EntityOutput putInt(final int value)
    {
        buffer.putInt(length, value, LITTLE_ENDIAN);
        length += Integer.BYTES;
        return this;
    }

    /**
     * Put eight bytes.
     *
     * @param value to put
     * @return this
     */
    public EntityOutput putLong(final long value)
    {
        buffer.putLong(length, value, LITTLE_ENDIAN);
        length += Long.BYTES;
        return this;
    }

    /**
     * Put bytes, without their number.
     *
     * @param bytes to put
     * @return this
     */
    public EntityOutput putBytes(final byte[] bytes)
    {
        buffer.putBytes(length, bytes);
        length += bytes.length;
        return this;
    }

    /**
     * How many bytes the entity has so far.
     *
     * @return 0 or more
     */
    public int length()
    {
        return length;
    }

    /**
     * Hand the entity out.
     *
     * @throws IllegalStateException if it is longer than {@link #MAX_LENGTH}
     */
    public void end()
    {
        if (length > MAX_LENGTH)
        {
            throw new IllegalStateException("an entity of " + length + " bytes, the limit is " + MAX_LENGTH);
        }
        sink.onEntity(section, buffer, 0, length);
    }
}
