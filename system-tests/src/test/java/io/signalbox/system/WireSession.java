package io.signalbox.system;

import io.signalbox.client.PassengerToken;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.CancelOrderEncoder;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.ConfirmPaymentEncoder;
import io.signalbox.protocol.wire.EstablishAckDecoder;
import io.signalbox.protocol.wire.EstablishEncoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateEncoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.PlaceOrderEncoder;
import io.signalbox.protocol.wire.SequenceDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * A session on a plain socket, for what the client would never do: choose the numbers of its requests.
 */
final class WireSession implements AutoCloseable
{
    private static final int BUFFER_LENGTH = 256 * 1024;
    private static final int KEEP_ALIVE_MS = 60_000;

    private final int sessionId;
    private final long verId;
    private final SocketChannel channel;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PlaceOrderEncoder placeOrder = new PlaceOrderEncoder();
    private final ConfirmPaymentEncoder confirmPayment = new ConfirmPaymentEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    private final ByteBuffer outBytes = ByteBuffer.allocateDirect(BUFFER_LENGTH);
    private final UnsafeBuffer out = new UnsafeBuffer(outBytes);
    private final ByteBuffer inBytes = ByteBuffer.allocateDirect(BUFFER_LENGTH).flip();
    private final UnsafeBuffer in = new UnsafeBuffer(inBytes);

    private WireSession(final int port, final int sessionId, final long verId) throws IOException
    {
        this.sessionId = sessionId;
        this.verId = verId;
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /**
     * Negotiate a session and establish it.
     */
    static WireSession open(final int port, final int sessionId, final long verId) throws IOException
    {
        final WireSession session = new WireSession(port, sessionId, verId);
        final NegotiateEncoder negotiate = new NegotiateEncoder()
            .wrapAndApplyHeader(session.out, session.messageOffset(), session.header)
            .sessionId(sessionId).sessionVerId(verId).timestampMs(0)
            .clientFlow(FlowType.IDEMPOTENT).serverFlow(FlowType.RECOVERABLE)
            .putCredentials(new byte[0], 0, 0)
            .clientName("system-tests");
        session.append(negotiate.limit());
        session.expect(NegotiateResponseDecoder.TEMPLATE_ID);
        session.establish(1);
        return session;
    }

    /**
     * Establish a session that was negotiated on a connection before.
     *
     * @param nextEvent number of the next event that is expected
     */
    static WireSession resume(final int port, final int sessionId, final long verId, final long nextEvent)
        throws IOException
    {
        final WireSession session = new WireSession(port, sessionId, verId);
        session.establish(nextEvent);
        return session;
    }

    private void establish(final long nextEvent) throws IOException
    {
        final EstablishEncoder establish = new EstablishEncoder()
            .wrapAndApplyHeader(out, messageOffset(), header)
            .sessionId(sessionId).sessionVerId(verId).timestampMs(0)
            .keepAliveMs(KEEP_ALIVE_MS).nextSeqNo(nextEvent);
        append(establish.limit());
        expect(EstablishAckDecoder.TEMPLATE_ID);
    }

    WireSession placeOrder(
        final long number, final int runId, final int fromStop, final int toStop, final PassengerToken... passengers)
    {
        placeOrder.wrapAndApplyHeader(out, messageOffset(), header)
            .header().sessionId(sessionId).msgSeqNum(number);
        placeOrder.runId(runId).fromStop((short)fromStop).toStop((short)toStop).classCode((short)Line.CLASS_CODE)
            .channel(Channel.ONLINE).seenPosition(0);
        final PlaceOrderEncoder.PassengersEncoder group = placeOrder.passengersCount(passengers.length);
        for (final PassengerToken passenger : passengers)
        {
            group.next();
            for (int i = 0; i < PassengerToken.LENGTH; i++)
            {
                final long half = i < Long.BYTES ? passenger.high() : passenger.low();
                group.token(i, (short)(half >>> Byte.SIZE * (Long.BYTES - 1 - i % Long.BYTES) & 0xFF));
            }
        }
        return append(placeOrder.limit());
    }

    WireSession confirmPayment(final long number, final long orderId, final long amount)
    {
        confirmPayment.wrapAndApplyHeader(out, messageOffset(), header)
            .header().sessionId(sessionId).msgSeqNum(number);
        confirmPayment.orderId(orderId).amount(amount).paymentReference(number);
        return append(confirmPayment.limit());
    }

    WireSession cancelOrder(final long number, final long orderId)
    {
        cancelOrder.wrapAndApplyHeader(out, messageOffset(), header)
            .header().sessionId(sessionId).msgSeqNum(number);
        cancelOrder.orderId(orderId);
        return append(cancelOrder.limit());
    }

    /**
     * Send everything that was asked for since the last time.
     */
    void send() throws IOException
    {
        outBytes.flip();
        while (outBytes.hasRemaining())
        {
            channel.write(outBytes);
        }
        outBytes.clear();
    }

    /**
     * Wait for the next frame but heartbeats.
     *
     * @return offset of the frame in {@link #in()}
     */
    int next() throws IOException
    {
        int offset = nextFrame();
        while (Frame.templateId(in, offset) == SequenceDecoder.TEMPLATE_ID)
        {
            offset = nextFrame();
        }
        return offset;
    }

    /**
     * Send, and wait for a frame of one template.
     *
     * @return its bytes
     */
    byte[] expect(final int templateId) throws IOException
    {
        send();
        final int offset = next();
        assertEquals(templateId, Frame.templateId(in, offset), "template id");
        final byte[] frame = new byte[Frame.length(in, offset)];
        in.getBytes(offset, frame);
        return frame;
    }

    UnsafeBuffer in()
    {
        return in;
    }

    private int nextFrame() throws IOException
    {
        while (inBytes.remaining() < Frame.MIN_LENGTH || inBytes.remaining() < Frame.length(in, inBytes.position()))
        {
            inBytes.compact();
            if (channel.read(inBytes) < 0)
            {
                throw new EOFException("the server has closed the connection of session " + sessionId);
            }
            inBytes.flip();
        }
        final int offset = inBytes.position();
        inBytes.position(offset + Frame.length(in, offset));
        return offset;
    }

    private int messageOffset()
    {
        return outBytes.position() + Frame.MESSAGE_OFFSET;
    }

    private WireSession append(final int limit)
    {
        final int start = outBytes.position();
        Frame.writeHeader(out, start, limit - start);
        outBytes.position(limit);
        return this;
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
    }
}
