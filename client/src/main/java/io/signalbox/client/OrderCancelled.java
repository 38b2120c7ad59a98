package io.signalbox.client;

import java.util.List;

/**
 * An unpaid order is given back.
 *
 * @param orderId   of the order
 * @param runId     of the run
 * @param fromStop  index of the boarding stop
 * @param toStop    index of the alighting stop
 * @param classCode seat class
 * @param seats     that are free again
 * @param stamp     place of the event in the journal
 */
public record OrderCancelled(
    long orderId,
    int runId,
    int fromStop,
    int toStop,
    char classCode,
    List<Seat> seats,
    EventStamp stamp) implements CancelResult
{
}
