package io.signalbox.core.checkpoint;

import io.signalbox.core.kernel.Emission;
import io.signalbox.protocol.wire.CheckpointTakenEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;

/** Writes the event of a checkpoint. */
final class CheckpointEvents
{
    private final Emission emission;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final CheckpointTakenEncoder checkpointTaken = new CheckpointTakenEncoder();

    CheckpointEvents(final Emission emission)
    {
        this.emission = emission;
    }

    void checkpointTaken(
        final int stateFormat,
        final int section,
        final long firstEntity,
        final long entityCount,
        final long sectionLength,
        final long digest)
    {
        checkpointTaken.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(checkpointTaken.header());
        checkpointTaken
            .stateFormat(stateFormat)
            .section((short)section)
            .firstEntity(firstEntity)
            .entityCount(entityCount)
            .sectionLength(sectionLength)
            .digest(digest);
        emission.emit(checkpointTaken.encodedLength());
    }
}
