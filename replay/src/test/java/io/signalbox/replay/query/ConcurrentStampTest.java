package io.signalbox.replay.query;

import io.signalbox.protocol.wire.OrderState;
import io.signalbox.protocol.wire.OrderStatusDecoder;
import io.signalbox.replay.Answers;
import io.signalbox.replay.NaiveSeats;
import io.signalbox.replay.SmallWorld;
import io.signalbox.replay.TestNode;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Answers that are read while a thread applies records must be the truth of their stamped position: each is compared
 * with the naive state there.
 */
class ConcurrentStampTest
{
    private static final int STEPS = 6_000;
    private static final int ANSWERS_PER_RECORD = 2;

    /** A reader that gets no time may miss so many records at most. */
    private static final int RECORDS_PER_READER = 100;

    private record RunAnswer(long position, long timestampMs, int runId, char classCode, List<Integer> seats)
    {
    }

    private record SearchAnswer(long position, long timestampMs, List<Answers.Offer> offers)
    {
    }

    private record OrderAnswer(long position, long orderId, OrderState state)
    {
    }

    private final AvailabilityView availability = new AvailabilityView();
    private final OrderView orders = new OrderView();
    private final AtomicBoolean writing = new AtomicBoolean(true);
    private final AtomicLong answersRead = new AtomicLong();
    private final List<AtomicLong> answersOfReaders = new CopyOnWriteArrayList<>();

    @Test
    @Timeout(300)
    void shouldStampEveryAnswerWithThePositionThatItIsTrueAt() throws Exception
    {
        final SmallWorld world = new SmallWorld(42, 50);
        for (int i = 0; i < STEPS; i++)
        {
            world.step();
        }
        final List<TestNode.Entry> entries = world.node.entries;
        final CyclicBarrier start = new CyclicBarrier(4);
        final ExecutorService readers = Executors.newFixedThreadPool(3);
        try
        {
            final Future<List<RunAnswer>> runs = readers.submit(reading(start, this::readRun));
            final Future<List<SearchAnswer>> searches = readers.submit(reading(start, this::readSearch));
            final Future<List<OrderAnswer>> found = readers.submit(reading(start, this::readOrder));
            start.await();
            for (final TestNode.Entry entry : entries)
            {
                TestNode.show(entry, availability);
                TestNode.show(entry, orders);
                awaitAnswers(entry.position());
            }
            writing.set(false);
            check(entries, runs.get(), searches.get(), found.get());
        }
        finally
        {
            writing.set(false);
            readers.shutdownNow();
        }
    }

    @Test
    @Timeout(300)
    void shouldShowOfARecordEitherNothingOrAll() throws Exception
    {
        final TestNode node = new TestNode();
        node.stations("A", "B");
        node.layout("L", 40, "ABC");
        // So many pairs of stops that a record takes much longer to apply than to look at.
        node.service("G1", 8, IntStream.range(0, 100).map(stop -> 1 + stop % 2).toArray());
        node.execute(node.commands.settings(1_000, 0));
        node.openRun(1, 1, TestNode.DAY);
        final Map<Long, Integer> freeAt = new HashMap<>();
        for (int round = 0; round < 150; round++)
        {
            for (int order = 1; order <= 12; order++)
            {
                node.order(1, 0, 99, 'O', 9);
                freeAt.put(node.engine.position(), 120 - 9 * order);
            }
            node.nowMs += 1_000;
            node.execute(node.commands.expireHolds());
            freeAt.put(node.engine.position(), 120);
        }
        final CyclicBarrier start = new CyclicBarrier(2);
        final ExecutorService readers = Executors.newSingleThreadExecutor();
        try
        {
            final Future<List<Answers.Counts>> all =
                readers.submit(reading(start, (answers, turn) -> answers.run(1, 'O', 0)));
            start.await();
            for (final TestNode.Entry entry : node.entries)
            {
                TestNode.show(entry, availability);
                awaitAnswers(entry.position());
            }
            writing.set(false);
            for (final Answers.Counts counts : all.get())
            {
                final int expected = freeAt.getOrDefault(counts.position(), 120);
                assertEquals(Set.of(expected), Set.copyOf(counts.seats()), "at position " + counts.position());
            }
        }
        finally
        {
            writing.set(false);
            readers.shutdownNow();
        }
    }

    /** Never let the writer run away from the readers, however few processors there are. */
    private void awaitAnswers(final long position)
    {
        while (!isRead(position) && !Thread.currentThread().isInterrupted())
        {
            Thread.yield();
        }
    }

    private boolean isRead(final long position)
    {
        if (answersRead.get() < position * ANSWERS_PER_RECORD)
        {
            return false;
        }
        for (final AtomicLong answers : answersOfReaders)
        {
            if (answers.get() < position / RECORDS_PER_READER)
            {
                return false;
            }
        }
        return true;
    }

    private <T> Callable<List<T>> reading(final CyclicBarrier start, final BiFunction<Answers, Integer, T> reading)
    {
        return () ->
        {
            final Answers answers = new Answers(new QueryAnswerer(availability, orders, () -> 0));
            final List<T> all = new ArrayList<>();
            T last = null;
            final AtomicLong answersOfThis = new AtomicLong();
            answersOfReaders.add(answersOfThis);
            start.await();
            for (int turn = 0; writing.get(); turn++)
            {
                final T answer = reading.apply(answers, turn);
                answersRead.incrementAndGet();
                if (answer != null && !answer.equals(last))
                {
                    all.add(answer);
                    last = answer;
                    answersOfThis.incrementAndGet();
                }
            }
            return all;
        };
    }

    private RunAnswer readRun(final Answers answers, final int turn)
    {
        final int runId = 1 + turn % SmallWorld.RUNS;
        final char classCode = turn % 5 == 0 ? 'Z' : 'O';
        final Answers.Counts counts = answers.run(runId, classCode, 0);
        return counts == null ? null :
            new RunAnswer(counts.position(), counts.timestampMs(), runId, classCode, counts.seats());
    }

    private SearchAnswer readSearch(final Answers answers, final int turn)
    {
        // All three services of the day, one of them with two pairs.
        final Answers.Found found = answers.search("A", "D", TestNode.DAY, 0);
        return found == null ? null : new SearchAnswer(found.position(), found.timestampMs(), found.offers());
    }

    private OrderAnswer readOrder(final Answers answers, final int turn)
    {
        final long slot = 1 + turn % 50;
        for (long generation = 0; generation < 100; generation++)
        {
            final OrderStatusDecoder status = answers.order(generation << 32 | slot, 0);
            if (status != null)
            {
                return new OrderAnswer(status.asOf().position(), status.orderId(), status.state());
            }
        }
        return null;
    }

    private static void check(
        final List<TestNode.Entry> entries,
        final List<RunAnswer> runs,
        final List<SearchAnswer> searches,
        final List<OrderAnswer> found)
    {
        assertTrue(!runs.isEmpty() && !searches.isEmpty() && !found.isEmpty(), "the readers read nothing");
        checkOrders(entries, found);
        runs.sort(Comparator.comparingLong(RunAnswer::position));
        searches.sort(Comparator.comparingLong(SearchAnswer::position));
        final NaiveSeats naive = new NaiveSeats();
        final NaiveRuns naiveRuns = new NaiveRuns();
        int run = 0;
        int search = 0;
        for (final TestNode.Entry entry : entries)
        {
            naive.onEvents(entry.events());
            naiveRuns.onEvents(entry.events());
            for (; run < runs.size() && runs.get(run).position == entry.position(); run++)
            {
                final RunAnswer answer = runs.get(run);
                assertEquals(entry.timestampMs(), answer.timestampMs);
                assertEquals(naiveRuns.counts(naive, answer.runId, answer.classCode), answer.seats, answer.toString());
            }
            for (; search < searches.size() && searches.get(search).position == entry.position(); search++)
            {
                final SearchAnswer answer = searches.get(search);
                assertEquals(entry.timestampMs(), answer.timestampMs);
                checkOffers(naive, naiveRuns, answer);
            }
        }
        assertEquals(runs.size(), run);
        assertEquals(searches.size(), search);
    }

    private static void checkOffers(final NaiveSeats naive, final NaiveRuns naiveRuns, final SearchAnswer answer)
    {
        final List<String> expected = new ArrayList<>();
        final int[][] pairs = {{1, 0, 3}, {2, 0, 3}, {3, 0, 4}, {3, 3, 4}};
        for (final int[] pair : pairs)
        {
            if (!naiveRuns.isOpen(pair[0]))
            {
                continue;
            }
            final int stops = SmallWorld.stopCount(pair[0]);
            for (final char classCode : new char[]{'O', 'Z'})
            {
                final int index = NaiveSeats.pairIndex(stops, pair[1], pair[2]);
                expected.add(pair[0] + ":" + pair[1] + "-" + pair[2] + classCode + "=" +
                    naiveRuns.counts(naive, pair[0], classCode).get(index));
            }
        }
        assertEquals(
            expected,
            answer.offers.stream()
                .map(o -> o.runId() + ":" + o.fromStop() + "-" + o.toStop() + o.classCode() + "=" + o.seats())
                .toList(),
            "at position " + answer.position);
    }

    private static void checkOrders(final List<TestNode.Entry> entries, final List<OrderAnswer> found)
    {
        found.sort(Comparator.comparingLong(OrderAnswer::position));
        final Map<Long, OrderState> states = new HashMap<>();
        int next = 0;
        for (final TestNode.Entry entry : entries)
        {
            NaiveRuns.orderStates(entry.events(), states);
            for (; next < found.size() && found.get(next).position == entry.position(); next++)
            {
                assertEquals(states.get(found.get(next).orderId), found.get(next).state, found.get(next).toString());
            }
        }
        assertEquals(found.size(), next);
    }
}
