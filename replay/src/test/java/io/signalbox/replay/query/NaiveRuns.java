package io.signalbox.replay.query;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderState;
import io.signalbox.protocol.wire.RunClosedDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.replay.NaiveSeats;
import io.signalbox.replay.SmallWorld;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which runs of the small world are open and which are closed, and the states of orders, read naively from events.
 */
final class NaiveRuns
{
    private final Set<Long> open = new HashSet<>();
    private final Set<Long> closed = new HashSet<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    void onEvents(final byte[] events)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(events);
        for (int at = 0; at < events.length; at += Frame.length(buffer, at))
        {
            final int message = at + Frame.MESSAGE_OFFSET;
            if (Frame.templateId(buffer, at) == RunOpenedDecoder.TEMPLATE_ID)
            {
                open.add(new RunOpenedDecoder().wrapAndApplyHeader(buffer, message, header).runId());
            }
            else if (Frame.templateId(buffer, at) == RunClosedDecoder.TEMPLATE_ID)
            {
                closed.add(new RunClosedDecoder().wrapAndApplyHeader(buffer, message, header).runId());
            }
        }
    }

    boolean isOpen(final long runId)
    {
        return open.contains(runId);
    }

    List<Integer> counts(final NaiveSeats seats, final int runId, final char classCode)
    {
        final List<Integer> counts =
            seats.counts(runId, classCode, SmallWorld.stopCount(runId), SmallWorld.seatCount(classCode));
        if (closed.contains((long)runId))
        {
            counts.replaceAll(unused -> 0);
        }
        return counts;
    }

    static void orderStates(final byte[] events, final Map<Long, OrderState> states)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(events);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        for (int at = 0; at < events.length; at += Frame.length(buffer, at))
        {
            final int message = at + Frame.MESSAGE_OFFSET;
            switch (Frame.templateId(buffer, at))
            {
                case OrderHeldDecoder.TEMPLATE_ID -> states.put(
                    new OrderHeldDecoder().wrapAndApplyHeader(buffer, message, header).orderId(), OrderState.HELD);
                case OrderConfirmedDecoder.TEMPLATE_ID -> states.put(
                    new OrderConfirmedDecoder().wrapAndApplyHeader(buffer, message, header).orderId(),
                    OrderState.CONFIRMED);
                case OrderCancelledDecoder.TEMPLATE_ID -> states.put(
                    new OrderCancelledDecoder().wrapAndApplyHeader(buffer, message, header).orderId(),
                    OrderState.CANCELLED);
                case HoldExpiredDecoder.TEMPLATE_ID -> states.put(
                    new HoldExpiredDecoder().wrapAndApplyHeader(buffer, message, header).orderId(),
                    OrderState.EXPIRED);
                default ->
                {
                    // Not an order.
                }
            }
        }
    }
}
