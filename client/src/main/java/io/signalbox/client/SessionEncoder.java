package io.signalbox.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.EstablishEncoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateEncoder;
import io.signalbox.protocol.wire.SequenceEncoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes and sends the session messages of the client. Owned by the event loop.
 */
final class SessionEncoder
{
    private static final int MAX_LENGTH = 512;

    private final ClientConfig config;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NegotiateEncoder negotiate = new NegotiateEncoder();
    private final EstablishEncoder establish = new EstablishEncoder();
    private final SequenceEncoder sequence = new SequenceEncoder();
    private final TerminateEncoder terminate = new TerminateEncoder();

    SessionEncoder(final ClientConfig config)
    {
        this.config = config;
    }

    void sendNegotiate(final Channel channel)
    {
        negotiate.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(config.sessionId())
            .sessionVerId(config.sessionVerId())
            .timestampMs(System.currentTimeMillis())
            .clientFlow(FlowType.IDEMPOTENT)
            .serverFlow(FlowType.RECOVERABLE)
            .putCredentials(new byte[0], 0, 0)
            .clientName(config.clientName());
        send(channel, negotiate.limit());
    }

    void sendEstablish(final Channel channel, final long nextEventNumber)
    {
        establish.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(config.sessionId())
            .sessionVerId(config.sessionVerId())
            .timestampMs(System.currentTimeMillis())
            .keepAliveMs(config.keepAliveMs())
            .nextSeqNo(nextEventNumber);
        send(channel, establish.limit());
    }

    void sendSequence(final Channel channel, final long nextRequestNumber)
    {
        sequence.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(config.sessionId())
            .nextSeqNo(nextRequestNumber);
        send(channel, sequence.limit());
    }

    void sendTerminate(final Channel channel, final TerminateCode code, final String text)
    {
        terminate.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(config.sessionId())
            .sessionVerId(config.sessionVerId())
            .code(code)
            .text(text.length() > MAX_LENGTH / 4 ? text.substring(0, MAX_LENGTH / 4) : text);
        send(channel, terminate.limit());
    }

    private void send(final Channel channel, final int length)
    {
        Frame.writeHeader(buffer, 0, length);
        final ByteBuf frame = channel.alloc().directBuffer(length, length);
        frame.writeBytes(buffer.byteArray(), 0, length);
        channel.writeAndFlush(frame, channel.voidPromise());
    }
}
