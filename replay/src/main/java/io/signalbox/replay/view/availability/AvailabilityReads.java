package io.signalbox.replay.view.availability;

import io.signalbox.replay.view.AppliedPosition;
import io.signalbox.replay.view.Stamp;

import java.util.concurrent.locks.StampedLock;

/**
 * Copies what a query asks for out of the availability view, with the position that the copy is true at. Any thread.
 *
 * <p><b>Why a stamp is exact.</b> A reader first reads the applied position A, then copies what it needs; each piece
 * says at which position C it changed last. The copy holds everything up to A, because a record is applied completely
 * before A says so. If no C is greater than A, nothing was copied that is newer, so the copy is true at A. Otherwise
 * let P be the greatest C. The piece that changed at P could be copied only after the locks of P's record were
 * released, which is after everything of that record and of those before it was in place. So if no piece has changed
 * since it was copied, every piece is as it was after P, and the copy is true at P = max(A, all C); one piece alone
 * need not be looked at again. If a piece did change, the copy may be of no position at all and is made again; after
 * some attempts under a lock that keeps the follower between two records, where A is the truth for all.
 */
public final class AvailabilityReads
{
    private static final int OPTIMISTIC_ATTEMPTS = 4;

    private final Timetable timetable;
    private final AppliedPosition applied;
    private final StampedLock recordLock;
    private final StripedRunLocks runLocks;

    AvailabilityReads(
        final Timetable timetable,
        final AppliedPosition applied,
        final StampedLock recordLock,
        final StripedRunLocks runLocks)
    {
        this.timetable = timetable;
        this.applied = applied;
        this.recordLock = recordLock;
        this.runLocks = runLocks;
    }

    /**
     * Copy the counts of one run and class, sale times applied, with the stamp that they are true at.
     *
     * @param run        that is asked for
     * @param classIndex of the class in the layout of the run
     * @param nowMs      time that decides what is on sale, ms since 1970-01-01 UTC
     * @param counts     gets the copy
     */
    public void readCounts(final RunState run, final int classIndex, final long nowMs, final RunCounts counts)
    {
        for (int attempt = 0; attempt < OPTIMISTIC_ATTEMPTS; attempt++)
        {
            if (copyCounts(run, classIndex, nowMs, counts))
            {
                return;
            }
        }
        final long read = recordLock.readLock();
        try
        {
            copyCounts(run, classIndex, nowMs, counts);
        }
        finally
        {
            recordLock.unlockRead(read);
        }
    }

    /**
     * Copy the offers of all runs that leave a station on a day and call at another later, with their stamp.
     *
     * @param fromStationId where the runs leave
     * @param toStationId   where they call later
     * @param epochDay      on which they leave, days since 1970-01-01
     * @param nowMs         time that decides what is on sale, ms since 1970-01-01 UTC
     * @param found         gets the copy
     */
    public void search(
        final int fromStationId,
        final int toStationId,
        final int epochDay,
        final long nowMs,
        final Offers found)
    {
        for (int attempt = 0; attempt < OPTIMISTIC_ATTEMPTS; attempt++)
        {
            if (copyOffers(fromStationId, toStationId, epochDay, nowMs, found))
            {
                return;
            }
        }
        final long read = recordLock.readLock();
        try
        {
            copyOffers(fromStationId, toStationId, epochDay, nowMs, found);
        }
        finally
        {
            recordLock.unlockRead(read);
        }
    }

    private boolean copyCounts(
        final RunState run, final int classIndex, final long nowMs, final RunCounts counts)
    {
        final Stamp stamp = counts.stamp();
        applied.read(stamp);
        final long appliedPosition = stamp.position();
        final SaleSettings current = timetable.saleSettings();
        stamp.include(current.position(), current.timestampMs());

        final StampedLock lock = runLocks.of(run);
        long optimistic = lock.tryOptimisticRead();
        long changePosition = run.changePosition();
        long changeTimestampMs = run.changeTimestampMs();
        counts.copy(run, classIndex, nowMs, current.saleCloseBeforeDepartureMs());
        if (!lock.validate(optimistic))
        {
            optimistic = lock.readLock();
            changePosition = run.changePosition();
            changeTimestampMs = run.changeTimestampMs();
            counts.copy(run, classIndex, nowMs, current.saleCloseBeforeDepartureMs());
            lock.unlockRead(optimistic);
        }
        stamp.include(changePosition, changeTimestampMs);
        return stamp.position() == appliedPosition ||
            timetable.saleSettings() == current && run.changePosition() == changePosition;
    }

    private boolean copyOffers(
        final int fromStationId,
        final int toStationId,
        final int epochDay,
        final long nowMs,
        final Offers found)
    {
        found.truncate(0);
        final Stamp stamp = found.stamp();
        applied.read(stamp);
        final long appliedPosition = stamp.position();
        final SaleSettings current = timetable.saleSettings();
        stamp.include(current.position(), current.timestampMs());

        final Departures departures = timetable.departures(fromStationId, epochDay);
        final int size = Departures.sizeOf(departures);
        boolean room = true;
        for (int i = 0; i < size && room; i++)
        {
            room = copyRun(
                timetable.run(departures.runId(i)), departures.stop(i), toStationId, nowMs, current, found);
        }
        return stamp.position() == appliedPosition ||
            timetable.saleSettings() == current && found.runsAreUnchanged() &&
            Departures.sizeOf(timetable.departures(fromStationId, epochDay)) == size;
    }

    /** All stops of a run that are wanted; false if the answer is full. */
    private boolean copyRun(
        final RunState run,
        final int fromStop,
        final int toStationId,
        final long nowMs,
        final SaleSettings current,
        final Offers found)
    {
        final Service service = run.service();
        for (int toStop = fromStop + 1; toStop < service.stopCount(); toStop++)
        {
            if (service.stationId(toStop) == toStationId)
            {
                if (!found.hasRoomFor(run))
                {
                    return false;
                }
                copyOffer(run, fromStop, toStop, nowMs, current, found);
            }
        }
        return true;
    }

    private void copyOffer(
        final RunState run,
        final int fromStop,
        final int toStop,
        final long nowMs,
        final SaleSettings current,
        final Offers found)
    {
        final long closeBeforeMs = current.saleCloseBeforeDepartureMs();
        final int mark = found.size();
        final StampedLock lock = runLocks.of(run);
        long optimistic = lock.tryOptimisticRead();
        long changeTimestampMs = run.changeTimestampMs();
        found.add(run, fromStop, toStop, run.onSale(fromStop, nowMs, closeBeforeMs));
        if (!lock.validate(optimistic))
        {
            found.truncate(mark);
            optimistic = lock.readLock();
            changeTimestampMs = run.changeTimestampMs();
            found.add(run, fromStop, toStop, run.onSale(fromStop, nowMs, closeBeforeMs));
            lock.unlockRead(optimistic);
        }
        found.stamp().include(found.changePosition(mark), changeTimestampMs);
    }
}
