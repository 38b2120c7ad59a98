package io.signalbox.replay;

import io.signalbox.protocol.wire.OrderState;

/**
 * One order, copied out of the view. Owned by the thread that reads, used again for each query.
 */
final class OrderReading
{
    /** Passengers that an order can have. */
    static final int MAX_PASSENGERS = 9;

    private final Stamp stamp = new Stamp();
    private final long[] seats = new long[MAX_PASSENGERS];
    private final long[] tokens = new long[MAX_PASSENGERS * 2];
    private long runId;
    private long attributes;
    private long deadlineMs;
    private long amount;
    private long heldPosition;
    private long statePosition;

    /** Copy the words of an order; what is torn by a writer is thrown away by the caller. */
    void copy(final PagedLongs words, final long order, final PassengerPool passengers)
    {
        final long runAndPassenger = words.get(order + OrderView.RUN_AND_PASSENGER);
        runId = runAndPassenger >>> Integer.SIZE;
        attributes = words.get(order + OrderView.ATTRIBUTES);
        deadlineMs = words.get(order + OrderView.DEADLINE);
        amount = words.get(order + OrderView.AMOUNT);
        heldPosition = words.get(order + OrderView.HELD_POSITION);
        statePosition = words.get(order + OrderView.STATE_POSITION);
        int entry = (int)runAndPassenger;
        for (int i = passengerCount() - 1; i >= 0 && passengers.has(entry); i--)
        {
            seats[i] = passengers.seat(entry);
            tokens[2 * i] = passengers.tokenFirst(entry);
            tokens[2 * i + 1] = passengers.tokenSecond(entry);
            entry = passengers.next(entry);
        }
    }

    Stamp stamp()
    {
        return stamp;
    }

    long runId()
    {
        return runId;
    }

    OrderState state()
    {
        return OrderState.get((short)OrderView.stateOf(attributes));
    }

    short fromStop()
    {
        return (short)OrderView.fromStopOf(attributes);
    }

    short toStop()
    {
        return (short)OrderView.toStopOf(attributes);
    }

    short classCode()
    {
        return (short)OrderView.classCodeOf(attributes);
    }

    int passengerCount()
    {
        return OrderView.passengerCountOf(attributes);
    }

    long deadlineMs()
    {
        return deadlineMs;
    }

    long amount()
    {
        return amount;
    }

    long heldPosition()
    {
        return heldPosition;
    }

    long statePosition()
    {
        return statePosition;
    }

    long seat(final int passenger)
    {
        return seats[passenger];
    }

    long tokenFirst(final int passenger)
    {
        return tokens[2 * passenger];
    }

    long tokenSecond(final int passenger)
    {
        return tokens[2 * passenger + 1];
    }
}
