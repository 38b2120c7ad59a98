package io.signalbox.replay.recovery;

/**
 * When a follower takes snapshots: when so many records, or so much time with at least one record, lie behind the last
 * one.
 *
 * @param everyRecords at least 1
 * @param everyMs      at least 1, ms
 */
public record SnapshotSchedule(long everyRecords, long everyMs)
{
    /**
     * Check the values.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public SnapshotSchedule
    {
        if (everyRecords < 1 || everyMs < 1)
        {
            throw new IllegalArgumentException(
                "everyRecords " + everyRecords + " and everyMs " + everyMs + " are not at least 1");
        }
    }

    boolean isDue(final long records, final long elapsedMs)
    {
        return records >= everyRecords || records > 0 && elapsedMs >= everyMs;
    }
}
