package io.signalbox.replay.audit;

import io.signalbox.journal.JournalReader;
import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.Frames;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import io.signalbox.protocol.wire.SaleEventAdapter;
import io.signalbox.protocol.wire.SaleEventHandler;
import io.signalbox.replay.audit.OwnershipReport.Kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a journal's events once more, with plain maps and lists that it shares with no other code, and proves that no
 * seat was ever owned by two orders on one segment. A seat is owned from its OrderHeld until its OrderCancelled or
 * HoldExpired; a paid one for ever. Stops at the first violation. Owned by one thread; used once.
 */
public final class OwnershipCheck
{
    private record SeatKey(long runId, int classCode, int seatIndex)
    {
    }

    private static final class Hold
    {
        private final long orderId;
        private final long position;
        private final long runId;
        private final int classCode;
        private final int fromStop;
        private final int toStop;
        private final long amount;
        private final int[] seats;
        private boolean paid;

        private Hold(final long position, final OrderHeldDecoder event)
        {
            this.position = position;
            orderId = event.orderId();
            runId = event.runId();
            classCode = event.classCode();
            fromStop = event.fromStop();
            toStop = event.toStop();
            amount = event.amount();
            final OrderHeldDecoder.SeatsDecoder group = event.seats();
            seats = new int[group.count()];
            for (int i = 0; i < seats.length; i++)
            {
                seats[i] = group.next().seatIndex();
            }
        }
    }

    /** No other event takes or frees a seat. */
    private final class Events implements SaleEventHandler.Selective
    {
        @Override
        public void onOrderHeld(final OrderHeldDecoder event)
        {
            onHeld(new Hold(position, event));
        }

        @Override
        public void onOrderRefused(final OrderRefusedDecoder event)
        {
            final boolean placement = event.commandTemplateId() == PlaceOrderDecoder.TEMPLATE_ID;
            (placement ? placementsRefused : otherRefusals).merge(event.reason(), 1L, Long::sum);
        }

        @Override
        public void onOrderConfirmed(final OrderConfirmedDecoder event)
        {
            onConfirmed(event);
        }

        @Override
        public void onOrderCancelled(final OrderCancelledDecoder event)
        {
            onCancelled(event);
            cancelled++;
        }

        @Override
        public void onHoldExpired(final HoldExpiredDecoder event)
        {
            onExpired(event);
            expired++;
        }
    }

    private final Frames frames = new Frames();
    private final FrameValidator validator = FrameValidator.forJournalEvent();
    private final SaleEventAdapter adapter = new SaleEventAdapter(new Events());

    private final Map<Long, Hold> holdsByOrder = new HashMap<>();
    private final Map<SeatKey, List<Hold>> ownersBySeat = new HashMap<>();
    private final Map<OrderRefusalReason, Long> placementsRefused = new EnumMap<>(OrderRefusalReason.class);
    private final Map<OrderRefusalReason, Long> otherRefusals = new EnumMap<>(OrderRefusalReason.class);
    private long position;
    private long records;
    private long held;
    private long confirmed;
    private long cancelled;
    private long expired;
    private long tickets;
    private long seatSegmentsSold;
    private OwnershipReport.Violation violation;

    private OwnershipCheck()
    {
    }

    /**
     * Check a journal from its first record to its end.
     *
     * @param reader of the journal, that has read nothing yet
     * @return what was counted and found
     * @throws io.signalbox.journal.JournalDamagedException at the first record that fails a check of the journal itself
     */
    public static OwnershipReport check(final JournalReader reader)
    {
        final OwnershipCheck check = new OwnershipCheck();
        while (check.violation == null && reader.poll(check::onRecord, 1) > 0)
        {
            check.records++;
        }
        return new OwnershipReport(
            check.records,
            check.held,
            check.confirmed,
            check.cancelled,
            check.expired,
            check.held - check.confirmed - check.cancelled - check.expired,
            Map.copyOf(check.placementsRefused),
            Map.copyOf(check.otherRefusals),
            check.tickets,
            check.seatSegmentsSold,
            check.violation);
    }

    private void onRecord(final JournalRecord record)
    {
        position = record.position();
        frames.wrap(record.events(), record.eventsOffset(), record.eventsLength());
        while (violation == null && frames.next())
        {
            if (validator.validate(record.events(), frames.offset(), frames.length()) == FrameValidator.VALID)
            {
                adapter.dispatch(
                    Frame.templateId(record.events(), frames.offset()), record.events(), frames.offset());
            }
            else
            {
                fail(Kind.EVENT_UNSOUND, 0, 0, validator.describe());
            }
        }
    }

    private void onHeld(final Hold hold)
    {
        held++;
        final Hold same = holdsByOrder.putIfAbsent(hold.orderId, hold);
        if (same != null)
        {
            fail(Kind.ORDER_HELD_TWICE, same.position, hold.orderId, "the first one has not ended");
            return;
        }
        for (final int seat : hold.seats)
        {
            final SeatKey key = new SeatKey(hold.runId, hold.classCode, seat);
            final List<Hold> owners = ownersBySeat.computeIfAbsent(key, unused -> new ArrayList<>(2));
            for (final Hold owner : owners)
            {
                if (owner.fromStop < hold.toStop && hold.fromStop < owner.toStop)
                {
                    fail(
                        owner == hold ? Kind.SEAT_TWICE_IN_ORDER : Kind.SEAT_OWNED_TWICE,
                        owner.position,
                        hold.orderId,
                        "run " + hold.runId + " class " + (char)hold.classCode + " seat " + seat + " from stop " +
                            hold.fromStop + " to stop " + hold.toStop + "; order " + owner.orderId +
                            " owns it from stop " + owner.fromStop + " to stop " + owner.toStop);
                    return;
                }
            }
            owners.add(hold);
        }
    }

    private void onConfirmed(final OrderConfirmedDecoder event)
    {
        confirmed++;
        final Hold hold = holdsByOrder.get(event.orderId());
        if (hold == null)
        {
            fail(Kind.ORDER_NOT_HELD, 0, event.orderId(), "paid, but there is no such hold");
        }
        else if (hold.paid || hold.amount != event.amount() || hold.runId != event.runId())
        {
            fail(Kind.PAYMENT_DIFFERS_FROM_HOLD, hold.position, hold.orderId,
                hold.paid ? "paid already" : "held for " + hold.amount + ", paid " + event.amount());
        }
        else
        {
            hold.paid = true;
            tickets += hold.seats.length;
            seatSegmentsSold += (long)hold.seats.length * (hold.toStop - hold.fromStop);
        }
    }

    private void onCancelled(final OrderCancelledDecoder event)
    {
        final OrderCancelledDecoder.SeatsDecoder group = event.seats();
        final int[] seats = new int[group.count()];
        for (int i = 0; i < seats.length; i++)
        {
            seats[i] = group.next().seatIndex();
        }
        release(event.orderId(), event.runId(), event.classCode(), event.fromStop(), event.toStop(), seats);
    }

    private void onExpired(final HoldExpiredDecoder event)
    {
        final HoldExpiredDecoder.SeatsDecoder group = event.seats();
        final int[] seats = new int[group.count()];
        for (int i = 0; i < seats.length; i++)
        {
            seats[i] = group.next().seatIndex();
        }
        release(event.orderId(), event.runId(), event.classCode(), event.fromStop(), event.toStop(), seats);
    }

    private void release(
        final long orderId,
        final long runId,
        final int classCode,
        final int fromStop,
        final int toStop,
        final int[] seats)
    {
        final Hold hold = holdsByOrder.remove(orderId);
        if (hold == null)
        {
            fail(Kind.ORDER_NOT_HELD, 0, orderId, "released, but there is no such hold");
        }
        else if (hold.paid || hold.runId != runId || hold.classCode != classCode || hold.fromStop != fromStop ||
            hold.toStop != toStop || !Arrays.equals(hold.seats, seats))
        {
            fail(Kind.RELEASE_DIFFERS_FROM_HOLD, hold.position, orderId,
                hold.paid ? "released after it was paid" : "seats held " + Arrays.toString(hold.seats) +
                    ", released " + Arrays.toString(seats));
        }
        else
        {
            for (final int seat : seats)
            {
                ownersBySeat.get(new SeatKey(runId, classCode, seat)).remove(hold);
            }
        }
    }

    private void fail(
        final Kind kind, final long earlierPosition, final long orderId, final String text)
    {
        violation = new OwnershipReport.Violation(kind, position, earlierPosition, orderId, text);
    }
}
