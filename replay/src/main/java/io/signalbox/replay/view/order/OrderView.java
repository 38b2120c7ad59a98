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
import io.signalbox.replay.view.Projection;

/**
 * What became of every order: state, run, stops, class, seats, tokens, deadline, amount, and the positions that made it
 * so. An order keeps its place until a newer order is given the same slot.
 *
 * <p>Written by one follower thread. Read by any thread through a {@code QueryAnswerer}: reads are optimistic and wait
 * for the change of one order at most. An answer is stamped with the greater of the applied position before the reading
 * and the order's last change: one record changes an order once, so the copy is true at both and between them.
 */
public final class OrderView implements Projection
{
    /** Definitions, refusals and sessions are not orders. */
    private final class Events implements SaleEventHandler.Selective
    {
        @Override
        public void onOrderHeld(final OrderHeldDecoder event)
        {
            orders.hold(position, timestampMs, event);
        }

        @Override
        public void onOrderConfirmed(final OrderConfirmedDecoder event)
        {
            orders.change(position, timestampMs, event.orderId(), OrderState.CONFIRMED);
        }

        @Override
        public void onOrderCancelled(final OrderCancelledDecoder event)
        {
            orders.change(position, timestampMs, event.orderId(), OrderState.CANCELLED);
        }

        @Override
        public void onHoldExpired(final HoldExpiredDecoder event)
        {
            orders.change(position, timestampMs, event.orderId(), OrderState.EXPIRED);
        }
    }

    private final Frames frames = new Frames();
    private final SaleEventAdapter adapter = new SaleEventAdapter(new Events());
    private final OrderTable orders = new OrderTable();
    private final AppliedPosition applied = new AppliedPosition();
    /** Of the record whose events are applied. */
    private long position;
    private long timestampMs;

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
        position = record.position();
        timestampMs = record.timestampMs();
        applied.requireNext(position);
        frames.wrap(record.events(), record.eventsOffset(), record.eventsLength());
        while (frames.next())
        {
            adapter.dispatch(
                Frame.templateId(record.events(), frames.offset()), record.events(), frames.offset());
        }
        applied.advance(position, timestampMs);
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
