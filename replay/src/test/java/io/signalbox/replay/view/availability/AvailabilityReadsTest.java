package io.signalbox.replay.view.availability;

import io.signalbox.replay.TestNode;
import io.signalbox.replay.view.AppliedPosition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The moments between two steps of the follower, one at a time: what a reader sees then is true at its stamp.
 */
@Timeout(60)
class AvailabilityReadsTest
{
    private static final long NOW_MS = 0;
    private static final int SEATS = 6;

    private final Timetable timetable = new Timetable();
    private final AppliedPosition applied = new AppliedPosition();
    private final StripedRunLocks runLocks = new StripedRunLocks();
    private final AvailabilityReads reads =
        new AvailabilityReads(timetable, applied, new StampedLock(), runLocks);
    private final RunCounts counts = new RunCounts();
    private final Offers found = new Offers();
    private Service service;
    private Layout layout;

    /** Position 10 is applied: two runs from station 1 to station 2, all seats of both free. */
    @BeforeEach
    void openRuns()
    {
        final AvailabilityView view = new AvailabilityView();
        final TestNode node = new TestNode(view);
        node.openShortestRun();
        service = view.timetable().requireRun(1).service();
        layout = view.timetable().requireRun(1).layout();
        timetable.saleSettings(new SaleSettings(0, 1, 100));
        open(1, 8);
        open(2, 9);
        applied.advance(10, 1_000);
    }

    @Test
    void shouldStampWithTheAppliedPositionWhenNothingIsNewer()
    {
        assertCounts(10, 1_000, SEATS);
        assertOffers(10, 1_000, SEATS, SEATS);
    }

    @Test
    void shouldStampWithTheChangeOfARunThatIsNotYetSaidToBeApplied()
    {
        take(1, 11, 0);

        assertCounts(11, 1_100, SEATS - 1);
        assertOffers(11, 1_100, SEATS - 1, SEATS);

        // Said to be applied, and more: the change is older then.
        applied.advance(12, 1_200);
        assertCounts(12, 1_200, SEATS - 1);
        assertOffers(12, 1_200, SEATS - 1, SEATS);
    }

    @Test
    void shouldStampWithSettingsThatAreNotYetSaidToBeApplied()
    {
        closeSale(11);

        assertCounts(11, 1_100, 0);
        assertOffers(11, 1_100, 0, 0);
    }

    @Test
    void shouldStampWithARunThatIsNotYetSaidToBeApplied()
    {
        open(3, 11);

        assertOffers(11, 1_100, SEATS, SEATS, SEATS);
    }

    @Test
    void shouldWaitForARecordThatChangesARun()
    {
        whileLocked(2, () -> search(found), run ->
        {
            run.inventoryForChange('O').take(0, 0, 1);
            run.changedAt(11, 1_100);
        });
        assertFound(11, 1_100, SEATS, SEATS - 1);

        whileLocked(1, () -> reads.readCounts(timetable.run(1), 0, NOW_MS, counts), run ->
        {
            run.inventoryForChange('O').take(0, 0, 1);
            run.changedAt(12, 1_200);
        });
        assertEquals(12, counts.stamp().position());
        assertEquals(1_200, counts.stamp().timestampMs());
        assertEquals(SEATS - 1, counts.seats(0));
    }

    @Test
    void shouldReadAgainWhenAnotherRunHasChangedMeanwhile()
    {
        whileLocked(2, () -> search(found), run ->
        {
            take(1, 11, 0);
            run.inventoryForChange('O').take(0, 0, 1);
            run.changedAt(12, 1_200);
        });

        assertFound(12, 1_200, SEATS - 1, SEATS - 1);
    }

    @Test
    void shouldReadAgainWhenTheSettingsHaveChangedMeanwhile()
    {
        whileLocked(2, () -> search(found), run ->
        {
            closeSale(11);
            run.inventoryForChange('O').take(0, 0, 1);
            run.changedAt(12, 1_200);
        });
        assertFound(12, 1_200, 0, 0);

        whileLocked(1, () -> reads.readCounts(timetable.run(1), 0, NOW_MS, counts), run ->
        {
            timetable.saleSettings(new SaleSettings(0, 13, 1_300));
            run.inventoryForChange('O').take(0, 0, 1);
            run.changedAt(14, 1_400);
        });
        assertEquals(14, counts.stamp().position());
        assertEquals(SEATS - 1, counts.seats(0));
    }

    @Test
    void shouldReadAgainWhenARunWasOpenedMeanwhile()
    {
        whileLocked(2, () -> search(found), run ->
        {
            open(3, 11);
            run.inventoryForChange('O').take(0, 0, 1);
            run.changedAt(12, 1_200);
        });

        assertFound(12, 1_200, SEATS, SEATS - 1, SEATS);
    }

    @Test
    void shouldRememberWhereEachPieceChangedLast()
    {
        final AvailabilityView view = new AvailabilityView();
        final TestNode node = new TestNode(view);
        node.openShortestRun();
        final RunState run = view.timetable().requireRun(1);
        assertChangedNow(node, run);

        node.nowMs++;
        node.execute(node.commands.settings(5_000, 0));
        assertEquals(node.engine.position(), view.timetable().saleSettings().position());
        assertEquals(node.nowMs, view.timetable().saleSettings().timestampMs());

        node.order(1, 0, 1, 'O', 2);
        assertChangedNow(node, run);
        node.nowMs += 5_000;
        node.expireAll();
        assertChangedNow(node, run);
        final long before = node.engine.position();
        node.execute(node.commands.station("C"));
        assertEquals(before, run.changePosition());
    }

    private static void assertChangedNow(final TestNode node, final RunState run)
    {
        assertEquals(node.engine.position(), run.changePosition());
        assertEquals(node.nowMs, run.changeTimestampMs());
    }

    private void open(final int runId, final long position)
    {
        final RunState run =
            new RunState(runId, service, layout, TestNode.DAY, TestNode.DAY * TestNode.DAY_MS);
        run.changedAt(position, position * 100);
        timetable.add(run);
    }

    /** What the follower does with a record, but for saying that it is applied. */
    private void take(final int runId, final long position, final int seat)
    {
        final RunState run = timetable.run(runId);
        runLocks.lockForRecord(run);
        run.inventoryForChange('O').take(seat, 0, 1);
        run.changedAt(position, position * 100);
        runLocks.unlockRecord();
    }

    private void closeSale(final long position)
    {
        final long always = (TestNode.DAY + 1) * TestNode.DAY_MS;
        timetable.saleSettings(new SaleSettings(always, position, position * 100));
    }

    /** Let a reader come as far as a run that is locked, change what it has read before, and let it go on. */
    private void whileLocked(final int runId, final Runnable reading, final Consumer<RunState> change)
    {
        final RunState run = timetable.run(runId);
        final StampedLock lock = runLocks.of(run);
        final long write = lock.writeLock();
        final Thread reader = new Thread(reading, "reader");
        reader.setDaemon(true);
        try
        {
            reader.start();
            final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (reader.getState() != Thread.State.WAITING && System.nanoTime() - deadlineNs < 0)
            {
                LockSupport.parkNanos(100_000);
            }
            assertEquals(Thread.State.WAITING, reader.getState(), "the reader waits for the run");
            change.accept(run);
        }
        finally
        {
            lock.unlockWrite(write);
        }
        try
        {
            reader.join(TimeUnit.SECONDS.toMillis(30));
        }
        catch (final InterruptedException interrupted)
        {
            throw new AssertionError(interrupted);
        }
        assertTrue(!reader.isAlive(), "the reader has read");
    }

    private void search(final Offers offers)
    {
        reads.search(1, 2, TestNode.DAY, NOW_MS, offers);
    }

    private void assertCounts(final long position, final long timestampMs, final int seats)
    {
        reads.readCounts(timetable.run(1), 0, NOW_MS, counts);
        assertEquals(position, counts.stamp().position());
        assertEquals(timestampMs, counts.stamp().timestampMs());
        assertEquals(seats, counts.seats(0));
    }

    private void assertOffers(final long position, final long timestampMs, final int... seatsOfRuns)
    {
        search(found);
        assertFound(position, timestampMs, seatsOfRuns);
    }

    /** Every second offer is of class Z, of which nobody takes a seat. */
    private void assertFound(final long position, final long timestampMs, final int... seatsOfRuns)
    {
        final List<Integer> seats =
            IntStream.range(0, found.size()).filter(i -> found.classIndex(i) == 0).mapToObj(found::seats).toList();
        assertEquals(IntStream.of(seatsOfRuns).boxed().toList(), seats);
        assertEquals(2 * seatsOfRuns.length, found.size());
        assertEquals(position, found.stamp().position());
        assertEquals(timestampMs, found.stamp().timestampMs());
    }
}
