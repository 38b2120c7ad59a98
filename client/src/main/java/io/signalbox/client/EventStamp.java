package io.signalbox.client;

/**
 * Place of an event in the journal, and how it came.
 *
 * @param position    journal position of the record that holds the event
 * @param timestampMs time of that record, ms since 1970-01-01 UTC
 * @param onDisk      true if it was on disk when it was sent; false: it survives the death of the server's process
 * @param sentBefore  true if the event may have been sent before
 */
public record EventStamp(long position, long timestampMs, boolean onDisk, boolean sentBefore)
{
}
