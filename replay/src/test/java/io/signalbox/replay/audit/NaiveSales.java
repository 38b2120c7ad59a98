package io.signalbox.replay.audit;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import io.signalbox.replay.NaiveSeats;
import io.signalbox.replay.TestNode;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/**
 * Counts orders by outcome, tickets and seat-segments from the records of a test node.
 */
final class NaiveSales
{
    long held;
    long refused;
    long confirmed;
    long cancelled;
    long expired;
    long tickets;
    long seatSegments;
    private final NaiveSeats seats = new NaiveSeats();

    NaiveSales(final List<TestNode.Entry> entries)
    {
        for (final TestNode.Entry entry : entries)
        {
            final UnsafeBuffer buffer = new UnsafeBuffer(entry.events());
            for (int at = 0; at < entry.events().length; at += Frame.length(buffer, at))
            {
                count(buffer, at);
            }
            seats.onEvents(entry.events());
        }
    }

    private void count(final UnsafeBuffer buffer, final int at)
    {
        switch (Frame.templateId(buffer, at))
        {
            case OrderHeldDecoder.TEMPLATE_ID -> held++;
            case OrderRefusedDecoder.TEMPLATE_ID -> refused++;
            case OrderCancelledDecoder.TEMPLATE_ID -> cancelled++;
            case HoldExpiredDecoder.TEMPLATE_ID -> expired++;
            case OrderConfirmedDecoder.TEMPLATE_ID ->
            {
                confirmed++;
                final NaiveSeats.Journey journey = seats.live.get(new OrderConfirmedDecoder()
                    .wrapAndApplyHeader(buffer, at + Frame.MESSAGE_OFFSET, new MessageHeaderDecoder()).orderId());
                tickets += journey.seats().size();
                seatSegments += (long)journey.seats().size() * (journey.toStop() - journey.fromStop());
            }
            default ->
            {
                // Not an order.
            }
        }
    }
}
