package io.signalbox.replay.view.availability;

/**
 * Order of the pairs of stops of a run: (0,1) (0,2) ... (0,n-1) (1,2) ... Stateless.
 */
final class StopPairs
{
    private StopPairs()
    {
    }

    static int count(final int stopCount)
    {
        return stopCount * (stopCount - 1) / 2;
    }

    static int index(final int stopCount, final int fromStop, final int toStop)
    {
        return fromStop * (stopCount - 1) - fromStop * (fromStop - 1) / 2 + toStop - fromStop - 1;
    }
}
