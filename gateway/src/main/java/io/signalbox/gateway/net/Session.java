package io.signalbox.gateway.net;

import io.netty.channel.Channel;
import io.signalbox.gateway.ring.EventFields;
import io.signalbox.gateway.ring.GatewayFrames;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.DefineLimitsDecoder;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.EstablishAckDecoder;
import io.signalbox.protocol.wire.EstablishDecoder;
import io.signalbox.protocol.wire.EstablishRejectDecoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.ExpireHoldsDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.RetransmitRequestDecoder;
import io.signalbox.protocol.wire.SearchRunsDecoder;
import io.signalbox.protocol.wire.SequenceDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.agrona.DirectBuffer;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What one connection may do, and what it is answered: the state machine between frames and the command ring. Owned by
 * the connection's event loop; allocates nothing per request, query or event.
 */
final class Session
{
    private static final byte[] BUSY_TEXT = "the command ring is full".getBytes(US_ASCII);
    private static final byte[] HOST_ONLY_TEXT = "only the host itself may issue this command".getBytes(US_ASCII);
    private static final byte[] NOT_SERVED_TEXT = "not served by this version of the server".getBytes(US_ASCII);

    private final long connectionId;
    private final Connection connection;
    private final ConnectionLoop loop;
    private final GatewayFrames frames;
    private final Liveness liveness;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EstablishDecoder establish = new EstablishDecoder();
    private final EstablishAckDecoder establishAck = new EstablishAckDecoder();
    private SessionState state = SessionState.CONNECTED;
    private int sessionId;
    private long sessionVerId;
    private int delivery;
    private long expectedRequest;
    private long nextEvent;
    private boolean writable = true;
    private boolean stopping;

    Session(final long connectionId, final Channel channel, final ConnectionLoop loop)
    {
        this.connectionId = connectionId;
        this.connection = new Connection(channel, loop, this);
        this.loop = loop;
        this.frames = loop.frames();
        this.liveness = new Liveness(loop.monotonicMs());
    }

    boolean terminated()
    {
        return state == SessionState.TERMINATED;
    }

    boolean mayRead()
    {
        return writable && !stopping && state != SessionState.TERMINATED;
    }

    void onBytes()
    {
        liveness.onBytes(loop.monotonicMs());
    }

    void onPartialFrame(final boolean partial)
    {
        liveness.onPartialFrame(partial, loop.monotonicMs());
    }

    void onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        final int templateId = Frame.templateId(buffer, offset);
        switch (templateId)
        {
            case NegotiateDecoder.TEMPLATE_ID -> onNegotiate(buffer, offset, length);
            case EstablishDecoder.TEMPLATE_ID -> onEstablish(buffer, offset, length);
            case TerminateDecoder.TEMPLATE_ID -> terminate(TerminateCode.FINISHED, "");
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
                buffer, offset, length, sessionId, loop.settings().clockMs().getAsLong(), connection);
        }
    }

    private void onRequest(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        final long number = EventFields.msgSeqNum(buffer, offset);
        if (loop.commands().tryPublishCommand(connectionId, buffer, offset, length))
        {
            if (number > expectedRequest)
            {
                send(frames.notApplied(sessionId, expectedRequest, number - expectedRequest));
            }
            expectedRequest = Math.max(expectedRequest, number + 1);
        }
        else
        {
            reject(templateId, number, BusinessRejectReason.BUSY, BUSY_TEXT);
            // A gap before it stays open: it is told when a later request closes it for ever.
            skip(number);
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
        if (state != SessionState.CONNECTED && state != SessionState.NEGOTIATED)
        {
            terminate(
                TerminateCode.TEMPLATE_ID_UNKNOWN, "Negotiate in state " + state + ", it is taken before Establish");
        }
        else if (loop.commands().tryPublishNegotiate(connectionId, buffer, offset, length))
        {
            state = SessionState.NEGOTIATING;
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
        if (state == SessionState.ESTABLISHING || state == SessionState.ESTABLISHED)
        {
            rejectEstablish(EstablishRejectReason.ALREADY_ESTABLISHED);
        }
        else if (keepAliveMs < TimeLimits.MIN_KEEP_ALIVE_MS || keepAliveMs > TimeLimits.MAX_KEEP_ALIVE_MS)
        {
            rejectEstablish(EstablishRejectReason.KEEP_ALIVE_OUT_OF_RANGE);
        }
        else if (establish.codTimeoutWindowMs() != 0)
        {
            terminate(
                TerminateCode.ENUM_VALUE_INVALID,
                "codTimeoutWindowMs " + establish.codTimeoutWindowMs() + " is not 0, the only value of this version");
        }
        else if (loop.commands().tryPublishEstablish(connectionId, buffer, offset, length))
        {
            state = SessionState.ESTABLISHING;
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
        if (named != sessionId)
        {
            terminate(
                TerminateCode.SESSION_ID_MISMATCH,
                "sessionId " + Integer.toUnsignedString(named) + " of template " + templateId +
                " is not " + Integer.toUnsignedString(sessionId) + ", the session of the connection");
            return false;
        }
        return true;
    }

    private boolean established(final int templateId)
    {
        if (state != SessionState.ESTABLISHED)
        {
            terminate(
                TerminateCode.NOT_ESTABLISHED,
                "template " + templateId + " in state " + state + ", it is taken after EstablishAck");
            return false;
        }
        return true;
    }

    void onReply(final boolean sentBefore, final DirectBuffer buffer, final int offset, final int length)
    {
        if (terminated())
        {
            return;
        }
        final int templateId = Frame.templateId(buffer, offset);
        if (EventFields.isEvent(templateId))
        {
            nextEvent = Math.max(nextEvent, EventFields.msgSeqNum(buffer, offset) + 1);
            connection.onEvent(
                buffer, offset, length, sentBefore ? delivery | Frame.DELIVERY_SENT_BEFORE : delivery);
        }
        else if (templateId == TerminateDecoder.TEMPLATE_ID)
        {
            end(buffer, offset, length);
        }
        else
        {
            onSessionReply(templateId, buffer, offset);
            connection.onFrame(buffer, offset, length);
        }
    }

    private void onSessionReply(final int templateId, final DirectBuffer buffer, final int offset)
    {
        switch (templateId)
        {
            case NegotiateResponseDecoder.TEMPLATE_ID -> leave(SessionState.NEGOTIATING, SessionState.NEGOTIATED);
            case NegotiateRejectDecoder.TEMPLATE_ID -> leave(SessionState.NEGOTIATING, SessionState.CONNECTED);
            case EstablishRejectDecoder.TEMPLATE_ID -> leave(SessionState.ESTABLISHING, SessionState.CONNECTED);
            case EstablishAckDecoder.TEMPLATE_ID -> onEstablished(buffer, offset);
            default ->
            {
                // NotApplied and BusinessMessageReject change nothing here.
            }
        }
    }

    private void leave(final SessionState from, final SessionState to)
    {
        if (state == from)
        {
            state = to;
        }
    }

    private void onEstablished(final DirectBuffer buffer, final int offset)
    {
        establishAck.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, header);
        state = SessionState.ESTABLISHED;
        sessionId = (int)establishAck.sessionId();
        sessionVerId = establishAck.sessionVerId();
        expectedRequest = establishAck.lastIncomingSeqNo() + 1;
        nextEvent = establishAck.nextSeqNo();
        delivery = establishAck.durability() == Durability.DISK ? Frame.DELIVERY_ON_DISK : 0;
        liveness.onEstablished(loop.monotonicMs(), establishAck.keepAliveMs());
    }

    void onTick(final long nowMs)
    {
        final TerminateCode lapsed = liveness.lapsed(nowMs, state, writable, stopping);
        if (lapsed != null)
        {
            terminate(lapsed, liveness.describe(lapsed, nowMs));
        }
        else if (terminated())
        {
            if (liveness.closeDue(nowMs))
            {
                connection.close();
            }
        }
        else if (state == SessionState.ESTABLISHED && liveness.heartbeatDue(nowMs, connection.lastSentMs()))
        {
            send(frames.sequence(sessionId, nextEvent));
        }
    }

    void onOverfull(final long pendingBytes)
    {
        if (!terminated())
        {
            terminate(
                TerminateCode.SLOW_CONSUMER, pendingBytes + " bytes wait to be sent, more than " +
                loop.settings().maxPendingBytes());
        }
    }

    /**
     * The client does not read what it is sent: take nothing more from it for now.
     */
    void onUnwritable()
    {
        writable = false;
        liveness.onWritable(false, loop.monotonicMs());
        if (!terminated())
        {
            connection.reading(false);
        }
    }

    /**
     * The client reads again: frames may be taken. {@link #resumeReading()} follows when what was read is walked.
     */
    void onWritable()
    {
        writable = true;
        liveness.onWritable(true, loop.monotonicMs());
    }

    void resumeReading()
    {
        if (mayRead())
        {
            connection.reading(true);
        }
    }

    void stopReading()
    {
        stopping = true;
        connection.reading(false);
    }

    /**
     * End the connection from our side.
     *
     * @param code why
     * @param text why, for people
     */
    void terminate(final TerminateCode code, final String text)
    {
        if (!terminated())
        {
            end(frames.buffer(), 0, frames.terminate(sessionId, sessionVerId, code, text));
        }
    }

    private void end(final DirectBuffer buffer, final int offset, final int length)
    {
        state = SessionState.TERMINATED;
        liveness.onTerminated(loop.monotonicMs());
        connection.flushLast(buffer, offset, length);
        // What still comes is read and dropped, until the peer closes its side.
        connection.reading(true);
    }

    void onClosed()
    {
        state = SessionState.TERMINATED;
        loop.disconnected(connectionId);
    }

    void close()
    {
        connection.close();
    }

    private void reject(
        final int templateId, final long number, final BusinessRejectReason reason, final byte[] text)
    {
        send(frames.businessReject(sessionId, templateId, number, reason, text));
    }

    private void send(final int length)
    {
        connection.onFrame(frames.buffer(), 0, length);
    }

    @Override
    public String toString()
    {
        return "session " + Integer.toUnsignedString(sessionId) + " at " + connection;
    }
}
