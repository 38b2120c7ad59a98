package io.signalbox.replay.view.availability;

import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
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
import io.signalbox.replay.view.AppliedPosition;
import io.signalbox.replay.view.Projection;
import org.agrona.DirectBuffer;

import java.util.concurrent.locks.StampedLock;

/**
 * For every run, class and pair of stops the number of seats that one order could really get: seats that are free on
 * every segment of the pair, 0 where the sale is closed. Follows the journal record by record and is exact at every
 * position.
 *
 * <p>Written by one follower thread. Read by any thread through a {@code QueryAnswerer}: reads are optimistic, and wait
 * for the application of one record at most. {@code AvailabilityReads} says why each answer is exact at its stamp.
 */
public final class AvailabilityView implements Projection
{
    private final Frames frames = new Frames();
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
    private final StripedRunLocks runLocks = new StripedRunLocks();
    private final AppliedPosition applied = new AppliedPosition();
    private final AvailabilityReads reads = new AvailabilityReads(timetable, applied, recordLock, runLocks);

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
    public void onRecord(final JournalRecord record)
    {
        final long position = record.position();
        final long timestampMs = record.timestampMs();
        applied.requireNext(position);
        final long write = recordLock.writeLock();
        try
        {
            frames.wrap(record.events(), record.eventsOffset(), record.eventsLength());
            while (frames.next())
            {
                onEvent(position, timestampMs, record.events(), frames.offset());
            }
            runLocks.unlockRecord();
            applied.advance(position, timestampMs);
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

    /**
     * Reference data. Any thread.
     *
     * @return stations, layouts, services and runs
     */
    public Timetable timetable()
    {
        return timetable;
    }

    /**
     * Copies out of the view. Any thread.
     *
     * @return what copies counts and offers
     */
    public AvailabilityReads reads()
    {
        return reads;
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
                timetable.saleSettings(
                    new SaleSettings(settingsChanged.saleCloseBeforeDepartureMs(), position, timestampMs));
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
