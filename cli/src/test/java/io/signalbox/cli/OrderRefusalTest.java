package io.signalbox.cli;

import io.signalbox.client.OrderConfirmed;
import io.signalbox.client.OrderHeld;
import io.signalbox.client.OrderRefused;
import io.signalbox.client.PassengerToken;
import io.signalbox.client.PlaceOrder;
import io.signalbox.client.SignalboxClient;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.OrderRefusalReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** Every reason to refuse an order, over TCP; docs/errors.md names these tests. */
class OrderRefusalTest
{
    @TempDir
    private Path directory;

    private SmallSale sale;
    private SignalboxClient client;

    @BeforeEach
    void open() throws Exception
    {
        sale = SmallSale.open(directory);
        client = sale.client();
    }

    @AfterEach
    void close()
    {
        // Whatever was refused, the seats that are left can still be sold to others.
        final OrderRefused tooMany = SmallSale.refused(sale.order(0, 3, 10));
        assertEquals(OrderRefusalReason.PASSENGER_COUNT_OUT_OF_RANGE, tooMany.reason());
        sale.close();
    }

    private static OrderRefused assertRefused(final OrderRefusalReason reason, final Object result)
    {
        final OrderRefused refused = SmallSale.refused(result);
        assertEquals(reason, refused.reason());
        return refused;
    }

    private static void assertDecidedBy(final long position, final OrderRefused refused)
    {
        assertEquals(position, refused.decidingPosition());
    }

    @Test
    void shouldRefuseAnUnknownRun()
    {
        final OrderRefused refused =
            assertRefused(OrderRefusalReason.RUN_UNKNOWN, sale.order(99, 0, 1, 'S', SmallSale.tokens(1)));
        assertDecidedBy(refused.position(), refused);
        assertEquals(99, refused.runId());
    }

    @Test
    void shouldRefuseAClosedRun()
    {
        final OrderRefused refused = assertRefused(
            OrderRefusalReason.RUN_CLOSED, sale.order(SmallSale.CLOSED_RUN, 0, 1, 'S', SmallSale.tokens(1)));
        // The record before this one closed it.
        assertDecidedBy(refused.position() - 1, refused);
    }

    @Test
    void shouldRefuseAStopBeyondTheLast()
    {
        assertEquals(4, assertRefused(OrderRefusalReason.STOP_OUT_OF_RANGE, sale.order(0, 4, 1)).limitValue());
        assertEquals(4, assertRefused(OrderRefusalReason.STOP_OUT_OF_RANGE, sale.order(4, 2, 1)).limitValue());
    }

    @Test
    void shouldRefuseStopsInReverseOrder()
    {
        assertRefused(OrderRefusalReason.STOP_ORDER_REVERSED, sale.order(2, 1, 1));
        assertRefused(OrderRefusalReason.STOP_ORDER_REVERSED, sale.order(1, 1, 1));
    }

    @Test
    void shouldRefuseAClassThatIsNotOnTheTrain()
    {
        assertRefused(
            OrderRefusalReason.CLASS_NOT_ON_RUN, sale.order(SmallSale.RUN, 0, 1, 'X', SmallSale.tokens(1)));
    }

    @Test
    void shouldRefuseNoPassengersAndTen()
    {
        assertRefused(OrderRefusalReason.PASSENGER_COUNT_OUT_OF_RANGE, sale.order(0, 1, 0));
        assertEquals(
            9, assertRefused(OrderRefusalReason.PASSENGER_COUNT_OUT_OF_RANGE, sale.order(0, 1, 10)).limitValue());
    }

    @Test
    void shouldRefuseTheSamePassengerTwice()
    {
        final PassengerToken token = new PassengerToken(1, 2);
        assertRefused(
            OrderRefusalReason.PASSENGER_REPEATED, sale.order(SmallSale.RUN, 0, 1, 'S', List.of(token, token)));
    }

    @Test
    void shouldRefuseWhenTheSaleIsClosed()
    {
        final OrderRefused refused = assertRefused(
            OrderRefusalReason.SALE_CLOSED, sale.order(SmallSale.LEAVING_RUN, 0, 1, 'S', SmallSale.tokens(1)));
        // Ten minutes before departure, half an hour would have been needed.
        assertEquals(SmallSale.NOW_MS + 600_000 - 1_800_000, refused.limitValue());
    }

    @Test
    void shouldRefuseAViewOfTheFuture()
    {
        final OrderRefused refused = assertRefused(OrderRefusalReason.SEEN_POSITION_IN_FUTURE, client.placeOrder(
            new PlaceOrder(SmallSale.RUN, 0, 1, 'S', Channel.ONLINE, 1_000_000, SmallSale.tokens(1))).join());
        assertEquals(refused.position() - 1, refused.limitValue());
    }

    @Test
    void shouldRefuseWhenASegmentIsSoldOut()
    {
        final OrderHeld last = sale.held(1, 2, 2);
        assertDecidedBy(last.position(), assertRefused(OrderRefusalReason.SOLD_OUT, sale.order(0, 3, 1)));
    }

    @Test
    void shouldRefuseWhenNoSeatIsFreeAllTheWay()
    {
        final OrderHeld first = sale.held(0, 1, 1);
        sale.held(0, 1, 1);
        final OrderHeld last = sale.held(2, 3, 1);
        assertEquals(first.seats().get(0).seat(), last.seats().get(0).seat());
        client.cancelOrder(first.orderId()).join();
        assertDecidedBy(last.position(), assertRefused(OrderRefusalReason.FRAGMENTED, sale.order(0, 3, 1)));
    }

    @Test
    void shouldRefuseAPartyThatIsTooLarge()
    {
        final OrderHeld one = sale.held(0, 3, 1);
        final OrderRefused refused = assertRefused(OrderRefusalReason.TOO_FEW_SEATS, sale.order(0, 3, 2));
        assertEquals(1, refused.limitValue());
        assertDecidedBy(one.position(), refused);
    }

    @Test
    void shouldRefuseMoreOrdersThanTheLimit()
    {
        final OrderHeld first = sale.held(0, 1, 1);
        sale.held(1, 2, 1);
        sale.held(2, 3, 1);
        assertEquals(3, assertRefused(OrderRefusalReason.ORDER_LIMIT_REACHED, sale.order(0, 1, 1)).limitValue());
        client.cancelOrder(first.orderId()).join();
        sale.held(0, 1, 1);
    }

    @Test
    void shouldRefuseMorePassengersThanTheLimit()
    {
        final OrderHeld first = sale.held(0, 1, 2);
        sale.held(1, 2, 2);
        assertEquals(4, assertRefused(OrderRefusalReason.PASSENGER_LIMIT_REACHED, sale.order(2, 3, 1)).limitValue());
        client.cancelOrder(first.orderId()).join();
        sale.held(2, 3, 1);
    }

    @Test
    void shouldRefuseAnUnknownOrder()
    {
        assertRefused(OrderRefusalReason.ORDER_UNKNOWN, client.confirmPayment(99, 1, 1).join());
        assertRefused(OrderRefusalReason.ORDER_UNKNOWN, client.cancelOrder(99).join());
    }

    @Test
    void shouldRefuseToPayTwiceAndToCancelWhatIsPaid()
    {
        final OrderHeld held = sale.held(0, 1, 1);
        final long paid = client.confirmPayment(held.orderId(), held.amount(), 1).join().position();
        assertDecidedBy(paid, assertRefused(OrderRefusalReason.ORDER_ALREADY_PAID,
            client.confirmPayment(held.orderId(), held.amount(), 1).join()));
        assertDecidedBy(paid, assertRefused(OrderRefusalReason.ORDER_ALREADY_PAID,
            client.cancelOrder(held.orderId()).join()));
    }

    @Test
    void shouldRefuseToCancelTwiceAndToPayWhatIsCancelled()
    {
        final OrderHeld held = sale.held(0, 1, 1);
        final long cancelled = client.cancelOrder(held.orderId()).join().position();
        assertDecidedBy(cancelled, assertRefused(OrderRefusalReason.ORDER_CANCELLED,
            client.cancelOrder(held.orderId()).join()));
        assertDecidedBy(cancelled, assertRefused(OrderRefusalReason.ORDER_CANCELLED,
            client.confirmPayment(held.orderId(), held.amount(), 1).join()));
    }

    @Test
    void shouldRefuseToPayOrCancelAfterTheDeadline()
    {
        final OrderHeld held = sale.held(0, 1, 1);
        sale.advanceMs(held.deadlineMs() - SmallSale.NOW_MS);
        assertRefused(OrderRefusalReason.ORDER_EXPIRED,
            client.confirmPayment(held.orderId(), held.amount(), 1).join());
        assertRefused(OrderRefusalReason.ORDER_EXPIRED, client.cancelOrder(held.orderId()).join());
        assertInstanceOf(OrderHeld.class, sale.order(0, 1, 2));
    }

    @Test
    void shouldRefuseAnotherAmount()
    {
        final OrderHeld held = sale.held(0, 1, 1);
        assertEquals(0, assertRefused(OrderRefusalReason.AMOUNT_MISMATCH,
            client.confirmPayment(held.orderId(), held.amount() - 1, 1).join()).limitValue());
        assertInstanceOf(OrderConfirmed.class, client.confirmPayment(held.orderId(), held.amount(), 1).join());
    }
}
