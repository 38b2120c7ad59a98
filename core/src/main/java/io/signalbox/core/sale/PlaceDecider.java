package io.signalbox.core.sale;

import io.signalbox.core.inventory.InventoryState;
import io.signalbox.core.inventory.SeatChooser;
import io.signalbox.core.inventory.SeatMap;
import io.signalbox.core.kernel.Emission;
import io.signalbox.core.kernel.KernelState;
import io.signalbox.core.rules.Limits;
import io.signalbox.core.rules.RulesState;
import io.signalbox.core.rules.Settings;
import io.signalbox.core.timetable.Run;
import io.signalbox.core.timetable.SeatClass;
import io.signalbox.core.timetable.TimetableState;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.PlaceOrderDecoder;

/**
 * Decides about new orders. The checks run in the order that docs/decisions.md gives; the first that fails is the
 * answer.
 */
final class PlaceDecider
{
    private final SaleState state;
    private final KernelState kernel;
    private final RulesState rules;
    private final TimetableState timetable;
    private final InventoryState inventory;
    private final Emission emission;
    private final SaleEvents events;
    private final SeatChooser seatChooser = new SeatChooser();
    private final PassengerTokens tokens = new PassengerTokens();
    private final int[] seats = new int[Limits.PASSENGERS_PER_ORDER];

    PlaceDecider(
        final SaleState state,
        final KernelState kernel,
        final RulesState rules,
        final TimetableState timetable,
        final InventoryState inventory,
        final Emission emission,
        final SaleEvents events)
    {
        this.state = state;
        this.kernel = kernel;
        this.rules = rules;
        this.timetable = timetable;
        this.inventory = inventory;
        this.emission = emission;
        this.events = events;
    }

    void decide(final PlaceOrderDecoder command)
    {
        final PlaceOrderDecoder.PassengersDecoder passengers = command.passengers();
        final int passengerCount = passengers.count();
        if (!timetable.hasRun(command.runId()))
        {
            refuse(command, passengerCount, OrderRefusalReason.RUN_UNKNOWN, 0);
            return;
        }
        final Run run = timetable.run((int)command.runId());
        final int classIndex = run.layout().classIndex(command.classCode());
        if (isTripOnRun(command, run, classIndex, passengerCount))
        {
            tokens.read(passengers);
            final long saleCloseMs = SaleWindowRule.saleCloseMs(
                run.departureMs(command.fromStop()), rules.settings().saleCloseBeforeDepartureMs());
            if (isSold(command, saleCloseMs))
            {
                decideSeats(command, run, classIndex, saleCloseMs);
            }
        }
    }

    /** Whether the run has such a trip at all. */
    private boolean isTripOnRun(
        final PlaceOrderDecoder command, final Run run, final int classIndex, final int passengerCount)
    {
        final int stopCount = run.stopCount();
        if (run.isClosed())
        {
            return refuse(command, passengerCount, OrderRefusalReason.RUN_CLOSED, run.closedPosition(), 0);
        }
        if (command.fromStop() >= stopCount || command.toStop() >= stopCount)
        {
            return refuse(command, passengerCount, OrderRefusalReason.STOP_OUT_OF_RANGE, stopCount);
        }
        if (command.fromStop() >= command.toStop())
        {
            return refuse(command, passengerCount, OrderRefusalReason.STOP_ORDER_REVERSED, 0);
        }
        if (classIndex < 0)
        {
            return refuse(command, passengerCount, OrderRefusalReason.CLASS_NOT_ON_RUN, 0);
        }
        final int max = Limits.PASSENGERS_PER_ORDER;
        return passengerCount >= 1 && passengerCount <= max ||
            refuse(command, passengerCount, OrderRefusalReason.PASSENGER_COUNT_OUT_OF_RANGE, max);
    }

    /** Whether the trip is sold now, to these passengers. */
    private boolean isSold(final PlaceOrderDecoder command, final long saleCloseMs)
    {
        if (tokens.hasRepeated())
        {
            return refuse(command, tokens.count(), OrderRefusalReason.PASSENGER_REPEATED, 0);
        }
        if (!SaleWindowRule.isOpen(emission.timestampMs(), saleCloseMs))
        {
            return refuse(command, tokens.count(), OrderRefusalReason.SALE_CLOSED, saleCloseMs);
        }
        final long position = kernel.position();
        return Long.compareUnsigned(command.seenPosition(), position) <= 0 ||
            refuse(command, tokens.count(), OrderRefusalReason.SEEN_POSITION_IN_FUTURE, position);
    }

    private void decideSeats(
        final PlaceOrderDecoder command, final Run run, final int classIndex, final long saleCloseMs)
    {
        final SeatMap seatMap = inventory.seatMap((int)command.runId(), classIndex);
        final int fromStop = command.fromStop();
        final int toStop = command.toStop();
        final int count = tokens.count();
        final int freeCount = seatChooser.findFree(seatMap, fromStop, toStop);
        if (freeCount < count)
        {
            final OrderRefusalReason reason = freeCount > 0 ? OrderRefusalReason.TOO_FEW_SEATS :
                seatMap.hasFullSegment(fromStop, toStop) ? OrderRefusalReason.SOLD_OUT :
                OrderRefusalReason.FRAGMENTED;
            refuse(command, count, reason, seatMap.lastTakenPosition(fromStop, toStop), freeCount);
        }
        else if (hasRoom(command, count))
        {
            seatChooser.choose(seatMap, fromStop, toStop, seats, count);
            final SeatClass seatClass = run.layout().seatClass(classIndex);
            events.orderHeld(
                state.orders().nextOrderId(),
                (int)command.runId(),
                fromStop,
                toStop,
                seatClass,
                command.channel(),
                deadlineMs(run.departureMs(fromStop), saleCloseMs),
                count * seatClass.fare(run.distanceM(fromStop, toStop)),
                seats,
                tokens);
        }
    }

    private boolean hasRoom(final PlaceOrderDecoder command, final int count)
    {
        if (state.orders().isFull())
        {
            return refuse(
                command, count, OrderRefusalReason.ORDER_LIMIT_REACHED, rules.limit(EngineLimit.MAX_ORDERS));
        }
        return state.passengers().size() + count <= state.passengers().capacity() || refuse(
            command, count, OrderRefusalReason.PASSENGER_LIMIT_REACHED, rules.limit(EngineLimit.MAX_PASSENGERS));
    }

    private long deadlineMs(final long departureMs, final long saleCloseMs)
    {
        final Settings settings = rules.settings();
        final long nowMs = emission.timestampMs();
        final boolean departsSoon = departureMs - nowMs < settings.shortHoldBeforeDepartureMs();
        return Math.min(nowMs + (departsSoon ? settings.shortHoldMs() : settings.holdMs()), saleCloseMs);
    }

    private boolean refuse(
        final PlaceOrderDecoder command,
        final int passengerCount,
        final OrderRefusalReason reason,
        final long limitValue)
    {
        return refuse(command, passengerCount, reason, emission.position(), limitValue);
    }

    private boolean refuse(
        final PlaceOrderDecoder command,
        final int passengerCount,
        final OrderRefusalReason reason,
        final long decidingPosition,
        final long limitValue)
    {
        events.orderRefused(
            PlaceOrderDecoder.TEMPLATE_ID,
            reason,
            0,
            command.runId(),
            command.fromStop(),
            command.toStop(),
            command.classCode(),
            passengerCount,
            decidingPosition,
            command.seenPosition(),
            limitValue);
        return false;
    }
}
