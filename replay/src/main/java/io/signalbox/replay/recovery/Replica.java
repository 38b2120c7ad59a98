package io.signalbox.replay.recovery;

import io.signalbox.core.SeatEngine;
import io.signalbox.core.StateSink;
import io.signalbox.journal.JournalRecord;
import io.signalbox.snapshot.SnapshotHeader;
import org.agrona.DirectBuffer;

import java.util.List;

/**
 * What a node remembers at one position: the engine's state, and what else follows from the journal. Made by applying
 * records, or from a snapshot. Owned by one thread.
 */
public class Replica
{
    private static final int PART_SHIFT = 8;
    private static final int SECTION_MASK = 0xFF;
    private static final int ENGINE = 0;

    private final SeatEngine engine = new SeatEngine();
    private final List<ReplicaPart> parts;

    /**
     * Replica of an empty journal.
     *
     * @param parts beside the engine, in the order that all snapshots have them; a shorter list reads less of them
     */
    public Replica(final ReplicaPart... parts)
    {
        this.parts = List.of(parts);
    }

    /**
     * The engine.
     *
     * @return engine that has applied all records up to {@link #position()}
     */
    public final SeatEngine engine()
    {
        return engine;
    }

    /**
     * Position of the last record.
     *
     * @return 0 before the first
     */
    public final long position()
    {
        return engine.position();
    }

    /** Whether every part stands where the engine does. */
    final boolean isComplete()
    {
        return parts.stream().allMatch(
            part -> part.position() == ReplicaPart.UNKNOWN || part.position() == engine.position());
    }

    /**
     * Apply a record to the engine and to every part.
     *
     * @param record next of the journal
     * @throws IllegalStateException if it does not fit, or was decided by rules that are newer than this program
     */
    public final void onRecord(final JournalRecord record)
    {
        Recovery.checkDecisionVersion(record);
        engine.apply(
            record.position(), record.timestampMs(), record.events(), record.eventsOffset(), record.eventsLength());
        for (final ReplicaPart part : parts)
        {
            part.onRecord(record);
        }
    }

    /**
     * What a snapshot of this is of.
     *
     * @param crc32c of the last record
     * @return header, with the engine's state hash
     */
    public final SnapshotHeader header(final int crc32c)
    {
        return new SnapshotHeader(engine.position(), engine.timestampMs(), engine.stateHash(), crc32c);
    }

    /**
     * Hand out everything in canonical order.
     *
     * @param sink gets every entity, its section with the number of its part
     */
    public final void writeTo(final StateSink sink)
    {
        engine.writeTo(sink);
        for (int i = 0; i < parts.size(); i++)
        {
            final int part = i + 1 << PART_SHIFT;
            parts.get(i).writeTo((section, buffer, offset, length) ->
                sink.onEntity(part | section, buffer, offset, length));
        }
    }

    /**
     * Read the next entity of a snapshot, into a replica that has been new.
     *
     * @param section of the entity
     * @param buffer  that holds it; valid only during the call
     * @param offset  of its first byte
     * @param length  of the entity, bytes
     * @throws IllegalStateException if it does not fit: the replica is of no use then
     */
    public final void readEntity(final int section, final DirectBuffer buffer, final int offset, final int length)
    {
        final int part = section >>> PART_SHIFT;
        if (part == ENGINE)
        {
            engine.readEntity(section, buffer, offset, length);
        }
        else if (part <= parts.size())
        {
            parts.get(part - 1).readEntity(section & SECTION_MASK, buffer, offset, length);
        }
    }
}
