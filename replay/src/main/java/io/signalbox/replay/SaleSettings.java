package io.signalbox.replay;

/** Settings of the sale that the view applies, and since when. Immutable; replaced by the follower thread. */
record SaleSettings(long saleCloseBeforeDepartureMs, long position, long timestampMs)
{
    private static final long DEFAULT_SALE_CLOSE_BEFORE_DEPARTURE_MS = 1_800_000;

    /** What holds until the first SettingsChanged. */
    static SaleSettings initial()
    {
        return new SaleSettings(DEFAULT_SALE_CLOSE_BEFORE_DEPARTURE_MS, 0, 0);
    }
}
