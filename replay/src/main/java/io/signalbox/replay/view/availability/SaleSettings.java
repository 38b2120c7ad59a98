package io.signalbox.replay.view.availability;

/** Settings of the sale that the view applies, and since when. Immutable; replaced by the follower thread. */
record SaleSettings(long saleCloseBeforeDepartureMs, long position, long timestampMs)
{
    /** Before the first record, which brings the first SettingsChanged and comes before any run. */
    static SaleSettings initial()
    {
        return new SaleSettings(0, 0, 0);
    }
}
