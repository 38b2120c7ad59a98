package io.signalbox.replay.audit;

/**
 * What an audit found.
 *
 * @param records      how many records were read
 * @param commands     how many commands were executed again
 * @param events       how many journaled events were found equal
 * @param executedHash state hash of the engine that executed the commands again
 * @param appliedHash  state hash of the engine that only applied the journaled events
 * @param difference   the first difference, at which the audit stopped; null if there is none
 */
public record AuditReport(
    long records, long commands, long events, long executedHash, long appliedHash, Difference difference)
{
    /**
     * Whether the journal is what the rules make of its commands.
     *
     * @return true if there is no difference and both hashes are equal
     */
    public boolean passed()
    {
        return difference == null && executedHash == appliedHash;
    }

    /**
     * Where a record differs from what its command leads to.
     *
     * @param position     of the record
     * @param eventIndex   of the event in the record, from 0
     * @param byteOffset   in the event's frame, from 0, of the first byte that differs
     * @param journaledHex the event's frame in the journal, as hex; empty if the journal has no such event
     * @param executedHex  the event's frame as executed again, as hex; empty if there is no such event
     * @param reason       what differs, for people
     */
    public record Difference(
        long position, int eventIndex, int byteOffset, String journaledHex, String executedHex, String reason)
    {
    }
}
