package io.signalbox.journal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static io.signalbox.journal.TestRecords.BLOCK_SIZE;
import static io.signalbox.journal.TestRecords.DAY_MS;
import static io.signalbox.journal.TestRecords.START_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalSyncTest
{
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    @TempDir
    Path path;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger advances = new AtomicInteger();
    private JournalDirectory directory;
    private JournalWriter writer;

    @BeforeEach
    void openJournal()
    {
        directory = JournalDirectory.open(path, BLOCK_SIZE);
        writer = directory.writer();
    }

    @AfterEach
    void closeJournal()
    {
        directory.close();
    }

    @Test
    void shouldReachButNeverPassWhatWasAppended()
    {
        final AtomicLong passed = new AtomicLong();
        final AtomicReference<JournalSync> self = new AtomicReference<>();
        final Runnable onDurable = () ->
        {
            advances.incrementAndGet();
            final JournalSync sync = self.get();
            if (sync != null && sync.durablePosition() > writer.appendedPosition())
            {
                passed.incrementAndGet();
            }
        };
        try (JournalSync sync = new JournalSync(writer, onDurable, this::onFailure))
        {
            self.set(sync);
            for (int batch = 0; batch < 200; batch++)
            {
                TestRecords.appendMany(writer, 1 + batch % 17, START_MS + batch);
                sync.request();
            }
            await(() -> sync.durablePosition() == writer.appendedPosition());
            // It parks now, and wakes for a single record.
            for (int i = 0; i < 20; i++)
            {
                TestRecords.appendMany(writer, 1, START_MS + DAY_MS / 2);
                sync.request();
                await(() -> sync.durablePosition() == writer.appendedPosition());
            }
        }
        assertEquals(0, passed.get());
        assertTrue(advances.get() >= 20, "advances " + advances);
        assertNull(failure.get());
    }

    @Test
    void shouldNotCountWhatWasAppendedWhileTheDiskWorked()
    {
        final CountDownLatch forcing = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        TestRecords.appendMany(writer, 5, START_MS);
        final DiskForce slow = (channel) ->
        {
            forcing.countDown();
            awaitLatch(goOn);
            channel.force(false);
        };
        final AtomicLong firstDurable = new AtomicLong();
        final AtomicReference<JournalSync> self = new AtomicReference<>();
        final CountDownLatch known = new CountDownLatch(1);
        final Runnable onDurable = () ->
        {
            awaitLatch(known);
            firstDurable.compareAndSet(0, self.get().durablePosition());
        };
        try (JournalSync sync = new JournalSync(writer, onDurable, this::onFailure, slow))
        {
            self.set(sync);
            known.countDown();
            awaitLatch(forcing);
            TestRecords.appendMany(writer, 5, START_MS);
            assertEquals(0, sync.durablePosition());
            goOn.countDown();
            await(() -> firstDurable.get() != 0);
            assertEquals(5, firstDurable.get());
            sync.request();
            await(() -> sync.durablePosition() == 10);
        }
        assertNull(failure.get());
    }

    @Test
    void shouldForceEveryFileOfARollAndAllOnClose() throws IOException
    {
        final AtomicInteger forces = new AtomicInteger();
        final DiskForce counting = (channel) ->
        {
            forces.incrementAndGet();
            channel.force(false);
        };
        final JournalSync sync = new JournalSync(writer, advances::incrementAndGet, this::onFailure, counting);
        for (int day = 0; day < 4; day++)
        {
            TestRecords.appendMany(writer, 10, START_MS + day * DAY_MS);
        }
        // Nobody has asked: closing does it.
        sync.close();
        assertEquals(40, sync.durablePosition());
        assertEquals(4, DirectoryCheck.journalFiles(path).size());
        assertTrue(forces.get() >= 5, "metadata and four files, but only " + forces + " forces");
        assertNull(failure.get());
    }

    @Test
    void shouldNotWaitForeverForADiskThatDoesNotAnswer()
    {
        final CountDownLatch answer = new CountDownLatch(1);
        final DiskForce stuck = (channel) -> awaitLatch(answer);
        TestRecords.appendMany(writer, 5, START_MS);
        final JournalSync sync = new JournalSync(writer, advances::incrementAndGet, this::onFailure, stuck);
        assertFalse(sync.stop(1_000_000));
        assertEquals(0, sync.durablePosition());
        answer.countDown();
        assertTrue(sync.stop(Long.MAX_VALUE));
        assertEquals(5, sync.durablePosition());
        assertNull(failure.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCallNobodyBackOnceItWasLeftAlone(final boolean fails)
    {
        final CountDownLatch answer = new CountDownLatch(1);
        final DiskForce stuck = (channel) ->
        {
            awaitLatch(answer);
            if (fails)
            {
                throw new IOException("Input/output error");
            }
        };
        TestRecords.appendMany(writer, 5, START_MS);
        final JournalSync sync = new JournalSync(writer, advances::incrementAndGet, this::onFailure, stuck);
        assertFalse(sync.stop(1_000_000));
        // Its owner has closed by now what it would call.
        answer.countDown();
        assertEquals(!fails, sync.stop(Long.MAX_VALUE));
        assertEquals(0, advances.get());
        assertNull(failure.get());
    }

    @Test
    void shouldForceWhatAnEarlierProcessMayHaveLeftInMemory()
    {
        TestRecords.appendMany(writer, 10, START_MS);
        TestRecords.appendMany(writer, 10, START_MS + DAY_MS);
        directory.close();
        openJournal();
        final AtomicInteger forces = new AtomicInteger();
        final DiskForce counting = (channel) -> forces.incrementAndGet();
        try (JournalSync sync = new JournalSync(writer, advances::incrementAndGet, this::onFailure, counting))
        {
            await(() -> sync.durablePosition() == 20);
        }
        assertEquals(3, forces.get());
    }

    @Test
    void shouldFailOnceAndNeverAdvanceAgain()
    {
        final AtomicInteger attempts = new AtomicInteger();
        final AtomicBoolean broken = new AtomicBoolean();
        final DiskForce failing = (channel) ->
        {
            attempts.incrementAndGet();
            if (broken.get())
            {
                throw new IOException("Input/output error");
            }
        };
        final JournalSync sync = new JournalSync(writer, advances::incrementAndGet, this::onFailure, failing);
        TestRecords.appendMany(writer, 3, START_MS);
        sync.request();
        await(() -> sync.durablePosition() == 3);
        broken.set(true);
        TestRecords.appendMany(writer, 3, START_MS);
        sync.request();
        await(() -> failure.get() != null);
        final int attemptsThen = attempts.get();
        TestRecords.appendMany(writer, 3, START_MS);
        sync.request();
        sync.close();
        assertEquals(3, sync.durablePosition());
        assertEquals(attemptsThen, attempts.get());
        assertInstanceOf(IOException.class, failure.get());
        assertEquals(1, failures.get());
        assertEquals(9, writer.appendedPosition());
    }

    private void onFailure(final Throwable cause)
    {
        failures.incrementAndGet();
        failure.set(cause);
    }

    private static void await(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() < deadlineNs, "not in time");
            LockSupport.parkNanos(100_000);
        }
    }

    private static void awaitLatch(final CountDownLatch latch)
    {
        try
        {
            assertTrue(latch.await(PATIENCE_NS, TimeUnit.NANOSECONDS));
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }
}
