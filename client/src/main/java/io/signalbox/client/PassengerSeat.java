package io.signalbox.client;

/**
 * A seat and who has it.
 *
 * @param seat      of the run
 * @param passenger who has it
 */
public record PassengerSeat(Seat seat, PassengerToken passenger)
{
}
