package io.signalbox.core.sale;

import io.signalbox.core.kernel.Checks;
import io.signalbox.core.kernel.Emission;
import io.signalbox.core.kernel.Timers;
import io.signalbox.core.rules.Limits;
import io.signalbox.core.timetable.SeatClass;
import io.signalbox.core.timetable.TimetableState;
import io.signalbox.protocol.wire.ExpireHoldsDecoder;
import io.signalbox.protocol.wire.OrderRefusalReason;

/** Decides about orders that are held: whether a command may still change one, and how its hold ends. */
final class HoldDecider
{
    private final SaleState state;
    private final TimetableState timetable;
    private final Emission emission;
    private final SaleEvents events;
    private final int[] seats = new int[Limits.PASSENGERS_PER_ORDER];

    HoldDecider(
        final SaleState state, final TimetableState timetable, final Emission emission, final SaleEvents events)
    {
        this.state = state;
        this.timetable = timetable;
        this.emission = emission;
        this.events = events;
    }

    /** Bounded, so that a record never grows: the host repeats it while holds are due. */
    void decide(final ExpireHoldsDecoder command)
    {
        Checks.checkHost(command.header().sessionId(), "ExpireHolds");
        final int maxCount = command.maxCount();
        if (maxCount < 1 || maxCount > Limits.EXPIRIES_PER_COMMAND)
        {
            throw new IllegalStateException(
                "ExpireHolds.maxCount " + maxCount + " is not 1 to " + Limits.EXPIRIES_PER_COMMAND);
        }
        final Timers timers = state.timers();
        for (int i = 0; i < maxCount && timers.nextDeadlineMs() <= emission.timestampMs() &&
            timers.nextKind() == SaleState.HOLD_TIMER; i++)
        {
            expire(state.orders().slotOf(timers.nextKey()));
        }
    }

    private void expire(final int slot)
    {
        final OrderTable orders = state.orders();
        emission.tell(orders.sessionSlot(slot));
        events.holdExpired(
            orders.orderId(slot),
            orders.runId(slot),
            orders.fromStop(slot),
            orders.toStop(slot),
            seatClass(slot),
            orders.deadlineMs(slot),
            seats,
            readSeats(slot));
    }

    void cancel(final int slot)
    {
        final OrderTable orders = state.orders();
        events.orderCancelled(
            orders.orderId(slot),
            orders.runId(slot),
            orders.fromStop(slot),
            orders.toStop(slot),
            seatClass(slot),
            seats,
            readSeats(slot));
    }

    private int readSeats(final int slot)
    {
        int count = 0;
        int passenger = state.orders().firstPassenger(slot);
        while (passenger != PassengerTable.NONE)
        {
            seats[count++] = state.passengers().seatIndex(passenger);
            passenger = state.passengers().next(passenger);
        }
        return count;
    }

    private SeatClass seatClass(final int slot)
    {
        final OrderTable orders = state.orders();
        return timetable.run(orders.runId(slot)).layout().seatClass(orders.classIndex(slot));
    }

    /** Whether the order at a slot, which may be none, is held and not yet due; refuses the command otherwise. */
    boolean isHeld(final int templateId, final long orderId, final int slot)
    {
        if (slot == OrderTable.NONE)
        {
            events.orderRefused(
                templateId, OrderRefusalReason.ORDER_UNKNOWN, orderId, 0, 0, 0, 0, 0, emission.position(), 0, 0);
            return false;
        }
        final int orderState = state.orders().state(slot);
        if (orderState != OrderTable.HELD)
        {
            return refuse(templateId, slot, reasonOf(orderState), state.orders().statePosition(slot), 0);
        }
        return emission.timestampMs() < state.orders().deadlineMs(slot) ||
            refuse(templateId, slot, OrderRefusalReason.ORDER_EXPIRED, emission.position(), 0);
    }

    private static OrderRefusalReason reasonOf(final int orderState)
    {
        return orderState == OrderTable.CONFIRMED ? OrderRefusalReason.ORDER_ALREADY_PAID :
            orderState == OrderTable.CANCELLED ? OrderRefusalReason.ORDER_CANCELLED :
            OrderRefusalReason.ORDER_EXPIRED;
    }

    /** Refuse a command about the order at a slot; always false. */
    boolean refuse(
        final int templateId,
        final int slot,
        final OrderRefusalReason reason,
        final long decidingPosition,
        final long limitValue)
    {
        final OrderTable orders = state.orders();
        events.orderRefused(
            templateId,
            reason,
            orders.orderId(slot),
            orders.runId(slot),
            orders.fromStop(slot),
            orders.toStop(slot),
            seatClass(slot).classCode(),
            orders.passengerCount(slot),
            decidingPosition,
            0,
            limitValue);
        return false;
    }
}
