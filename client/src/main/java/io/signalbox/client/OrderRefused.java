package io.signalbox.client;

import io.signalbox.protocol.wire.OrderRefusalReason;

/**
 * An order, a payment or a cancellation was refused.
 *
 * @param reason           why
 * @param orderId          as in the command; 0 for an order
 * @param runId            of the command or the order; 0 if unknown
 * @param fromStop         index of the boarding stop
 * @param toStop           index of the alighting stop
 * @param classCode        seat class
 * @param passengerCount   passengers of the command or the order; 0 if unknown
 * @param decidingPosition position of the record that decided it
 * @param seenPosition     as in the command; less than decidingPosition: the buyer was overtaken since
 * @param limitValue       as the reason says; else 0
 * @param stamp            place of the event in the journal
 */
public record OrderRefused(
    OrderRefusalReason reason,
    long orderId,
    int runId,
    int fromStop,
    int toStop,
    char classCode,
    int passengerCount,
    long decidingPosition,
    long seenPosition,
    long limitValue,
    EventStamp stamp) implements OrderResult, PaymentResult, CancelResult
{
}
