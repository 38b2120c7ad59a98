package io.signalbox.perf;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.EstablishAckDecoder;
import io.signalbox.protocol.wire.EstablishEncoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateEncoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One session over a plain socket: negotiates, establishes, then sends and receives frames from its own buffers. Starts
 * blocking. Owned by one thread.
 */
final class WireSession implements AutoCloseable
{
    private static final int BUFFER_LENGTH = 512 * 1024;
    private static final int KEEP_ALIVE_MS = 60_000;

    final int sessionId;
    final SocketChannel channel;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final ByteBuffer outBytes = ByteBuffer.allocateDirect(BUFFER_LENGTH);
    private final UnsafeBuffer out = new UnsafeBuffer(outBytes);
    private final ByteBuffer inBytes = ByteBuffer.allocateDirect(BUFFER_LENGTH);
    private final UnsafeBuffer in = new UnsafeBuffer(inBytes);
    private long lastRequestNumber;

    WireSession(final InetSocketAddress server, final int sessionId) throws IOException
    {
        this.sessionId = sessionId;
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        negotiateAndEstablish();
    }

    private void negotiateAndEstablish() throws IOException
    {
        final long verId = System.currentTimeMillis();
        final NegotiateEncoder negotiate = new NegotiateEncoder()
            .wrapAndApplyHeader(out, messageOffset(), messageHeader)
            .sessionId(sessionId)
            .sessionVerId(verId)
            .timestampMs(verId)
            .clientFlow(FlowType.IDEMPOTENT)
            .serverFlow(FlowType.RECOVERABLE)
            .putCredentials(new byte[0], 0, 0)
            .clientName("signalbox perf");
        append(negotiate.encodedLength());
        expect(NegotiateResponseDecoder.TEMPLATE_ID);

        final EstablishEncoder establish = new EstablishEncoder()
            .wrapAndApplyHeader(out, messageOffset(), messageHeader)
            .sessionId(sessionId)
            .sessionVerId(verId)
            .timestampMs(verId)
            .keepAliveMs(KEEP_ALIVE_MS)
            .nextSeqNo(1);
        append(establish.encodedLength());
        expect(EstablishAckDecoder.TEMPLATE_ID);
    }

    UnsafeBuffer out()
    {
        return out;
    }

    MessageHeaderEncoder messageHeader()
    {
        return messageHeader;
    }

    /** Where the SBE header of the next frame goes in {@link #out()}. */
    int messageOffset()
    {
        return outBytes.position() + Frame.MESSAGE_OFFSET;
    }

    boolean hasRoom()
    {
        return outBytes.remaining() >= Frame.MAX_LENGTH;
    }

    long lastRequestNumber()
    {
        return lastRequestNumber;
    }

    long nextRequestNumber()
    {
        return ++lastRequestNumber;
    }

    /** The message whose header was put at {@link #messageOffset()} is complete. */
    void append(final int encodedLength)
    {
        final int length = Frame.BODY_OFFSET + encodedLength;
        Frame.writeHeader(out, outBytes.position(), length);
        outBytes.position(outBytes.position() + length);
    }

    /** Write what the socket takes. */
    void flush() throws IOException
    {
        outBytes.flip();
        while (outBytes.hasRemaining() && (channel.write(outBytes) > 0 || channel.isBlocking()))
        {
            continue;
        }
        outBytes.compact();
    }

    /** Send what was appended and wait for the answer, whose frame then stands at 0 in the returned buffer. */
    UnsafeBuffer expect(final int templateId) throws IOException
    {
        flush();
        inBytes.clear();
        inBytes.limit(Frame.MIN_LENGTH);
        readFully();
        inBytes.limit(Frame.length(in, 0));
        readFully();
        if (Frame.templateId(in, 0) != templateId)
        {
            throw new IOException("answer has template " + Frame.templateId(in, 0) + ", expected " + templateId);
        }
        inBytes.clear();
        return in;
    }

    private void readFully() throws IOException
    {
        while (inBytes.hasRemaining())
        {
            if (channel.read(inBytes) < 0)
            {
                throw new EOFException("the server closed the connection of session " + sessionId);
            }
        }
    }

    /** Read what has come and hand over every whole frame. */
    void poll(final FrameHandler handler) throws IOException
    {
        if (channel.read(inBytes) < 0)
        {
            throw new EOFException("the server closed the connection of session " + sessionId);
        }
        inBytes.flip();
        int offset = 0;
        while (inBytes.limit() - offset >= Frame.MIN_LENGTH && inBytes.limit() - offset >= Frame.length(in, offset))
        {
            handler.onFrame(in, offset);
            offset += Frame.length(in, offset);
        }
        inBytes.position(offset);
        inBytes.compact();
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }

    /** Takes the frames that a session receives. */
    @FunctionalInterface
    interface FrameHandler
    {
        void onFrame(UnsafeBuffer buffer, int offset);
    }
}
