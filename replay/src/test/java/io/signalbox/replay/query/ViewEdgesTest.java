package io.signalbox.replay.query;

import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.OrderState;
import io.signalbox.protocol.wire.OrderStatusDecoder;
import io.signalbox.replay.Answers;
import io.signalbox.replay.CommandFrames;
import io.signalbox.replay.SmallWorld;
import io.signalbox.replay.TestNode;
import io.signalbox.replay.view.Projection;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.ByteOrder;
import java.util.List;

import static io.signalbox.replay.TestNode.DAY;
import static io.signalbox.replay.TestNode.DAY_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Many orders, long journeys, odd layouts, and records that do not fit: where a view could be wrong unnoticed.
 */
class ViewEdgesTest
{
    private final AvailabilityView availability = new AvailabilityView();
    private final OrderView orders = new OrderView();
    private final TestNode node = new TestNode(20_000, availability, orders);
    private final Answers answers = new Answers(new QueryAnswerer(availability, orders, () -> 0));

    @Test
    void shouldBeOnSaleAlsoWhenSoldOut()
    {
        openRun();
        node.order(1, 0, 2, 'Z', 2);

        final Answers.Offer offer = answers.search("A", "C", DAY, node.nowMs).offers().get(1);

        assertEquals('Z', offer.classCode());
        assertEquals(0, offer.seats());
        assertTrue(offer.onSale());
    }

    @Test
    void shouldTellArrivalAndDepartureOfTheSameStopApart()
    {
        openRun();
        final long atB = DAY * DAY_MS + 8 * 3_600_000 + 1_800_000;
        assertEquals(atB, answers.search("A", "B", DAY, node.nowMs).offers().get(0).arrivalMs());
        assertEquals(atB + 60_000, answers.search("B", "C", DAY, node.nowMs).offers().get(0).departureMs());
    }

    @Test
    void shouldFindARunThatIsOnItsWayForAMonth()
    {
        node.stations("A", "B");
        node.layout("L", 2, "ABC");
        node.service("LONG", 30 * 24 + 8, 1, 2);
        node.openRun(1, 1, DAY);

        final Answers.Offer offer = answers.search("A", "B", DAY + 30, node.nowMs).offers().get(0);

        assertEquals((DAY + 30) * DAY_MS + 8 * 3_600_000, offer.departureMs());
        assertEquals((DAY + 30) * DAY_MS + 8 * 3_600_000 + 1_800_000, offer.arrivalMs());
    }

    @Test
    void shouldFindTheLastStopsOfTheLongestService()
    {
        node.openLongestRun();

        // Stop 125 is left 62 and a half hours later, at half past ten of the third day.
        final Answers.Offer offer = answers.search("S125", "S127", DAY + 2, node.nowMs).offers().get(0);

        assertEquals(125, offer.fromStop());
        assertEquals(127, offer.toStop());
    }

    @Test
    void shouldShowNoGreaterAgeThanTheFieldHolds()
    {
        openRun();
        final long monthsMs = 90 * DAY_MS;
        assertEquals(0xFFFF_FFFEL, answers.run(1, 'O', node.nowMs + monthsMs).ageMs());
        assertEquals(40 * DAY_MS, answers.run(1, 'O', node.nowMs + 40 * DAY_MS).ageMs());
    }

    @Test
    void shouldCountSeatsOfAllSectionsAndAskTheMinimumFare()
    {
        node.stations("A", "B");
        node.execute(node.commands.layout(
            "L",
            new CommandFrames.ClassPlan[]
            {
                new CommandFrames.ClassPlan('O', 1, 0), new CommandFrames.ClassPlan('Z', 100, 777)
            },
            new CommandFrames.CoachPlan[]
            {
                new CommandFrames.CoachPlan(1, 'O', 3, "AB"), new CommandFrames.CoachPlan(2, 'Z', 1, "A"),
                new CommandFrames.CoachPlan(3, 'O', 2, "ABC")
            }));
        node.execute(node.commands.service(
            "G1",
            new CommandFrames.StopPlan(1, 28_800, 28_800, 0),
            new CommandFrames.StopPlan(2, 29_000, 29_000, 49_999)));
        node.openRun(1, 1, DAY);

        final List<Answers.Offer> offers = answers.search("A", "B", DAY, node.nowMs).offers();

        assertEquals(12, offers.get(0).seats());
        assertEquals(0, offers.get(0).fare(), "less than half a minor unit");
        assertEquals(777, offers.get(1).fare());
        node.order(1, 0, 1, 'O', 9);
        assertEquals(List.of(3), answers.run(1, 'O', node.nowMs).seats());
    }

    @Test
    void shouldKeepTheStopsOfAnOrderWhenItEnds()
    {
        openRun();
        final SmallWorld.Order order = SmallWorld.heldOrder(node.order(1, 1, 2, 'O', 1));
        node.execute(node.commands.confirm(order.orderId(), order.amount()));

        final OrderStatusDecoder status = answers.order(order.orderId(), node.nowMs);

        assertEquals(OrderState.CONFIRMED, status.state());
        assertEquals(1, status.fromStop());
        assertEquals(2, status.toStop());
        assertEquals('O', status.classCode());
        assertEquals(1, status.seats().count());
    }

    @Test
    void shouldTellManyOrdersApart()
    {
        openRun();
        for (int i = 1; i <= 9_000; i++)
        {
            final SmallWorld.Order order = SmallWorld.heldOrder(node.order(1, i % 2, 2, 'O', 2));
            assertEquals(i, order.orderId());
            node.execute(node.commands.cancel(order.orderId()));
        }
        for (int i = 1; i <= 9_000; i += 7)
        {
            final OrderStatusDecoder status = answers.order(i, node.nowMs);
            assertEquals(i, status.orderId());
            assertEquals(i % 2, status.fromStop());
            assertEquals(status.heldPosition() + 1, status.statePosition());
            assertEquals(2, status.seats().count());
        }
        assertNull(answers.order(9_001, node.nowMs));
    }

    @Test
    void shouldStampAnOrderThatARecordHasChangedBeforeTheRecordIsApplied()
    {
        openRun();
        node.execute(node.commands.settings(1_000, 0));
        final SmallWorld.Order first = SmallWorld.heldOrder(node.order(1, 0, 2, 'O', 1));
        final SmallWorld.Order second = SmallWorld.heldOrder(node.order(1, 0, 2, 'O', 1));
        final OrderView late = new OrderView();
        node.entries.forEach(entry -> TestNode.show(entry, late));
        final long heldMs = node.nowMs;
        node.nowMs += 1_000;
        node.expireAll();
        final TestNode.Entry expiry = node.entries.get(node.entries.size() - 1);
        final Answers lateAnswers = new Answers(new QueryAnswerer(availability, late, () -> 0));
        final UnsafeBuffer events = new UnsafeBuffer(expiry.events());
        final boolean[] asked = new boolean[1];

        final UnsafeBuffer asking = new UnsafeBuffer(expiry.events())
        {
            @Override
            public short getShort(final int index, final ByteOrder byteOrder)
            {
                if (index == Frame.length(events, 0) && !asked[0])
                {
                    // Between the first event and the second.
                    asked[0] = true;
                    assertStatus(lateAnswers, first, OrderState.EXPIRED, expiry.position(), node.nowMs);
                    assertStatus(lateAnswers, second, OrderState.HELD, expiry.position() - 1, heldMs);
                }
                return super.getShort(index, byteOrder);
            }
        };

        late.onRecord(new JournalRecord()
            .header(expiry.position(), expiry.timestampMs(), SeatEngine.LATEST_DECISION_VERSION)
            .events(asking, 0, expiry.events().length));

        assertTrue(asked[0]);
        assertStatus(lateAnswers, second, OrderState.EXPIRED, expiry.position(), node.nowMs);
    }

    private static void assertStatus(
        final Answers asked, final SmallWorld.Order order, final OrderState state, final long position,
        final long timestampMs)
    {
        final OrderStatusDecoder status = asked.order(order.orderId(), timestampMs);
        assertEquals(state, status.state());
        assertEquals(position, status.asOf().position());
        assertEquals(timestampMs, status.asOf().timestampMs());
    }

    @Test
    void shouldRefuseEventsThatDoNotFit()
    {
        openRun();
        final SmallWorld.Order first = SmallWorld.heldOrder(node.order(1, 0, 2, 'O', 1));
        final byte[] held = lastEvents();
        node.execute(node.commands.cancel(first.orderId()));
        final byte[] cancelled = lastEvents();
        final long next = node.engine.position() + 1;

        assertUnfit(orders, next, held);
        assertUnfit(availability, next, cancelled);
        final byte[] unknown = cancelled.clone();
        new UnsafeBuffer(unknown).putLong(12 + 37, 1L << 32 | first.orderId());
        assertUnfit(orders, next, unknown);
        assertUnfit(orders, next + 1, held);
        assertUnfit(availability, next + 1, held);
    }

    private void openRun()
    {
        node.stations("A", "B", "C");
        node.layout("L", 2, "ABC");
        node.service("G1", 8, 1, 2, 3);
        node.openRun(1, 1, DAY);
    }

    private byte[] lastEvents()
    {
        return node.entries.get(node.entries.size() - 1).events();
    }

    private void assertUnfit(final Projection projection, final long position, final byte[] events)
    {
        assertThrows(IllegalStateException.class, () ->
            projection.onRecord(new JournalRecord()
                .header(position, node.nowMs, SeatEngine.LATEST_DECISION_VERSION)
                .events(new UnsafeBuffer(events), 0, events.length)));
    }
}
