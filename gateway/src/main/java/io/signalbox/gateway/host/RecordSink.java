package io.signalbox.gateway.host;

import io.signalbox.journal.JournalRecord;

/**
 * Where the host of the engine appends its records: in a node the journal's writer.
 */
@FunctionalInterface
public interface RecordSink
{
    /**
     * Append one record. When this returns, the record survives the death of the process.
     *
     * @param record to append; valid only during the call
     */
    void append(JournalRecord record);
}
