package io.signalbox.gateway.host;

import io.signalbox.core.StateSlice;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.DefineLimitsEncoder;
import io.signalbox.protocol.wire.ExpireHoldsEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.TakeCheckpointEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes the commands that the host itself issues, one at a time, at offset 0 of its buffer. They belong to no session
 * and have no number. Owned by one thread.
 */
public final class HostCommands
{
    private static final int MAX_LENGTH = 128;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TakeCheckpointEncoder takeCheckpoint = new TakeCheckpointEncoder();

    /**
     * The command that was encoded last.
     *
     * @return buffer whose first bytes are the command's frame
     */
    public DirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * Encode a DefineLimits: the first command of a journal.
     *
     * @param limits          of the engine's state
     * @param decisionVersion of the rules to decide by
     * @return length of the frame, bytes
     */
    public int defineLimits(final EngineLimits limits, final int decisionVersion)
    {
        final DefineLimitsEncoder encoder =
            new DefineLimitsEncoder().wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header);
        encoder.header().sessionId(0).msgSeqNum(0);
        encoder.decisionVersion(decisionVersion);
        final DefineLimitsEncoder.LimitsEncoder group = encoder.limitsCount(EngineLimit.values().length);
        for (final EngineLimit limit : EngineLimit.values())
        {
            group.next().limit(limit.wire()).value(limits.of(limit));
        }
        return framed(encoder.limit());
    }

    /**
     * Encode an ExpireHolds: the holds that are due end.
     *
     * @param maxCount holds that end at most
     * @return length of the frame, bytes
     */
    public int expireHolds(final int maxCount)
    {
        final ExpireHoldsEncoder encoder =
            new ExpireHoldsEncoder().wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header);
        encoder.header().sessionId(0).msgSeqNum(0);
        encoder.maxCount(maxCount);
        return framed(encoder.limit());
    }

    /**
     * Encode a TakeCheckpoint: what a slice of the state is now.
     *
     * @param slice that was just taken
     * @return length of the frame, bytes
     */
    public int takeCheckpoint(final StateSlice slice)
    {
        takeCheckpoint.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header);
        takeCheckpoint.header().sessionId(0).msgSeqNum(0);
        takeCheckpoint
            .stateFormat(slice.stateFormat())
            .section((short)slice.section())
            .firstEntity(slice.firstEntity())
            .entityCount(slice.entityCount())
            .sectionLength(slice.sectionLength())
            .digest(slice.digest());
        return framed(takeCheckpoint.limit());
    }

    private int framed(final int end)
    {
        Frame.writeHeader(buffer, 0, end);
        return end;
    }
}
