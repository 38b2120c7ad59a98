package io.signalbox.perf;

/**
 * Sizes and times of an order-rate run.
 *
 * @param seconds       measured, 1 to 3,600
 * @param warmUpSeconds before that, 0 to 3,600
 * @param sessions      connections, 1 to 1,000
 * @param window        orders in flight on each session, 1 to 65,536
 * @param runs          runs on sale, 1 to 100,000
 * @param seed          of the orders
 */
public record OrderRateOptions(int seconds, int warmUpSeconds, int sessions, int window, int runs, long seed)
{
    /**
     * Check the ranges.
     *
     * @throws IllegalArgumentException if one is left, with its name, value and limits
     */
    public OrderRateOptions
    {
        check("seconds", seconds, 1, 3_600);
        check("warmUpSeconds", warmUpSeconds, 0, 3_600);
        check("sessions", sessions, 1, 1_000);
        check("window", window, 1, 65_536);
        check("runs", runs, 1, 100_000);
    }

    private static void check(final String name, final int value, final int least, final int greatest)
    {
        if (value < least || value > greatest)
        {
            throw new IllegalArgumentException(name + " " + value + " is not " + least + " to " + greatest);
        }
    }
}
