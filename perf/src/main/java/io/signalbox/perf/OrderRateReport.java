package io.signalbox.perf;

import org.HdrHistogram.Histogram;

import java.util.Locale;

/**
 * What an order-rate run measured.
 *
 * @param elapsedNs        length of the measured part
 * @param heldCount        orders held in it
 * @param refusedCount     orders refused in it
 * @param latencyNs        from the write of an order to its answer
 * @param stallOversleepNs by how much the machine let a sleep of 1 ms be too long, in the same time
 */
public record OrderRateReport(
    long elapsedNs, long heldCount, long refusedCount, Histogram latencyNs, Histogram stallOversleepNs)
{
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_MS = 1e6;

    /**
     * Orders journaled and answered a second.
     *
     * @return orders a second
     */
    public double ordersPerSecond()
    {
        return (heldCount + refusedCount) * NS_PER_SECOND / elapsedNs;
    }

    /**
     * The figures for people.
     *
     * @return a few lines
     */
    public String describe()
    {
        return String.format(
            Locale.ROOT,
            "orders answered    %,d (%,d held, %,d refused) in %.2f s%n" +
            "rate               %,.0f orders/s%n" +
            "latency in window  p50 %.3f  p90 %.3f  p99 %.3f  p99.9 %.3f  max %.3f ms%n" +
            "machine's stalls   p50 %.3f  p99 %.3f  max %.3f ms (oversleep of 1 ms sleeps)",
            heldCount + refusedCount,
            heldCount,
            refusedCount,
            elapsedNs / NS_PER_SECOND,
            ordersPerSecond(),
            ms(latencyNs, 50),
            ms(latencyNs, 90),
            ms(latencyNs, 99),
            ms(latencyNs, 99.9),
            latencyNs.getMaxValue() / NS_PER_MS,
            ms(stallOversleepNs, 50),
            ms(stallOversleepNs, 99),
            stallOversleepNs.getMaxValue() / NS_PER_MS);
    }

    private static double ms(final Histogram histogram, final double percentile)
    {
        return histogram.getValueAtPercentile(percentile) / NS_PER_MS;
    }
}
