package io.signalbox.client;

import java.util.List;

/**
 * An order was not paid before its deadline.
 *
 * @param orderId    of the order
 * @param runId      of the run
 * @param fromStop   index of the boarding stop
 * @param toStop     index of the alighting stop
 * @param classCode  seat class
 * @param deadlineMs that was passed, ms since 1970-01-01 UTC
 * @param seats      that are free again
 * @param stamp      place of the event in the journal
 */
public record HoldExpired(
    long orderId,
    int runId,
    int fromStop,
    int toStop,
    char classCode,
    long deadlineMs,
    List<Seat> seats,
    EventStamp stamp) implements StampedEvent
{
}
