package io.signalbox.gateway.net;

import io.signalbox.gateway.ring.EventFields;
import io.signalbox.gateway.ring.GatewayFrames;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.DefineLimitsDecoder;
import io.signalbox.protocol.wire.EstablishDecoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.ExpireHoldsDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.RetransmitRequestDecoder;
import io.signalbox.protocol.wire.SearchRunsDecoder;
import io.signalbox.protocol.wire.SequenceDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.agrona.DirectBuffer;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What each frame of a client leads to, by the state of its connection: into the command ring, to the views, or to an
 * answer of the gateway itself. Owned by the connection's event loop; allocates nothing per request or query.
 */
final class InboundFrames
{
    private static final byte[] BUSY_TEXT = "the command ring is full".getBytes(US_ASCII);
    private static final byte[] READ_ONLY_TEXT = "too little space is left for the journal".getBytes(US_ASCII);
    private static final byte[] HOST_ONLY_TEXT = "only the host itself may issue this command".getBytes(US_ASCII);
    private static final byte[] NOT_SERVED_TEXT = "not served by this version of the server".getBytes(US_ASCII);

    private final long connectionId;
    private final Session session;
    private final Connection connection;
    private final ConnectionLoop loop;
    private final GatewayFrames frames;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EstablishDecoder establish = new EstablishDecoder();
    private long expectedRequest;
    private long lastPublished;

    InboundFrames(
        final long connectionId, final Session session, final Connection connection, final ConnectionLoop loop)
    {
        this.connectionId = connectionId;
        this.session = session;
        this.connection = connection;
        this.loop = loop;
        this.frames = loop.frames();
    }

    /**
     * The connection is established.
     *
     * @param lastRequest number of the last request of the session that was applied
     */
    void onEstablished(final long lastRequest)
    {
        expectedRequest = lastRequest + 1;
        lastPublished = lastRequest;
    }

    void onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        final int templateId = Frame.templateId(buffer, offset);
        switch (templateId)
        {
            case NegotiateDecoder.TEMPLATE_ID -> onNegotiate(buffer, offset, length);
            case EstablishDecoder.TEMPLATE_ID -> onEstablish(buffer, offset, length);
            case TerminateDecoder.TEMPLATE_ID -> session.terminate(TerminateCode.FINISHED, "");
            case SequenceDecoder.TEMPLATE_ID -> belongs(templateId, buffer, offset);
            case RetransmitRequestDecoder.TEMPLATE_ID ->
            {
                if (belongs(templateId, buffer, offset))
                {
                    reject(templateId, 0, BusinessRejectReason.TEMPLATE_NOT_SERVED, NOT_SERVED_TEXT);
                }
            }
            case DefineLimitsDecoder.TEMPLATE_ID, ExpireHoldsDecoder.TEMPLATE_ID ->
                onHostCommand(templateId, buffer, offset);
            default -> onRequestOrQuery(templateId, buffer, offset, length);
        }
    }

    private void onRequestOrQuery(
        final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        if (templateId < SearchRunsDecoder.TEMPLATE_ID)
        {
            if (belongs(templateId, buffer, offset))
            {
                onRequest(templateId, buffer, offset, length);
            }
        }
        else if (established(templateId))
        {
            loop.queries().answer(
                buffer, offset, length, session.sessionId(), loop.settings().clockMs().getAsLong(), connection);
        }
    }

    private void onRequest(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        final long number = EventFields.msgSeqNum(buffer, offset);
        // A number that was only rejected is not repeated: it may still be applied, and then adds a record.
        final boolean repeated = Long.compareUnsigned(number, lastPublished) <= 0;
        if (loop.settings().readOnly().getAsBoolean() && !repeated)
        {
            // A repeated request goes on: it adds no record, and its first answer is owed.
            reject(templateId, number, BusinessRejectReason.READ_ONLY, READ_ONLY_TEXT);
            skip(number);
        }
        else if (loop.commands().tryPublishCommand(connectionId, buffer, offset, length))
        {
            lastPublished = repeated ? lastPublished : number;
            onPublished(number);
        }
        else
        {
            reject(templateId, number, BusinessRejectReason.BUSY, BUSY_TEXT);
            // A gap before it stays open: it is told when a later request closes it for ever.
            skip(number);
        }
    }

    private void onPublished(final long number)
    {
        if (Long.compareUnsigned(number, expectedRequest) >= 0)
        {
            if (number != expectedRequest)
            {
                send(frames.notApplied(session.sessionId(), expectedRequest, number - expectedRequest));
            }
            expectedRequest = number + 1;
        }
    }

    private void onHostCommand(final int templateId, final DirectBuffer buffer, final int offset)
    {
        if (established(templateId))
        {
            final long number = EventFields.msgSeqNum(buffer, offset);
            reject(templateId, number, BusinessRejectReason.HOST_ONLY, HOST_ONLY_TEXT);
            skip(number);
        }
    }

    /** The number was answered without being applied. */
    private void skip(final long number)
    {
        if (number == expectedRequest)
        {
            expectedRequest++;
        }
    }

    private void onNegotiate(final DirectBuffer buffer, final int offset, final int length)
    {
        if (session.state() != SessionState.CONNECTED && session.state() != SessionState.NEGOTIATED)
        {
            session.terminate(
                TerminateCode.TEMPLATE_ID_UNKNOWN,
                "Negotiate in state " + session.state() + ", it is taken before Establish");
        }
        else if (loop.settings().readOnly().getAsBoolean())
        {
            reject(NegotiateDecoder.TEMPLATE_ID, 0, BusinessRejectReason.READ_ONLY, READ_ONLY_TEXT);
        }
        else if (loop.commands().tryPublishNegotiate(connectionId, buffer, offset, length))
        {
            session.state(SessionState.NEGOTIATING);
        }
        else
        {
            reject(NegotiateDecoder.TEMPLATE_ID, 0, BusinessRejectReason.BUSY, BUSY_TEXT);
        }
    }

    private void onEstablish(final DirectBuffer buffer, final int offset, final int length)
    {
        establish.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, header);
        final long keepAliveMs = establish.keepAliveMs();
        if (session.state() == SessionState.ESTABLISHING || session.state() == SessionState.ESTABLISHED)
        {
            rejectEstablish(EstablishRejectReason.ALREADY_ESTABLISHED);
        }
        else if (keepAliveMs < TimeLimits.MIN_KEEP_ALIVE_MS || keepAliveMs > TimeLimits.MAX_KEEP_ALIVE_MS)
        {
            rejectEstablish(EstablishRejectReason.KEEP_ALIVE_OUT_OF_RANGE);
        }
        else if (establish.codTimeoutWindowMs() != 0)
        {
            session.terminate(
                TerminateCode.ENUM_VALUE_INVALID,
                "codTimeoutWindowMs " + establish.codTimeoutWindowMs() + " is not 0, the only value of this version");
        }
        else if (loop.commands().tryPublishEstablish(connectionId, buffer, offset, length))
        {
            session.state(SessionState.ESTABLISHING);
        }
        else
        {
            reject(EstablishDecoder.TEMPLATE_ID, 0, BusinessRejectReason.BUSY, BUSY_TEXT);
        }
    }

    private void rejectEstablish(final EstablishRejectReason reason)
    {
        send(frames.establishReject((int)establish.sessionId(), establish.sessionVerId(), reason));
    }

    /** Whether a frame that names a session names this connection's; if not, the connection ends. */
    private boolean belongs(final int templateId, final DirectBuffer buffer, final int offset)
    {
        if (!established(templateId))
        {
            return false;
        }
        final int named = EventFields.sessionId(buffer, offset);
        if (named != session.sessionId())
        {
            session.terminate(
                TerminateCode.SESSION_ID_MISMATCH,
                "sessionId " + Integer.toUnsignedString(named) + " of template " + templateId +
                " is not " + Integer.toUnsignedString(session.sessionId()) + ", the session of the connection");
            return false;
        }
        return true;
    }

    private boolean established(final int templateId)
    {
        if (session.state() != SessionState.ESTABLISHED)
        {
            session.terminate(
                TerminateCode.NOT_ESTABLISHED,
                "template " + templateId + " in state " + session.state() + ", it is taken after EstablishAck");
            return false;
        }
        return true;
    }

    private void reject(
        final int templateId, final long number, final BusinessRejectReason reason, final byte[] text)
    {
        send(frames.businessReject(session.sessionId(), templateId, number, reason, text));
    }

    private void send(final int length)
    {
        connection.onFrame(frames.buffer(), 0, length);
    }
}
