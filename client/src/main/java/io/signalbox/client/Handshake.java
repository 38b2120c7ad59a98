package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.EstablishAckDecoder;
import io.signalbox.protocol.wire.EstablishRejectDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import org.agrona.DirectBuffer;

/**
 * Opens the session once and binds it to each connection. Negotiates again only if no answer to the first time came.
 * Owned by the event loop.
 */
final class Handshake
{
    private final Session session;
    private final ClientConfig config;
    private final SessionEncoder encoder;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NegotiateResponseDecoder negotiateResponse = new NegotiateResponseDecoder();
    private final NegotiateRejectDecoder negotiateReject = new NegotiateRejectDecoder();
    private final EstablishAckDecoder establishAck = new EstablishAckDecoder();
    private final EstablishRejectDecoder establishReject = new EstablishRejectDecoder();
    private boolean negotiated;

    Handshake(final Session session, final ClientConfig config, final SessionEncoder encoder)
    {
        this.session = session;
        this.config = config;
        this.encoder = encoder;
    }

    void start(final Connection connection)
    {
        if (negotiated)
        {
            encoder.sendEstablish(connection.channel(), session.nextEventNumber());
        }
        else
        {
            encoder.sendNegotiate(connection.channel());
        }
    }

    /** Take a frame; false if it does not belong to a handshake. */
    boolean onFrame(final Connection connection, final int templateId, final DirectBuffer buffer, final int offset)
    {
        if (connection.established())
        {
            return false;
        }
        final int message = offset + Frame.MESSAGE_OFFSET;
        switch (templateId)
        {
            case NegotiateResponseDecoder.TEMPLATE_ID ->
            {
                negotiateResponse.wrapAndApplyHeader(buffer, message, header);
                checkSession(negotiateResponse.sessionId(), negotiateResponse.sessionVerId());
                onNegotiated(connection);
            }
            case NegotiateRejectDecoder.TEMPLATE_ID ->
                onNegotiateReject(connection, negotiateReject.wrapAndApplyHeader(buffer, message, header));
            case EstablishAckDecoder.TEMPLATE_ID ->
            {
                establishAck.wrapAndApplyHeader(buffer, message, header);
                checkSession(establishAck.sessionId(), establishAck.sessionVerId());
                session.onEstablished(connection, establishAck.lastIncomingSeqNo());
            }
            case EstablishRejectDecoder.TEMPLATE_ID ->
            {
                establishReject.wrapAndApplyHeader(buffer, message, header);
                session.onRejected("EstablishReject", establishReject.reason().name(), "");
            }
            case BusinessMessageRejectDecoder.TEMPLATE_ID ->
            {
                // The ring was full: the pause before the next attempt gives it time.
                connection.close("the server is too busy for a handshake");
            }
            default ->
            {
                return false;
            }
        }
        return true;
    }

    private void onNegotiateReject(final Connection connection, final NegotiateRejectDecoder decoder)
    {
        final NegotiateRejectReason reason = decoder.reason();
        if (reason == NegotiateRejectReason.SESSION_VER_ID_NOT_GREATER &&
            decoder.currentSessionVerId() == config.sessionVerId())
        {
            // The first Negotiate was applied, and the connection broke before its response came.
            onNegotiated(connection);
            return;
        }
        session.onRejected("NegotiateReject", reason.name(), "sessionId " + config.sessionId() + ", sessionVerId " +
            Long.toUnsignedString(config.sessionVerId()) + ", current sessionVerId " +
            Long.toUnsignedString(decoder.currentSessionVerId()));
    }

    private void onNegotiated(final Connection connection)
    {
        negotiated = true;
        encoder.sendEstablish(connection.channel(), session.nextEventNumber());
    }

    private void checkSession(final long sessionId, final long verId)
    {
        if (sessionId != config.sessionId() || verId != config.sessionVerId())
        {
            throw new IllegalStateException("message for session " + sessionId + "." + Long.toUnsignedString(verId));
        }
    }
}
