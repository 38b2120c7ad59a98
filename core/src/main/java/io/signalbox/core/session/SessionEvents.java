package io.signalbox.core.session;

import io.signalbox.core.kernel.Emission;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateRejectEncoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.NegotiateResponseEncoder;

/** Writes the events of sessions. They have no event header: they answer a connection that has no session yet. */
final class SessionEvents
{
    private final Emission emission;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final NegotiateResponseEncoder negotiateResponse = new NegotiateResponseEncoder();
    private final NegotiateRejectEncoder negotiateReject = new NegotiateRejectEncoder();

    SessionEvents(final Emission emission)
    {
        this.emission = emission;
    }

    void negotiateResponse(final long sessionId, final long sessionVerId)
    {
        negotiateResponse.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader)
            .sessionId(sessionId)
            .sessionVerId(sessionVerId)
            .position(emission.position())
            .timestampMs(emission.timestampMs());
        emission.emit(negotiateResponse.encodedLength());
    }

    void negotiateReject(
        final long sessionId,
        final long sessionVerId,
        final NegotiateRejectReason reason,
        final long currentSessionVerId)
    {
        negotiateReject.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader)
            .sessionId(sessionId)
            .sessionVerId(sessionVerId)
            .reason(reason)
            .currentSessionVerId(currentSessionVerId)
            .position(emission.position())
            .timestampMs(emission.timestampMs());
        emission.emit(negotiateReject.encodedLength());
    }
}
