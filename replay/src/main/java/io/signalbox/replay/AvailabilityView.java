package io.signalbox.replay;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.LayoutDefinedDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.RunClosedDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.ServiceDefinedDecoder;
import io.signalbox.protocol.wire.SettingsChangedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import org.agrona.DirectBuffer;

import java.util.concurrent.locks.StampedLock;

/**
 * For every run, class and pair of stops the number of seats that one order could really get: seats that are free on
 * every segment of the pair, 0 where the sale is closed. Follows the journal record by record and is exact at every
 * position.
 *
 * <p>Written by one follower thread. Read by any thread through a {@link QueryAnswerer}: reads are optimistic, and wait
 * for the application of one record at most.
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
public final class AvailabilityView implements Projection
{
    private static final int OPTIMISTIC_ATTEMPTS = 4;

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final OrderHeldDecoder orderHeld = new OrderHeldDecoder();
    private final OrderCancelledDecoder orderCancelled = new OrderCancelledDecoder();
    private final HoldExpiredDecoder holdExpired = new HoldExpiredDecoder();
    private final RunOpenedDecoder runOpened = new RunOpenedDecoder();
    private final RunClosedDecoder runClosed = new RunClosedDecoder();
    private final ServiceDefinedDecoder serviceDefined = new ServiceDefinedDecoder();
    private final LayoutDefinedDecoder layoutDefined = new LayoutDefinedDecoder();
    private final StationDefinedDecoder stationDefined = new StationDefinedDecoder();
    private final SettingsChangedDecoder settingsChanged = new SettingsChangedDecoder();

    private final Timetable timetable = new Timetable();
    private final StampedLock recordLock = new StampedLock();
    private final RunLocks runLocks = new RunLocks();
    private final Progress progress = new Progress();
    private volatile SaleSettings settings = SaleSettings.initial();

    /**
     * An empty view, as before the first record.
     */
    public AvailabilityView()
    {
    }

    /**
     * {@inheritDoc}
     *
     * <p>Called by the follower thread only. After an exception the view is of no position; it must not be served.
     */
    @Override
    public void onRecord(
        final long position, final long timestampMs, final DirectBuffer events, final int offset, final int length)
    {
        progress.requireNext(position);
        final long write = recordLock.writeLock();
        try
        {
            final int end = offset + length;
            int at = offset;
            while (at < end)
            {
                final int frameLength = EventFrames.lengthAt(events, at, end);
                onEvent(position, timestampMs, events, at);
                at += frameLength;
            }
            runLocks.unlockRecord();
            progress.advance(position, timestampMs);
        }
        finally
        {
            runLocks.unlockRecord();
            recordLock.unlockWrite(write);
        }
    }

    /**
     * How many runs the view knows. Any thread.
     *
     * @return 0 or more
     */
    public int runCount()
    {
        return timetable.runCount();
    }

    /** Reference data. Any thread. */
    Timetable timetable()
    {
        return timetable;
    }

    /** Copy the counts of one run and class, sale times applied, with the stamp that they are true at. */
    void readCounts(final RunState run, final int classIndex, final long nowMs, final RunCounts counts)
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

    /** Copy the offers of all runs that leave a station on a day and call at another later, with their stamp. */
    void search(
        final int fromStationId,
        final int toStationId,
        final int epochDay,
        final long nowMs,
        final FoundOffers found)
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
        progress.read(stamp);
        final long appliedPosition = stamp.position();
        final SaleSettings current = settings;
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
            settings == current && run.changePosition() == changePosition;
    }

    private boolean copyOffers(
        final int fromStationId,
        final int toStationId,
        final int epochDay,
        final long nowMs,
        final FoundOffers found)
    {
        found.truncate(0);
        final Stamp stamp = found.stamp();
        progress.read(stamp);
        final long appliedPosition = stamp.position();
        final SaleSettings current = settings;
        stamp.include(current.position(), current.timestampMs());

        final Departures departures = timetable.departures(fromStationId, epochDay);
        final int size = Departures.sizeOf(departures);
        for (int i = 0; i < size; i++)
        {
            final RunState run = timetable.run(departures.runId(i));
            final Service service = run.service();
            final int fromStop = departures.stop(i);
            for (int toStop = fromStop + 1; toStop < service.stopCount(); toStop++)
            {
                if (service.stationId(toStop) == toStationId)
                {
                    copyOffer(run, fromStop, toStop, nowMs, current, found);
                }
            }
        }
        return stamp.position() == appliedPosition ||
            settings == current && found.runsAreUnchanged() &&
            Departures.sizeOf(timetable.departures(fromStationId, epochDay)) == size;
    }

    private void copyOffer(
        final RunState run,
        final int fromStop,
        final int toStop,
        final long nowMs,
        final SaleSettings current,
        final FoundOffers found)
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

    private void onEvent(final long position, final long timestampMs, final DirectBuffer events, final int at)
    {
        final int message = at + Frame.MESSAGE_OFFSET;
        switch (Frame.templateId(events, at))
        {
            case OrderHeldDecoder.TEMPLATE_ID ->
                onOrderHeld(position, timestampMs, orderHeld.wrapAndApplyHeader(events, message, messageHeader));
            case OrderCancelledDecoder.TEMPLATE_ID -> onOrderCancelled(
                position, timestampMs, orderCancelled.wrapAndApplyHeader(events, message, messageHeader));
            case HoldExpiredDecoder.TEMPLATE_ID ->
                onHoldExpired(position, timestampMs, holdExpired.wrapAndApplyHeader(events, message, messageHeader));
            case RunOpenedDecoder.TEMPLATE_ID ->
                onRunOpened(position, timestampMs, runOpened.wrapAndApplyHeader(events, message, messageHeader));
            case RunClosedDecoder.TEMPLATE_ID ->
            {
                runClosed.wrapAndApplyHeader(events, message, messageHeader);
                changing(position, timestampMs, runClosed.runId()).close();
            }
            case StationDefinedDecoder.TEMPLATE_ID ->
                timetable.onStationDefined(stationDefined.wrapAndApplyHeader(events, message, messageHeader));
            case LayoutDefinedDecoder.TEMPLATE_ID ->
                timetable.onLayoutDefined(layoutDefined.wrapAndApplyHeader(events, message, messageHeader));
            case ServiceDefinedDecoder.TEMPLATE_ID ->
                timetable.onServiceDefined(serviceDefined.wrapAndApplyHeader(events, message, messageHeader));
            case SettingsChangedDecoder.TEMPLATE_ID ->
            {
                settingsChanged.wrapAndApplyHeader(events, message, messageHeader);
                settings = new SaleSettings(settingsChanged.saleCloseBeforeDepartureMs(), position, timestampMs);
            }
            default ->
            {
                // Refusals, payments and sessions change no seat.
            }
        }
    }

    private void onRunOpened(final long position, final long timestampMs, final RunOpenedDecoder event)
    {
        final RunState run = timetable.newRun(event);
        // Locked before it can be found: it may stand in one list of departures twice.
        runLocks.lockForRecord(run);
        run.changedAt(position, timestampMs);
        timetable.add(run);
    }

    private void onOrderHeld(final long position, final long timestampMs, final OrderHeldDecoder event)
    {
        final ClassInventory inventory =
            changing(position, timestampMs, event.runId()).inventoryForChange(event.classCode());
        final int fromStop = event.fromStop();
        final int toStop = event.toStop();
        final OrderHeldDecoder.SeatsDecoder seats = event.seats();
        while (seats.hasNext())
        {
            inventory.take(seats.next().seatIndex(), fromStop, toStop);
        }
    }

    private void onOrderCancelled(final long position, final long timestampMs, final OrderCancelledDecoder event)
    {
        final ClassInventory inventory =
            changing(position, timestampMs, event.runId()).inventoryForChange(event.classCode());
        final int fromStop = event.fromStop();
        final int toStop = event.toStop();
        final OrderCancelledDecoder.SeatsDecoder seats = event.seats();
        while (seats.hasNext())
        {
            inventory.release(seats.next().seatIndex(), fromStop, toStop);
        }
    }

    private void onHoldExpired(final long position, final long timestampMs, final HoldExpiredDecoder event)
    {
        final ClassInventory inventory =
            changing(position, timestampMs, event.runId()).inventoryForChange(event.classCode());
        final int fromStop = event.fromStop();
        final int toStop = event.toStop();
        final HoldExpiredDecoder.SeatsDecoder seats = event.seats();
        while (seats.hasNext())
        {
            inventory.release(seats.next().seatIndex(), fromStop, toStop);
        }
    }

    /** A run, locked until the end of the record that changes it. */
    private RunState changing(final long position, final long timestampMs, final long runId)
    {
        final RunState run = timetable.requireRun(runId);
        runLocks.lockForRecord(run);
        run.changedAt(position, timestampMs);
        return run;
    }
}
