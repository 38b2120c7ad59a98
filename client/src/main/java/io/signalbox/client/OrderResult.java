package io.signalbox.client;

/**
 * Answer to an order: its seats are held, or it was refused.
 */
public sealed interface OrderResult extends StampedEvent permits OrderHeld, OrderRefused
{
}
