package io.signalbox.core.checkpoint;

import io.signalbox.core.kernel.StateOutput;
import io.signalbox.core.kernel.StateSection;
import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Digest of some entities of a section that stand one after the other. Reads the state and allocates nothing once its
 * buffer has grown to the largest entity. Owned by the engine's thread.
 */
public final class Slice
{
    private static final long SEED = 0x9E37_79B9_7F4A_7C15L;
    private static final long MULTIPLIER = 0xBF58_476D_1CE4_E5B9L;

    private final StateOutput output = new StateOutput();
    private int entityCount;
    private long digest;

    /**
     * Take entities from one on, at least one if there is one, until so many bytes are reached.
     *
     * @param section  that they are of
     * @param first    index of the first
     * @param maxBytes at least 1
     */
    public void takeBytes(final StateSection section, final int first, final int maxBytes)
    {
        begin();
        int bytes = 0;
        while (first + entityCount < section.entityCount() && bytes < maxBytes)
        {
            bytes += take(section, first + entityCount);
        }
    }

    /** Take a number of entities from the first one on. */
    void takeEntities(final StateSection section, final int first, final int count)
    {
        begin();
        while (entityCount < count)
        {
            take(section, first + entityCount);
        }
    }

    private void begin()
    {
        entityCount = 0;
        digest = SEED;
    }

    private int take(final StateSection section, final int index)
    {
        output.reset();
        section.writeEntity(index, output);
        final DirectBuffer buffer = output.buffer();
        final int length = output.length();
        mix(length);
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES)
        {
            mix(buffer.getLong(at, LITTLE_ENDIAN));
        }
        for (; at < length; at++)
        {
            mix(buffer.getByte(at));
        }
        entityCount++;
        return length;
    }

    /** Each step can be undone, so two states that differ in one word never have the same digest. */
    private void mix(final long word)
    {
        final long mixed = (digest ^ word) * MULTIPLIER;
        digest = mixed ^ mixed >>> 32;
    }

    /**
     * How many entities were taken.
     *
     * @return 0 or more
     */
    public int entityCount()
    {
        return entityCount;
    }

    /**
     * Digest of the entities that were taken.
     *
     * @return equal for equal entities
     */
    public long digest()
    {
        return digest;
    }
}
