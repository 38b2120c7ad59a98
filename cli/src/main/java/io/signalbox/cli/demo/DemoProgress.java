package io.signalbox.cli.demo;

/**
 * How the demo goes, as counted by the buyers.
 *
 * @param second    since the start
 * @param searches  answered
 * @param nothing   visitors who wanted to order and were not offered what they wanted
 * @param orders    placed
 * @param held      of these, held
 * @param refused   of these, refused
 * @param paid      holds that were paid
 * @param cancelled holds that were cancelled
 * @param expired   holds that have expired
 * @param errors    requests without an answer
 */
public record DemoProgress(
    int second,
    long searches,
    long nothing,
    long orders,
    long held,
    long refused,
    long paid,
    long cancelled,
    long expired,
    long errors)
{
    static DemoProgress of(final int second, final Tally tally)
    {
        return new DemoProgress(
            second,
            tally.searches.sum(),
            tally.nothingOffered.sum(),
            tally.orders.sum(),
            tally.held.sum(),
            tally.refused.sum(),
            tally.paid.sum(),
            tally.cancelled.sum(),
            tally.expired.sum(),
            tally.errors.sum());
    }
}
