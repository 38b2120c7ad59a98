package io.signalbox.replay.view.availability;

import io.signalbox.replay.Answers;
import io.signalbox.replay.NaiveSeats;
import io.signalbox.replay.SmallWorld;
import io.signalbox.replay.TestNode;
import io.signalbox.replay.query.QueryAnswerer;
import io.signalbox.replay.view.order.OrderView;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.collections.MutableLong;

import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

class AvailabilityViewPropertyTest
{
    @Property(tries = 40)
    void viewIsTheNaiveRecomputationAtEveryPosition(@ForAll final long seed)
    {
        final AvailabilityView view = new AvailabilityView();
        final Answers answers = new Answers(new QueryAnswerer(view, new OrderView(), () -> 0));
        final SmallWorld world = new SmallWorld(seed, 40, view);
        final NaiveSeats naive = new NaiveSeats();
        final MutableLong shown = new MutableLong(world.node.entries.size());
        for (int step = 0; step < 150; step++)
        {
            world.step();
            while (shown.get() < world.node.entries.size())
            {
                naive.onEvents(world.node.entries.get((int)shown.getAndIncrement()).events());
            }
            if (step % 5 == 0)
            {
                assertViewEqualsNaive(world, answers, naive);
            }
        }
        assertViewEqualsNaive(world, answers, naive);
    }

    private static void assertViewEqualsNaive(
        final SmallWorld world, final Answers answers, final NaiveSeats naive)
    {
        for (int runId = 1; runId <= SmallWorld.RUNS; runId++)
        {
            for (final char classCode : new char[]{'O', 'Z'})
            {
                final int stops = SmallWorld.stopCount(runId);
                // Long before the sale closes; a closed run says 0 by its own test.
                final Answers.Counts counts = answers.run(runId, classCode, 0);
                final List<Integer> expected =
                    naive.counts(runId, classCode, stops, SmallWorld.seatCount(classCode));
                if (world.isClosed(runId))
                {
                    expected.replaceAll(unused -> 0);
                }
                assertEquals(expected, counts.seats(), "run " + runId + " class " + classCode);
                assertEquals(world.node.engine.position(), counts.position());
                assertEquals(stops, counts.stopCount());
                assertEquals(SmallWorld.seatCount(classCode), counts.seatCount());
            }
        }
    }

    @Property(tries = 30)
    void viewIsWhatTheEngineGivesToOneOrder(@ForAll final long seed)
    {
        final AvailabilityView view = new AvailabilityView();
        final Answers answers = new Answers(new QueryAnswerer(view, new OrderView(), () -> 0));
        final SmallWorld world = new SmallWorld(seed, 2_000, view);
        final Random random = new Random(seed);
        for (int step = 0; step < 60; step++)
        {
            world.step();
        }
        // At the border of the sale of some stop, a moment before it or at the very instant.
        final RunState some = view.timetable().requireRun(1 + random.nextInt(SmallWorld.RUNS));
        final int stop = random.nextInt(some.service().stopCount() - 1);
        world.node.nowMs = some.departureMs(stop) - 1_800_000 - random.nextInt(2);
        world.node.expireAll();
        for (int runId = 1; runId <= SmallWorld.RUNS; runId++)
        {
            for (final char classCode : new char[]{'O', 'Z'})
            {
                final List<Integer> shown = answers.run(runId, classCode, world.node.nowMs).seats();
                int pair = 0;
                for (int from = 0; from < SmallWorld.stopCount(runId) - 1; from++)
                {
                    for (int to = from + 1; to < SmallWorld.stopCount(runId); to++)
                    {
                        assertEngineGives(world.node, shown.get(pair++), runId, from, to, classCode);
                    }
                }
            }
        }
    }

    private static void assertEngineGives(
        final TestNode node, final int shown, final int runId, final int from, final int to, final char classCode)
    {
        final String place = "run " + runId + " class " + classCode + " from " + from + " to " + to;
        assertNull(SmallWorld.heldOrder(node.order(runId, from, to, classCode, shown + 1)), place);
        if (shown > 0)
        {
            final SmallWorld.Order order = SmallWorld.heldOrder(node.order(runId, from, to, classCode, shown));
            assertNotNull(order, place);
            node.execute(node.commands.cancel(order.orderId()));
        }
    }

    @Property(tries = 200)
    void releasingIsTheInverseOfTaking(@ForAll final long seed)
    {
        final Random random = new Random(seed);
        final int stops = 2 + random.nextInt(127);
        final int seats = 1 + random.nextInt(5);
        final ClassInventory inventory = new ClassInventory(stops, seats);
        final NaiveSeats naive = new NaiveSeats();
        for (int i = 0; i < 30; i++)
        {
            final int seat = random.nextInt(seats);
            final int from = random.nextInt(stops - 1);
            final int to = from + 1 + random.nextInt(Math.min(20, stops - 1 - from));
            final boolean free = naive.live.values().stream().noneMatch(
                j -> j.seats().contains(seat) && j.fromStop() < to && from < j.toStop());
            if (free)
            {
                inventory.take(seat, from, to);
                naive.live.put((long)i, new NaiveSeats.Journey(1, 'O', from, to, List.of(seat)));
            }
            else if (random.nextBoolean())
            {
                final Long first = naive.live.keySet().iterator().next();
                final NaiveSeats.Journey journey = naive.live.remove(first);
                inventory.release(journey.seats().get(0), journey.fromStop(), journey.toStop());
            }
        }
        assertCounts(naive, inventory, stops, seats);
        naive.live.values().forEach(j -> inventory.release(j.seats().get(0), j.fromStop(), j.toStop()));
        naive.live.clear();
        assertCounts(naive, inventory, stops, seats);
    }

    private static void assertCounts(
        final NaiveSeats naive, final ClassInventory inventory, final int stops, final int seats)
    {
        final List<Integer> expected = naive.counts(1, 'O', stops, seats);
        int pair = 0;
        for (int from = 0; from < stops - 1; from++)
        {
            for (int to = from + 1; to < stops; to++)
            {
                assertEquals(expected.get(pair), inventory.free(from, to), "from " + from + " to " + to);
                assertEquals(pair, StopPairs.index(stops, from, to));
                pair++;
            }
        }
    }
}
