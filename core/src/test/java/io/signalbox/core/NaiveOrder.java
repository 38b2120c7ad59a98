package io.signalbox.core;

import io.signalbox.protocol.wire.OrderState;

import java.util.List;

/**
 * One order of the twin.
 */
final class NaiveOrder
{
    long id;
    long session;
    long runId;
    int fromStop;
    int toStop;
    int classCode;
    List<NaiveRun.Seat> seats;
    long deadlineMs;
    long amount;
    OrderState state;
    long statePosition;

    List<String> seatTexts()
    {
        return seats.stream().map(seat -> seat.text(null)).toList();
    }
}
