package io.signalbox.client;

/**
 * Settings of the sale. Holds that exist keep their deadlines when these change.
 *
 * @param holdMs                     payment time, 100 ms to 7 days
 * @param shortHoldMs                payment time close to departure, 100 ms to 7 days
 * @param shortHoldBeforeDepartureMs what is close to departure, 0 to 30 days
 * @param saleCloseBeforeDepartureMs the sale ends so long before departure, 0 to 30 days
 */
public record SaleSettings(
    long holdMs,
    long shortHoldMs,
    long shortHoldBeforeDepartureMs,
    long saleCloseBeforeDepartureMs)
{
}
