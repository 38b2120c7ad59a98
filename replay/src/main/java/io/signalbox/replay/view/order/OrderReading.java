package io.signalbox.replay.view.order;

import io.signalbox.protocol.wire.OrderState;
import io.signalbox.replay.view.PagedLongs;
import io.signalbox.replay.view.Stamp;

/**
 * One order, copied out of the view. Owned by the thread that reads, used again for each query.
 */
public final class OrderReading
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

    /**
     * Nothing read yet.
     */
    public OrderReading()
    {
    }

    /** Copy the words of an order; what is torn by a writer is thrown away by the caller. */
    void copy(final PagedLongs words, final long order, final PassengerPool passengers)
    {
        final long runAndPassenger = words.get(order + OrderTable.RUN_AND_PASSENGER);
        runId = runAndPassenger >>> Integer.SIZE;
        attributes = words.get(order + OrderTable.ATTRIBUTES);
        deadlineMs = words.get(order + OrderTable.DEADLINE);
        amount = words.get(order + OrderTable.AMOUNT);
        heldPosition = words.get(order + OrderTable.HELD_POSITION);
        statePosition = words.get(order + OrderTable.STATE_POSITION);
        int entry = (int)runAndPassenger;
        for (int i = passengerCount() - 1; i >= 0 && passengers.has(entry); i--)
        {
            seats[i] = passengers.seat(entry);
            tokens[2 * i] = passengers.tokenFirst(entry);
            tokens[2 * i + 1] = passengers.tokenSecond(entry);
            entry = passengers.next(entry);
        }
    }

    /**
     * What the copy is true at.
     *
     * @return position and time
     */
    public Stamp stamp()
    {
        return stamp;
    }

    /**
     * Run of the order.
     *
     * @return 1 or more
     */
    public long runId()
    {
        return runId;
    }

    /**
     * State of the order.
     *
     * @return as the last record that changed the order left it
     */
    public OrderState state()
    {
        return OrderState.get((short)OrderTable.stateOf(attributes));
    }

    /**
     * Where the journey begins.
     *
     * @return stop of the service, from 0
     */
    public short fromStop()
    {
        return (short)OrderTable.fromStopOf(attributes);
    }

    /**
     * Where the journey ends.
     *
     * @return stop of the service, after {@link #fromStop}
     */
    public short toStop()
    {
        return (short)OrderTable.toStopOf(attributes);
    }

    /**
     * Class of the seats.
     *
     * @return 0 to 255, an ASCII letter
     */
    public short classCode()
    {
        return (short)OrderTable.classCodeOf(attributes);
    }

    /**
     * How many passengers the order has.
     *
     * @return 1 to 9
     */
    public int passengerCount()
    {
        return OrderTable.passengerCountOf(attributes);
    }

    /**
     * When the hold ends if it is not paid.
     *
     * @return ms since 1970-01-01 UTC
     */
    public long deadlineMs()
    {
        return deadlineMs;
    }

    /**
     * Price of the order.
     *
     * @return minor units of the currency
     */
    public long amount()
    {
        return amount;
    }

    /**
     * Position of the record that made the order.
     *
     * @return 1 or more
     */
    public long heldPosition()
    {
        return heldPosition;
    }

    /**
     * Position of the record that changed the order last.
     *
     * @return {@link #heldPosition} or more
     */
    public long statePosition()
    {
        return statePosition;
    }

    /**
     * Coach of a passenger's seat.
     *
     * @param passenger of the order, from 0, in the order of its command
     * @return number of the coach
     */
    public short coachNumber(final int passenger)
    {
        return SeatWord.coachNumber(seats[passenger]);
    }

    /**
     * Row of a passenger's seat.
     *
     * @param passenger of the order, from 0, in the order of its command
     * @return number of the row
     */
    public short row(final int passenger)
    {
        return SeatWord.row(seats[passenger]);
    }

    /**
     * Letter of a passenger's seat.
     *
     * @param passenger of the order, from 0, in the order of its command
     * @return an ASCII letter
     */
    public short letter(final int passenger)
    {
        return SeatWord.letter(seats[passenger]);
    }

    /**
     * Index of a passenger's seat in its class.
     *
     * @param passenger of the order, from 0, in the order of its command
     * @return 0 or more
     */
    public int seatIndex(final int passenger)
    {
        return SeatWord.seatIndex(seats[passenger]);
    }

    /**
     * First half of a passenger's token.
     *
     * @param passenger of the order, from 0, in the order of its command
     * @return its first 8 bytes, little endian
     */
    public long tokenFirst(final int passenger)
    {
        return tokens[2 * passenger];
    }

    /**
     * Second half of a passenger's token.
     *
     * @param passenger of the order, from 0, in the order of its command
     * @return its last 8 bytes, little endian
     */
    public long tokenSecond(final int passenger)
    {
        return tokens[2 * passenger + 1];
    }
}
