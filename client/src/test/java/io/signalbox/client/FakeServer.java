package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.MessageKind;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.EstablishDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.RequestHeaderDecoder;
import io.signalbox.protocol.wire.SequenceDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A server of one session for tests: keeps the session rules of the protocol over its connections and restarts, and
 * lets a script answer the rest. One thread for each connection, one at a time inside the session's lock.
 */
class FakeServer implements AutoCloseable
{
    /** What the script does with a frame that is not of the handshake. */
    interface Script
    {
        void onFrame(Peer peer, int templateId, DirectBuffer frame) throws IOException;
    }

    final Queue<String> problems = new ConcurrentLinkedQueue<>();
    final Queue<Integer> templatesSeen = new ConcurrentLinkedQueue<>();
    final Queue<Long> requestsSeen = new ConcurrentLinkedQueue<>();
    volatile Script script;
    volatile Script handshakeScript;
    volatile Peer current;
    volatile int connections;

    private final List<Peer> peers = new ArrayList<>();
    private final Map<Long, byte[]> replies = new HashMap<>();
    private final int port;
    private ServerSocket socket;
    private long verId;
    private long lastApplied;
    private long nextEvent = 1;
    private long position = 1;

    FakeServer(final Script script) throws IOException
    {
        this.script = script;
        socket = bindBelowEphemeralPorts();
        port = socket.getLocalPort();
        accept(socket);
    }

    /** A port that no outgoing connection is ever given: while the server is away, nobody can take its place. */
    private static ServerSocket bindBelowEphemeralPorts() throws IOException
    {
        for (int attempt = 0; attempt < 1_000; attempt++)
        {
            try
            {
                return new ServerSocket(
                    ThreadLocalRandom.current().nextInt(20_000, 32_000), 50, InetAddress.getLoopbackAddress());
            }
            catch (final BindException ex)
            {
                // Somebody has it: try another.
            }
        }
        throw new IOException("no free port from 20,000 to 32,000");
    }

    int port()
    {
        return port;
    }

    /** Stop listening and cut all connections, as a process that dies. */
    synchronized void die() throws IOException
    {
        socket.close();
        for (final Peer peer : peers)
        {
            peer.cut();
        }
        peers.clear();
    }

    synchronized void comeBack() throws IOException
    {
        socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        accept(socket);
    }

    @Override
    public void close() throws IOException
    {
        die();
    }

    private void accept(final ServerSocket listening)
    {
        start("fake-accept", () ->
        {
            while (!listening.isClosed())
            {
                final Socket accepted = listening.accept();
                synchronized (this)
                {
                    if (listening.isClosed())
                    {
                        accepted.close();
                        return;
                    }
                    final Peer peer = new Peer(accepted);
                    connections++;
                    peers.add(peer);
                    current = peer;
                    start("fake-peer", peer::run);
                }
            }
        });
    }

    private interface Body
    {
        void run() throws IOException;
    }

    private static void start(final String name, final Body body)
    {
        final Thread thread = new Thread(() ->
        {
            try
            {
                body.run();
            }
            catch (final IOException ex)
            {
                // The peer is gone, or the test has ended.
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void onFrame(final Peer peer, final int templateId, final DirectBuffer frame) throws IOException
    {
        // Chosen before anybody can see that the frame has come, and give another script to those that follow.
        final Script handshake = handshakeScript;
        final Script chosen = script;
        templatesSeen.add(templateId);
        if (handshake != null && (templateId == NegotiateDecoder.TEMPLATE_ID ||
            templateId == EstablishDecoder.TEMPLATE_ID))
        {
            handshake.onFrame(peer, templateId, frame);
            return;
        }
        switch (templateId)
        {
            case NegotiateDecoder.TEMPLATE_ID -> onNegotiate(peer, frame);
            case EstablishDecoder.TEMPLATE_ID -> onEstablish(peer, frame);
            case TerminateDecoder.TEMPLATE_ID ->
            {
                peer.send(ServerFrames.terminate(1, verId, TerminateCode.FINISHED, ""));
                peer.cut();
            }
            case SequenceDecoder.TEMPLATE_ID ->
            {
                peer.heartbeats++;
                peer.send(ServerFrames.sequence(1, nextEvent));
            }
            default ->
            {
                if (MessageTable.kind(templateId) == MessageKind.COMMAND)
                {
                    requestsSeen.add(number(frame));
                }
                chosen.onFrame(peer, templateId, frame);
            }
        }
    }

    void onNegotiate(final Peer peer, final DirectBuffer frame) throws IOException
    {
        final NegotiateDecoder decoder = new NegotiateDecoder();
        decoder.wrapAndApplyHeader(frame, Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        if (Long.compareUnsigned(decoder.sessionVerId(), verId) <= 0)
        {
            peer.send(ServerFrames.negotiateReject(decoder.sessionId(), decoder.sessionVerId(),
                NegotiateRejectReason.SESSION_VER_ID_NOT_GREATER, verId));
            return;
        }
        verId = decoder.sessionVerId();
        lastApplied = 0;
        nextEvent = 1;
        replies.clear();
        peer.send(ServerFrames.negotiateResponse(decoder.sessionId(), verId));
    }

    void onEstablish(final Peer peer, final DirectBuffer frame) throws IOException
    {
        final EstablishDecoder decoder = new EstablishDecoder();
        decoder.wrapAndApplyHeader(frame, Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        peer.send(ServerFrames.establishAck(
            decoder.sessionId(), verId, decoder.keepAliveMs(), nextEvent, lastApplied));
    }

    static long number(final DirectBuffer frame)
    {
        return new RequestHeaderDecoder().wrap(frame, Frame.BODY_OFFSET).msgSeqNum();
    }

    /** Number of the last request that was applied. */
    synchronized long lastApplied()
    {
        return lastApplied;
    }

    /** The session was used before, by somebody else. */
    synchronized void resumeAt(final long currentVerId, final long applied)
    {
        verId = currentVerId;
        lastApplied = applied;
        nextEvent = applied + 1;
    }

    /** Address of the next event for the session. */
    ServerFrames.Address nextAddress(final long refSeqNum)
    {
        return new ServerFrames.Address(1, nextEvent++, refSeqNum, ++position);
    }

    /** Makes the answer to a request that is applied. */
    interface Decider
    {
        byte[] decide(ServerFrames.Address address);
    }

    /** Apply a request once, answer repeated ones from the history, tell gaps; as a real server does. */
    void apply(final Peer peer, final long number, final Decider decider) throws IOException
    {
        if (number <= lastApplied)
        {
            final byte[] reply = replies.get(number);
            if (reply == null)
            {
                peer.send(ServerFrames.notApplied(1, number, 1));
                return;
            }
            final byte[] repeated = reply.clone();
            repeated[Frame.EVENT_DELIVERY_OFFSET] |= (byte)Frame.DELIVERY_SENT_BEFORE;
            peer.send(repeated);
            return;
        }
        if (number > lastApplied + 1)
        {
            peer.send(ServerFrames.notApplied(1, lastApplied + 1, number - lastApplied - 1));
        }
        lastApplied = number;
        final byte[] reply = decider.decide(nextAddress(number));
        replies.put(number, reply);
        peer.send(reply);
    }

    /** One connection. */
    final class Peer
    {
        private final Socket connection;
        private final DataInputStream in;
        private final OutputStream out;
        private final FrameValidator validator = FrameValidator.forServer();
        private volatile int heartbeats;
        private long cutAfterBytes = Long.MAX_VALUE;

        Peer(final Socket connection) throws IOException
        {
            this.connection = connection;
            connection.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(connection.getInputStream(), 64 * 1024));
            out = new BufferedOutputStream(connection.getOutputStream(), 64 * 1024);
        }

        /** Heartbeats that came over this connection, and were answered. */
        int heartbeats()
        {
            return heartbeats;
        }

        /** Cut the connection in the middle of a frame once so many bytes were sent. */
        void cutAfter(final long bytes)
        {
            cutAfterBytes = bytes;
        }

        private void run() throws IOException
        {
            while (true)
            {
                final byte[] start = in.readNBytes(Frame.FRAMING_HEADER_LENGTH);
                if (start.length < Frame.FRAMING_HEADER_LENGTH)
                {
                    return;
                }
                final int length = Frame.length(new UnsafeBuffer(start), 0);
                final byte[] bytes = new byte[length];
                System.arraycopy(start, 0, bytes, 0, start.length);
                in.readFully(bytes, start.length, length - start.length);
                final UnsafeBuffer frame = new UnsafeBuffer(bytes);
                final int refusal = validator.validate(frame, 0, length);
                if (refusal != FrameValidator.VALID)
                {
                    problems.add(refusal + " " + validator.describe());
                }
                synchronized (FakeServer.this)
                {
                    if (connection.isClosed())
                    {
                        return;
                    }
                    onFrame(this, Frame.templateId(frame, 0), frame);
                    if (in.available() == 0)
                    {
                        out.flush();
                    }
                }
            }
        }

        void send(final byte[] bytes) throws IOException
        {
            if (bytes.length > cutAfterBytes)
            {
                out.write(bytes, 0, (int)cutAfterBytes);
                out.flush();
                cut();
                throw new IOException("cut by the test");
            }
            cutAfterBytes -= cutAfterBytes == Long.MAX_VALUE ? 0 : bytes.length;
            out.write(bytes);
        }

        /** Send outside the script. */
        void push(final byte[] bytes)
        {
            synchronized (FakeServer.this)
            {
                try
                {
                    send(bytes);
                    out.flush();
                }
                catch (final IOException ex)
                {
                    throw new UncheckedIOException(ex);
                }
            }
        }

        void cut() throws IOException
        {
            connection.close();
        }
    }
}
