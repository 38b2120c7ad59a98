package io.signalbox.gateway.net;

import io.netty.channel.Channel;
import io.signalbox.gateway.ring.EventFields;
import io.signalbox.gateway.ring.GatewayFrames;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.EstablishAckDecoder;
import io.signalbox.protocol.wire.EstablishRejectDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection from its first byte to its last: its state, what it is sent, when it ends. Owned by the connection's
 * event loop; allocates nothing per request, query or event.
 */
final class Session
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Session.class);

    private final long connectionId;
    private final Connection connection;
    private final ConnectionLoop loop;
    private final GatewayFrames frames;
    private final Liveness liveness;
    private final InboundFrames inbound;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EstablishAckDecoder establishAck = new EstablishAckDecoder();
    private SessionState state = SessionState.CONNECTED;
    private int sessionId;
    private long sessionVerId;
    private int delivery;
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
        this.inbound = new InboundFrames(connectionId, this, connection, loop);
    }

    SessionState state()
    {
        return state;
    }

    void state(final SessionState newState)
    {
        state = newState;
    }

    int sessionId()
    {
        return sessionId;
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
        inbound.onFrame(buffer, offset, length);
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
        inbound.onEstablished(establishAck.lastIncomingSeqNo());
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
     * The client does not read what it is sent: take nothing more from it until it reads again.
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

    /**
     * Something was thrown that is the affair of this connection alone, as no memory for what it is to be sent. It is
     * closed without a word; the others of the loop go on.
     */
    void fail(final Throwable thrown)
    {
        LOGGER.warn("closing the connection of {}", this, thrown);
        state = SessionState.TERMINATED;
        liveness.onTerminated(loop.monotonicMs());
        connection.close();
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
