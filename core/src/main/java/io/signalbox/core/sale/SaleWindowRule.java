package io.signalbox.core.sale;

/** Until when a trip is sold. */
public final class SaleWindowRule
{
    private SaleWindowRule()
    {
    }

    /**
     * When the sale of a trip ends.
     *
     * @param departureMs                where the trip begins, ms since 1970-01-01 UTC
     * @param saleCloseBeforeDepartureMs setting of the sale, ms
     * @return first instant at which it is not sold any more, ms since 1970-01-01 UTC
     */
    public static long saleCloseMs(final long departureMs, final long saleCloseBeforeDepartureMs)
    {
        return departureMs - saleCloseBeforeDepartureMs;
    }

    /**
     * Whether the sale of a trip has not ended yet.
     *
     * @param nowMs       ms since 1970-01-01 UTC
     * @param saleCloseMs of the trip, ms since 1970-01-01 UTC
     * @return true if it is sold
     */
    public static boolean isOpen(final long nowMs, final long saleCloseMs)
    {
        return nowMs < saleCloseMs;
    }
}
