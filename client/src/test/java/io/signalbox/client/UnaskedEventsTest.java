package io.signalbox.client;

import io.signalbox.protocol.wire.EventHeaderEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/**
 * Events that answer no request of the client, and events of a kind that it does not know.
 */
@Timeout(180)
class UnaskedEventsTest extends SessionFixture
{
    private static final int BLOCK_LENGTH = EventHeaderEncoder.ENCODED_LENGTH + 11;

    private final ConcurrentLinkedQueue<StampedEvent> events = new ConcurrentLinkedQueue<>();

    private void connectHearingEvents()
    {
        server.script = answering;
        client = SignalboxClient.connect(config().build(), new RecordingListener()
        {
            @Override
            public void onEvent(final StampedEvent event)
            {
                events.add(event);
                super.onEvent(event);
            }
        }).join();
    }

    /** What came before an answer has been heard when the answer is there. */
    private void awaitAnswer()
    {
        assertInstanceOf(OrderHeld.class, order().join());
    }

    @Test
    void shouldHearEventsOfEveryKindThatItHasNotAskedFor()
    {
        connectHearingEvents();
        server.current.push(ServerFrames.orderCancelled(server.nextAddress(0), 3));
        server.current.push(ServerFrames.runClosed(server.nextAddress(0), 4));
        server.current.push(ServerFrames.settingsChanged(server.nextAddress(0)));
        server.current.push(ServerFrames.orderHeld(server.nextAddress(0), 5, 9, List.of()));
        server.current.push(ServerFrames.holdExpired(server.nextAddress(0), 6));
        server.current.push(ServerFrames.rulesAdopted(server.nextAddress(0), 2, 1));
        awaitAnswer();

        final List<StampedEvent> heardEvents = List.copyOf(events);
        assertEquals(6, heardEvents.size());
        assertEquals(3, assertInstanceOf(OrderCancelled.class, heardEvents.get(0)).orderId());
        assertEquals(Defined.Kind.RUN_CLOSED, assertInstanceOf(Defined.class, heardEvents.get(1)).kind());
        assertEquals(4, ((Defined)heardEvents.get(1)).id());
        assertEquals(Defined.Kind.SETTINGS, assertInstanceOf(Defined.class, heardEvents.get(2)).kind());
        assertEquals(5, assertInstanceOf(OrderHeld.class, heardEvents.get(3)).orderId());
        assertEquals(6, assertInstanceOf(HoldExpired.class, heardEvents.get(4)).orderId());
        assertEquals(2, assertInstanceOf(RulesAdopted.class, heardEvents.get(5)).decisionVersion());
        assertEquals(List.of("established false", "expired 6"), List.copyOf(heard));
    }

    @Test
    void shouldHearAnEventOnceThoughItIsSentTwice()
    {
        connectHearingEvents();
        final byte[] event = ServerFrames.orderCancelled(server.nextAddress(0), 3);
        server.current.push(event);
        server.current.push(event);
        awaitAnswer();

        assertEquals(1, events.size());
    }

    @Test
    void shouldSkipAndCountAnEventOfAKindThatItDoesNotKnow()
    {
        connectHearingEvents();
        final byte[] unknown = ServerFrames.unknownEvent(server.nextAddress(0), BLOCK_LENGTH);
        server.current.push(unknown);
        server.current.push(ServerFrames.unknownEvent(server.nextAddress(0), EventHeaderEncoder.ENCODED_LENGTH));
        server.current.push(unknown);
        awaitAnswer();

        assertEquals(2, client.unknownEvents());
        assertEquals(1, server.connections);
        assertEquals(List.of("established false"), List.copyOf(heard));
        assertEquals(0, events.size());
    }

    @Test
    void shouldTellThatEventsWereMissedBeforeOneThatItDoesNotKnow()
    {
        connectHearingEvents();
        server.nextAddress(0);
        server.current.push(ServerFrames.unknownEvent(server.nextAddress(0), BLOCK_LENGTH));
        awaitAnswer();

        assertEquals(List.of("established false", "missed 1 1"), List.copyOf(heard));
    }

    @Test
    void shouldTellTheCallerThatAnUnknownEventAnswersTheRequest()
    {
        connect(config().build());
        final CompletableFuture<OrderResult> order = order();
        Await.until("request seen", () -> server.requestsSeen.size() == 1);
        server.current.push(ServerFrames.unknownEvent(server.nextAddress(1), BLOCK_LENGTH));

        final RequestOutcomeUnknownException error = errorOf(order, RequestOutcomeUnknownException.class);
        assertEquals(RequestOutcomeUnknownException.Reason.UNEXPECTED_ANSWER, error.reason());
        assertEquals(1, client.unknownEvents());
    }

    /** Too short for the header of an event, of another session, or of a version that has no such message. */
    @Test
    void shouldCloseTheConnectionAtAMessageThatIsNoEventOfANewerServer()
    {
        connectHearingEvents();
        final ServerFrames.Address address = new ServerFrames.Address(1, 1, 0, 1);
        final List<byte[]> bad = List.of(
            ServerFrames.unknownEvent(address, EventHeaderEncoder.ENCODED_LENGTH - 1),
            ServerFrames.unknownEvent(new ServerFrames.Address(2, 1, 0, 1), BLOCK_LENGTH),
            ServerFrames.unknownEvent(address, 1, BLOCK_LENGTH));
        for (final byte[] frame : bad)
        {
            final int before = server.connections;
            server.current.push(frame);
            Await.until("a new connection", () -> server.connections > before);
            awaitAnswer();
        }
        assertEquals(0, client.unknownEvents());
    }
}
