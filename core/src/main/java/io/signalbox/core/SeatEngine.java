package io.signalbox.core;

import io.signalbox.protocol.Frame;
import org.agrona.DirectBuffer;

/**
 * The one that decides. Commands come in a total order, each with its time; the engine checks, chooses, and emits
 * events, and every emitted event changes its state through the same applier that recovery uses.
 *
 * <p>Owned by one thread. Allocates nothing in steady state. Calls nobody.
 */
public final class SeatEngine
{
    /** Version of the deciding rules in this code. */
    public static final int DECISION_VERSION = 1;

    private final EngineState state = new EngineState();
    private final EventApplier applier = new EventApplier(state);
    private final EventEmitter emitter = new EventEmitter(state, applier);
    private final CommandDecider decider = new CommandDecider(state, emitter);

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
        decision.reset();
        emitter.begin(decision, state.position() + 1, timestampMs);
        decider.decide(command, offset, length, decision);
        if (decision.length() > 0)
        {
            state.advance(state.position() + 1, timestampMs);
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
        if (position != state.position() + 1)
        {
            throw new IllegalStateException("record " + position + " does not follow " + state.position());
        }
        int done = 0;
        while (done < length)
        {
            final int eventLength = Frame.length(events, offset + done);
            if (eventLength < Frame.MIN_LENGTH || eventLength > length - done)
            {
                throw new IllegalStateException("event of " + eventLength + " bytes in record " + position);
            }
            applyEvent(position, events, offset + done, eventLength);
            done += eventLength;
        }
        if (done == 0)
        {
            throw new IllegalStateException("record " + position + " has no event");
        }
        state.advance(position, timestampMs);
    }

    /** An event that names what is not there fails somewhere in the state: that too is a record that does not fit. */
    private void applyEvent(final long position, final DirectBuffer events, final int offset, final int length)
    {
        try
        {
            applier.apply(events, offset, length, position);
        }
        catch (final IllegalStateException unfit)
        {
            throw unfit;
        }
        catch (final RuntimeException unfit)
        {
            throw new IllegalStateException(
                "template " + Frame.templateId(events, offset) + " in record " + position + " does not fit the state",
                unfit);
        }
    }

    private void checkTime(final long timestampMs)
    {
        if (timestampMs < state.timestampMs())
        {
            throw new IllegalStateException("time " + timestampMs + " is before " + state.timestampMs());
        }
    }

    /**
     * Position of the last record.
     *
     * @return 0 before the first
     */
    public long position()
    {
        return state.position();
    }

    /**
     * Time of the last record.
     *
     * @return ms since 1970-01-01 UTC; 0 before the first
     */
    public long timestampMs()
    {
        return state.timestampMs();
    }

    /**
     * Deadline of the hold that ends first. When it is over, the host issues {@code ExpireHolds}, again and again until
     * this is in the future.
     *
     * @return ms since 1970-01-01 UTC; {@link Long#MAX_VALUE} if there is no hold
     */
    public long nextDeadlineMs()
    {
        return state.isDefined() ? state.deadlines().nextDeadlineMs() : Long.MAX_VALUE;
    }

    /**
     * Version of the current incarnation of a session.
     *
     * @param sessionId of the session
     * @return 0 if the session was never negotiated
     */
    public long sessionVerId(final int sessionId)
    {
        final int slot = sessionSlot(sessionId);
        return slot == SessionTable.NONE ? 0 : state.sessions().verId(slot);
    }

    /**
     * Number of the last request of a session that was applied.
     *
     * @param sessionId of the session
     * @return 0 if none, or if there is no such session
     */
    public long lastRequestNumber(final int sessionId)
    {
        final int slot = sessionSlot(sessionId);
        return slot == SessionTable.NONE ? 0 : state.sessions().lastRequestNumber(slot);
    }

    /**
     * Number of the next event of a session.
     *
     * @param sessionId of the session
     * @return 1 or more; 0 if there is no such session
     */
    public long nextEventNumber(final int sessionId)
    {
        final int slot = sessionSlot(sessionId);
        return slot == SessionTable.NONE ? 0 : state.sessions().nextEventNumber(slot);
    }

    /**
     * Hash of the whole state in canonical order. Walks all of it: not for the hot path.
     *
     * @return the same on every machine for the same journal
     */
    public long stateHash()
    {
        return new StateHash().of(state);
    }

    private int sessionSlot(final int sessionId)
    {
        return state.isDefined() ? state.sessions().slotOf(sessionId) : SessionTable.NONE;
    }
}
