package io.signalbox.replay.view.order;

import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderState;
import io.signalbox.protocol.wire.SaleEventAdapter;
import io.signalbox.protocol.wire.SaleEventHandler;
import io.signalbox.replay.view.AppliedPosition;
import io.signalbox.replay.view.EntityOutput;
import io.signalbox.replay.view.EntityReader;
import io.signalbox.replay.view.EntitySink;
import io.signalbox.replay.view.RestorableView;
import org.agrona.DirectBuffer;

/**
 * What became of every order: state, run, stops, class, seats, tokens, deadline, amount, and the positions that made it
 * so. An order keeps its place until a newer order is given the same slot.
 *
 * <p>Written by one follower thread. Read by any thread through a {@code QueryAnswerer}: reads are optimistic and wait
 * for the change of one order at most. An answer is stamped with the greater of the applied position before the reading
 * and the order's last change: one record changes an order once, so the copy is true at both and between them.
 */
public final class OrderView implements RestorableView
{
    private static final int ORDERS = 0;
    private static final int APPLIED = 1;

    /** Definitions, refusals and sessions are not orders. */
    private final class Events implements SaleEventHandler.Selective
    {
        @Override
        public void onOrderHeld(final OrderHeldDecoder event)
        {
            orders.hold(recordPosition, recordTimestampMs, event);
        }

        @Override
        public void onOrderConfirmed(final OrderConfirmedDecoder event)
        {
            orders.change(recordPosition, recordTimestampMs, event.orderId(), OrderState.CONFIRMED);
        }

        @Override
        public void onOrderCancelled(final OrderCancelledDecoder event)
        {
            orders.change(recordPosition, recordTimestampMs, event.orderId(), OrderState.CANCELLED);
        }

        @Override
        public void onHoldExpired(final HoldExpiredDecoder event)
        {
            orders.change(recordPosition, recordTimestampMs, event.orderId(), OrderState.EXPIRED);
        }
    }

    private final Frames frames = new Frames();
    private final SaleEventAdapter adapter = new SaleEventAdapter(new Events());
    private final OrderTable orders = new OrderTable();
    private final AppliedPosition applied = new AppliedPosition();
    private final EntityReader entities =
        new EntityReader(applied, (section, entity) -> orders.readFrom(entity), APPLIED);
    private long recordPosition;
    private long recordTimestampMs;

    /**
     * An empty view, as before the first record.
     */
    public OrderView()
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
        recordPosition = record.position();
        recordTimestampMs = record.timestampMs();
        applied.requireNext(recordPosition);
        frames.wrap(record.events(), record.eventsOffset(), record.eventsLength());
        while (frames.next())
        {
            adapter.dispatch(
                Frame.templateId(record.events(), frames.offset()), record.events(), frames.offset());
        }
        applied.advance(recordPosition, recordTimestampMs);
    }

    @Override
    public long position()
    {
        return applied.position();
    }

    @Override
    public long timestampMs()
    {
        return applied.timestampMs();
    }

    @Override
    public void writeTo(final EntitySink sink)
    {
        final EntityOutput output = new EntityOutput(sink);
        orders.writeTo(output, ORDERS);
        applied.writeTo(output.begin(APPLIED));
    }

    @Override
    public void readEntity(final int section, final DirectBuffer buffer, final int offset, final int length)
    {
        entities.read(section, buffer, offset, length);
    }

    /**
     * Copy an order with the stamp that the copy is true at. Any thread.
     *
     * @param orderId of the order
     * @param reading gets the copy
     * @return false if there is no such order, or not any more
     */
    public boolean read(final long orderId, final OrderReading reading)
    {
        return orders.read(orderId, applied, reading);
    }
}
