package io.signalbox.replay.view;

import io.signalbox.core.StateSlice;
import io.signalbox.replay.SmallWorld;
import io.signalbox.replay.TestNode;
import io.signalbox.replay.ViewStates;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RestorableViewPropertyTest
{
    /** Every record after that at which it was restored, so that nothing is missing of what later records build on. */
    @Property(tries = 40)
    void aRestoredViewIsAsOneThatHasSeenAllRecords(@ForAll final long seed)
    {
        final Random random = new Random(seed);
        final SmallWorld world = eventfulWorld(seed, random);
        final List<TestNode.Entry> entries = world.node.entries;
        final List<Long> orderIds = orderIds(entries);
        final int position = random.nextInt(entries.size() + 1);
        final ViewStates views = new ViewStates();
        entries.subList(0, position).forEach(views::show);

        final ViewStates restored = views.restored();

        assertEquals(position, restored.availability.position());
        assertEquals(position, restored.orders.position());
        assertEquals(views.orders.timestampMs(), restored.orders.timestampMs());
        assertSame(views, restored, orderIds, world.node.nowMs);
        for (final TestNode.Entry entry : entries.subList(position, entries.size()))
        {
            views.show(entry);
            restored.show(entry);
            if (random.nextInt(20) == 0)
            {
                assertSame(views, restored, orderIds, entry.timestampMs());
            }
        }
        assertSame(views, restored, orderIds, world.node.nowMs);
        // Long before the sale closes anywhere.
        assertSame(views, restored, orderIds, 0);
    }

    private static void assertSame(
        final ViewStates views, final ViewStates restored, final List<Long> orderIds, final long nowMs)
    {
        assertEquals(views.answers(orderIds, nowMs), restored.answers(orderIds, nowMs));
        assertEquals(ViewStates.entities(views.availability), ViewStates.entities(restored.availability));
        assertEquals(ViewStates.entities(views.orders), ViewStates.entities(restored.orders));
    }

    /** With stations, services, runs, settings and rules that come while seats are sold. */
    private static SmallWorld eventfulWorld(final long seed, final Random random)
    {
        final SmallWorld world = new SmallWorld(seed, 30);
        final TestNode node = world.node;
        final int steps = 50 + random.nextInt(200);
        final StateSlice slice = new StateSlice();
        for (int step = 0; step < steps; step++)
        {
            switch (random.nextInt(30))
            {
                case 0 -> node.execute(
                    node.commands.settings(1_000 + random.nextInt(3_000), random.nextInt(3_600_000)));
                case 1 -> node.openRun(1 + random.nextInt(3), 1, TestNode.DAY + random.nextInt(3));
                case 2 ->
                {
                    node.stations("G");
                    node.layout("M", 3, "AB");
                    node.service("LATE", 12, 7, 1, 2, 3);
                    node.openRun(4, 2, TestNode.DAY + 1);
                }
                case 3 -> node.execute(node.commands.adoptRules(2));
                case 4 ->
                {
                    node.engine.takeSlice(slice, 4_096);
                    node.execute(node.commands.checkpoint(slice));
                }
                default -> world.step();
            }
        }
        return world;
    }

    private static List<Long> orderIds(final List<TestNode.Entry> entries)
    {
        final List<Long> ids = new ArrayList<>(List.of(0L, 77L));
        for (final TestNode.Entry entry : entries)
        {
            final SmallWorld.Order order = SmallWorld.heldOrder(entry.events());
            if (order != null)
            {
                ids.add(order.orderId());
            }
        }
        return ids;
    }
}
