package io.signalbox.system;

import io.signalbox.client.ClientConfig;
import io.signalbox.client.ClientListener;
import io.signalbox.client.DefinitionRefused;
import io.signalbox.client.HoldExpired;
import io.signalbox.client.LayoutDefinition;
import io.signalbox.client.OrderHeld;
import io.signalbox.client.OrderRefused;
import io.signalbox.client.OrderResult;
import io.signalbox.client.PassengerToken;
import io.signalbox.client.PlaceOrder;
import io.signalbox.client.RulesAdopted;
import io.signalbox.client.ServiceDefinition;
import io.signalbox.client.SignalboxClient;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.OrderRefusalReason;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every command that a client can send once at least, and every reason for which an order is refused. A sale that ends
 * with newer rules adopts them on the way.
 */
final class GoldenSale
{
    private static final int HOLD_MS = 60_000;
    private static final long DAYS_40_MS = 40 * 86_400_000L;

    private final Node node;
    private final TestClock clock;
    private final int firstVersion;
    private final int lastVersion;
    private final AtomicInteger expiries = new AtomicInteger();
    private long lastPassenger;

    GoldenSale(final Node node, final TestClock clock, final int firstVersion, final int lastVersion)
    {
        this.node = node;
        this.clock = clock;
        this.firstVersion = firstVersion;
        this.lastVersion = lastVersion;
    }

    void run()
    {
        final ClientListener listener = new ClientListener()
        {
            @Override
            public void onHoldExpired(final HoldExpired event)
            {
                expiries.incrementAndGet();
            }
        };
        try (SignalboxClient client = Await.answer(SignalboxClient.connect(session(1, 5), listener)))
        {
            Line.setHoldMs(client, HOLD_MS);
            final List<Integer> runs = Line.define(client, clock.nowMs(), 3, 1, 1);
            refuseDefinitions(client, runs.get(0));
            refuseByForm(client, runs.get(0));
            refuseBySeats(client, runs.get(0));
            endOrders(client, runs.get(1));
            assertTrue(SignalboxClient.connect(session(1, 4)).handle((other, error) -> error != null).join());
            adoptRules(client, runs.get(1));
            reachLimits(client);
            closeSale(client, runs.get(2));
        }
    }

    private ClientConfig session(final int sessionId, final long sessionVerId)
    {
        return ClientConfig.builder("127.0.0.1", node.port(), sessionId).sessionVerId(sessionVerId).build();
    }

    private static void refuseDefinitions(final SignalboxClient client, final int run)
    {
        Await.answer(client.defineStation("ST0", "Station 0"));
        Await.answer(client.defineStation("ST0", "Another name"));
        Await.answer(client.defineStation("", "No code"));
        Await.answer(client.defineService(new ServiceDefinition("T2", List.of(
            new ServiceDefinition.Stop(1, 0, 0, 0), new ServiceDefinition.Stop(99, 60, 60, 1)))));
        Await.answer(client.defineLayout(new LayoutDefinition("NONE", List.of(), List.of())));
        Await.answer(client.openRun(7, 1, LocalDate.of(2026, 1, 1), 0));
        Await.answer(client.closeRun(run + 50));
    }

    private void refuseByForm(final SignalboxClient client, final int run)
    {
        refused(OrderRefusalReason.RUN_UNKNOWN, place(client, 77, 0, 1, 1));
        refused(OrderRefusalReason.STOP_OUT_OF_RANGE, place(client, run, 0, Line.STOPS, 1));
        refused(OrderRefusalReason.STOP_ORDER_REVERSED, place(client, run, 3, 2, 1));
        refused(OrderRefusalReason.PASSENGER_COUNT_OUT_OF_RANGE, place(client, run, 0, 1, 0));
        refused(OrderRefusalReason.PASSENGER_COUNT_OUT_OF_RANGE, place(client, run, 0, 1, 10));
        final PassengerToken twice = new PassengerToken(1, 1);
        refused(OrderRefusalReason.PASSENGER_REPEATED, Await.answer(client.placeOrder(
            new PlaceOrder(run, 0, 1, Line.CLASS_CODE, Channel.PHONE, 0, List.of(twice, twice)))));
        refused(OrderRefusalReason.CLASS_NOT_ON_RUN, Await.answer(client.placeOrder(
            new PlaceOrder(run, 0, 1, 'X', Channel.AGENT, 0, List.of(twice)))));
        refused(OrderRefusalReason.SEEN_POSITION_IN_FUTURE, Await.answer(client.placeOrder(
            new PlaceOrder(run, 0, 1, Line.CLASS_CODE, Channel.STATION, 1_000_000, List.of(twice)))));
    }

    private void refuseBySeats(final SignalboxClient client, final int run)
    {
        final OrderHeld firstOut = held(place(client, run, 0, 1, 2));
        held(place(client, run, 0, 1, 2));
        held(place(client, run, 1, 2, 2));
        final OrderHeld lastOn = held(place(client, run, 1, 2, 2));
        refused(OrderRefusalReason.SOLD_OUT, place(client, run, 0, 3, 1));
        Await.answer(client.cancelOrder(firstOut.orderId()));
        Await.answer(client.cancelOrder(lastOn.orderId()));
        refused(OrderRefusalReason.FRAGMENTED, place(client, run, 0, 2, 1));
        refused(OrderRefusalReason.TOO_FEW_SEATS, place(client, run, 0, 1, 3));
    }

    private void endOrders(final SignalboxClient client, final int run)
    {
        clock.advanceMs(7);
        final OrderHeld paid = held(place(client, run, 0, 5, 2));
        final OrderHeld cancelled = held(place(client, run, 2, 4, 1));
        final OrderHeld expiring = held(place(client, run, 1, 3, 1));
        payTooMuch(client, paid, firstVersion);
        Await.answer(client.confirmPayment(paid.orderId(), paid.amount(), 12));
        Await.answer(client.cancelOrder(cancelled.orderId()));
        refused(OrderRefusalReason.ORDER_ALREADY_PAID,
            Await.answer(client.confirmPayment(paid.orderId(), paid.amount(), 13)));
        refused(OrderRefusalReason.ORDER_ALREADY_PAID, Await.answer(client.cancelOrder(paid.orderId())));
        refused(OrderRefusalReason.ORDER_CANCELLED, Await.answer(client.cancelOrder(cancelled.orderId())));
        refused(OrderRefusalReason.ORDER_UNKNOWN, Await.answer(client.cancelOrder(12_345)));
        clock.advanceMs(2 * HOLD_MS);
        Await.until("three holds expire", Duration.ofSeconds(20), () -> expiries.get() == 3);
        refused(OrderRefusalReason.ORDER_EXPIRED,
            Await.answer(client.confirmPayment(expiring.orderId(), expiring.amount(), 14)));
    }

    /** A wrong payment shows by which rules it is decided: only version 1 tells the amount. */
    private static void payTooMuch(final SignalboxClient client, final OrderHeld order, final int decisionVersion)
    {
        final OrderRefused refused = assertInstanceOf(OrderRefused.class,
            Await.answer(client.confirmPayment(order.orderId(), order.amount() + 1, 11)));
        assertEquals(OrderRefusalReason.AMOUNT_MISMATCH, refused.reason());
        assertEquals(decisionVersion == 1 ? order.amount() : 0, refused.limitValue());
    }

    private void adoptRules(final SignalboxClient client, final int run)
    {
        final OrderHeld held = held(place(client, run, 0, 5, 1));
        assertInstanceOf(DefinitionRefused.class, Await.answer(client.adoptRules(firstVersion)));
        for (int version = firstVersion + 1; version <= lastVersion; version++)
        {
            assertInstanceOf(RulesAdopted.class, Await.answer(client.adoptRules(version)));
        }
        payTooMuch(client, held, lastVersion);
        Await.answer(client.cancelOrder(held.orderId()));
    }

    /** Forty orders and sixty passengers at a time; slots of orders that ended are used again. */
    private void reachLimits(final SignalboxClient client)
    {
        final int layout = Await.answer(client.defineLayout(new LayoutDefinition(
            "LONG",
            List.of(new LayoutDefinition.SeatClass(Line.CLASS_CODE, 800, 300, "second")),
            List.of(new LayoutDefinition.CoachSection(1, Line.CLASS_CODE, 1, 100, "ABCD"))))).usableId();
        final int run = Await.answer(client.openRun(
            1, layout, LocalDate.of(2030, 1, 1), clock.nowMs() + DAYS_40_MS)).usableId();
        final List<OrderHeld> open = new ArrayList<>();
        OrderResult result = place(client, run, 0, 2, 1);
        while (result instanceof OrderHeld order)
        {
            clock.advanceMs(1);
            open.add(order);
            result = place(client, run, open.size() % 2, 2, 1);
        }
        refused(OrderRefusalReason.ORDER_LIMIT_REACHED, result);
        for (final OrderHeld order : open)
        {
            Await.answer(client.cancelOrder(order.orderId()));
        }
        result = place(client, run, 0, 5, 9);
        while (result instanceof OrderHeld)
        {
            result = place(client, run, 0, 5, 9);
        }
        refused(OrderRefusalReason.PASSENGER_LIMIT_REACHED, result);
        clock.advanceMs(2 * HOLD_MS);
        Await.until("the holds of the limit expire", Duration.ofSeconds(20), () -> expiries.get() > 3);
    }

    private void closeSale(final SignalboxClient client, final int run)
    {
        final OrderHeld held = held(place(client, run, 0, 5, 1));
        Await.answer(client.closeRun(run));
        refused(OrderRefusalReason.RUN_CLOSED, place(client, run, 0, 1, 1));
        Await.answer(client.closeRun(run));
        Await.answer(client.confirmPayment(held.orderId(), held.amount(), 15));
        clock.advanceMs(DAYS_40_MS);
        refused(OrderRefusalReason.SALE_CLOSED, place(client, 1, 0, 1, 1));
    }

    private OrderResult place(
        final SignalboxClient client, final int run, final int from, final int to, final int passengers)
    {
        final List<PassengerToken> tokens = new ArrayList<>();
        for (int i = 0; i < passengers; i++)
        {
            lastPassenger++;
            tokens.add(new PassengerToken(0, lastPassenger));
        }
        return Await.answer(
            client.placeOrder(new PlaceOrder(run, from, to, Line.CLASS_CODE, Channel.ONLINE, 0, tokens)));
    }

    private static OrderHeld held(final OrderResult result)
    {
        return assertInstanceOf(OrderHeld.class, result);
    }

    private static void refused(final OrderRefusalReason reason, final Object result)
    {
        assertEquals(reason, assertInstanceOf(OrderRefused.class, result).reason());
    }
}
