package io.signalbox.core.sale;

import io.signalbox.core.kernel.StateInput;
import io.signalbox.core.kernel.StateOutput;
import io.signalbox.protocol.wire.OrderState;

/**
 * All orders, each in a slot of eight words, with its state as the wire has it. Slots count from 0; an order id is
 * {@code generation << 32 | slot + 1}. Fresh slots are used first, in order; then the slot of the order that ended
 * first.
 */
final class OrderTable
{
    static final int NONE = -1;

    static final int HELD = OrderState.HELD.value();
    static final int CONFIRMED = OrderState.CONFIRMED.value();
    static final int CANCELLED = OrderState.CANCELLED.value();
    static final int EXPIRED = OrderState.EXPIRED.value();

    private static final int WORDS = 8;
    private static final int ORDER_ID = 0;
    private static final int DEADLINE_MS = 1;
    private static final int AMOUNT = 2;
    private static final int STATE_POSITION = 3;
    private static final int RUN_AND_SESSION = 4;
    private static final int TRIP = 5;
    private static final int PASSENGERS = 6;
    private static final int LINKS = 7;
    private static final long LOW_MASK = 0xFFFF_FFFFL;

    private final long[] words;
    private final int capacity;
    private int freshCount;
    private int endedHead = NONE;
    private int endedTail = NONE;

    OrderTable(final int capacity)
    {
        this.capacity = capacity;
        words = new long[Math.multiplyExact(capacity, WORDS)];
    }

    /** Slots that have ever been used. */
    int freshCount()
    {
        return freshCount;
    }

    boolean isFull()
    {
        return freshCount == capacity && endedHead == NONE;
    }

    /** Id that the next order will have; the table must not be full. */
    long nextOrderId()
    {
        if (freshCount < capacity)
        {
            return freshCount + 1L;
        }
        return orderId(endedHead) + (1L << 32);
    }

    /** Slot of an order, or {@link #NONE} if there is no such order, or none any more. */
    int slotOf(final long orderId)
    {
        final long slot = (orderId & LOW_MASK) - 1;
        return slot >= 0 && slot < freshCount && orderId((int)slot) == orderId ? (int)slot : NONE;
    }

    int add(
        final long orderId,
        final int runId,
        final int sessionSlot,
        final int fromStop,
        final int toStop,
        final int classIndex,
        final int channel,
        final long deadlineMs,
        final long amount,
        final long position)
    {
        if (isFull() || orderId != nextOrderId())
        {
            throw new IllegalStateException("order id " + orderId + " is not the next one");
        }
        final int slot;
        if (freshCount < capacity)
        {
            slot = freshCount++;
        }
        else
        {
            slot = endedHead;
            endedHead = nextEnded(slot);
            endedTail = endedHead == NONE ? NONE : endedTail;
        }
        final int base = slot * WORDS;
        words[base + ORDER_ID] = orderId;
        words[base + DEADLINE_MS] = deadlineMs;
        words[base + AMOUNT] = amount;
        words[base + STATE_POSITION] = position;
        words[base + RUN_AND_SESSION] = (long)runId << 32 | sessionSlot & LOW_MASK;
        words[base + TRIP] = HELD | fromStop << 8 | toStop << 16 | (long)classIndex << 24 |
            (long)channel << 32;
        words[base + PASSENGERS] = NONE & LOW_MASK;
        words[base + LINKS] = -1L;
        return slot;
    }

    /** Put an order that was cancelled or has expired behind the others whose slots may be used again. */
    void appendEnded(final int slot)
    {
        nextEnded(slot, NONE);
        if (endedTail == NONE)
        {
            endedHead = slot;
        }
        else
        {
            nextEnded(endedTail, slot);
        }
        endedTail = slot;
    }

    long orderId(final int slot)
    {
        return words[slot * WORDS + ORDER_ID];
    }

    long deadlineMs(final int slot)
    {
        return words[slot * WORDS + DEADLINE_MS];
    }

    long amount(final int slot)
    {
        return words[slot * WORDS + AMOUNT];
    }

    /** Position of the record that made the order's state. */
    long statePosition(final int slot)
    {
        return words[slot * WORDS + STATE_POSITION];
    }

    int runId(final int slot)
    {
        return (int)(words[slot * WORDS + RUN_AND_SESSION] >>> 32);
    }

    int sessionSlot(final int slot)
    {
        return (int)words[slot * WORDS + RUN_AND_SESSION];
    }

    int state(final int slot)
    {
        return (int)words[slot * WORDS + TRIP] & 0xFF;
    }

    void state(final int slot, final int state, final long position)
    {
        final int base = slot * WORDS;
        words[base + TRIP] = words[base + TRIP] & ~0xFFL | state;
        words[base + STATE_POSITION] = position;
    }

    int fromStop(final int slot)
    {
        return (int)(words[slot * WORDS + TRIP] >>> 8) & 0xFF;
    }

    int toStop(final int slot)
    {
        return (int)(words[slot * WORDS + TRIP] >>> 16) & 0xFF;
    }

    int classIndex(final int slot)
    {
        return (int)(words[slot * WORDS + TRIP] >>> 24) & 0xFF;
    }

    int channel(final int slot)
    {
        return (int)(words[slot * WORDS + TRIP] >>> 32) & 0xFF;
    }

    int passengerCount(final int slot)
    {
        return (int)(words[slot * WORDS + PASSENGERS] >>> 32);
    }

    int firstPassenger(final int slot)
    {
        return (int)words[slot * WORDS + PASSENGERS];
    }

    void passengers(final int slot, final int count, final int firstPassenger)
    {
        words[slot * WORDS + PASSENGERS] = (long)count << 32 | firstPassenger & LOW_MASK;
    }

    /** Timer of the hold, while the order is held. */
    int timer(final int slot)
    {
        return (int)(words[slot * WORDS + LINKS] >>> 32);
    }

    void timer(final int slot, final int handle)
    {
        final int index = slot * WORDS + LINKS;
        words[index] = (long)handle << 32 | words[index] & LOW_MASK;
    }

    /** Once the order has ended, the slot of the one that ended next. */
    private int nextEnded(final int slot)
    {
        return (int)words[slot * WORDS + LINKS];
    }

    private void nextEnded(final int slot, final int next)
    {
        final int index = slot * WORDS + LINKS;
        words[index] = words[index] & ~LOW_MASK | next & LOW_MASK;
    }

    /** What no single order says: which slot is used again first, and which one last. */
    void writeTo(final StateOutput output)
    {
        output.putInt(endedHead);
        output.putInt(endedTail);
    }

    void readFrom(final StateInput input)
    {
        endedHead = input.getInt();
        endedTail = input.getInt();
    }

    void writeOrder(final int slot, final StateOutput output)
    {
        final int base = slot * WORDS;
        for (int word = 0; word < PASSENGERS; word++)
        {
            output.putLong(words[base + word]);
        }
        output.putByte(passengerCount(slot));
        output.putInt(nextEnded(slot));
    }

    /** Read the next order: its passengers, and the timer of its hold, are not known to this table. */
    int readOrder(final StateInput input)
    {
        if (freshCount == capacity)
        {
            throw new IllegalStateException("more orders than " + capacity);
        }
        final int slot = freshCount++;
        final int base = slot * WORDS;
        for (int word = 0; word < PASSENGERS; word++)
        {
            words[base + word] = input.getLong();
        }
        passengers(slot, input.getByte(), NONE);
        words[base + LINKS] = -1L;
        nextEnded(slot, input.getInt());
        return slot;
    }
}
