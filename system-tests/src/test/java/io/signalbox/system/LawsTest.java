package io.signalbox.system;

import io.signalbox.client.ClientConfig;
import io.signalbox.client.ClientListener;
import io.signalbox.client.Defined;
import io.signalbox.client.HoldExpired;
import io.signalbox.client.OrderCancelled;
import io.signalbox.client.OrderConfirmed;
import io.signalbox.client.OrderHeld;
import io.signalbox.client.OrderRefused;
import io.signalbox.client.OrderResult;
import io.signalbox.client.PassengerToken;
import io.signalbox.client.PlaceOrder;
import io.signalbox.client.SignalboxClient;
import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.NotAppliedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.replay.audit.AuditReport;
import io.signalbox.replay.recovery.Recovery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Live state = recovered by applying the events = executed again, byte for byte, whatever a server has gone through.
 */
@Timeout(300)
class LawsTest
{
    private static final int HOLD_MS = 10_000;
    private static final int SESSION = 1;
    private static final int OTHER_SESSION = 2;

    @RegisterExtension
    final Workplace workplace = new Workplace();

    private final TestClock clock = new TestClock();
    private final Random random = new Random(20_260_101);
    private Path directory;
    private Node node;
    private long lastPassenger;

    @BeforeEach
    void startNode()
    {
        directory = workplace.path("journal");
        node = workplace.closeAfter(new Node(directory, clock, Durability.PROCESS));
    }

    @Test
    void recoveryAndAuditEqualLiveStateAfterSaleToSoldOut()
    {
        try (SignalboxClient client = node.connect(SESSION))
        {
            final int run = Line.define(client, clock.nowMs(), 1, 2, 3).get(0);
            final Set<OrderRefusalReason> reasons = EnumSet.noneOf(OrderRefusalReason.class);
            final Set<OrderRefusalReason> wanted =
                EnumSet.of(OrderRefusalReason.SOLD_OUT, OrderRefusalReason.TOO_FEW_SEATS);
            for (int i = 0; i < 1_000 && !reasons.containsAll(wanted); i++)
            {
                clock.advanceMs(random.nextInt(3));
                final OrderResult result = placeSomewhere(client, run);
                if (result instanceof OrderRefused refused)
                {
                    reasons.add(refused.reason());
                }
                else if (random.nextInt(3) == 0)
                {
                    pay(client, (OrderHeld)result);
                }
                else if (random.nextInt(4) == 0)
                {
                    Await.answer(client.cancelOrder(((OrderHeld)result).orderId()));
                }
            }
            assertTrue(reasons.containsAll(wanted), reasons::toString);
        }
        assertLaws();
    }

    @Test
    void recoveryAndAuditEqualLiveStateAfterSeatsBecameFragmented()
    {
        try (SignalboxClient client = node.connect(SESSION))
        {
            // Four seats: two orders take two each to the second stop, and two others from there on.
            final int run = Line.define(client, clock.nowMs(), 1, 1, 1).get(0);
            final OrderHeld firstOut = assertInstanceOf(OrderHeld.class, place(client, run, 0, 1, 2));
            assertInstanceOf(OrderHeld.class, place(client, run, 0, 1, 2));
            assertInstanceOf(OrderHeld.class, place(client, run, 1, 2, 2));
            final OrderHeld lastOn = assertInstanceOf(OrderHeld.class, place(client, run, 1, 2, 2));
            Await.answer(client.cancelOrder(firstOut.orderId()));
            Await.answer(client.cancelOrder(lastOn.orderId()));
            final OrderRefused refused = assertInstanceOf(OrderRefused.class, place(client, run, 0, 2, 1));
            assertEquals(OrderRefusalReason.FRAGMENTED, refused.reason());
        }
        assertLaws();
    }

    @Test
    void recoveryAndAuditEqualLiveStateAfterExpiries()
    {
        final Queue<HoldExpired> told = new ConcurrentLinkedQueue<>();
        final ClientListener listener = new ClientListener()
        {
            @Override
            public void onHoldExpired(final HoldExpired event)
            {
                told.add(event);
            }
        };
        try (SignalboxClient client = node.connect(SESSION, listener))
        {
            Line.setHoldMs(client, HOLD_MS);
            final int run = Line.define(client, clock.nowMs(), 1, 4, 30).get(0);
            final List<OrderHeld> held = new ArrayList<>();
            for (int i = 0; i < 200; i++)
            {
                clock.advanceMs(random.nextInt(2));
                held.add(assertInstanceOf(OrderHeld.class, place(client, run, 0, 1, 1)));
            }
            pay(client, held.get(7));
            Await.answer(client.cancelOrder(held.get(11).orderId()));
            clock.advanceMs(2 * HOLD_MS);
            // More than one record can expire, and nobody asks for anything meanwhile.
            Await.until("198 holds expire: " + told.size(), Duration.ofSeconds(60), () -> told.size() == 198);
            final OrderRefused late = assertInstanceOf(OrderRefused.class,
                Await.answer(client.confirmPayment(held.get(0).orderId(), held.get(0).amount(), 1)));
            assertEquals(OrderRefusalReason.ORDER_EXPIRED, late.reason());
            assertInstanceOf(OrderHeld.class, place(client, run, 0, 1, 9));
        }
        assertLaws();
    }

    @Test
    void recoveryAndAuditEqualLiveStateAfterEachOfManyRestarts()
    {
        try (SignalboxClient client = node.connect(SESSION))
        {
            Line.setHoldMs(client, HOLD_MS);
            final List<Integer> runs = Line.define(client, clock.nowMs(), 3, 2, 20);
            OrderHeld open = null;
            for (int restart = 0; restart < 6; restart++)
            {
                for (int i = 0; i < 40; i++)
                {
                    clock.advanceMs(random.nextInt(300));
                    final OrderResult result = placeSomewhere(client, runs.get(random.nextInt(runs.size())));
                    if (open != null && clock.nowMs() < open.deadlineMs())
                    {
                        pay(client, open);
                    }
                    open = result instanceof OrderHeld held ? held : null;
                }
                assertLaws();
                // The clock of the machine may have been set back meanwhile: the journal's time does not go back.
                clock.advanceMs(restart % 2 == 0 ? -5_000 : 5_000);
                node.start();
            }
        }
        assertLaws();
    }

    @Test
    void recoveryAndAuditEqualLiveStateAfterRepeatedRequests() throws IOException
    {
        final int run;
        try (SignalboxClient client = node.connect(OTHER_SESSION))
        {
            run = Line.define(client, clock.nowMs(), 1, 2, 5).get(0);
        }
        final byte[] first;
        try (WireSession session = WireSession.open(node.port(), SESSION, 1))
        {
            first = session.placeOrder(1, run, 0, 3, passenger()).expect(OrderHeldDecoder.TEMPLATE_ID);
            final byte[] second = session.placeOrder(1, run, 0, 3, passenger()).expect(OrderHeldDecoder.TEMPLATE_ID);
            assertSameAnswer(first, second);
            // Request 2 is jumped over; it is never applied, also when it comes afterwards.
            session.placeOrder(3, run, 0, 3, passenger()).send();
            session.expect(NotAppliedDecoder.TEMPLATE_ID);
            session.expect(OrderHeldDecoder.TEMPLATE_ID);
            session.placeOrder(2, run, 0, 3, passenger()).expect(NotAppliedDecoder.TEMPLATE_ID);
        }
        assertLaws();
        node.start();
        try (WireSession session = WireSession.resume(node.port(), SESSION, 1, 3))
        {
            assertSameAnswer(
                first, session.placeOrder(1, run, 0, 3, passenger()).expect(OrderHeldDecoder.TEMPLATE_ID));
            session.placeOrder(2, run, 0, 3, passenger()).expect(NotAppliedDecoder.TEMPLATE_ID);
        }
        assertLaws();
        assertEquals(2, JournalFacts.read(directory).count("held"));
    }

    @Test
    void recoveryAndAuditEqualLiveStateAfterRunsAreClosed()
    {
        try (SignalboxClient client = node.connect(SESSION))
        {
            final List<Integer> runs = Line.define(client, clock.nowMs(), 2, 1, 2);
            final OrderHeld paid = assertInstanceOf(OrderHeld.class, place(client, runs.get(0), 0, 5, 2));
            final OrderHeld cancelled = assertInstanceOf(OrderHeld.class, place(client, runs.get(0), 1, 2, 1));
            assertInstanceOf(Defined.class, Await.answer(client.closeRun(runs.get(0))));
            final OrderRefused refused = assertInstanceOf(OrderRefused.class, place(client, runs.get(0), 0, 1, 1));
            assertEquals(OrderRefusalReason.RUN_CLOSED, refused.reason());
            pay(client, paid);
            assertInstanceOf(OrderCancelled.class, Await.answer(client.cancelOrder(cancelled.orderId())));
            assertInstanceOf(OrderHeld.class, place(client, runs.get(1), 0, 1, 1));
            Await.answer(client.closeRun(runs.get(0)));
        }
        assertLaws();
    }

    @Test
    void recoveryAndAuditEqualLiveStateAfterSessionsActOnEachOthersOrders()
    {
        try (SignalboxClient one = node.connect(SESSION);
            SignalboxClient two = node.connect(OTHER_SESSION))
        {
            final int run = Line.define(one, clock.nowMs(), 1, 2, 10).get(0);
            pay(two, assertInstanceOf(OrderHeld.class, place(one, run, 0, 4, 3)));
            final OrderHeld held = assertInstanceOf(OrderHeld.class, place(two, run, 2, 4, 3));
            assertInstanceOf(OrderCancelled.class, Await.answer(one.cancelOrder(held.orderId())));
            final OrderRefused twice =
                assertInstanceOf(OrderRefused.class, Await.answer(two.cancelOrder(held.orderId())));
            assertEquals(OrderRefusalReason.ORDER_CANCELLED, twice.reason());
        }
        // The same session once more: its numbers start again, its orders stay.
        try (SignalboxClient again = Await.answer(SignalboxClient.connect(
            ClientConfig.of("127.0.0.1", node.port(), SESSION))))
        {
            assertInstanceOf(OrderHeld.class, place(again, 1, 0, 1, 9));
        }
        assertLaws();
    }

    private void assertLaws()
    {
        final long live = node.stop();
        final SeatEngine engine = new SeatEngine();
        final long position;
        try (JournalDirectory journal = JournalDirectory.openForReading(directory);
            JournalReader reader = journal.reader())
        {
            position = Recovery.recover(reader, engine).position();
        }
        assertEquals(engine.position(), position);
        assertEquals(live, engine.stateHash(), "live, and recovered by applying");
        final AuditReport audit = Proof.audit(directory);
        assertEquals(position, audit.records());
        assertEquals(live, audit.executedHash(), "live, and executed again");
        assertEquals(live, audit.appliedHash(), "live, and applied by the audit");
        assertEquals(List.of(), JournalFacts.read(directory).violations());
    }

    private OrderResult placeSomewhere(final SignalboxClient client, final int run)
    {
        final int from = random.nextInt(Line.STOPS - 1);
        final int to = from + 1 + random.nextInt(Line.STOPS - 1 - from);
        return place(client, run, from, to, 1 + random.nextInt(3));
    }

    private OrderResult place(
        final SignalboxClient client, final int run, final int from, final int to, final int passengers)
    {
        final List<PassengerToken> tokens = new ArrayList<>();
        for (int i = 0; i < passengers; i++)
        {
            tokens.add(passenger());
        }
        return Await.answer(
            client.placeOrder(new PlaceOrder(run, from, to, Line.CLASS_CODE, Channel.ONLINE, 0, tokens)));
    }

    private PassengerToken passenger()
    {
        lastPassenger++;
        return new PassengerToken(0, lastPassenger);
    }

    private static void pay(final SignalboxClient client, final OrderHeld order)
    {
        assertInstanceOf(
            OrderConfirmed.class, Await.answer(client.confirmPayment(order.orderId(), order.amount(), 77)));
    }

    private static void assertSameAnswer(final byte[] first, final byte[] again)
    {
        assertEquals(0, first[Frame.EVENT_DELIVERY_OFFSET] & Frame.DELIVERY_SENT_BEFORE);
        assertEquals(Frame.DELIVERY_SENT_BEFORE, again[Frame.EVENT_DELIVERY_OFFSET] & Frame.DELIVERY_SENT_BEFORE);
        final byte[] expected = first.clone();
        expected[Frame.EVENT_DELIVERY_OFFSET] = again[Frame.EVENT_DELIVERY_OFFSET];
        assertArrayEquals(expected, again);
    }
}
