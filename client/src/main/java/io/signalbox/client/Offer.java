package io.signalbox.client;

/**
 * What a search found: one run, pair of stops and seat class.
 *
 * @param runId       of the run
 * @param serviceCode train number
 * @param fromStop    index of the boarding stop
 * @param toStop      index of the alighting stop
 * @param classCode   seat class
 * @param onSale      true if an order would be taken now, false if the sale is closed
 * @param seats       that one order could really get; 0 if not on sale
 * @param departureMs at the boarding stop, ms since 1970-01-01 UTC
 * @param arrivalMs   at the alighting stop, ms since 1970-01-01 UTC
 * @param fare        of one passenger, minor units
 */
public record Offer(
    int runId,
    String serviceCode,
    int fromStop,
    int toStop,
    char classCode,
    boolean onSale,
    int seats,
    long departureMs,
    long arrivalMs,
    long fare)
{
}
