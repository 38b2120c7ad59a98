package io.signalbox.core.checkpoint;

import io.signalbox.core.kernel.Checks;
import io.signalbox.core.kernel.Emission;
import io.signalbox.protocol.wire.CheckpointCommandHandler;
import io.signalbox.protocol.wire.TakeCheckpointDecoder;

/**
 * Puts what the host has seen of the state into the journal. What was seen comes with the command, so that the decision
 * stays the same when the state's form has changed; the applier compares it.
 */
public final class CheckpointDecider implements CheckpointCommandHandler
{
    private final CheckpointEvents events;

    /**
     * Decider of checkpoints.
     *
     * @param emission that events get out by
     */
    public CheckpointDecider(final Emission emission)
    {
        events = new CheckpointEvents(emission);
    }

    @Override
    public void onTakeCheckpoint(final TakeCheckpointDecoder command)
    {
        Checks.checkHost(command.header().sessionId(), "TakeCheckpoint");
        events.checkpointTaken(
            command.stateFormat(),
            command.section(),
            command.firstEntity(),
            command.entityCount(),
            command.sectionLength(),
            command.digest());
    }
}
