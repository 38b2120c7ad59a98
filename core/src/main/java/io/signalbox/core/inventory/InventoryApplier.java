package io.signalbox.core.inventory;

import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.TimetableEventHandler;

/** Changes the inventory: for the timetable's events, and for the appliers of rooms that give and take seats. */
public final class InventoryApplier implements TimetableEventHandler.Selective
{
    private final InventoryState state;

    /**
     * Applier of a state.
     *
     * @param state to change
     */
    public InventoryApplier(final InventoryState state)
    {
        this.state = state;
    }

    @Override
    public void onRunOpened(final RunOpenedDecoder event)
    {
        state.open((int)event.runId());
    }

    /**
     * Take a seat on every segment of a trip. It must be free there.
     *
     * @param runId      of the run
     * @param classIndex of the class
     * @param seatIndex  of the seat
     * @param fromStop   where the trip begins
     * @param toStop     where it ends
     * @param position   of the record
     */
    public void take(
        final int runId,
        final int classIndex,
        final int seatIndex,
        final int fromStop,
        final int toStop,
        final long position)
    {
        state.seatMap(runId, classIndex).take(seatIndex, fromStop, toStop, position);
    }

    /**
     * Give a seat back on every segment of a trip. It must be taken there.
     *
     * @param runId      of the run
     * @param classIndex of the class
     * @param seatIndex  of the seat
     * @param fromStop   where the trip begins
     * @param toStop     where it ends
     */
    public void release(
        final int runId, final int classIndex, final int seatIndex, final int fromStop, final int toStop)
    {
        state.seatMap(runId, classIndex).release(seatIndex, fromStop, toStop);
    }
}
