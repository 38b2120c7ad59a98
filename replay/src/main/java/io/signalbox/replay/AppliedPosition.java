package io.signalbox.replay;

import java.util.concurrent.locks.StampedLock;

/**
 * The last record that a view has applied completely. Written by the follower thread, read by any.
 */
final class AppliedPosition
{
    private final StampedLock lock = new StampedLock();
    private long position;
    private long timestampMs;

    /** Called by the follower thread, after everything of the record can be seen. */
    void advance(final long newPosition, final long newTimestampMs)
    {
        final long write = lock.writeLock();
        position = newPosition;
        timestampMs = newTimestampMs;
        lock.unlockWrite(write);
    }

    /** Called by the follower thread, before it applies a record. */
    void requireNext(final long nextPosition)
    {
        if (nextPosition != position + 1)
        {
            throw new IllegalStateException("record at position " + nextPosition + " after position " + position);
        }
    }

    void read(final Stamp stamp)
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
