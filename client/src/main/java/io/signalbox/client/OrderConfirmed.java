package io.signalbox.client;

/**
 * An order is paid: its holds are tickets now.
 *
 * @param orderId          of the order
 * @param runId            of the run
 * @param amount           of the order, minor units
 * @param paymentReference as in the command
 * @param stamp            place of the event in the journal
 */
public record OrderConfirmed(long orderId, int runId, long amount, long paymentReference, EventStamp stamp)
    implements PaymentResult
{
}
