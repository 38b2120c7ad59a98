package io.signalbox.core.session;

import io.signalbox.core.kernel.Emission;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.SessionCommandHandler;

/** Decides whether a session opens. */
public final class SessionDecider implements SessionCommandHandler
{
    private final SessionState state;
    private final SessionEvents events;

    /**
     * Decider over a state.
     *
     * @param state    that decisions are made by
     * @param emission that events get out by
     */
    public SessionDecider(final SessionState state, final Emission emission)
    {
        this.state = state;
        events = new SessionEvents(emission);
    }

    @Override
    public void onNegotiate(final NegotiateDecoder command)
    {
        final int slot = state.slotOf((int)command.sessionId());
        final long currentVerId = slot == SessionState.NONE ? 0 : state.verId(slot);
        final NegotiateRejectReason reason = refusal(command, slot, currentVerId);
        if (reason == null)
        {
            events.negotiateResponse(command.sessionId(), command.sessionVerId());
        }
        else
        {
            events.negotiateReject(command.sessionId(), command.sessionVerId(), reason, currentVerId);
        }
    }

    private NegotiateRejectReason refusal(final NegotiateDecoder command, final int slot, final long currentVerId)
    {
        if (command.sessionId() == 0)
        {
            return NegotiateRejectReason.SESSION_ID_INVALID;
        }
        if (command.clientFlow() != FlowType.IDEMPOTENT || command.serverFlow() != FlowType.RECOVERABLE)
        {
            return NegotiateRejectReason.FLOW_NOT_SUPPORTED;
        }
        if (Long.compareUnsigned(command.sessionVerId(), currentVerId) <= 0)
        {
            return NegotiateRejectReason.SESSION_VER_ID_NOT_GREATER;
        }
        return slot == SessionState.NONE && state.isFull() ? NegotiateRejectReason.SESSION_LIMIT_REACHED : null;
    }
}
