package io.signalbox.gateway.net;

import io.signalbox.gateway.session.GatewayFrames;
import io.signalbox.protocol.EventFields;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.MessageTable;
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

import java.util.function.LongSupplier;

/**
 * One connection of a client from its first byte to its last: its state, what it is sent, when it ends. The session
 * that it is established for outlives it. Owned by the connection's event loop; allocates nothing per request, query or
 * event.
 */
final class ClientConnection implements InboundHandler
{
    private static final Logger LOGGER = LoggerFactory.getLogger(ClientConnection.class);

    private final long connectionId;
    private final FrameWriter writer;
    private final GatewayFrames frames;
    private final LongSupplier monotonicMs;
    private final Owner owner;
    private final Liveness liveness;
    private final RequestNumbers requests = new RequestNumbers();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EstablishAckDecoder establishAck = new EstablishAckDecoder();
    private ConnectionState state = ConnectionState.CONNECTED;
    private int sessionId;
    private long sessionVerId;
    private int delivery;
    private long nextEvent;
    private boolean writable = true;
    private boolean stopping;

    /**
     * Whose connection it is.
     */
    interface Owner
    {
        /** A connection begins to stage frames. */
        void onStaging(ClientConnection connection);

        /** Write and flush what connections have staged. */
        void flushStaged();

        /** A connection is closed. */
        void onClosed(long connectionId);
    }

    /**
     * Connection that nothing was received from.
     *
     * @param connectionId of the connection
     * @param writer       to its channel
     * @param frames       of the event loop
     * @param monotonicMs  a clock that never goes backwards, ms
     * @param owner        of the connection
     */
    ClientConnection(
        final long connectionId,
        final FrameWriter writer,
        final GatewayFrames frames,
        final LongSupplier monotonicMs,
        final Owner owner)
    {
        this.connectionId = connectionId;
        this.writer = writer;
        this.frames = frames;
        this.monotonicMs = monotonicMs;
        this.owner = owner;
        this.liveness = new Liveness(monotonicMs.getAsLong());
    }

    long id()
    {
        return connectionId;
    }

    /**
     * Numbers of the requests of its session.
     */
    RequestNumbers requests()
    {
        return requests;
    }

    ConnectionState state()
    {
        return state;
    }

    void state(final ConnectionState newState)
    {
        state = newState;
    }

    int sessionId()
    {
        return sessionId;
    }

    @Override
    public boolean terminated()
    {
        return state == ConnectionState.TERMINATED;
    }

    @Override
    public boolean mayRead()
    {
        return writable && !stopping && state != ConnectionState.TERMINATED;
    }

    @Override
    public void onBytes()
    {
        liveness.onBytes(monotonicMs.getAsLong());
    }

    @Override
    public void onPartialFrame(final boolean partial)
    {
        liveness.onPartialFrame(partial, monotonicMs.getAsLong());
    }

    @Override
    public void onReadComplete()
    {
        owner.flushStaged();
    }

    /**
     * Send a frame at the end of the read, drain or tick.
     *
     * @param buffer that holds the frame
     * @param offset of the frame
     * @param length of the frame, bytes
     */
    void send(final DirectBuffer buffer, final int offset, final int length)
    {
        announceStaging();
        writer.append(buffer, offset, length);
    }

    private void announceStaging()
    {
        if (!writer.staging())
        {
            owner.onStaging(this);
        }
    }

    /**
     * Write and flush what is staged. If the client lets too much of it wait, the connection ends.
     */
    void flush()
    {
        if (writer.flush() && !terminated())
        {
            terminate(
                TerminateCode.SLOW_CONSUMER, writer.pendingBytes() + " bytes wait to be sent, more than " +
                writer.maxPendingBytes());
        }
    }

    void onReply(final boolean sentBefore, final DirectBuffer buffer, final int offset, final int length)
    {
        if (terminated())
        {
            return;
        }
        final int templateId = Frame.templateId(buffer, offset);
        if (MessageTable.hasEventHeader(templateId))
        {
            nextEvent = Math.max(nextEvent, EventFields.msgSeqNum(buffer, offset) + 1);
            announceStaging();
            writer.appendEvent(
                buffer, offset, length, sentBefore ? delivery | Frame.DELIVERY_SENT_BEFORE : delivery);
        }
        else if (templateId == TerminateDecoder.TEMPLATE_ID)
        {
            end(buffer, offset, length);
        }
        else
        {
            onSessionReply(templateId, buffer, offset);
            send(buffer, offset, length);
        }
    }

    private void onSessionReply(final int templateId, final DirectBuffer buffer, final int offset)
    {
        switch (templateId)
        {
            case NegotiateResponseDecoder.TEMPLATE_ID -> leave(ConnectionState.NEGOTIATING, ConnectionState.NEGOTIATED);
            case NegotiateRejectDecoder.TEMPLATE_ID -> leave(ConnectionState.NEGOTIATING, ConnectionState.CONNECTED);
            case EstablishRejectDecoder.TEMPLATE_ID -> leave(ConnectionState.ESTABLISHING, ConnectionState.CONNECTED);
            case EstablishAckDecoder.TEMPLATE_ID -> onEstablished(buffer, offset);
            default ->
            {
                // NotApplied and BusinessMessageReject change nothing here.
            }
        }
    }

    private void leave(final ConnectionState from, final ConnectionState to)
    {
        if (state == from)
        {
            state = to;
        }
    }

    private void onEstablished(final DirectBuffer buffer, final int offset)
    {
        establishAck.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, header);
        state = ConnectionState.ESTABLISHED;
        sessionId = (int)establishAck.sessionId();
        sessionVerId = establishAck.sessionVerId();
        requests.start(establishAck.lastIncomingSeqNo());
        nextEvent = establishAck.nextSeqNo();
        delivery = establishAck.durability() == Durability.DISK ? Frame.DELIVERY_ON_DISK : 0;
        liveness.onEstablished(monotonicMs.getAsLong(), establishAck.keepAliveMs());
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
                writer.close();
            }
        }
        else if (state == ConnectionState.ESTABLISHED && liveness.heartbeatDue(nowMs, writer.lastSentMs()))
        {
            send(frames.buffer(), 0, frames.sequence(sessionId, nextEvent));
        }
    }

    @Override
    public void onUnwritable()
    {
        writable = false;
        liveness.onWritable(false, monotonicMs.getAsLong());
        if (!terminated())
        {
            writer.reading(false);
        }
    }

    @Override
    public void onWritable()
    {
        writable = true;
        liveness.onWritable(true, monotonicMs.getAsLong());
    }

    @Override
    public void resumeReading()
    {
        if (mayRead())
        {
            writer.reading(true);
        }
    }

    void stopReading()
    {
        stopping = true;
        writer.reading(false);
    }

    @Override
    public void terminate(final TerminateCode code, final String text)
    {
        if (!terminated())
        {
            end(frames.buffer(), 0, frames.terminate(sessionId, sessionVerId, code, text));
        }
    }

    private void end(final DirectBuffer buffer, final int offset, final int length)
    {
        state = ConnectionState.TERMINATED;
        liveness.onTerminated(monotonicMs.getAsLong());
        writer.flushLast(buffer, offset, length);
        // What still comes is read and dropped, until the peer closes its side.
        writer.reading(true);
    }

    /**
     * Close this connection, without a Terminate, after an error that concerns it alone, such as running out of memory
     * for its frames.
     */
    void fail(final Throwable thrown)
    {
        LOGGER.warn("closing the connection of {}", this, thrown);
        state = ConnectionState.TERMINATED;
        liveness.onTerminated(monotonicMs.getAsLong());
        writer.close();
    }

    @Override
    public void onClosed()
    {
        state = ConnectionState.TERMINATED;
        owner.onClosed(connectionId);
    }

    void close()
    {
        writer.close();
    }

    @Override
    public String toString()
    {
        return "session " + Integer.toUnsignedString(sessionId) + " at " + writer;
    }
}
