package io.signalbox.replay.view.order;

import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderState;
import io.signalbox.replay.view.AppliedPosition;
import io.signalbox.replay.view.EntityInput;
import io.signalbox.replay.view.EntityOutput;
import io.signalbox.replay.view.PagedLongs;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.locks.StampedLock;

/**
 * The orders by slot, with their passengers. Written by the follower thread, each order under its lock; read by any
 * thread, optimistically.
 */
final class OrderTable
{
    /** Words of an order: its id, 0 if the slot was never used. */
    static final int ORDER_ID = 0;
    /** Run id in the upper half, first entry of the passengers' chain in the lower. */
    static final int RUN_AND_PASSENGER = 1;
    /** State, from stop, to stop, class code, number of passengers: 8 bits each. */
    static final int ATTRIBUTES = 2;
    static final int DEADLINE = 3;
    static final int AMOUNT = 4;
    static final int HELD_POSITION = 5;
    static final int STATE_POSITION = 6;
    static final int STATE_TIMESTAMP = 7;

    private static final int WORDS = 8;
    /** An entity holds orders until it is at least this long. */
    private static final int ENTITY_BYTES = 32 * 1024;
    private static final int STRIPES = 256;
    private static final int STATE_SHIFT = 32;

    private final UnsafeBuffer token = new UnsafeBuffer(new byte[OrderHeldDecoder.SeatsDecoder.tokenLength()]);
    private final StampedLock[] locks = new StampedLock[STRIPES];
    private final PagedLongs words = new PagedLongs();
    private final PassengerPool passengers = new PassengerPool();
    private final int[] chain = new int[OrderReading.MAX_PASSENGERS];
    private long lastSlot;

    OrderTable()
    {
        for (int i = 0; i < STRIPES; i++)
        {
            locks[i] = new StampedLock();
        }
    }

    /** Copy an order with its stamp, as {@link OrderView#read} says. */
    boolean read(final long orderId, final AppliedPosition applied, final OrderReading reading)
    {
        final long order = wordOf(orderId);
        if (order == 0 || !words.has(order))
        {
            return false;
        }
        applied.read(reading.stamp());
        final StampedLock lock = lockOf(orderId);
        long optimistic = lock.tryOptimisticRead();
        boolean found = optimistic != 0 && words.get(order) == orderId;
        if (found)
        {
            reading.copy(words, order, passengers);
        }
        long stateTimestampMs = words.get(order + STATE_TIMESTAMP);
        if (!lock.validate(optimistic))
        {
            optimistic = lock.readLock();
            found = words.get(order) == orderId;
            if (found)
            {
                reading.copy(words, order, passengers);
            }
            stateTimestampMs = words.get(order + STATE_TIMESTAMP);
            lock.unlockRead(optimistic);
        }
        if (found)
        {
            reading.stamp().include(reading.statePosition(), stateTimestampMs);
        }
        return found;
    }

    void hold(final long position, final long timestampMs, final OrderHeldDecoder event)
    {
        final long orderId = event.orderId();
        final long order = wordOf(orderId);
        words.reach(order + WORDS - 1);
        final long before = words.get(order + ORDER_ID);
        if (order == 0 || before != 0 && before >>> Integer.SIZE >= orderId >>> Integer.SIZE)
        {
            throw new IllegalStateException("order " + orderId + " in the slot of order " + before);
        }
        lastSlot = Math.max(lastSlot, slotOf(orderId));
        final StampedLock lock = lockOf(orderId);
        final long write = lock.writeLock();
        try
        {
            replace(order, before, event);
            words.set(order + ORDER_ID, orderId);
            words.set(order + DEADLINE, event.deadlineMs());
            words.set(order + AMOUNT, event.amount());
            words.set(order + HELD_POSITION, position);
            words.set(order + STATE_POSITION, position);
            words.set(order + STATE_TIMESTAMP, timestampMs);
        }
        finally
        {
            lock.unlockWrite(write);
        }
    }

    private void replace(final long order, final long before, final OrderHeldDecoder event)
    {
        if (before != 0)
        {
            passengers.release(
                (int)words.get(order + RUN_AND_PASSENGER), passengerCountOf(words.get(order + ATTRIBUTES)));
        }
        final long runId = event.runId();
        final long stopsAndClass =
            (long)event.fromStop() << 24 | (long)event.toStop() << 16 | (long)event.classCode() << 8;
        final OrderHeldDecoder.SeatsDecoder seats = event.seats();
        final int count = seats.count();
        if (count > OrderReading.MAX_PASSENGERS)
        {
            throw new IllegalStateException(
                "order " + event.orderId() + " has " + count + " seats, the limit is " + OrderReading.MAX_PASSENGERS);
        }
        int first = PassengerPool.NONE;
        while (seats.hasNext())
        {
            seats.next().getToken(token, 0, token.capacity());
            final long seat = SeatWord.of(seats.coachNumber(), seats.row(), seats.letter(), seats.seatIndex());
            first = passengers.add(seat, token, first);
        }
        words.set(order + RUN_AND_PASSENGER, runId << Integer.SIZE | first);
        words.set(order + ATTRIBUTES, (long)OrderState.HELD.value() << STATE_SHIFT | stopsAndClass | count);
    }

    void change(final long position, final long timestampMs, final long orderId, final OrderState state)
    {
        final long order = wordOf(orderId);
        if (order == 0 || !words.has(order) || words.get(order + ORDER_ID) != orderId)
        {
            throw new IllegalStateException("order " + orderId + " became " + state + " but was never held");
        }
        final StampedLock lock = lockOf(orderId);
        final long write = lock.writeLock();
        final long attributes = words.get(order + ATTRIBUTES) & (1L << STATE_SHIFT) - 1;
        words.set(order + ATTRIBUTES, attributes | (long)state.value() << STATE_SHIFT);
        words.set(order + STATE_POSITION, position);
        words.set(order + STATE_TIMESTAMP, timestampMs);
        lock.unlockWrite(write);
    }

    /** Every order, by slot, many in an entity; the passengers of each stand behind it, in the order of its command. */
    void writeTo(final EntityOutput output, final int section)
    {
        output.begin(section);
        for (long order = WORDS; order <= lastSlot * WORDS; order += WORDS)
        {
            if (words.get(order + ORDER_ID) != 0)
            {
                write(output, order);
            }
            if (output.length() >= ENTITY_BYTES)
            {
                output.end();
                output.begin(section);
            }
        }
        if (output.length() > 0)
        {
            output.end();
        }
    }

    private void write(final EntityOutput output, final long order)
    {
        final long runAndPassenger = words.get(order + RUN_AND_PASSENGER);
        final int count = passengerCountOf(words.get(order + ATTRIBUTES));
        output.putLong(words.get(order + ORDER_ID)).putInt((int)(runAndPassenger >>> Integer.SIZE));
        for (int word = ATTRIBUTES; word < WORDS; word++)
        {
            output.putLong(words.get(order + word));
        }
        int entry = (int)runAndPassenger;
        for (int i = count - 1; i >= 0; i--)
        {
            chain[i] = entry;
            entry = passengers.next(entry);
        }
        for (int i = 0; i < count; i++)
        {
            output.putLong(passengers.seat(chain[i])).putLong(passengers.tokenFirst(chain[i]))
                .putLong(passengers.tokenSecond(chain[i]));
        }
    }

    /** All orders of an entity, into slots that follow those read before. */
    void readFrom(final EntityInput input)
    {
        while (input.remaining() > 0)
        {
            final long orderId = input.getLong();
            if (slotOf(orderId) <= lastSlot)
            {
                throw new IllegalStateException("order " + orderId + " behind the slot " + lastSlot);
            }
            read(input, orderId);
            lastSlot = slotOf(orderId);
        }
    }

    private void read(final EntityInput input, final long orderId)
    {
        final long order = wordOf(orderId);
        words.reach(order + WORDS - 1);
        final long runId = input.getInt() & 0xFFFFFFFFL;
        for (int word = ATTRIBUTES; word < WORDS; word++)
        {
            words.set(order + word, input.getLong());
        }
        final long attributes = words.get(order + ATTRIBUTES);
        final int count = passengerCountOf(attributes);
        if (count > OrderReading.MAX_PASSENGERS ||
            stateOf(attributes) < OrderState.HELD.value() || stateOf(attributes) > OrderState.EXPIRED.value())
        {
            throw new IllegalStateException(
                "order " + orderId + " with " + count + " passengers in state " + stateOf(attributes));
        }
        int first = PassengerPool.NONE;
        for (int i = 0; i < count; i++)
        {
            first = passengers.add(input.getLong(), input.getLong(), input.getLong(), first);
        }
        words.set(order + RUN_AND_PASSENGER, runId << Integer.SIZE | first);
        words.set(order + ORDER_ID, orderId);
    }

    static int stateOf(final long attributes)
    {
        return (int)(attributes >>> STATE_SHIFT) & 0xFF;
    }

    static int fromStopOf(final long attributes)
    {
        return (int)(attributes >>> 24) & 0xFF;
    }

    static int toStopOf(final long attributes)
    {
        return (int)(attributes >>> 16) & 0xFF;
    }

    static int classCodeOf(final long attributes)
    {
        return (int)(attributes >>> 8) & 0xFF;
    }

    static int passengerCountOf(final long attributes)
    {
        return (int)attributes & 0xFF;
    }

    /** First word of an order's slot; 0 if the id has no slot. */
    private static long wordOf(final long orderId)
    {
        return slotOf(orderId) * WORDS;
    }

    private static long slotOf(final long orderId)
    {
        return orderId & 0xFFFFFFFFL;
    }

    private StampedLock lockOf(final long orderId)
    {
        return locks[(int)orderId & STRIPES - 1];
    }
}
