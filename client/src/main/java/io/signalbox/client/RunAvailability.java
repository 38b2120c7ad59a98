package io.signalbox.client;

/**
 * Answer to a query for a run: what one order could get between any two of its stops, in one class. Immutable.
 */
public final class RunAvailability
{
    private final AsOf asOf;
    private final int runId;
    private final char classCode;
    private final int stopCount;
    private final int seatCount;
    private final char[] counts;

    RunAvailability(
        final AsOf asOf,
        final int runId,
        final char classCode,
        final int stopCount,
        final int seatCount,
        final char[] counts)
    {
        this.asOf = asOf;
        this.runId = runId;
        this.classCode = classCode;
        this.stopCount = stopCount;
        this.seatCount = seatCount;
        this.counts = counts;
    }

    /**
     * What the answer is true at.
     *
     * @return never null
     */
    public AsOf asOf()
    {
        return asOf;
    }

    /**
     * The run.
     *
     * @return its id
     */
    public int runId()
    {
        return runId;
    }

    /**
     * The seat class.
     *
     * @return its code
     */
    public char classCode()
    {
        return classCode;
    }

    /**
     * Stops of the run.
     *
     * @return 2 to 128
     */
    public int stopCount()
    {
        return stopCount;
    }

    /**
     * Seats of the class, sold or not.
     *
     * @return 1 to 4,096
     */
    public int seatCount()
    {
        return seatCount;
    }

    /**
     * Seats that one order could get.
     *
     * @param fromStop index of the boarding stop, from 0
     * @param toStop   index of the alighting stop, greater than fromStop, less than {@link #stopCount()}
     * @return 0 to {@link #seatCount()}
     * @throws IllegalArgumentException if the stops are not such a pair
     */
    public int seats(final int fromStop, final int toStop)
    {
        Checks.range("toStop", toStop, 1, stopCount - 1);
        Checks.range("fromStop", fromStop, 0, toStop - 1);
        return counts[fromStop * (2 * stopCount - fromStop - 1) / 2 + toStop - fromStop - 1];
    }

    /**
     * The run, the class and what it is true at.
     *
     * @return for people
     */
    @Override
    public String toString()
    {
        return "RunAvailability[runId=" + runId + ", classCode=" + classCode + ", stopCount=" + stopCount +
            ", seatCount=" + seatCount + ", asOf=" + asOf + "]";
    }
}
