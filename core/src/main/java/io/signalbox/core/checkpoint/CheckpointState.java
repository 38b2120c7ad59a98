package io.signalbox.core.checkpoint;

import io.signalbox.core.kernel.StateInput;
import io.signalbox.core.kernel.StateOutput;
import io.signalbox.core.kernel.StateSection;

/** Where the next slice of the state begins: checkpoints walk over all sections, again and again. */
public final class CheckpointState implements StateSection
{
    private int section;
    private int entity;

    /**
     * Section of the next slice.
     *
     * @return index from 0
     */
    public int section()
    {
        return section;
    }

    /**
     * First entity of the next slice.
     *
     * @return index in its section, from 0
     */
    public int entity()
    {
        return entity;
    }

    void moveTo(final int nextSection, final int nextEntity)
    {
        section = nextSection;
        entity = nextEntity;
    }

    @Override
    public int entityCount()
    {
        return 1;
    }

    @Override
    public void writeEntity(final int index, final StateOutput output)
    {
        output.putInt(section);
        output.putInt(entity);
    }

    @Override
    public void readEntity(final int index, final StateInput input)
    {
        moveTo(input.getInt(), input.getInt());
    }
}
