package io.signalbox.gateway;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.EstablishAckDecoder;
import io.signalbox.protocol.wire.EstablishRejectDecoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.NotAppliedDecoder;
import io.signalbox.protocol.wire.SequenceDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A client on a plain blocking socket. Every frame that comes is checked by the frame validator.
 */
final class TestClient implements AutoCloseable
{
    static final long KEEP_ALIVE_MS = 60_000;
    private static final int READ_TIMEOUT_MS = 60_000;

    private final Socket socket;
    private final DataInputStream in;
    private final FrameValidator validator = FrameValidator.forClient();
    private boolean heartbeatsWanted;

    TestClient(final int port) throws IOException
    {
        this(port, 0);
    }

    TestClient(final int port, final int receiveBufferBytes) throws IOException
    {
        socket = new Socket();
        if (receiveBufferBytes > 0)
        {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    void readTimeoutMs(final int timeoutMs) throws SocketException
    {
        socket.setSoTimeout(timeoutMs);
    }

    TestClient wantHeartbeats()
    {
        heartbeatsWanted = true;
        return this;
    }

    TestClient negotiated(final int sessionId, final long sessionVerId) throws IOException
    {
        send(TestFrames.negotiate(sessionId, sessionVerId));
        expect(NegotiateResponseDecoder.TEMPLATE_ID);
        return this;
    }

    EstablishAckDecoder establish(final int sessionId, final long sessionVerId) throws IOException
    {
        return establish(sessionId, sessionVerId, KEEP_ALIVE_MS);
    }

    EstablishAckDecoder establish(final int sessionId, final long sessionVerId, final long keepAliveMs)
        throws IOException
    {
        send(TestFrames.establish(sessionId, sessionVerId, keepAliveMs, 1));
        return new EstablishAckDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(expect(EstablishAckDecoder.TEMPLATE_ID)), Frame.MESSAGE_OFFSET,
            new MessageHeaderDecoder());
    }

    TestClient established(final int sessionId, final long sessionVerId) throws IOException
    {
        negotiated(sessionId, sessionVerId).establish(sessionId, sessionVerId);
        return this;
    }

    void send(final byte[]... frames) throws IOException
    {
        int length = 0;
        for (final byte[] frame : frames)
        {
            length += frame.length;
        }
        final byte[] all = new byte[length];
        int at = 0;
        for (final byte[] frame : frames)
        {
            System.arraycopy(frame, 0, all, at, frame.length);
            at += frame.length;
        }
        sendBytes(all, 0, length);
    }

    void sendBytes(final byte[] bytes, final int offset, final int length) throws IOException
    {
        socket.getOutputStream().write(bytes, offset, length);
    }

    /** The next frame that is no heartbeat; null at the end of the stream. */
    byte[] next() throws IOException
    {
        while (true)
        {
            final byte[] frame = read();
            if (frame == null || heartbeatsWanted || templateId(frame) != SequenceDecoder.TEMPLATE_ID)
            {
                return frame;
            }
        }
    }

    private byte[] read() throws IOException
    {
        final int length;
        try
        {
            length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
        }
        catch (final EOFException | SocketException ex)
        {
            return null;
        }
        final byte[] frame = new byte[length];
        frame[0] = (byte)length;
        frame[1] = (byte)(length >>> 8);
        in.readFully(frame, 2, length - 2);
        assertEquals(FrameValidator.VALID, validator.validate(new UnsafeBuffer(frame), 0, length), validator::describe);
        return frame;
    }

    byte[] expect(final int templateId) throws IOException
    {
        final byte[] frame = next();
        assertEquals(templateId, frame == null ? -1 : templateId(frame), () -> describe(frame));
        return frame;
    }

    String expectTerminate(final TerminateCode code) throws IOException
    {
        final TerminateDecoder decoder = new TerminateDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(expect(TerminateDecoder.TEMPLATE_ID)), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        assertEquals(code, decoder.code());
        final String text = decoder.text();
        assertEquals(null, next(), "the server closes after Terminate");
        return text;
    }

    void expectReject(final BusinessRejectReason reason, final int refTemplateId, final long refSeqNum)
        throws IOException
    {
        assertEquals(refSeqNum, expectReject(reason, refTemplateId));
    }

    long expectReject(final BusinessRejectReason reason, final int refTemplateId) throws IOException
    {
        return rejected(expect(BusinessMessageRejectDecoder.TEMPLATE_ID), reason, refTemplateId);
    }

    /** Number of the request that a frame rejects for the reason. */
    static long rejected(final byte[] frame, final BusinessRejectReason reason, final int refTemplateId)
    {
        assertEquals(BusinessMessageRejectDecoder.TEMPLATE_ID, templateId(frame));
        final BusinessMessageRejectDecoder decoder = new BusinessMessageRejectDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(frame), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        assertEquals(reason, decoder.reason());
        assertEquals(refTemplateId, decoder.refTemplateId());
        return decoder.refSeqNum();
    }

    void expectNotApplied(final long fromSeqNo, final long count) throws IOException
    {
        final NotAppliedDecoder decoder = new NotAppliedDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(expect(NotAppliedDecoder.TEMPLATE_ID)), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        assertEquals(fromSeqNo, decoder.fromSeqNo());
        assertEquals(count, decoder.count());
    }

    void expectEstablishReject(final EstablishRejectReason reason) throws IOException
    {
        final EstablishRejectDecoder decoder = new EstablishRejectDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(expect(EstablishRejectDecoder.TEMPLATE_ID)), Frame.MESSAGE_OFFSET,
            new MessageHeaderDecoder());
        assertEquals(reason, decoder.reason());
    }

    static int templateId(final byte[] frame)
    {
        return Frame.templateId(new UnsafeBuffer(frame), 0);
    }

    static long refSeqNum(final byte[] event)
    {
        return new UnsafeBuffer(event).getLong(Frame.BODY_OFFSET + 12, LITTLE_ENDIAN);
    }

    static long position(final byte[] event)
    {
        return new UnsafeBuffer(event).getLong(Frame.BODY_OFFSET + 20, LITTLE_ENDIAN);
    }

    static int delivery(final byte[] event)
    {
        return event[Frame.EVENT_DELIVERY_OFFSET] & 0xFF;
    }

    private static String describe(final byte[] frame)
    {
        if (frame == null)
        {
            return "end of stream";
        }
        final StringBuilder text = new StringBuilder();
        if (templateId(frame) == TerminateDecoder.TEMPLATE_ID)
        {
            new TerminateDecoder().wrapAndApplyHeader(
                new UnsafeBuffer(frame), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder()).appendTo(text);
        }
        else if (templateId(frame) == BusinessMessageRejectDecoder.TEMPLATE_ID)
        {
            new BusinessMessageRejectDecoder().wrapAndApplyHeader(
                new UnsafeBuffer(frame), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder()).appendTo(text);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException
    {
        socket.close();
    }
}
