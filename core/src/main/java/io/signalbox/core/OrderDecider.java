package io.signalbox.core;

import io.signalbox.protocol.wire.CancelOrderDecoder;
import io.signalbox.protocol.wire.ConfirmPaymentDecoder;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.PlaceOrderDecoder;

/**
 * Decides about orders. The checks run in the order of {@link OrderRefusalReason}; the first that fails is the answer.
 */
final class OrderDecider
{
    private final EngineState state;
    private final EventEmitter emitter;
    private final SeatChooser seatChooser = new SeatChooser();
    private final PassengerTokens tokens = new PassengerTokens();
    private final int[] seats = new int[Limits.PASSENGERS_PER_ORDER];

    OrderDecider(final EngineState state, final EventEmitter emitter)
    {
        this.state = state;
        this.emitter = emitter;
    }

    void decide(final PlaceOrderDecoder command)
    {
        final PlaceOrderDecoder.PassengersDecoder passengers = command.passengers();
        final int passengerCount = passengers.count();
        if (!state.hasRun(command.runId()))
        {
            refuse(command, passengerCount, OrderRefusalReason.RUN_UNKNOWN, 0);
            return;
        }
        final Run run = state.run((int)command.runId());
        final int stopCount = run.service.stopCount();
        final int classIndex = run.layout.classIndex(command.classCode());
        if (run.isClosed())
        {
            refuse(command, passengerCount, OrderRefusalReason.RUN_CLOSED, run.closedPosition, 0);
        }
        else if (command.fromStop() >= stopCount || command.toStop() >= stopCount)
        {
            refuse(command, passengerCount, OrderRefusalReason.STOP_OUT_OF_RANGE, stopCount);
        }
        else if (command.fromStop() >= command.toStop())
        {
            refuse(command, passengerCount, OrderRefusalReason.STOP_ORDER_REVERSED, 0);
        }
        else if (classIndex < 0)
        {
            refuse(command, passengerCount, OrderRefusalReason.CLASS_NOT_ON_RUN, 0);
        }
        else if (passengerCount < 1 || passengerCount > Limits.PASSENGERS_PER_ORDER)
        {
            refuse(
                command,
                passengerCount,
                OrderRefusalReason.PASSENGER_COUNT_OUT_OF_RANGE,
                Limits.PASSENGERS_PER_ORDER);
        }
        else
        {
            tokens.read(passengers);
            decideTrip(command, run, classIndex);
        }
    }

    private void decideTrip(final PlaceOrderDecoder command, final Run run, final int classIndex)
    {
        final int count = tokens.count();
        final long saleCloseMs =
            run.departureMs(command.fromStop()) - state.settings().saleCloseBeforeDepartureMs();
        if (tokens.hasRepeated())
        {
            refuse(command, count, OrderRefusalReason.PASSENGER_REPEATED, 0);
        }
        else if (emitter.timestampMs() >= saleCloseMs)
        {
            refuse(command, count, OrderRefusalReason.SALE_CLOSED, saleCloseMs);
        }
        else if (Long.compareUnsigned(command.seenPosition(), state.position()) > 0)
        {
            refuse(command, count, OrderRefusalReason.SEEN_POSITION_IN_FUTURE, state.position());
        }
        else
        {
            decideSeats(command, run, classIndex, saleCloseMs);
        }
    }

    private void decideSeats(
        final PlaceOrderDecoder command, final Run run, final int classIndex, final long saleCloseMs)
    {
        final SeatMap seatMap = run.seatMaps[classIndex];
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
        else if (state.orders().isFull())
        {
            refuse(command, count, OrderRefusalReason.ORDER_LIMIT_REACHED, state.limits().maxOrders());
        }
        else if (state.passengers().size() + count > state.passengers().capacity())
        {
            refuse(command, count, OrderRefusalReason.PASSENGER_LIMIT_REACHED, state.limits().maxPassengers());
        }
        else
        {
            seatChooser.choose(seatMap, fromStop, toStop, seats, count);
            final SeatClass seatClass = run.layout.classes[classIndex];
            emitter.orderHeld(
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

    private long deadlineMs(final long departureMs, final long saleCloseMs)
    {
        final Settings settings = state.settings();
        final long nowMs = emitter.timestampMs();
        final boolean departsSoon = departureMs - nowMs < settings.shortHoldBeforeDepartureMs();
        return Math.min(nowMs + (departsSoon ? settings.shortHoldMs() : settings.holdMs()), saleCloseMs);
    }

    void decide(final ConfirmPaymentDecoder command)
    {
        final int templateId = ConfirmPaymentDecoder.TEMPLATE_ID;
        final int slot = state.orders().slotOf(command.orderId());
        if (isHeld(templateId, command.orderId(), slot))
        {
            if (command.amount() == state.orders().amount(slot))
            {
                emitter.orderConfirmed(slot, command.paymentReference());
            }
            else
            {
                refuse(
                    templateId,
                    slot,
                    OrderRefusalReason.AMOUNT_MISMATCH,
                    emitter.position(),
                    state.orders().amount(slot));
            }
        }
    }

    void decide(final CancelOrderDecoder command)
    {
        final int slot = state.orders().slotOf(command.orderId());
        if (isHeld(CancelOrderDecoder.TEMPLATE_ID, command.orderId(), slot))
        {
            emitter.orderCancelled(slot);
        }
    }

    private boolean isHeld(final int templateId, final long orderId, final int slot)
    {
        if (slot == OrderTable.NONE)
        {
            emitter.orderRefused(
                templateId, OrderRefusalReason.ORDER_UNKNOWN, orderId, 0, 0, 0, 0, 0, emitter.position(), 0, 0);
            return false;
        }
        final int orderState = state.orders().state(slot);
        if (orderState != OrderStates.HELD)
        {
            refuse(templateId, slot, reasonOf(orderState), state.orders().statePosition(slot), 0);
            return false;
        }
        if (emitter.timestampMs() >= state.orders().deadlineMs(slot))
        {
            refuse(templateId, slot, OrderRefusalReason.ORDER_EXPIRED, emitter.position(), 0);
            return false;
        }
        return true;
    }

    private static OrderRefusalReason reasonOf(final int orderState)
    {
        return orderState == OrderStates.CONFIRMED ? OrderRefusalReason.ORDER_ALREADY_PAID :
            orderState == OrderStates.CANCELLED ? OrderRefusalReason.ORDER_CANCELLED :
            OrderRefusalReason.ORDER_EXPIRED;
    }

    private void refuse(
        final PlaceOrderDecoder command,
        final int passengerCount,
        final OrderRefusalReason reason,
        final long limitValue)
    {
        refuse(command, passengerCount, reason, emitter.position(), limitValue);
    }

    private void refuse(
        final PlaceOrderDecoder command,
        final int passengerCount,
        final OrderRefusalReason reason,
        final long decidingPosition,
        final long limitValue)
    {
        emitter.orderRefused(
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
    }

    private void refuse(
        final int templateId,
        final int slot,
        final OrderRefusalReason reason,
        final long decidingPosition,
        final long limitValue)
    {
        final OrderTable orders = state.orders();
        final int runId = orders.runId(slot);
        emitter.orderRefused(
            templateId,
            reason,
            orders.orderId(slot),
            runId,
            orders.fromStop(slot),
            orders.toStop(slot),
            state.run(runId).layout.classes[orders.classIndex(slot)].classCode,
            orders.passengerCount(slot),
            decidingPosition,
            0,
            limitValue);
    }
}
