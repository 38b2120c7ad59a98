package io.signalbox.core;

import io.signalbox.core.checkpoint.Slice;
import io.signalbox.core.checkpoint.StateFormat;
import io.signalbox.core.kernel.StateSection;

/**
 * A walk over the whole state in slices of bounded size, again and again, and the digest of the present slice: what a
 * checkpoint says. Belongs to the host of the engine, owned by its thread; allocates nothing in steady state.
 */
public final class StateSlice
{
    private final Slice slice = new Slice();
    private int section;
    private int firstEntity;
    private int sectionLength;
    private int nextSection;
    private int nextEntity;

    void take(final StateSection[] sections, final int maxBytes)
    {
        section = nextSection;
        firstEntity = nextEntity;
        sectionLength = sections[section].entityCount();
        slice.takeBytes(sections[section], firstEntity, maxBytes);
        final boolean isEnd = firstEntity + slice.entityCount() >= sectionLength;
        nextSection = isEnd ? (section + 1) % sections.length : section;
        nextEntity = isEnd ? 0 : firstEntity + slice.entityCount();
    }

    /**
     * Version of the state's sections and bytes.
     *
     * @return that of this program
     */
    public int stateFormat()
    {
        return StateFormat.VERSION;
    }

    /**
     * Section of the slice.
     *
     * @return index from 0
     */
    public int section()
    {
        return section;
    }

    /**
     * First entity of the slice.
     *
     * @return index in its section, from 0
     */
    public int firstEntity()
    {
        return firstEntity;
    }

    /**
     * How many entities the slice has.
     *
     * @return 0 if the section is empty
     */
    public int entityCount()
    {
        return slice.entityCount();
    }

    /**
     * How many entities the section has.
     *
     * @return 0 or more
     */
    public int sectionLength()
    {
        return sectionLength;
    }

    /**
     * Digest of the slice.
     *
     * @return equal for equal entities
     */
    public long digest()
    {
        return slice.digest();
    }
}
