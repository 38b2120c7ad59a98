package io.signalbox.client;

/**
 * A seat of a run.
 *
 * @param coachNumber 1 to 99
 * @param row         1 to 254
 * @param letter      of the seat in its row
 * @param seatIndex   index in its class, from 0, in the order of the layout
 */
public record Seat(int coachNumber, int row, char letter, int seatIndex)
{
    /**
     * The seat as it is printed on a ticket.
     *
     * @return for example {@code 5-12A}: coach 5, row 12, seat A
     */
    public String label()
    {
        return coachNumber + "-" + row + letter;
    }
}
