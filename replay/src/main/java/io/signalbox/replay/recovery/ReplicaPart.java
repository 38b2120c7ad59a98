package io.signalbox.replay.recovery;

import io.signalbox.core.StateSink;
import io.signalbox.journal.JournalRecord;
import org.agrona.DirectBuffer;

/**
 * Something beside the engine that follows from the journal's records and that a snapshot keeps, so that a node need
 * not read its whole journal again: a view, the last replies of sessions. Owned by one thread.
 */
public interface ReplicaPart
{
    /** Position of a part that does not know how far it is. */
    long UNKNOWN = -1;

    /**
     * Position of the last record that was applied.
     *
     * @return 0 before the first; {@link #UNKNOWN} if the part does not know
     */
    default long position()
    {
        return UNKNOWN;
    }

    /**
     * Apply a record.
     *
     * @param record whose position is that of the one before plus 1; valid, with its buffers, only during the call
     * @throws IllegalStateException if the record does not fit what was applied before
     */
    void onRecord(JournalRecord record);

    /**
     * Hand out all that is known.
     *
     * @param sink gets the entities; sections are of this part, 0 to 255
     */
    void writeTo(StateSink sink);

    /**
     * Read the next entity, as {@link #writeTo} handed it out, into a part that has been new.
     *
     * @param section of the entity
     * @param buffer  that holds it; valid only during the call
     * @param offset  of its first byte
     * @param length  of the entity, bytes
     * @throws IllegalStateException if the entity does not fit
     */
    void readEntity(int section, DirectBuffer buffer, int offset, int length);
}
