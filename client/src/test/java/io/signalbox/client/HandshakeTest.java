package io.signalbox.client;

import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.EstablishDecoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.TerminateCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How a session is opened, bound to connections and refused.
 */
@Timeout(180)
class HandshakeTest extends SessionFixture
{
    @Test
    void shouldNegotiateThenEstablish()
    {
        connect(config().build());

        assertEquals(List.of(NegotiateDecoder.TEMPLATE_ID, EstablishDecoder.TEMPLATE_ID),
            List.copyOf(server.templatesSeen));
        assertEquals(List.of("established false"), List.copyOf(heard));
    }

    @Test
    void shouldChooseGreaterSessionVersionsByItself() throws IOException
    {
        connect(config().sessionVerId(0).build());
        final long first = client.config().sessionVerId();
        client.close();
        connect(config().sessionVerId(0).build());

        assertTrue(client.config().sessionVerId() > first);
    }

    @Test
    void shouldFailAtOnceIfNobodyListens() throws IOException
    {
        // Bound and not listening: nobody else can take the port meanwhile.
        try (Socket socket = new Socket())
        {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            final int port = socket.getLocalPort();
            final CompletableFuture<SignalboxClient> connecting =
                SignalboxClient.connect(ClientConfig.of("127.0.0.1", port, 1));

            assertTrue(errorOf(connecting, ConnectFailedException.class).getMessage().contains("127.0.0.1:" + port));
        }
    }

    @Test
    void shouldFailIfTheHandshakeIsNeverAnswered()
    {
        server.handshakeScript = SILENT;

        errorOf(SignalboxClient.connect(config().connectTimeoutMs(200).build()), ConnectFailedException.class);
    }

    @Test
    void shouldNegotiateAgainIfTheResponseNeverCame()
    {
        server.handshakeScript = (peer, templateId, frame) ->
        {
            server.handshakeScript = null;
            peer.cut();
        };
        connect(config().build());

        assertEquals(List.of(NegotiateDecoder.TEMPLATE_ID, NegotiateDecoder.TEMPLATE_ID,
            EstablishDecoder.TEMPLATE_ID), List.copyOf(server.templatesSeen));
    }

    @Test
    void shouldGoOnIfTheLostNegotiationWasApplied()
    {
        server.handshakeScript = (peer, templateId, frame) ->
        {
            server.handshakeScript = null;
            peer.cutAfter(5);
            server.onNegotiate(peer, frame);
        };
        connect(config().build());

        assertEquals(List.of(NegotiateDecoder.TEMPLATE_ID, NegotiateDecoder.TEMPLATE_ID,
            EstablishDecoder.TEMPLATE_ID), List.copyOf(server.templatesSeen));
    }

    @Test
    void shouldTryAgainIfTheServerIsTooBusyForAHandshake()
    {
        server.handshakeScript = (peer, templateId, frame) ->
        {
            server.handshakeScript = null;
            peer.send(ServerFrames.reject(1, 0, 0, BusinessRejectReason.BUSY));
        };
        connect(config().build());

        assertEquals(2, server.connections);
    }

    @Test
    void shouldContinueTheNumbersOfASessionThatWasUsedBefore()
    {
        server.resumeAt(VER_ID, 17);
        server.script = answering;
        connect(config().build());

        assertInstanceOf(OrderHeld.class, order().join());
        assertEquals(List.of(18L), List.copyOf(server.requestsSeen));
    }

    @Test
    void shouldTellWhyANegotiationIsRejected()
    {
        server.resumeAt(VER_ID + 1, 0);

        final SessionRejectedException error =
            errorOf(SignalboxClient.connect(config().build(), listener), SessionRejectedException.class);
        assertEquals(NegotiateRejectReason.SESSION_VER_ID_NOT_GREATER.name(), error.reason());
        assertEquals("NegotiateReject", error.rejectedBy());
        assertTrue(error.getMessage().contains("current sessionVerId 1001"), error.getMessage());
    }

    @Test
    void shouldEndWithAllCallersToldIfTheSessionIsGoneAfterAReconnect() throws IOException
    {
        connect(config().build());
        final CompletableFuture<OrderResult> waiting = order();
        Await.until("request seen", () -> server.requestsSeen.size() == 1);
        server.handshakeScript = (peer, templateId, frame) ->
            peer.send(ServerFrames.establishReject(1, VER_ID, EstablishRejectReason.SESSION_NOT_NEGOTIATED));
        server.current.cut();

        final RequestOutcomeUnknownException error = errorOf(waiting, RequestOutcomeUnknownException.class);
        assertEquals(RequestOutcomeUnknownException.Reason.SESSION_ENDED, error.reason());
        assertEquals("SESSION_NOT_NEGOTIATED", ((SessionRejectedException)error.getCause()).reason());
        assertEquals(RequestNotAppliedException.Reason.NEVER_SENT,
            errorOf(order(), RequestNotAppliedException.class).reason());
        Await.until("listener told", () -> heard.contains("ended EstablishReject SESSION_NOT_NEGOTIATED"));
    }

    @Test
    void shouldNotFightForASessionThatWasReplaced()
    {
        connect(config().build());
        final CompletableFuture<OrderResult> order = order();
        Await.until("request seen", () -> server.requestsSeen.size() == 1);
        server.current.push(ServerFrames.terminate(1, VER_ID, TerminateCode.REPLACED, "newer"));

        final RequestOutcomeUnknownException error = errorOf(order, RequestOutcomeUnknownException.class);
        assertEquals("REPLACED", ((SessionRejectedException)error.getCause()).reason());
        assertEquals(1, server.connections);
    }

    @Test
    void shouldReconnectThoughAListenerFailsAnAssertion() throws IOException
    {
        client = SignalboxClient.connect(config().build(), new ClientListener()
        {
            @Override
            public void onEstablished(final boolean reconnected)
            {
                heard.add("established " + reconnected);
            }

            @Override
            public void onDisconnected(final String reason)
            {
                Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> heard.add(error.getMessage()));
                throw new AssertionError("of the listener");
            }
        }).join();
        server.current.cut();
        Await.until("established again", () -> heard.contains("established true"));
        assertTrue(heard.contains("of the listener"));
    }

    @Test
    void shouldKeepErrorsOfListenersAway()
    {
        final SignalboxClient other = SignalboxClient.connect(config().build(), new ClientListener()
        {
            @Override
            public void onEstablished(final boolean reconnected)
            {
                Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> heard.add(error.getMessage()));
                throw new IllegalStateException("of the listener");
            }
        }).join();
        other.close();

        assertTrue(heard.contains("of the listener"));
    }

    @Test
    void shouldShareThreadsAndEndWithThem()
    {
        final ClientThreads threads = ClientThreads.start(1, false);
        client = SignalboxClient.connect(config().build(), listener, threads).join();
        server.script = answering;
        assertInstanceOf(OrderHeld.class, order().join());
        server.script = SILENT;
        final CompletableFuture<OrderResult> waiting = order();
        Await.until("request seen", () -> server.requestsSeen.size() == 2);
        threads.close();

        errorOf(waiting, RequestOutcomeUnknownException.class);
        Await.until("threads ended", () -> order().isCompletedExceptionally());
        errorOf(SignalboxClient.connect(config().sessionVerId(VER_ID + 1).build(), listener, threads),
            SignalboxException.class);
        assertFalse(server.requestsSeen.isEmpty());
    }
}
