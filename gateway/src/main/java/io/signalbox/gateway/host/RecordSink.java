package io.signalbox.gateway.host;

import org.agrona.DirectBuffer;

/**
 * Where the host of the engine appends its records: in a node the journal's writer.
 */
@FunctionalInterface
public interface RecordSink
{
    /**
     * Append one record. When this returns, the record survives the death of the process.
     *
     * @param position        of the record
     * @param timestampMs     of the record, ms since 1970-01-01 UTC
     * @param decisionVersion of the rules that decided
     * @param command         buffer that holds the command's frame
     * @param commandOffset   of the frame
     * @param commandLength   of the frame, bytes
     * @param events          buffer that holds the events' frames, one after the other
     * @param eventsOffset    of the first
     * @param eventsLength    of all of them, bytes
     */
    void append(
        long position,
        long timestampMs,
        int decisionVersion,
        DirectBuffer command,
        int commandOffset,
        int commandLength,
        DirectBuffer events,
        int eventsOffset,
        int eventsLength);
}
