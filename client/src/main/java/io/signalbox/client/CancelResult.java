package io.signalbox.client;

/**
 * Answer to a cancellation: the seats are free again, or it was refused.
 */
public sealed interface CancelResult extends StampedEvent permits OrderCancelled, OrderRefused
{
}
