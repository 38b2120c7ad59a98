package io.signalbox.cli;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.wire.DefineStationEncoder;
import io.signalbox.protocol.wire.EstablishAckDecoder;
import io.signalbox.protocol.wire.EstablishEncoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateEncoder;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.SequenceDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** A plain socket, for bytes that no client would send. What comes is checked by the frame validator. */
final class RawConnection implements AutoCloseable
{
    private static final int READ_TIMEOUT_MS = 60_000;
    private static final int KEEP_ALIVE_MS = 60_000;

    private final Socket socket;
    private final DataInputStream in;
    private final FrameValidator validator = FrameValidator.forClient();

    RawConnection(final int port) throws IOException
    {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_TIMEOUT_MS);
        in = new DataInputStream(socket.getInputStream());
    }

    static byte[] negotiate(final int sessionId, final long sessionVerId, final FlowType clientFlow)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
        final NegotiateEncoder encoder = new NegotiateEncoder()
            .wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
            .sessionId(sessionId).sessionVerId(sessionVerId).timestampMs(0)
            .clientFlow(clientFlow).serverFlow(FlowType.RECOVERABLE)
            .putCredentials(new byte[0], 0, 0).clientName("raw");
        return framed(buffer, encoder.limit());
    }

    static byte[] establish(
        final int sessionId, final long sessionVerId, final int keepAliveMs, final long nextSeqNo)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
        final EstablishEncoder encoder = new EstablishEncoder()
            .wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
            .sessionId(sessionId).sessionVerId(sessionVerId).timestampMs(0).keepAliveMs(keepAliveMs)
            .nextSeqNo(nextSeqNo);
        return framed(buffer, encoder.limit());
    }

    static byte[] defineStation(final int sessionId, final long number, final String code)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
        final DefineStationEncoder encoder = new DefineStationEncoder()
            .wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(sessionId).msgSeqNum(number);
        encoder.code(code).name("station " + code);
        return framed(buffer, encoder.limit());
    }

    private static byte[] framed(final UnsafeBuffer buffer, final int end)
    {
        Frame.writeHeader(buffer, 0, end);
        return Arrays.copyOf(buffer.byteArray(), end);
    }

    RawConnection negotiated(final int sessionId, final long sessionVerId) throws IOException
    {
        send(negotiate(sessionId, sessionVerId, FlowType.IDEMPOTENT));
        expect(NegotiateResponseDecoder.TEMPLATE_ID);
        return this;
    }

    /** The number of the session's last request that was applied. */
    long establish(final int sessionId, final long sessionVerId) throws IOException
    {
        send(establish(sessionId, sessionVerId, KEEP_ALIVE_MS, 1));
        return new EstablishAckDecoder().wrapAndApplyHeader(
            expect(EstablishAckDecoder.TEMPLATE_ID), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder())
            .lastIncomingSeqNo();
    }

    void send(final byte[] bytes) throws IOException
    {
        socket.getOutputStream().write(bytes);
    }

    void endOutput() throws IOException
    {
        socket.shutdownOutput();
    }

    /** The next frame that is no heartbeat; null at the end of the stream. */
    UnsafeBuffer next() throws IOException
    {
        while (true)
        {
            final UnsafeBuffer frame = read();
            if (frame == null || Frame.templateId(frame, 0) != SequenceDecoder.TEMPLATE_ID)
            {
                return frame;
            }
        }
    }

    private UnsafeBuffer read() throws IOException
    {
        try
        {
            final int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
            final byte[] bytes = new byte[length];
            bytes[0] = (byte)length;
            bytes[1] = (byte)(length >>> 8);
            in.readFully(bytes, 2, length - 2);
            final UnsafeBuffer frame = new UnsafeBuffer(bytes);
            assertEquals(FrameValidator.VALID, validator.validate(frame, 0, length), validator::describe);
            return frame;
        }
        catch (final EOFException | SocketException ex)
        {
            return null;
        }
    }

    UnsafeBuffer expect(final int templateId) throws IOException
    {
        final UnsafeBuffer frame = next();
        assertEquals(templateId, frame == null ? -1 : Frame.templateId(frame, 0));
        return frame;
    }

    void expectNegotiateReject(final NegotiateRejectReason reason) throws IOException
    {
        assertEquals(reason, new NegotiateRejectDecoder().wrapAndApplyHeader(
            expect(NegotiateRejectDecoder.TEMPLATE_ID), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder()).reason());
    }

    /** The text of the Terminate that ends the connection. */
    String expectTerminate(final TerminateCode code) throws IOException
    {
        final TerminateDecoder decoder = new TerminateDecoder().wrapAndApplyHeader(
            expect(TerminateDecoder.TEMPLATE_ID), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        assertEquals(code, decoder.code());
        final String text = decoder.text();
        assertNull(next(), "the server closes after Terminate");
        return text;
    }

    @Override
    public void close() throws IOException
    {
        socket.close();
    }
}
