package io.signalbox.client;

/**
 * Answer to a payment: the order is confirmed, or the payment was refused.
 */
public sealed interface PaymentResult extends StampedEvent permits OrderConfirmed, OrderRefused
{
}
