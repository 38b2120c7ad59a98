package io.signalbox.cli.demo;

import java.nio.file.Path;

/**
 * How the demo runs.
 *
 * @param seconds          of buying, 1 to 3,600
 * @param directory        for the journal; it must be empty or not exist
 * @param searchesPerOrder searches for each visitor who wants to order, 1 to 100,000
 * @param visitors         people who look or buy at the same time, 1 to 10,000
 * @param seed             of what they do
 */
public record DemoOptions(int seconds, Path directory, int searchesPerOrder, int visitors, long seed)
{
    /**
     * Check the ranges.
     *
     * @throws IllegalArgumentException if one is left, with its name, value and limits
     */
    public DemoOptions
    {
        check("seconds", seconds, 1, 3_600);
        check("searches-per-order", searchesPerOrder, 1, 100_000);
        check("visitors", visitors, 1, 10_000);
    }

    private static void check(final String name, final int value, final int least, final int greatest)
    {
        if (value < least || value > greatest)
        {
            throw new IllegalArgumentException("--" + name + " " + value + " is not " + least + " to " + greatest);
        }
    }

    /**
     * Payment time of the demo: short, so that holds expire while it runs.
     *
     * @return ms
     */
    long holdMs()
    {
        return Math.max(500, seconds * 1_000L / 5);
    }
}
