package io.signalbox.core.checkpoint;

import io.signalbox.core.kernel.Checks;
import io.signalbox.core.kernel.Emission;
import io.signalbox.core.kernel.StateSection;
import io.signalbox.protocol.wire.CheckpointCommandHandler;
import io.signalbox.protocol.wire.TakeCheckpointDecoder;

/** Takes the digest of the next slice of the state, so that every follower can tell whether its own is the same. */
public final class CheckpointDecider implements CheckpointCommandHandler
{
    private static final int BYTES_MAX = 1024 * 1024;

    private final CheckpointState state;
    private final StateSection[] sections;
    private final CheckpointEvents events;
    private final Slice slice = new Slice();

    /**
     * Decider over all sections.
     *
     * @param state    where the next slice begins
     * @param sections of the engine's state
     * @param emission that events get out by
     */
    public CheckpointDecider(final CheckpointState state, final StateSection[] sections, final Emission emission)
    {
        this.state = state;
        this.sections = sections;
        events = new CheckpointEvents(emission);
    }

    @Override
    public void onTakeCheckpoint(final TakeCheckpointDecoder command)
    {
        Checks.checkHost(command.header().sessionId(), "TakeCheckpoint");
        if (command.maxBytes() < 1 || command.maxBytes() > BYTES_MAX)
        {
            throw new IllegalStateException(
                "TakeCheckpoint.maxBytes " + command.maxBytes() + " is not 1 to " + BYTES_MAX);
        }
        final StateSection section = sections[state.section()];
        slice.takeBytes(section, state.entity(), (int)command.maxBytes());
        events.checkpointTaken(
            state.section(), state.entity(), slice.entityCount(), section.entityCount(), slice.digest());
    }
}
