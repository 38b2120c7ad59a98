package io.signalbox.replay.view.availability;

import io.signalbox.replay.view.EntityInput;
import io.signalbox.replay.view.EntityOutput;

/** Settings of the sale that the view applies, and since when. Immutable; replaced by the follower thread. */
record SaleSettings(long saleCloseBeforeDepartureMs, long position, long timestampMs)
{
    /** Before the first record, which brings the first SettingsChanged and comes before any run. */
    static SaleSettings initial()
    {
        return new SaleSettings(0, 0, 0);
    }

    static SaleSettings readFrom(final EntityInput input)
    {
        return new SaleSettings(input.getLong(), input.getLong(), input.getLong());
    }

    void writeTo(final EntityOutput output)
    {
        output.putLong(saleCloseBeforeDepartureMs).putLong(position).putLong(timestampMs).end();
    }
}
