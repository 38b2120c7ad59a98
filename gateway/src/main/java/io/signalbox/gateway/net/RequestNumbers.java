package io.signalbox.gateway.net;

/**
 * Which request numbers of a session were passed on, and which the client knows to be not applied. All numbers are
 * unsigned. Owned by the connection's event loop.
 */
final class RequestNumbers
{
    /** Number of the last request that was passed on: it and all before it are repetitions. */
    private long lastPassed;
    /** Up to here each number was passed on or reported as not applied. */
    private long lastReported;

    /**
     * The connection is established.
     *
     * @param lastRequest number of the last request of the session that was applied
     */
    void start(final long lastRequest)
    {
        lastPassed = lastRequest;
        lastReported = lastRequest;
    }

    boolean repeated(final long number)
    {
        return Long.compareUnsigned(number, lastPassed) <= 0;
    }

    /**
     * A request that is no repetition was passed on, so the numbers before it can no longer be applied.
     *
     * @return how many numbers right before it were neither passed on nor reported; they count as reported now
     */
    long passed(final long number)
    {
        lastPassed = number;
        long gap = 0;
        if (Long.compareUnsigned(number, lastReported) > 0)
        {
            gap = number - lastReported - 1;
            lastReported = number;
        }
        return gap;
    }

    /**
     * A number was answered without being passed on. A gap before it stays open: it is reported when a later request
     * closes it for ever.
     */
    void rejected(final long number)
    {
        if (number - lastReported == 1 && number != 0)
        {
            lastReported = number;
        }
    }
}
