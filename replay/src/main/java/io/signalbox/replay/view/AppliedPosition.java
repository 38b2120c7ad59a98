package io.signalbox.replay.view;

import java.util.concurrent.locks.StampedLock;

/**
 * The last record that a view has applied completely. Written by the follower thread, read by any.
 */
public final class AppliedPosition
{
    private final StampedLock lock = new StampedLock();
    private long position;
    private long timestampMs;

    /**
     * Before the first record: position and time are 0.
     */
    public AppliedPosition()
    {
    }

    /**
     * Say that a record is applied. Called by the follower thread, after everything of the record can be seen.
     *
     * @param newPosition    of the record
     * @param newTimestampMs of the record, ms since 1970-01-01 UTC
     */
    public void advance(final long newPosition, final long newTimestampMs)
    {
        final long write = lock.writeLock();
        position = newPosition;
        timestampMs = newTimestampMs;
        lock.unlockWrite(write);
    }

    /**
     * Check that a record is the next one. Called by the follower thread, before it applies the record.
     *
     * @param nextPosition of the record
     * @throws IllegalStateException if it does not follow the last one
     */
    public void requireNext(final long nextPosition)
    {
        if (nextPosition != position + 1)
        {
            throw new IllegalStateException("record at position " + nextPosition + " after position " + position);
        }
    }

    /**
     * Read position and time together. Any thread.
     *
     * @param stamp is set to them
     */
    public void read(final Stamp stamp)
    {
        final long optimistic = lock.tryOptimisticRead();
        stamp.set(position, timestampMs);
        if (!lock.validate(optimistic))
        {
            final long read = lock.readLock();
            stamp.set(position, timestampMs);
            lock.unlockRead(read);
        }
    }
}
