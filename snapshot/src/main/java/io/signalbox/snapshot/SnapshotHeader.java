package io.signalbox.snapshot;

/**
 * What a snapshot is of.
 *
 * @param position    of the last record that is in it, at least 0; the next record to apply is position + 1
 * @param timestampMs of that record, ms since 1970-01-01 UTC; 0 at position 0
 * @param stateHash   of the state in canonical order
 * @param crc32c      of that record, which the next record names as its previous one; 0 at position 0
 */
public record SnapshotHeader(long position, long timestampMs, long stateHash, int crc32c)
{
    /**
     * Check the ranges.
     *
     * @throws IllegalArgumentException if the position is negative
     */
    public SnapshotHeader
    {
        if (position < 0)
        {
            throw new IllegalArgumentException("position " + position + " is less than 0");
        }
    }
}
