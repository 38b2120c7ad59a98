package io.signalbox.journal;

import org.agrona.DirectBuffer;

/**
 * Gets the records of a journal, in order, each after all of its checks. Called on the thread that polls the reader.
 */
@FunctionalInterface
public interface RecordHandler
{
    /**
     * One record. The command is one whole frame; the events are whole frames, one after the other.
     *
     * @param position        of the record, 1, 2, 3 ... without gaps
     * @param timestampMs     of the record, never less than the one before, ms since 1970-01-01 UTC
     * @param decisionVersion version of the rules that decided, 0 to 65,535
     * @param buffer          that holds command and events; valid only during the call
     * @param commandOffset   of the command's frame in the buffer
     * @param commandLength   of the command's frame, bytes
     * @param eventsOffset    of the first event's frame in the buffer
     * @param eventsLength    of all events' frames, bytes
     */
    void onRecord(
        long position,
        long timestampMs,
        int decisionVersion,
        DirectBuffer buffer,
        int commandOffset,
        int commandLength,
        int eventsOffset,
        int eventsLength);
}
