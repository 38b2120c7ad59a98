package io.signalbox.journal;

/**
 * Gets the records of a journal, in order, each after all of its checks. Called on the thread that polls the reader.
 */
@FunctionalInterface
public interface RecordHandler
{
    /**
     * One record.
     *
     * @param record the reader's own, used again for the next record: valid, with its buffers, only during the call
     */
    void onRecord(JournalRecord record);
}
