package io.signalbox.client;

import io.signalbox.protocol.wire.Channel;

import java.util.List;

/**
 * Seats are held for an order until its deadline.
 *
 * @param orderId    of the order
 * @param runId      of the run
 * @param fromStop   index of the boarding stop
 * @param toStop     index of the alighting stop
 * @param classCode  seat class
 * @param channel    where the order came from
 * @param deadlineMs pay before this instant, ms since 1970-01-01 UTC
 * @param amount     of all passengers together, minor units
 * @param seats      one for each passenger, in the order of the command
 * @param stamp      place of the event in the journal
 */
public record OrderHeld(
    long orderId,
    int runId,
    int fromStop,
    int toStop,
    char classCode,
    Channel channel,
    long deadlineMs,
    long amount,
    List<PassengerSeat> seats,
    EventStamp stamp) implements OrderResult
{
}
