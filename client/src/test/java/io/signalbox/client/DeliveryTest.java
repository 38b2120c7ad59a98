package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.QueryOrderEncoder;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What callers get when connections break, servers are busy or silent, or the client is closed.
 */
@Timeout(180)
class DeliveryTest extends SessionFixture
{
    @Test
    void shouldSendUnansweredRequestsAgainWithTheirNumbers() throws IOException
    {
        connect(config().build());
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
        connect(config().build());

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
        connect(config().build());

        assertEquals(4, client.searchRuns("A", "B", LocalDate.EPOCH).join().offers().size());
    }

    @Test
    void shouldTellOthersThatTheirTimeIsOverThoughTellingOneHasFailed()
    {
        final ClientThreads threads = ClientThreads.start(1);
        final Session session = threads.newSession(config().requestTimeoutMs(100).build(), listener);
        session.start();
        session.opened().join();
        session.outbox().submit(new FailsToBeTold());
        final CompletableFuture<OrderStatus> other = session.outbox().submit(new Queries.Order(1));
        Await.until("time is over", other::isDone);
        errorOf(other, QueryUnansweredException.class);
        threads.close();
    }

    @Test
    void shouldSurviveAServerThatDiesAndComesBack() throws IOException
    {
        connect(config().build());
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
        connect(config().build());

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
        // Long enough for the client to send them, however much else the machine does.
        connect(config().requestTimeoutMs(2_000).build());
        final CompletableFuture<OrderResult> order = order();
        final CompletableFuture<RunAvailability> query = client.queryRun(1, 'S');

        final RequestOutcomeUnknownException error = errorOf(order, RequestOutcomeUnknownException.class);
        assertEquals(RequestOutcomeUnknownException.Reason.TIMED_OUT, error.reason());
        assertEquals(1, error.number());
        errorOf(query, QueryUnansweredException.class);
    }

    @Test
    void shouldTellThatARequestWasNeverSent() throws IOException
    {
        connect(config().requestTimeoutMs(100).build());
        server.die();
        Await.until("listener told", () -> heard.contains("disconnected"));

        assertEquals(RequestNotAppliedException.Reason.NEVER_SENT,
            errorOf(order(), RequestNotAppliedException.class).reason());
    }

    @Test
    void shouldRefuseMoreThanMayBeInFlight()
    {
        connect(config().maxInFlight(2).build());
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
        connect(config().build());
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
        Await.until("Terminate seen", () -> server.templatesSeen.contains(TerminateDecoder.TEMPLATE_ID));
        client.close();
    }

    /** As if there were no memory for its error. */
    private static final class FailsToBeTold extends Request<OrderStatus>
    {
        FailsToBeTold()
        {
            super(OrderStatus.class, true, QueryOrderEncoder.BLOCK_LENGTH);
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            encoders.queryOrder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header)
                .queryId(number()).orderId(1);
            Frame.writeHeader(buffer, offset, encoders.queryOrder.limit() - offset);
        }

        @Override
        public boolean completeExceptionally(final Throwable error)
        {
            throw new OutOfMemoryError("of the test");
        }
    }
}
