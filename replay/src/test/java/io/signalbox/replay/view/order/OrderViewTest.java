package io.signalbox.replay.view.order;

import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderState;
import io.signalbox.protocol.wire.OrderStatusDecoder;
import io.signalbox.replay.Answers;
import io.signalbox.replay.CommandFrames;
import io.signalbox.replay.SmallWorld;
import io.signalbox.replay.TestNode;
import io.signalbox.replay.query.QueryAnswerer;
import io.signalbox.replay.view.PagedLongs;
import io.signalbox.replay.view.availability.AvailabilityView;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static io.signalbox.replay.TestNode.DAY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class OrderViewTest
{
    private static final int MAX_ORDERS = 3;

    private final AvailabilityView availability = new AvailabilityView();
    private final OrderView orders = new OrderView();
    private final TestNode node = new TestNode(MAX_ORDERS, availability, orders);
    private final Answers answers = new Answers(new QueryAnswerer(availability, orders, () -> 0));

    OrderViewTest()
    {
        node.stations("A", "B", "C");
        node.layout("L", 2, "ABC");
        node.service("G1", 8, 1, 2, 3);
        node.openRun(1, 1, DAY);
    }

    /** A reader may see an order's words before it sees the page that its passengers stand in. */
    @Test
    void shouldNotFailOnATornCopyThatTheLockWillThrowAway()
    {
        final PagedLongs words = new PagedLongs();
        words.reach(7);
        words.set(OrderTable.RUN_AND_PASSENGER, 1L << Integer.SIZE | 12_345);
        words.set(OrderTable.ATTRIBUTES, 2);
        words.set(OrderTable.STATE_POSITION, 77);
        final OrderReading copy = new OrderReading();
        copy.copy(words, 0, new PassengerPool());
        assertEquals(77, copy.statePosition());
    }

    @Test
    void shouldTellAllOfAnOrder()
    {
        final SmallWorld.Order order = SmallWorld.heldOrder(node.order(1, 0, 2, 'O', 3));
        final long heldPosition = node.engine.position();
        final long requestNumber = node.commands.requestNumber();

        final OrderStatusDecoder status = answers.order(order.orderId(), node.nowMs);

        assertEquals(heldPosition, status.asOf().position());
        assertEquals(node.nowMs, status.asOf().timestampMs());
        assertEquals(OrderState.HELD, status.state());
        assertEquals(1, status.runId());
        assertEquals(0, status.fromStop());
        assertEquals(2, status.toStop());
        assertEquals('O', status.classCode());
        assertEquals(node.nowMs + 1_200_000, status.deadlineMs());
        assertEquals(order.amount(), status.amount());
        assertEquals(3 * 4_650, status.amount());
        assertEquals(heldPosition, status.heldPosition());
        assertEquals(heldPosition, status.statePosition());
        assertEquals("G1", status.serviceCode());
        assertEquals(DAY, status.serviceDate());
        final List<String> seats = new ArrayList<>();
        for (final OrderStatusDecoder.SeatsDecoder seat : status.seats())
        {
            final byte[] token = new byte[OrderHeldDecoder.SeatsDecoder.tokenLength()];
            seat.getToken(token, 0, token.length);
            assertArrayEquals(CommandFrames.token(requestNumber, seats.size()), token);
            seats.add(seat.coachNumber() + "/" + seat.row() + (char)seat.letter() + "/" + seat.seatIndex());
        }
        assertEquals(List.of("1/1A/0", "1/1B/1", "1/1C/2"), seats);
    }

    @Test
    void shouldFollowTheStatesOfOrders()
    {
        final SmallWorld.Order paid = SmallWorld.heldOrder(node.order(1, 0, 2, 'O', 1));
        final SmallWorld.Order cancelled = SmallWorld.heldOrder(node.order(1, 0, 2, 'O', 1));
        final SmallWorld.Order expired = SmallWorld.heldOrder(node.order(1, 0, 2, 'O', 1));
        final long heldPosition = node.engine.position() - 2;
        node.nowMs += 1_000;
        node.execute(node.commands.confirm(paid.orderId(), paid.amount()));
        final long paidPosition = node.engine.position();
        node.execute(node.commands.cancel(cancelled.orderId()));
        node.nowMs += 1_200_000;
        node.expireAll();

        final OrderStatusDecoder status = answers.order(paid.orderId(), node.nowMs);
        assertEquals(OrderState.CONFIRMED, status.state());
        assertEquals(heldPosition, status.heldPosition());
        assertEquals(paidPosition, status.statePosition());
        assertEquals(node.engine.position(), status.asOf().position());
        assertEquals(OrderState.CANCELLED, answers.order(cancelled.orderId(), node.nowMs).state());
        assertEquals(paidPosition + 1, answers.order(cancelled.orderId(), node.nowMs).statePosition());
        assertEquals(OrderState.EXPIRED, answers.order(expired.orderId(), node.nowMs).state());
        assertEquals(node.engine.position(), answers.order(expired.orderId(), node.nowMs).statePosition());
    }

    @Test
    void shouldForgetAnOrderWhenItsSlotIsUsedAgain()
    {
        final List<SmallWorld.Order> first = new ArrayList<>();
        for (int i = 0; i < MAX_ORDERS; i++)
        {
            first.add(SmallWorld.heldOrder(node.order(1, 0, 2, 'O', 1 + i % 2)));
        }
        assertEquals(
            List.of(1L, 2L, 3L), first.stream().map(SmallWorld.Order::orderId).toList());
        node.execute(node.commands.cancel(2));
        final SmallWorld.Order second = SmallWorld.heldOrder(node.order(1, 0, 1, 'Z', 2));
        assertEquals(1L << 32 | 2, second.orderId());

        assertNull(answers.order(2, node.nowMs));
        assertEquals(BusinessRejectReason.ORDER_UNKNOWN, answers.rejection().reason());
        assertNull(answers.order(2L << 32 | 2, node.nowMs));
        assertNull(answers.order(0, node.nowMs));
        assertNull(answers.order(4, node.nowMs));
        final OrderStatusDecoder status = answers.order(second.orderId(), node.nowMs);
        assertEquals('Z', status.classCode());
        assertEquals(2, status.seats().count());
        // The passengers of the others are still theirs.
        assertEquals(1, answers.order(1, node.nowMs).seats().count());
        assertEquals(1, answers.order(3, node.nowMs).seats().count());
    }

    @Test
    void shouldKeepPassengersApartOverManyGenerations()
    {
        for (int i = 0; i < 100; i++)
        {
            final int passengers = 1 + i % 3;
            final SmallWorld.Order order = SmallWorld.heldOrder(node.order(1, 0, 2, 'O', passengers));
            final OrderStatusDecoder status = answers.order(order.orderId(), node.nowMs);
            final OrderStatusDecoder.SeatsDecoder seats = status.seats();
            assertEquals(passengers, seats.count());
            for (int passenger = 0; passenger < passengers; passenger++)
            {
                final byte[] token = new byte[OrderHeldDecoder.SeatsDecoder.tokenLength()];
                seats.next().getToken(token, 0, token.length);
                assertArrayEquals(CommandFrames.token(node.commands.requestNumber(), passenger), token);
            }
            node.execute(node.commands.cancel(order.orderId()));
        }
        // 100 orders in 3 slots: the next is the 34th of its slot, in slot 2.
        assertEquals(33L << 32 | 2, SmallWorld.heldOrder(node.order(1, 0, 2, 'O', 1)).orderId());
    }
}
