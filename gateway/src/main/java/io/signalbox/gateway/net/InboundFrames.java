package io.signalbox.gateway.net;

import io.signalbox.gateway.ring.CommandRing;
import io.signalbox.gateway.session.GatewayFrames;
import io.signalbox.protocol.EventFields;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameSink;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.EstablishDecoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.SequenceDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import io.signalbox.replay.query.QueryAnswerer;
import org.agrona.DirectBuffer;

import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What each frame of a client leads to, by the state of its connection: into the command ring, to the views, or to an
 * answer of the gateway itself. Owned by the connection's event loop; allocates nothing per request or query.
 */
final class InboundFrames implements FrameSink
{
    private static final byte[] BUSY_TEXT = "the command ring is full".getBytes(US_ASCII);
    private static final byte[] READ_ONLY_TEXT = "too little space is left for the journal".getBytes(US_ASCII);
    private static final byte[] HOST_ONLY_TEXT = "only the host itself may issue this command".getBytes(US_ASCII);
    private static final byte[] NOT_SERVED_TEXT = "not served by this version of the server".getBytes(US_ASCII);

    private final ClientConnection connection;
    private final CommandRing commands;
    private final QueryAnswerer queries;
    private final GatewayFrames frames;
    private final LongSupplier clockMs;
    private final BooleanSupplier readOnly;
    private final IntPredicate served;
    private final RequestNumbers requests;
    private final FrameSink answers;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EstablishDecoder establish = new EstablishDecoder();

    /**
     * Frames of one connection.
     *
     * @param connection that they come from
     * @param commands   ring that requests are published to
     * @param queries    answers queries
     * @param frames     of the event loop
     * @param clockMs    the wall clock, ms since 1970-01-01 UTC
     * @param readOnly   whether no command may be accepted now; asked for each
     */
    InboundFrames(
        final ClientConnection connection,
        final CommandRing commands,
        final QueryAnswerer queries,
        final GatewayFrames frames,
        final LongSupplier clockMs,
        final BooleanSupplier readOnly,
        final IntPredicate served)
    {
        this.connection = connection;
        this.commands = commands;
        this.queries = queries;
        this.frames = frames;
        this.clockMs = clockMs;
        this.readOnly = readOnly;
        this.served = served;
        this.requests = connection.requests();
        this.answers = connection::send;
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        final int templateId = Frame.templateId(buffer, offset);
        switch (MessageTable.kind(templateId))
        {
            case COMMAND -> onCommand(templateId, buffer, offset, length);
            case HOST -> onHostCommand(templateId, buffer, offset);
            case QUERY -> onQuery(templateId, buffer, offset, length);
            default -> onSessionMessage(templateId, buffer, offset, length);
        }
    }

    private void onSessionMessage(
        final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        switch (templateId)
        {
            case EstablishDecoder.TEMPLATE_ID -> onEstablish(buffer, offset, length);
            case TerminateDecoder.TEMPLATE_ID -> connection.terminate(TerminateCode.FINISHED, "");
            case SequenceDecoder.TEMPLATE_ID -> belongs(templateId, buffer, offset);
            default -> reject(templateId, 0, BusinessRejectReason.TEMPLATE_NOT_SERVED, NOT_SERVED_TEXT);
        }
    }

    private void onCommand(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        if (templateId == NegotiateDecoder.TEMPLATE_ID)
        {
            onNegotiate(buffer, offset, length);
        }
        else if (belongs(templateId, buffer, offset))
        {
            if (served.test(templateId))
            {
                onRequest(templateId, buffer, offset, length);
            }
            else
            {
                final long number = EventFields.msgSeqNum(buffer, offset);
                reject(templateId, number, BusinessRejectReason.TEMPLATE_NOT_SERVED, NOT_SERVED_TEXT);
                requests.rejected(number);
            }
        }
    }

    private void onQuery(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        if (!established(templateId))
        {
            return;
        }
        if (served.test(templateId))
        {
            queries.answer(buffer, offset, length, connection.sessionId(), clockMs.getAsLong(), answers);
        }
        else
        {
            reject(templateId, 0, BusinessRejectReason.TEMPLATE_NOT_SERVED, NOT_SERVED_TEXT);
        }
    }

    private void onRequest(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        final long number = EventFields.msgSeqNum(buffer, offset);
        final boolean repeated = requests.repeated(number);
        if (readOnly.getAsBoolean() && !repeated)
        {
            // A repeated request goes on: it adds no record, and its first answer is owed.
            reject(templateId, number, BusinessRejectReason.READ_ONLY, READ_ONLY_TEXT);
            requests.rejected(number);
        }
        else if (commands.tryPublishCommand(connection.id(), buffer, offset, length))
        {
            if (!repeated)
            {
                onPassed(number);
            }
        }
        else
        {
            reject(templateId, number, BusinessRejectReason.BUSY, BUSY_TEXT);
            requests.rejected(number);
        }
    }

    private void onPassed(final long number)
    {
        final long gap = requests.passed(number);
        if (gap != 0)
        {
            send(frames.notApplied(connection.sessionId(), number - gap, gap));
        }
    }

    private void onHostCommand(final int templateId, final DirectBuffer buffer, final int offset)
    {
        if (established(templateId))
        {
            final long number = EventFields.msgSeqNum(buffer, offset);
            reject(templateId, number, BusinessRejectReason.HOST_ONLY, HOST_ONLY_TEXT);
            requests.rejected(number);
        }
    }

    private void onNegotiate(final DirectBuffer buffer, final int offset, final int length)
    {
        if (connection.state() != ConnectionState.CONNECTED && connection.state() != ConnectionState.NEGOTIATED)
        {
            connection.terminate(
                TerminateCode.TEMPLATE_ID_UNKNOWN,
                "Negotiate in state " + connection.state() + ", it is taken before Establish");
        }
        else if (readOnly.getAsBoolean())
        {
            reject(NegotiateDecoder.TEMPLATE_ID, 0, BusinessRejectReason.READ_ONLY, READ_ONLY_TEXT);
        }
        else if (commands.tryPublishNegotiate(connection.id(), buffer, offset, length))
        {
            connection.state(ConnectionState.NEGOTIATING);
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
        if (connection.state() == ConnectionState.ESTABLISHING || connection.state() == ConnectionState.ESTABLISHED)
        {
            rejectEstablish(EstablishRejectReason.ALREADY_ESTABLISHED);
        }
        else if (keepAliveMs < TimeLimits.MIN_KEEP_ALIVE_MS || keepAliveMs > TimeLimits.MAX_KEEP_ALIVE_MS)
        {
            rejectEstablish(EstablishRejectReason.KEEP_ALIVE_OUT_OF_RANGE);
        }
        else if (commands.tryPublishEstablish(connection.id(), buffer, offset, length))
        {
            connection.state(ConnectionState.ESTABLISHING);
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
        if (named != connection.sessionId())
        {
            connection.terminate(
                TerminateCode.SESSION_ID_MISMATCH,
                "sessionId " + Integer.toUnsignedString(named) + " of template " + templateId +
                " is not " + Integer.toUnsignedString(connection.sessionId()) + ", the session of the connection");
            return false;
        }
        return true;
    }

    private boolean established(final int templateId)
    {
        if (connection.state() != ConnectionState.ESTABLISHED)
        {
            connection.terminate(
                TerminateCode.NOT_ESTABLISHED,
                "template " + templateId + " in state " + connection.state() + ", it is taken after EstablishAck");
            return false;
        }
        return true;
    }

    private void reject(
        final int templateId, final long number, final BusinessRejectReason reason, final byte[] text)
    {
        send(frames.businessReject(connection.sessionId(), templateId, number, reason, text));
    }

    private void send(final int length)
    {
        connection.send(frames.buffer(), 0, length);
    }
}
