package io.signalbox.replay.view;

import io.signalbox.journal.JournalRecord;

/**
 * Something that is built from the events of the journal alone, live and in replay by the same code. Called by one
 * thread only, with every record in the order of positions.
 */
@FunctionalInterface
public interface Projection
{
    /**
     * Apply the events of one record.
     *
     * @param record whose position is that of the one before plus 1; valid, with its buffers, only during the call
     * @throws IllegalStateException if the record does not fit what was applied before
     */
    void onRecord(JournalRecord record);
}
