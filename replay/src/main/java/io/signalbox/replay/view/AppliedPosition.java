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
     * Position of the last record. Called by the follower thread.
     *
     * @return 0 before the first
     */
    public long position()
    {
        return position;
    }

    /**
     * Time of the last record. Called by the follower thread.
     *
     * @return ms since 1970-01-01 UTC, 0 before the first
     */
    public long timestampMs()
    {
        return timestampMs;
    }

    /**
     * Write position and time as an entity.
     *
     * @param output in which the entity has begun
     */
    public void writeTo(final EntityOutput output)
    {
        output.putLong(position).putLong(timestampMs).end();
    }

    void readFrom(final EntityInput input)
    {
        final long readPosition = input.getLong();
        if (readPosition < 0)
        {
            throw new IllegalStateException("position " + readPosition + " is less than 0");
        }
        advance(readPosition, input.getLong());
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
