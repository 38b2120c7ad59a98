package io.signalbox.core.kernel;

/** How far the engine is: position and time of the last record that was fully applied. */
public final class KernelState implements StateSection
{
    private long position;
    private long timestampMs;

    /**
     * Position of the last record.
     *
     * @return 0 before the first
     */
    public long position()
    {
        return position;
    }

    /**
     * Time of the last record.
     *
     * @return ms since 1970-01-01 UTC; 0 before the first
     */
    public long timestampMs()
    {
        return timestampMs;
    }

    void advance(final long recordPosition, final long recordTimestampMs)
    {
        position = recordPosition;
        timestampMs = recordTimestampMs;
    }

    @Override
    public int entityCount()
    {
        return 1;
    }

    @Override
    public void writeEntity(final int index, final StateOutput output)
    {
        output.putLong(position);
        output.putLong(timestampMs);
    }

    @Override
    public void readEntity(final int index, final StateInput input)
    {
        position = input.getLong();
        timestampMs = input.getLong();
    }
}
