package io.signalbox.core.checkpoint;

import io.signalbox.core.kernel.StateSection;
import io.signalbox.protocol.wire.CheckpointEventHandler;
import io.signalbox.protocol.wire.CheckpointTakenDecoder;

/** Compares the state with what a checkpoint says of it. A state that differs is never gone on with. */
public final class CheckpointApplier implements CheckpointEventHandler
{
    private final CheckpointState state;
    private final StateSection[] sections;
    private final Slice slice = new Slice();

    /**
     * Applier over all sections.
     *
     * @param state    where the next slice begins
     * @param sections of the engine's state
     */
    public CheckpointApplier(final CheckpointState state, final StateSection[] sections)
    {
        this.state = state;
        this.sections = sections;
    }

    @Override
    public void onCheckpointTaken(final CheckpointTakenDecoder event)
    {
        final int index = event.section();
        final int first = (int)event.firstEntity();
        final int count = (int)event.entityCount();
        if (index != state.section() || first != state.entity() || index >= sections.length)
        {
            throw new IllegalStateException("the checkpoint of section " + index + " from entity " + first +
                " on is not the next one, which is of section " + state.section() + " from " + state.entity() +
                " on");
        }
        final StateSection section = sections[index];
        if (event.sectionLength() != section.entityCount() || count < 0 || count > section.entityCount() - first)
        {
            throw differs(event, section);
        }
        slice.takeEntities(section, first, count);
        if (slice.digest() != event.digest())
        {
            throw differs(event, section);
        }
        final boolean done = first + count >= section.entityCount();
        state.moveTo(done ? (index + 1) % sections.length : index, done ? 0 : first + count);
    }

    private static IllegalStateException differs(final CheckpointTakenDecoder event, final StateSection section)
    {
        return new IllegalStateException("the state differs from the checkpoint at position " +
            event.header().position() + " in " + section.getClass().getSimpleName() + ", entities " +
            event.firstEntity() + " to " + (event.firstEntity() + event.entityCount() - 1) + " of " +
            event.sectionLength() + " (here " + section.entityCount() + ")");
    }
}
