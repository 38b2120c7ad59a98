package io.signalbox.core.session;

import io.signalbox.core.kernel.KernelState;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.SessionEventHandler;

/** Applies events to sessions: their own, and the number that every event of a session takes. */
public final class SessionApplier implements SessionEventHandler
{
    private final SessionState state;
    private final KernelState kernel;

    /**
     * Applier of a state.
     *
     * @param state  to change
     * @param kernel position that the events must follow
     */
    public SessionApplier(final SessionState state, final KernelState kernel)
    {
        this.state = state;
        this.kernel = kernel;
    }

    /**
     * Count an event for the session that its header names.
     *
     * @param header of the event
     */
    public void onHeader(final EventHeaderDecoder header)
    {
        checkPosition(header.position());
        final int sessionId = (int)header.sessionId();
        if (sessionId != 0)
        {
            final int slot = state.slotOf(sessionId);
            if (slot == SessionState.NONE)
            {
                throw new IllegalStateException("session " + header.sessionId() + " is unknown");
            }
            state.onEvent(slot, header.msgSeqNum(), header.refSeqNum());
        }
    }

    @Override
    public void onNegotiateResponse(final NegotiateResponseDecoder event)
    {
        checkPosition(event.position());
        state.negotiate((int)event.sessionId(), event.sessionVerId());
    }

    @Override
    public void onNegotiateReject(final NegotiateRejectDecoder event)
    {
        checkPosition(event.position());
    }

    private void checkPosition(final long eventPosition)
    {
        if (eventPosition != kernel.position() + 1)
        {
            throw new IllegalStateException(
                "event of position " + eventPosition + " in record " + (kernel.position() + 1));
        }
    }
}
