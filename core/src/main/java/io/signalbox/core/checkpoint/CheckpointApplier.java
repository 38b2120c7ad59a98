package io.signalbox.core.checkpoint;

import io.signalbox.core.kernel.StateSection;
import io.signalbox.protocol.wire.CheckpointEventHandler;
import io.signalbox.protocol.wire.CheckpointTakenDecoder;

/** Compares the state with what a checkpoint says of it. A state that differs is never gone on with. */
public final class CheckpointApplier implements CheckpointEventHandler
{
    private final StateSection[] sections;
    private final Slice slice = new Slice();

    /**
     * Applier over all sections.
     *
     * @param sections of the engine's state
     */
    public CheckpointApplier(final StateSection[] sections)
    {
        this.sections = sections;
    }

    @Override
    public void onCheckpointTaken(final CheckpointTakenDecoder event)
    {
        if (event.stateFormat() != StateFormat.VERSION)
        {
            // Of a state in another form, which this code cannot see.
            return;
        }
        final int index = event.section();
        if (index >= sections.length)
        {
            throw new IllegalStateException("the checkpoint at position " + event.header().position() +
                " is of section " + index + " of " + sections.length);
        }
        final StateSection section = sections[index];
        final long length = section.entityCount();
        if (event.sectionLength() != length || event.firstEntity() + event.entityCount() > length)
        {
            throw differs(event, section);
        }
        slice.takeEntities(section, (int)event.firstEntity(), (int)event.entityCount());
        if (slice.digest() != event.digest())
        {
            throw differs(event, section);
        }
    }

    private static IllegalStateException differs(final CheckpointTakenDecoder event, final StateSection section)
    {
        return new IllegalStateException("the state differs from the checkpoint at position " +
            event.header().position() + " in " + section.getClass().getSimpleName() + ", entities " +
            event.firstEntity() + " to " + (event.firstEntity() + event.entityCount() - 1) + " of " +
            event.sectionLength() + " (here " + section.entityCount() + ")");
    }
}
