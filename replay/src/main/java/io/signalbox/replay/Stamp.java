package io.signalbox.replay;

/**
 * A journal position and its time. Owned by the thread that reads a view.
 */
final class Stamp
{
    private long position;
    private long timestampMs;

    void set(final long newPosition, final long newTimestampMs)
    {
        position = newPosition;
        timestampMs = newTimestampMs;
    }

    /** Keep the later of this and another position. */
    void include(final long otherPosition, final long otherTimestampMs)
    {
        if (otherPosition > position)
        {
            set(otherPosition, otherTimestampMs);
        }
    }

    long position()
    {
        return position;
    }

    long timestampMs()
    {
        return timestampMs;
    }
}
