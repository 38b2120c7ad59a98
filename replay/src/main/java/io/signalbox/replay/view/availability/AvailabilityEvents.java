package io.signalbox.replay.view.availability;

import io.signalbox.protocol.wire.EventHandler;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.LayoutDefinedDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.RunClosedDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.ServiceDefinedDecoder;
import io.signalbox.protocol.wire.SettingsChangedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;

/**
 * What each event changes in the availability view. Refusals, payments and sessions change no seat. Called by the
 * follower thread only; a run that is changed stays locked until the end of the record.
 */
final class AvailabilityEvents implements EventHandler.Selective
{
    private final Timetable timetable;
    private final StripedRunLocks runLocks;
    private long position;
    private long timestampMs;

    AvailabilityEvents(final Timetable timetable, final StripedRunLocks runLocks)
    {
        this.timetable = timetable;
        this.runLocks = runLocks;
    }

    /** The events that follow are those of this record. */
    void beginRecord(final long newPosition, final long newTimestampMs)
    {
        position = newPosition;
        timestampMs = newTimestampMs;
    }

    @Override
    public void onSettingsChanged(final SettingsChangedDecoder event)
    {
        timetable.saleSettings(new SaleSettings(event.saleCloseBeforeDepartureMs(), position, timestampMs));
    }

    @Override
    public void onStationDefined(final StationDefinedDecoder event)
    {
        timetable.onStationDefined(event);
    }

    @Override
    public void onLayoutDefined(final LayoutDefinedDecoder event)
    {
        timetable.onLayoutDefined(event);
    }

    @Override
    public void onServiceDefined(final ServiceDefinedDecoder event)
    {
        timetable.onServiceDefined(event);
    }

    @Override
    public void onRunOpened(final RunOpenedDecoder event)
    {
        final RunState run = timetable.newRun(event);
        // Locked before it can be found: it may stand in one list of departures twice.
        runLocks.lockForRecord(run);
        run.changedAt(position, timestampMs);
        timetable.add(run);
    }

    @Override
    public void onRunClosed(final RunClosedDecoder event)
    {
        changing(event.runId()).close();
    }

    @Override
    public void onOrderHeld(final OrderHeldDecoder event)
    {
        final ClassInventory inventory = changing(event.runId()).inventoryForChange(event.classCode());
        final int fromStop = event.fromStop();
        final int toStop = event.toStop();
        final OrderHeldDecoder.SeatsDecoder seats = event.seats();
        while (seats.hasNext())
        {
            inventory.take(seats.next().seatIndex(), fromStop, toStop);
        }
    }

    @Override
    public void onOrderCancelled(final OrderCancelledDecoder event)
    {
        final ClassInventory inventory = changing(event.runId()).inventoryForChange(event.classCode());
        final int fromStop = event.fromStop();
        final int toStop = event.toStop();
        final OrderCancelledDecoder.SeatsDecoder seats = event.seats();
        while (seats.hasNext())
        {
            inventory.release(seats.next().seatIndex(), fromStop, toStop);
        }
    }

    @Override
    public void onHoldExpired(final HoldExpiredDecoder event)
    {
        final ClassInventory inventory = changing(event.runId()).inventoryForChange(event.classCode());
        final int fromStop = event.fromStop();
        final int toStop = event.toStop();
        final HoldExpiredDecoder.SeatsDecoder seats = event.seats();
        while (seats.hasNext())
        {
            inventory.release(seats.next().seatIndex(), fromStop, toStop);
        }
    }

    /** A run, locked until the end of the record that changes it. */
    private RunState changing(final long runId)
    {
        final RunState run = timetable.requireRun(runId);
        runLocks.lockForRecord(run);
        run.changedAt(position, timestampMs);
        return run;
    }
}
