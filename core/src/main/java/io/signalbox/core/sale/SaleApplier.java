package io.signalbox.core.sale;

import io.signalbox.core.inventory.InventoryApplier;
import io.signalbox.core.kernel.KernelState;
import io.signalbox.core.session.SessionState;
import io.signalbox.core.timetable.TimetableState;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.LimitsDefinedDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import io.signalbox.protocol.wire.RulesEventHandler;
import io.signalbox.protocol.wire.SaleEventHandler;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Applies events to the orders, and takes and releases their seats. */
public final class SaleApplier implements SaleEventHandler, RulesEventHandler.Selective
{
    private final SaleState state;
    private final KernelState kernel;
    private final SessionState sessions;
    private final TimetableState timetable;
    private final InventoryApplier inventory;
    private final UnsafeBuffer token = new UnsafeBuffer(0, 0);

    /**
     * Applier of a state.
     *
     * @param state     to change
     * @param kernel    position that the events follow
     * @param sessions  that orders belong to
     * @param timetable that orders are for
     * @param inventory that seats are taken from
     */
    public SaleApplier(
        final SaleState state,
        final KernelState kernel,
        final SessionState sessions,
        final TimetableState timetable,
        final InventoryApplier inventory)
    {
        this.state = state;
        this.kernel = kernel;
        this.sessions = sessions;
        this.timetable = timetable;
        this.inventory = inventory;
    }

    @Override
    public void onLimitsDefined(final LimitsDefinedDecoder event)
    {
        state.define();
    }

    @Override
    public void onOrderHeld(final OrderHeldDecoder event)
    {
        final int runId = (int)event.runId();
        final int classIndex = timetable.run(runId).layout().classIndex(event.classCode());
        final int fromStop = event.fromStop();
        final int toStop = event.toStop();
        final long position = position();
        final int slot = state.orders().add(
            event.orderId(),
            runId,
            sessions.slotOf((int)event.header().sessionId()),
            fromStop,
            toStop,
            classIndex,
            event.channelRaw(),
            event.deadlineMs(),
            event.amount(),
            position);
        final OrderHeldDecoder.SeatsDecoder seats = event.seats();
        final int count = seats.count();
        int last = PassengerTable.NONE;
        for (int i = 0; i < count; i++)
        {
            seats.next().wrapToken(token);
            inventory.take(runId, classIndex, seats.seatIndex(), fromStop, toStop, position);
            last = state.addPassenger(
                slot,
                count,
                last,
                token.getLong(0, LITTLE_ENDIAN),
                token.getLong(Long.BYTES, LITTLE_ENDIAN),
                seats.seatIndex());
        }
        state.startHold(slot);
    }

    @Override
    public void onOrderRefused(final OrderRefusedDecoder event)
    {
        // Changes no more than its header says.
    }

    @Override
    public void onOrderConfirmed(final OrderConfirmedDecoder event)
    {
        final int slot = heldSlot(event.orderId());
        state.endHold(slot);
        state.orders().state(slot, OrderTable.CONFIRMED, position());
    }

    @Override
    public void onOrderCancelled(final OrderCancelledDecoder event)
    {
        release(heldSlot(event.orderId()), OrderTable.CANCELLED);
    }

    @Override
    public void onHoldExpired(final HoldExpiredDecoder event)
    {
        release(heldSlot(event.orderId()), OrderTable.EXPIRED);
    }

    private void release(final int slot, final int endState)
    {
        final OrderTable orders = state.orders();
        final PassengerTable passengers = state.passengers();
        int passenger = orders.firstPassenger(slot);
        while (passenger != PassengerTable.NONE)
        {
            final int next = passengers.next(passenger);
            inventory.release(
                orders.runId(slot),
                orders.classIndex(slot),
                passengers.seatIndex(passenger),
                orders.fromStop(slot),
                orders.toStop(slot));
            passengers.free(passenger);
            passenger = next;
        }
        orders.passengers(slot, orders.passengerCount(slot), PassengerTable.NONE);
        state.endHold(slot);
        orders.state(slot, endState, position());
        orders.appendEnded(slot);
    }

    private int heldSlot(final long orderId)
    {
        final int slot = state.orders().slotOf(orderId);
        if (slot == OrderTable.NONE || state.orders().state(slot) != OrderTable.HELD)
        {
            throw new IllegalStateException("order " + orderId + " is not held");
        }
        return slot;
    }

    private long position()
    {
        return kernel.position() + 1;
    }
}
