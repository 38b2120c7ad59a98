package io.signalbox.replay.view;

/**
 * A journal position and its time. Owned by the thread that reads a view.
 */
public final class Stamp
{
    private long position;
    private long timestampMs;

    /**
     * Before the first record: position and time are 0.
     */
    public Stamp()
    {
    }

    void set(final long newPosition, final long newTimestampMs)
    {
        position = newPosition;
        timestampMs = newTimestampMs;
    }

    /**
     * Keep the later of this and another position.
     *
     * @param otherPosition    of a record
     * @param otherTimestampMs of that record, ms since 1970-01-01 UTC
     */
    public void include(final long otherPosition, final long otherTimestampMs)
    {
        if (otherPosition > position)
        {
            set(otherPosition, otherTimestampMs);
        }
    }

    /**
     * Position of the record.
     *
     * @return 0 before the first
     */
    public long position()
    {
        return position;
    }

    /**
     * Time of the record.
     *
     * @return ms since 1970-01-01 UTC, 0 before the first
     */
    public long timestampMs()
    {
        return timestampMs;
    }
}
