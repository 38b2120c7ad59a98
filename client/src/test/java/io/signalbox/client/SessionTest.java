package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.EstablishDecoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.SequenceDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The rules of a session: handshake, resending, what is certain and what is not, time limits, the end.
 */
@Timeout(60)
class SessionTest
{
    private static final long VER_ID = 1_000;
    private static final FakeServer.Script SILENT = (peer, templateId, frame) ->
    {
    };

    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    private final ClientListener listener = new RecordingListener();
    private FakeServer server;
    private FakeServer.Script answering;
    private SignalboxClient client;

    @BeforeEach
    void start() throws IOException
    {
        server = new FakeServer(SILENT);
        answering = (peer, templateId, frame) -> server.apply(
            peer, FakeServer.number(frame), address -> ServerFrames.orderHeld(address, 55, 9, List.of()));
    }

    @AfterEach
    void stop() throws IOException
    {
        if (client != null)
        {
            client.close();
        }
        server.close();
        assertEquals(List.of(), List.copyOf(server.problems));
    }

    private ClientConfig config()
    {
        return ClientConfig.of("127.0.0.1", server.port(), 1).withSessionVerId(VER_ID).withReconnectMs(1, 20);
    }

    private void connect(final ClientConfig config)
    {
        client = SignalboxClient.connect(config, listener).join();
    }

    private CompletableFuture<OrderResult> order()
    {
        return client.placeOrder(new PlaceOrder(9, 1, 3, 'S', Channel.ONLINE, 0, List.of(new PassengerToken(1, 2))));
    }

    private static <T extends Throwable> T errorOf(final CompletableFuture<?> future, final Class<T> type)
    {
        return assertInstanceOf(type, assertThrows(CompletionException.class, future::join).getCause());
    }

    @Test
    void shouldNegotiateThenEstablish()
    {
        connect(config());

        assertEquals(List.of(NegotiateDecoder.TEMPLATE_ID, EstablishDecoder.TEMPLATE_ID),
            List.copyOf(server.templatesSeen));
        assertEquals(List.of("established false"), List.copyOf(heard));
    }

    @Test
    void shouldChooseGreaterSessionVersionsByItself() throws IOException
    {
        connect(config().withSessionVerId(0));
        final long first = client.config().sessionVerId();
        client.close();
        connect(config().withSessionVerId(0));

        assertTrue(client.config().sessionVerId() > first);
    }

    @Test
    void shouldFailAtOnceIfNobodyListens() throws IOException
    {
        final int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            freePort = socket.getLocalPort();
        }
        final CompletableFuture<SignalboxClient> connecting =
            SignalboxClient.connect(ClientConfig.of("127.0.0.1", freePort, 1));

        assertTrue(errorOf(connecting, ConnectFailedException.class).getMessage().contains("127.0.0.1:" + freePort));
    }

    @Test
    void shouldFailIfTheHandshakeIsNeverAnswered()
    {
        server.handshakeScript = SILENT;

        errorOf(SignalboxClient.connect(config().withConnectTimeoutMs(200)), ConnectFailedException.class);
    }

    @Test
    void shouldNegotiateAgainIfTheResponseNeverCame()
    {
        server.handshakeScript = (peer, templateId, frame) ->
        {
            server.handshakeScript = null;
            peer.cut();
        };
        connect(config());

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
        connect(config());

        assertEquals(List.of(NegotiateDecoder.TEMPLATE_ID, NegotiateDecoder.TEMPLATE_ID,
            EstablishDecoder.TEMPLATE_ID), List.copyOf(server.templatesSeen));
    }

    @Test
    void shouldContinueTheNumbersOfASessionThatWasUsedBefore()
    {
        server.resumeAt(VER_ID, 17);
        server.script = answering;
        connect(config());

        assertInstanceOf(OrderHeld.class, order().join());
        assertEquals(List.of(18L), List.copyOf(server.requestsSeen));
    }

    @Test
    void shouldTellWhyANegotiationIsRejected()
    {
        server.resumeAt(VER_ID + 1, 0);

        final SessionRejectedException error =
            errorOf(SignalboxClient.connect(config(), listener), SessionRejectedException.class);
        assertEquals(NegotiateRejectReason.SESSION_VER_ID_NOT_GREATER.name(), error.reason());
        assertEquals("NegotiateReject", error.rejectedBy());
        assertTrue(error.getMessage().contains("current sessionVerId 1001"), error.getMessage());
    }

    @Test
    void shouldEndWithAllCallersToldIfTheSessionIsGoneAfterAReconnect() throws IOException
    {
        connect(config());
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
    void shouldSendUnansweredRequestsAgainWithTheirNumbers() throws IOException
    {
        connect(config());
        final List<CompletableFuture<OrderResult>> orders = new ArrayList<>();
        for (int i = 0; i < 5; i++)
        {
            orders.add(order());
        }
        Await.until("requests seen", () -> server.requestsSeen.size() == 5);
        server.script = answering;
        server.current.cut();

        for (final CompletableFuture<OrderResult> order : orders)
        {
            assertInstanceOf(OrderHeld.class, order.join());
        }
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 1L, 2L, 3L, 4L, 5L), List.copyOf(server.requestsSeen));
        assertEquals(1, server.templatesSeen.stream().filter(id -> id == NegotiateDecoder.TEMPLATE_ID).count());
        assertTrue(heard.contains("established true"));
    }

    @Test
    void shouldTakeTheAnswerOfTheFirstTimeFromTheHistory()
    {
        server.script = (peer, templateId, frame) ->
        {
            server.script = answering;
            peer.cutAfter(30);
            answering.onFrame(peer, templateId, frame);
        };
        connect(config());

        final OrderHeld held = assertInstanceOf(OrderHeld.class, order().join());
        assertTrue(held.stamp().sentBefore());
        assertEquals(List.of(1L, 1L), List.copyOf(server.requestsSeen));
        assertEquals(1, server.lastApplied());
    }

    @Test
    void shouldAskQueriesAgainAfterAReconnect()
    {
        server.script = (peer, templateId, frame) ->
        {
            final long queryId = frame.getLong(Frame.BODY_OFFSET);
            if (server.connections == 1)
            {
                peer.push(ServerFrames.runsFound(queryId, 0, 2, 3));
                peer.cut();
            }
            peer.send(ServerFrames.runsFound(queryId, 0, 2, 3));
            peer.send(ServerFrames.runsFound(queryId, 1, 2, 1));
        };
        connect(config());

        assertEquals(4, client.searchRuns("A", "B", java.time.LocalDate.EPOCH).join().offers().size());
    }

    @Test
    void shouldSurviveAServerThatDiesAndComesBack() throws IOException
    {
        connect(config());
        final CompletableFuture<OrderResult> first = order();
        Await.until("request seen", () -> server.requestsSeen.size() == 1);
        server.die();
        final CompletableFuture<OrderResult> second = order();
        Await.until("listener told", () -> heard.contains("disconnected"));
        server.script = answering;
        server.comeBack();

        assertInstanceOf(OrderHeld.class, first.join());
        assertInstanceOf(OrderHeld.class, second.join());
        assertEquals(2, server.lastApplied());
    }

    @Test
    void shouldTellWhatIsCertainlyNotApplied()
    {
        server.script = (peer, templateId, frame) ->
        {
            final long number = FakeServer.number(frame);
            switch ((int)number)
            {
                case 1 -> peer.send(ServerFrames.reject(1, number, 0, BusinessRejectReason.BUSY));
                case 2 -> peer.send(ServerFrames.reject(1, number, 0, BusinessRejectReason.READ_ONLY));
                case 3 -> peer.send(ServerFrames.reject(1, number, 0, BusinessRejectReason.HOST_ONLY));
                case 4 -> peer.send(ServerFrames.reject(1, number, 0, BusinessRejectReason.REPLY_NO_LONGER_KEPT));
                case 5 -> peer.send(ServerFrames.stationDefined(server.nextAddress(number), 1));
                default -> peer.send(ServerFrames.notApplied(1, 1, Long.MAX_VALUE));
            }
        };
        connect(config());

        assertEquals(RequestNotAppliedException.Reason.BUSY,
            errorOf(order(), RequestNotAppliedException.class).reason());
        assertEquals(RequestNotAppliedException.Reason.READ_ONLY,
            errorOf(order(), RequestNotAppliedException.class).reason());
        assertEquals(BusinessRejectReason.HOST_ONLY, errorOf(order(), RejectedException.class).reason());
        assertEquals(RequestOutcomeUnknownException.Reason.REPLY_NO_LONGER_KEPT,
            errorOf(order(), RequestOutcomeUnknownException.class).reason());
        assertEquals(RequestOutcomeUnknownException.Reason.UNEXPECTED_ANSWER,
            errorOf(order(), RequestOutcomeUnknownException.class).reason());
        assertEquals(RequestNotAppliedException.Reason.NOT_APPLIED,
            errorOf(order(), RequestNotAppliedException.class).reason());
    }

    @Test
    void shouldGiveUpOnAServerThatNeverAnswers()
    {
        connect(config().withRequestTimeoutMs(100));

        final RequestOutcomeUnknownException error = errorOf(order(), RequestOutcomeUnknownException.class);
        assertEquals(RequestOutcomeUnknownException.Reason.TIMED_OUT, error.reason());
        assertEquals(1, error.number());
        errorOf(client.queryRun(1, 'S'), QueryUnansweredException.class);
    }

    @Test
    void shouldTellThatARequestWasNeverSent() throws IOException
    {
        connect(config().withRequestTimeoutMs(100));
        server.die();
        Await.until("listener told", () -> heard.contains("disconnected"));

        assertEquals(RequestNotAppliedException.Reason.NEVER_SENT,
            errorOf(order(), RequestNotAppliedException.class).reason());
    }

    @Test
    void shouldRefuseMoreThanMayBeInFlight()
    {
        connect(config().withMaxInFlight(2));
        final CompletableFuture<OrderResult> first = order();
        final CompletableFuture<OrderResult> second = order();
        final TooManyInFlightException error = errorOf(order(), TooManyInFlightException.class);
        Await.until("requests seen", () -> server.requestsSeen.size() == 2);
        server.script = answering;
        client.placeOrder(new PlaceOrder(9, 1, 3, 'S', Channel.ONLINE, 0, List.of()));
        server.current.push(ServerFrames.notApplied(1, 1, 2));

        assertEquals(RequestNotAppliedException.Reason.TOO_MANY_IN_FLIGHT, error.reason());
        errorOf(first, RequestNotAppliedException.class);
        errorOf(second, RequestNotAppliedException.class);
        assertInstanceOf(OrderHeld.class, order().join());
    }

    @Test
    void shouldFailWhatWaitsWhenItIsClosed()
    {
        connect(config());
        final CompletableFuture<OrderResult> order = order();
        final CompletableFuture<OrderStatus> query = client.queryOrder(1);
        Await.until("request seen", () -> server.requestsSeen.size() == 1);
        client.close();

        assertTrue(order.isDone());
        assertEquals(RequestOutcomeUnknownException.Reason.CLOSED,
            errorOf(order, RequestOutcomeUnknownException.class).reason());
        errorOf(query, QueryUnansweredException.class);
        assertEquals(RequestNotAppliedException.Reason.NEVER_SENT,
            errorOf(order(), RequestNotAppliedException.class).reason());
        assertTrue(server.templatesSeen.contains(TerminateDecoder.TEMPLATE_ID));
        client.close();
    }

    @Test
    void shouldCloseWithAServerThatDoesNotAnswerTerminate() throws IOException
    {
        connect(config());
        server.die();
        client.close();

        errorOf(order(), RequestNotAppliedException.class);
    }

    @Test
    void shouldReconnectAfterGarbage()
    {
        connect(config());
        final CompletableFuture<OrderResult> order = order();
        Await.until("request seen", () -> server.requestsSeen.size() == 1);
        server.script = answering;
        server.current.push(new byte[]{40, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

        assertInstanceOf(OrderHeld.class, order.join());
        Await.until("terminate seen", () -> server.templatesSeen.contains(TerminateDecoder.TEMPLATE_ID) ||
            server.connections == 2);
    }

    @Test
    void shouldNotLoseARequestToAnAnswerThatCannotBeDecoded()
    {
        connect(config());
        final CompletableFuture<RunsFound> search = client.searchRuns("A", "B", java.time.LocalDate.EPOCH);
        Await.until("query seen", () -> server.templatesSeen.contains(100));
        server.script = (peer, templateId, frame) ->
            peer.send(ServerFrames.runsFound(frame.getLong(Frame.BODY_OFFSET), 0, 1, 2));
        server.current.push(ServerFrames.runsFound(1, 7, 9, 2));

        assertEquals(2, search.join().offers().size());
        assertEquals(2, server.connections);
    }

    @Test
    void shouldHearOfExpiredHoldsOnce()
    {
        connect(config());
        final byte[] expired = ServerFrames.holdExpired(new ServerFrames.Address(1, 1, 0, 9), 55);
        server.current.push(expired);
        server.current.push(expired);
        server.current.push(ServerFrames.holdExpired(new ServerFrames.Address(1, 5, 0, 9), 56));

        Await.until("both heard", () -> heard.contains("expired 56"));
        assertEquals(List.of("established false", "expired 55", "missed 2 3", "expired 56"), List.copyOf(heard));
    }

    @Test
    void shouldSendHeartbeatsAndLeaveASilentServer()
    {
        connect(config().withKeepAliveMs(100));
        Await.until("heartbeats", () ->
            server.templatesSeen.stream().filter(id -> id == SequenceDecoder.TEMPLATE_ID).count() >= 3);
        assertEquals(1, server.connections);
        server.handshakeScript = SILENT;
        synchronized (server)
        {
            // The fake server can answer nothing while its lock is held.
            Await.until("disconnected", () -> heard.contains("disconnected"));
        }
        server.handshakeScript = null;
        Await.until("established again", () -> heard.contains("established true") || server.connections > 2);
    }

    @Test
    void shouldNotFightForASessionThatWasReplaced()
    {
        connect(config());
        final CompletableFuture<OrderResult> order = order();
        Await.until("request seen", () -> server.requestsSeen.size() == 1);
        server.current.push(ServerFrames.terminate(1, VER_ID, TerminateCode.REPLACED, "newer"));

        final RequestOutcomeUnknownException error = errorOf(order, RequestOutcomeUnknownException.class);
        assertEquals("REPLACED", ((SessionRejectedException)error.getCause()).reason());
        assertEquals(1, server.connections);
    }

    @Test
    void shouldComeBackAfterTheServerStopped()
    {
        connect(config());
        final CompletableFuture<OrderResult> order = order();
        Await.until("request seen", () -> server.requestsSeen.size() == 1);
        server.script = answering;
        server.current.push(ServerFrames.terminate(1, VER_ID, TerminateCode.SERVER_STOPPING, "bye"));

        assertInstanceOf(OrderHeld.class, order.join());
        assertTrue(heard.contains("terminated SERVER_STOPPING bye"));
    }

    @Test
    void shouldKeepErrorsOfListenersAway()
    {
        final SignalboxClient other = SignalboxClient.connect(config(), new ClientListener()
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
        client = SignalboxClient.connect(config(), listener, threads).join();
        server.script = answering;
        assertInstanceOf(OrderHeld.class, order().join());
        server.script = SILENT;
        final CompletableFuture<OrderResult> waiting = order();
        threads.close();

        assertThrows(CompletionException.class, waiting::join);
        assertThrows(CompletionException.class, () -> order().join());
        assertFalse(server.requestsSeen.isEmpty());
    }

    /** Writes down what it hears. */
    private final class RecordingListener implements ClientListener
    {
        @Override
        public void onEstablished(final boolean reconnected)
        {
            heard.add("established " + reconnected);
        }

        @Override
        public void onHoldExpired(final HoldExpired event)
        {
            heard.add("expired " + event.orderId());
        }

        @Override
        public void onEventsMissed(final long fromNumber, final long count)
        {
            heard.add("missed " + fromNumber + " " + count);
        }

        @Override
        public void onTerminated(final String code, final String text)
        {
            heard.add("terminated " + code + " " + text);
        }

        @Override
        public void onDisconnected(final String reason)
        {
            heard.add("disconnected");
        }

        @Override
        public void onSessionEnded(final SignalboxException error)
        {
            heard.add("ended " + error.getMessage());
        }
    }
}
