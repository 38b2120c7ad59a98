package io.signalbox.replay;

import org.agrona.DirectBuffer;

/**
 * Something that is built from the events of the journal alone, live and in replay by the same code. Called by one
 * thread only, with every record in the order of positions.
 */
public interface Projection
{
    /**
     * Apply the events of one record.
     *
     * @param position    of the record; the one before plus 1
     * @param timestampMs of the record, ms since 1970-01-01 UTC
     * @param events      buffer that holds the frames of the record's events, valid during the call only
     * @param offset      of the first frame
     * @param length      of all frames, bytes
     * @throws IllegalStateException if the record does not fit what was applied before
     */
    void onRecord(long position, long timestampMs, DirectBuffer events, int offset, int length);
}
