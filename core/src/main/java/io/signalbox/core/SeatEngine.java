package io.signalbox.core;

import io.signalbox.core.rules.DecisionVersion;
import io.signalbox.core.session.SessionState;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
import org.agrona.DirectBuffer;

/**
 * Decides commands, one at a time, in order. Commands come in a total order, each with its time; the engine checks,
 * chooses, and emits events, and every emitted event changes its state through the same appliers that recovery uses.
 *
 * <p>Owned by one thread. Allocates nothing in steady state. Calls nothing outside.
 */
public final class SeatEngine
{
    /** Newest version of the deciding rules that this code knows; it knows all of them from 1 on. */
    public static final int LATEST_DECISION_VERSION = DecisionVersion.LATEST;

    private final Rooms rooms = new Rooms();
    private final Frames frames = new Frames();
    private int readSection;
    private int readEntity;

    /**
     * Whether the engine decides a message: a command, or a command of the host. What it does not decide must not be
     * given to it.
     *
     * @param templateId of the message
     * @return true if {@link #execute} takes it
     */
    public static boolean decides(final int templateId)
    {
        return CommandDispatch.decides(templateId);
    }

    /**
     * Decide one command and apply what was decided.
     *
     * @param timestampMs time of the command, ms since 1970-01-01 UTC, not less than that of the command before
     * @param command     buffer that holds the command's frame, which has passed the frame validator
     * @param offset      of the frame's first byte
     * @param length      of the frame, bytes
     * @param decision    gets the events; whatever it held is gone
     * @throws IllegalStateException if an invariant is broken: the process must stop, nothing may be journaled
     */
    public void execute(
        final long timestampMs,
        final DirectBuffer command,
        final int offset,
        final int length,
        final Decision decision)
    {
        checkTime(timestampMs);
        final long position = position() + 1;
        final int versionBefore = rooms.rules.decisionVersion();
        decision.reset();
        rooms.commands.decide(timestampMs, position, command, offset, decision);
        if (decision.length() > 0)
        {
            // The first record is decided by the version that it defines itself.
            decision.decisionVersion(versionBefore == 0 ? rooms.rules.decisionVersion() : versionBefore);
            rooms.events.endRecord(position, timestampMs);
        }
    }

    /**
     * Apply the events of one journaled record, without deciding. For recovery and followers.
     *
     * @param position    of the record; must be {@link #position()} + 1
     * @param timestampMs of the record
     * @param events      buffer that holds the frames of the record's events
     * @param offset      of the first frame
     * @param length      of all frames, bytes, at least one frame
     * @throws IllegalStateException if the record does not fit the state
     */
    public void apply(
        final long position, final long timestampMs, final DirectBuffer events, final int offset, final int length)
    {
        checkTime(timestampMs);
        if (position != position() + 1)
        {
            throw new IllegalStateException("record " + position + " does not follow " + position());
        }
        int eventCount = 0;
        frames.wrap(events, offset, length);
        while (frames.next())
        {
            applyEvent(position, events, frames.offset());
            eventCount++;
        }
        if (eventCount == 0)
        {
            throw new IllegalStateException("record " + position + " has no event");
        }
        rooms.events.endRecord(position, timestampMs);
    }

    /** An event that names what is not there fails somewhere in the state: that too is a record that does not fit. */
    private void applyEvent(final long position, final DirectBuffer events, final int offset)
    {
        try
        {
            rooms.events.apply(events, offset, position);
        }
        catch (final IllegalStateException ex)
        {
            throw ex;
        }
        catch (final RuntimeException ex)
        {
            throw new IllegalStateException(
                "template " + Frame.templateId(events, offset) + " in record " + position + " does not fit the state",
                ex);
        }
    }

    private void checkTime(final long timestampMs)
    {
        if (timestampMs < timestampMs())
        {
            throw new IllegalStateException("time " + timestampMs + " is before " + timestampMs());
        }
    }

    /**
     * Position of the last record.
     *
     * @return 0 before the first
     */
    public long position()
    {
        return rooms.kernel.position();
    }

    /**
     * Time of the last record.
     *
     * @return ms since 1970-01-01 UTC; 0 before the first
     */
    public long timestampMs()
    {
        return rooms.kernel.timestampMs();
    }

    /**
     * Version of the rules that decide the next command.
     *
     * @return 1 to {@link #LATEST_DECISION_VERSION}; 0 before the first record
     */
    public int decisionVersion()
    {
        return rooms.rules.decisionVersion();
    }

    /**
     * When the first timer is due. From then on the host issues {@code ExpireHolds}, again and again until this is in
     * the future.
     *
     * @return ms since 1970-01-01 UTC; {@link Long#MAX_VALUE} if there is no timer
     */
    public long nextDeadlineMs()
    {
        return rooms.timers.nextDeadlineMs();
    }

    /**
     * Version of the current incarnation of a session.
     *
     * @param sessionId of the session
     * @return 0 if the session was never negotiated
     */
    public long sessionVerId(final int sessionId)
    {
        final int slot = rooms.sessions.slotOf(sessionId);
        return slot == SessionState.NONE ? 0 : rooms.sessions.verId(slot);
    }

    /**
     * Number of the last request of a session that was applied.
     *
     * @param sessionId of the session
     * @return 0 if none, or if there is no such session
     */
    public long lastRequestNumber(final int sessionId)
    {
        final int slot = rooms.sessions.slotOf(sessionId);
        return slot == SessionState.NONE ? 0 : rooms.sessions.lastRequestNumber(slot);
    }

    /**
     * Number of the next event of a session.
     *
     * @param sessionId of the session
     * @return 1 or more; 0 if there is no such session
     */
    public long nextEventNumber(final int sessionId)
    {
        final int slot = rooms.sessions.slotOf(sessionId);
        return slot == SessionState.NONE ? 0 : rooms.sessions.nextEventNumber(slot);
    }

    /**
     * Hash of the whole state in canonical order. Walks all of it: not for the hot path.
     *
     * @return the same on every machine for the same journal
     */
    public long stateHash()
    {
        final StateHash hash = new StateHash();
        writeTo(hash);
        return hash.value();
    }

    /**
     * Hand out the whole state in canonical order: the same state has the same bytes on every machine.
     *
     * @param sink gets every entity
     */
    public void writeTo(final StateSink sink)
    {
        rooms.writeTo(sink);
    }

    /**
     * Go on to the next slice of the state, for a checkpoint that the host journals before anything else changes.
     *
     * @param slice    the walk, which gets the slice's digest
     * @param maxBytes the slice ends with the entity that reaches it; at least 1
     */
    public void takeSlice(final StateSlice slice, final int maxBytes)
    {
        slice.take(rooms.sections(), maxBytes);
    }

    /**
     * Read the next entity of a state, as {@link #writeTo} handed it out, into an engine that has been new. Whether all
     * of them came, the caller sees by {@link #stateHash()}.
     *
     * @param section of the entity
     * @param buffer  that holds it
     * @param offset  of its first byte
     * @param length  of the entity, bytes
     * @throws IllegalStateException if the entity does not fit: the engine is of no use then
     */
    public void readEntity(final int section, final DirectBuffer buffer, final int offset, final int length)
    {
        if (section < readSection || section >= rooms.sections().length)
        {
            throw new IllegalStateException("an entity of section " + section + " behind section " + readSection);
        }
        if (section > readSection)
        {
            readSection = section;
            readEntity = 0;
        }
        try
        {
            rooms.readEntity(section, readEntity, buffer, offset, length);
        }
        catch (final IllegalStateException ex)
        {
            throw ex;
        }
        catch (final RuntimeException ex)
        {
            throw new IllegalStateException(
                "entity " + readEntity + " of section " + section + " does not fit the state", ex);
        }
        readEntity++;
    }
}
