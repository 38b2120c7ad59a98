package io.signalbox.replay.view;

import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalWriter;
import io.signalbox.replay.Answers;
import io.signalbox.replay.SmallWorld;
import io.signalbox.replay.TestNode;
import io.signalbox.replay.query.QueryAnswerer;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(180)
class JournalFollowerTest
{
    private static final long TIMEOUT_MS = 60_000;

    @TempDir
    private Path path;
    private final SmallWorld world = new SmallWorld(3, 50);
    private final List<TestNode.Entry> entries = world.node.entries;
    private final AtomicLong clockMs = new AtomicLong(1_000);
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    @Test
    void shouldFollowAJournalThatIsBeingAppendedTo()
    {
        final AvailabilityView availability = new AvailabilityView();
        final OrderView orders = new OrderView();
        try (
            JournalDirectory directory = JournalDirectory.open(path, JournalDirectory.MIN_BLOCK_SIZE);
            JournalWriter writer = directory.writer();
            JournalFollower follower =
                new JournalFollower(directory.reader(), clockMs::get, failure::complete, availability, orders).start())
        {
            int written = 0;
            for (int i = 0; i < 20; i++)
            {
                for (int step = 0; step < 10; step++)
                {
                    world.step();
                }
                for (; written < entries.size(); written++)
                {
                    TestNode.append(writer, entries.get(written));
                }
                assertTrue(follower.awaitPosition(written, TIMEOUT_MS));
                assertEquals(written, follower.position());
                assertEquals(entries.get(written - 1).timestampMs(), follower.timestampMs());
            }
            assertFalse(follower.awaitPosition(written + 1, 1));
            assertNull(follower.failure());
            final Answers answers = new Answers(new QueryAnswerer(availability, orders, follower::newestAtMs));
            assertEquals(written, answers.run(1, 'O', 0).position());
        }
    }

    @Test
    void shouldTellTheAgeOfAnAnswer()
    {
        final AvailabilityView availability = new AvailabilityView();
        final OrderView orders = new OrderView();
        try (
            JournalDirectory directory = JournalDirectory.open(path, JournalDirectory.MIN_BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            entries.forEach(entry -> TestNode.append(writer, entry));
            final JournalFollower follower =
                new JournalFollower(directory.reader(), clockMs::get, failure::complete, availability, orders);
            try (follower)
            {
                follower.start();
                assertTrue(follower.awaitPosition(entries.size(), TIMEOUT_MS));
                final Answers answers = new Answers(new QueryAnswerer(availability, orders, follower::newestAtMs));
                final long laterMs = world.node.nowMs + 5_000;
                clockMs.set(laterMs);
                await(() -> follower.newestAtMs() == laterMs);

                assertEquals(0, answers.run(1, 'O', laterMs).ageMs());
                assertEquals(0, answers.search("A", "B", TestNode.DAY, laterMs + 2).ageMs());
                assertEquals(3, answers.search("A", "B", TestNode.DAY, laterMs + 3).ageMs());
                // A clock that is behind is no negative age.
                assertEquals(0, answers.run(1, 'O', laterMs - 50).ageMs());
                follower.close();
                assertEquals(60_000, answers.run(1, 'O', laterMs + 60_000).ageMs());
            }
        }
    }

    @Test
    void shouldNotSayThatItIsTheNewestBeforeItHasReadAll()
    {
        while (entries.size() < 600)
        {
            world.step();
        }
        final AtomicLong greatestNewestAtMs = new AtomicLong();
        final AtomicReference<JournalFollower> itself = new AtomicReference<>();
        try (
            JournalDirectory directory = JournalDirectory.open(path, JournalDirectory.MIN_BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            entries.forEach(entry -> TestNode.append(writer, entry));
            try (JournalFollower follower = new JournalFollower(
                directory.reader(),
                clockMs::get,
                failure::complete,
                (record) ->
                    greatestNewestAtMs.accumulateAndGet(itself.get().newestAtMs(), Math::max)))
            {
                itself.set(follower);
                follower.start();
                assertTrue(follower.awaitPosition(entries.size(), TIMEOUT_MS));
            }
        }
        assertEquals(0, greatestNewestAtMs.get());
    }

    @Test
    void shouldNotSayThatItIsNewerThanARecordThatItHasNotRead()
    {
        final AtomicLong calls = new AtomicLong();
        final AtomicLong records = new AtomicLong();
        final AtomicReference<JournalFollower> itself = new AtomicReference<>();
        final Map<Long, Long> appendedAtMs = new ConcurrentHashMap<>();
        final List<Long> shownTooLate = new CopyOnWriteArrayList<>();
        try (
            JournalDirectory directory = JournalDirectory.open(path, JournalDirectory.MIN_BLOCK_SIZE);
            JournalWriter writer = directory.writer();
            JournalFollower follower = new JournalFollower(
                directory.reader(),
                () ->
                {
                    // Somebody appends a record at every second look at the clock.
                    final long nowMs = calls.incrementAndGet();
                    if (nowMs % 2 == 0 && records.get() < entries.size())
                    {
                        final TestNode.Entry entry = entries.get((int)records.getAndIncrement());
                        TestNode.append(writer, entry);
                        appendedAtMs.put(entry.position(), nowMs);
                    }
                    return nowMs;
                },
                failure::complete,
                (record) ->
                {
                    if (itself.get().newestAtMs() >= appendedAtMs.get(record.position()))
                    {
                        shownTooLate.add(record.position());
                    }
                }))
        {
            itself.set(follower);
            follower.start();
            assertTrue(follower.awaitPosition(entries.size(), TIMEOUT_MS));
            assertEquals(List.of(), shownTooLate);
        }
    }

    @Test
    void shouldTakeTheTimeOfTheAppliedRecordForTheAgeWhileItIsBehind()
    {
        final AvailabilityView availability = new AvailabilityView();
        entries.forEach(entry -> TestNode.show(entry, availability));
        final Answers answers = new Answers(new QueryAnswerer(availability, new OrderView(), () -> 0));

        assertEquals(700, answers.run(1, 'O', world.node.nowMs + 700).ageMs());
    }

    @Test
    void shouldStopForEverWhenAProjectionFails() throws Exception
    {
        final IllegalStateException reason = new IllegalStateException("does not fit");
        try (
            JournalDirectory directory = JournalDirectory.open(path, JournalDirectory.MIN_BLOCK_SIZE);
            JournalWriter writer = directory.writer();
            JournalFollower follower = new JournalFollower(
                directory.reader(),
                clockMs::get,
                failure::complete,
                (record) ->
                {
                    if (record.position() == 3)
                    {
                        throw reason;
                    }
                }).start())
        {
            entries.forEach(entry -> TestNode.append(writer, entry));

            assertSame(reason, failure.get(TIMEOUT_MS, TimeUnit.MILLISECONDS));
            assertSame(reason, follower.failure());
            assertEquals(2, follower.position());
            assertFalse(follower.awaitPosition(3, TIMEOUT_MS));
        }
    }

    @Test
    void shouldRefuseARecordOutOfOrder()
    {
        final AvailabilityView availability = new AvailabilityView();
        final OrderView orders = new OrderView();
        assertThrows(IllegalStateException.class, () -> TestNode.show(entries.get(1), availability));
        assertThrows(IllegalStateException.class, () -> TestNode.show(entries.get(1), orders));
        TestNode.show(entries.get(0), availability);
        assertThrows(IllegalStateException.class, () -> TestNode.show(entries.get(0), availability));
    }

    private static void await(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, "not in time");
            LockSupport.parkNanos(100_000);
        }
    }
}
