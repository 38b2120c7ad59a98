package io.signalbox.core;

import io.signalbox.protocol.wire.CancelOrderEncoder;
import io.signalbox.protocol.wire.ConfirmPaymentEncoder;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.OrderState;
import io.signalbox.protocol.wire.PlaceOrderEncoder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The twin's orders: hold, pay, cancel, expire.
 */
final class NaiveSales
{
    private final NaiveCatalogue catalogue;
    private final Map<Long, NaiveOrder> ordersById = new TreeMap<>();
    private final List<Long> endedIds = new ArrayList<>();
    private Command.DefineLimits limits;
    private int slotsUsed;
    private int passengersHeld;

    NaiveSales(final NaiveCatalogue catalogue)
    {
        this.catalogue = catalogue;
    }

    void limits(final Command.DefineLimits newLimits)
    {
        limits = newLimits;
    }

    NaiveOrder order(final long orderId)
    {
        return ordersById.get(orderId);
    }

    long nextDeadlineMs()
    {
        return ordersById.values().stream()
            .filter(order -> order.state == OrderState.HELD)
            .mapToLong(order -> order.deadlineMs)
            .min()
            .orElse(Long.MAX_VALUE);
    }

    Event place(final long nowMs, final long position, final Command.PlaceOrder command)
    {
        final NaiveRun run = catalogue.run(command.runId());
        final int count = command.passengers().size();
        if (run == null)
        {
            return refused(command, OrderRefusalReason.RUN_UNKNOWN, 0, position);
        }
        if (run.closedPosition() != 0)
        {
            return refused(command, OrderRefusalReason.RUN_CLOSED, 0, run.closedPosition());
        }
        if (command.fromStop() >= run.stopCount() || command.toStop() >= run.stopCount())
        {
            return refused(command, OrderRefusalReason.STOP_OUT_OF_RANGE, run.stopCount(), position);
        }
        if (command.fromStop() >= command.toStop())
        {
            return refused(command, OrderRefusalReason.STOP_ORDER_REVERSED, 0, position);
        }
        if (!run.hasClass(command.classCode()))
        {
            return refused(command, OrderRefusalReason.CLASS_NOT_ON_RUN, 0, position);
        }
        if (count < 1 || count > 9)
        {
            return refused(command, OrderRefusalReason.PASSENGER_COUNT_OUT_OF_RANGE, 9, position);
        }
        if (new HashSet<>(command.passengers()).size() < count)
        {
            return refused(command, OrderRefusalReason.PASSENGER_REPEATED, 0, position);
        }
        final long closeMs = closeMs(run, command.fromStop());
        if (nowMs >= closeMs)
        {
            return refused(command, OrderRefusalReason.SALE_CLOSED, closeMs, position);
        }
        if (Long.compareUnsigned(command.seenPosition(), position - 1) > 0)
        {
            return refused(command, OrderRefusalReason.SEEN_POSITION_IN_FUTURE, position - 1, position);
        }
        return placeIfRoom(nowMs, position, command, run);
    }

    private Event placeIfRoom(
        final long nowMs, final long position, final Command.PlaceOrder command, final NaiveRun run)
    {
        final int from = command.fromStop();
        final int to = command.toStop();
        final int classCode = command.classCode();
        final int count = command.passengers().size();
        final List<NaiveRun.Seat> candidates = run.candidates(from, to, classCode);
        if (candidates.size() < count)
        {
            final long lastTaken = run.lastTaken(from, to, classCode);
            if (!candidates.isEmpty())
            {
                return refused(command, OrderRefusalReason.TOO_FEW_SEATS, candidates.size(), lastTaken);
            }
            return refused(command, run.someSegmentIsFull(from, to, classCode) ?
                OrderRefusalReason.SOLD_OUT : OrderRefusalReason.FRAGMENTED, 0, lastTaken);
        }
        if (slotsUsed == limits.maxOrders() && endedIds.isEmpty())
        {
            return refused(command, OrderRefusalReason.ORDER_LIMIT_REACHED, limits.maxOrders(), position);
        }
        if (passengersHeld + count > limits.maxPassengers())
        {
            return refused(command, OrderRefusalReason.PASSENGER_LIMIT_REACHED, limits.maxPassengers(), position);
        }
        return hold(nowMs, position, command, run, candidates.subList(0, count));
    }

    private Event hold(
        final long nowMs,
        final long position,
        final Command.PlaceOrder command,
        final NaiveRun run,
        final List<NaiveRun.Seat> seats)
    {
        final Command.ChangeSettings settings = catalogue.settings();
        final boolean closeToDeparture =
            run.departureMs(command.fromStop()) - nowMs < settings.shortHoldBeforeDepartureMs();
        final NaiveOrder order = new NaiveOrder();
        order.id = nextOrderId();
        order.session = command.session();
        order.runId = command.runId();
        order.fromStop = command.fromStop();
        order.toStop = command.toStop();
        order.classCode = command.classCode();
        order.seats = List.copyOf(seats);
        order.deadlineMs = Math.min(
            nowMs + (closeToDeparture ? settings.shortHoldMs() : settings.holdMs()),
            closeMs(run, command.fromStop()));
        order.amount = seats.size() * run.fare(command.fromStop(), command.toStop(), command.classCode());
        order.state = OrderState.HELD;
        order.statePosition = position;
        ordersById.put(order.id, order);
        passengersHeld += seats.size();
        run.take(order, position);
        final List<String> seatTexts = new ArrayList<>();
        for (int i = 0; i < seats.size(); i++)
        {
            seatTexts.add(seats.get(i).text(command.passengers().get(i)));
        }
        return Event.of("OrderHeld")
            .with("orderId", order.id)
            .with("runId", order.runId)
            .with("fromStop", order.fromStop)
            .with("toStop", order.toStop)
            .with("classCode", order.classCode)
            .with("channel", command.channel())
            .with("deadlineMs", order.deadlineMs)
            .with("amount", order.amount)
            .with("seats", seatTexts);
    }

    /** Fresh slots first; then the slot of the order that ended first, one generation later. */
    private long nextOrderId()
    {
        if (slotsUsed < limits.maxOrders())
        {
            slotsUsed++;
            return slotsUsed;
        }
        final long endedId = endedIds.remove(0);
        ordersById.remove(endedId);
        return endedId + (1L << 32);
    }

    private long closeMs(final NaiveRun run, final int fromStop)
    {
        return run.departureMs(fromStop) - catalogue.settings().saleCloseBeforeDepartureMs();
    }

    Event confirm(final long nowMs, final long position, final Command.ConfirmPayment command)
    {
        final Event refusal =
            refusalOfUnpayable(nowMs, position, ConfirmPaymentEncoder.TEMPLATE_ID, command.orderId());
        if (refusal != null)
        {
            return refusal;
        }
        final NaiveOrder order = order(command.orderId());
        if (command.amount() != order.amount)
        {
            return refused(ConfirmPaymentEncoder.TEMPLATE_ID, order.id, order,
                OrderRefusalReason.AMOUNT_MISMATCH, order.amount, position);
        }
        order.state = OrderState.CONFIRMED;
        order.statePosition = position;
        return Event.of("OrderConfirmed")
            .with("orderId", order.id)
            .with("runId", order.runId)
            .with("amount", order.amount)
            .with("paymentReference", command.paymentReference());
    }

    Event cancel(final long nowMs, final long position, final Command.CancelOrder command)
    {
        final Event refusal =
            refusalOfUnpayable(nowMs, position, CancelOrderEncoder.TEMPLATE_ID, command.orderId());
        if (refusal != null)
        {
            return refusal;
        }
        final NaiveOrder order = order(command.orderId());
        end(order, OrderState.CANCELLED, position);
        return ended("OrderCancelled", order).with("seats", order.seatTexts());
    }

    List<Event> expire(final long nowMs, final long position, final int maxCount)
    {
        final List<NaiveOrder> due = ordersById.values().stream()
            .filter(order -> order.state == OrderState.HELD && order.deadlineMs <= nowMs)
            .sorted(Comparator.<NaiveOrder>comparingLong(order -> order.deadlineMs)
                .thenComparing(order -> order.id, Long::compareUnsigned))
            .limit(maxCount)
            .toList();
        final List<Event> events = new ArrayList<>();
        for (final NaiveOrder order : due)
        {
            end(order, OrderState.EXPIRED, position);
            events.add(ended("HoldExpired", order)
                .with("deadlineMs", order.deadlineMs)
                .with("seats", order.seatTexts()));
        }
        return events;
    }

    private void end(final NaiveOrder order, final OrderState state, final long position)
    {
        order.state = state;
        order.statePosition = position;
        catalogue.run(order.runId).release(order);
        passengersHeld -= order.seats.size();
        endedIds.add(order.id);
    }

    private static Event ended(final String name, final NaiveOrder order)
    {
        return Event.of(name)
            .with("orderId", order.id)
            .with("runId", order.runId)
            .with("fromStop", order.fromStop)
            .with("toStop", order.toStop)
            .with("classCode", order.classCode);
    }

    private Event refusalOfUnpayable(
        final long nowMs, final long position, final int templateId, final long orderId)
    {
        final NaiveOrder order = order(orderId);
        if (order == null)
        {
            return refused(templateId, orderId, null, OrderRefusalReason.ORDER_UNKNOWN, 0, position);
        }
        return switch (order.state)
        {
            case CONFIRMED -> refused(
                templateId, orderId, order, OrderRefusalReason.ORDER_ALREADY_PAID, 0, order.statePosition);
            case CANCELLED -> refused(
                templateId, orderId, order, OrderRefusalReason.ORDER_CANCELLED, 0, order.statePosition);
            case EXPIRED -> refused(
                templateId, orderId, order, OrderRefusalReason.ORDER_EXPIRED, 0, order.statePosition);
            default -> nowMs < order.deadlineMs ? null : refused(
                templateId, orderId, order, OrderRefusalReason.ORDER_EXPIRED, 0, position);
        };
    }

    private static Event refused(
        final int templateId,
        final long orderId,
        final NaiveOrder order,
        final OrderRefusalReason reason,
        final long limitValue,
        final long decidingPosition)
    {
        return Event.of("OrderRefused")
            .with("commandTemplateId", templateId)
            .with("reason", reason)
            .with("orderId", orderId)
            .with("runId", order == null ? 0 : order.runId)
            .with("fromStop", order == null ? 0 : order.fromStop)
            .with("toStop", order == null ? 0 : order.toStop)
            .with("classCode", order == null ? 0 : order.classCode)
            .with("passengerCount", order == null ? 0 : order.seats.size())
            .with("decidingPosition", decidingPosition)
            .with("seenPosition", 0)
            .with("limitValue", limitValue);
    }

    private static Event refused(
        final Command.PlaceOrder command,
        final OrderRefusalReason reason,
        final long limitValue,
        final long decidingPosition)
    {
        return Event.of("OrderRefused")
            .with("commandTemplateId", PlaceOrderEncoder.TEMPLATE_ID)
            .with("reason", reason)
            .with("orderId", 0)
            .with("runId", command.runId())
            .with("fromStop", command.fromStop())
            .with("toStop", command.toStop())
            .with("classCode", command.classCode())
            .with("passengerCount", command.passengers().size())
            .with("decidingPosition", decidingPosition)
            .with("seenPosition", command.seenPosition())
            .with("limitValue", limitValue);
    }
}
