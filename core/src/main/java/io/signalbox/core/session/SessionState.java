package io.signalbox.core.session;

import io.signalbox.core.kernel.Emission;
import io.signalbox.core.kernel.StateInput;
import io.signalbox.core.kernel.StateOutput;
import io.signalbox.core.kernel.StateSection;
import io.signalbox.core.rules.RulesState;
import io.signalbox.protocol.EngineLimit;
import org.agrona.collections.Int2IntHashMap;

/** Sessions by slot, in the order in which they were first negotiated. */
public final class SessionState implements StateSection, Emission.SessionNumbers
{
    /** Slot of no session. */
    public static final int NONE = Emission.NONE;

    private final RulesState rules;
    private final Int2IntHashMap slotById = new Int2IntHashMap(NONE);
    private int[] ids = new int[0];
    private long[] verIds = new long[0];
    private long[] lastRequestNumbers = new long[0];
    private long[] nextEventNumbers = new long[0];
    private int size;

    /**
     * No session yet.
     *
     * @param rules that say how many there may be
     */
    public SessionState(final RulesState rules)
    {
        this.rules = rules;
    }

    private void allocate()
    {
        final int capacity = rules.limit(EngineLimit.MAX_SESSIONS);
        ids = new int[capacity];
        verIds = new long[capacity];
        lastRequestNumbers = new long[capacity];
        nextEventNumbers = new long[capacity];
    }

    /**
     * Whether no other session can be negotiated.
     *
     * @return true if the limit is reached
     */
    public boolean isFull()
    {
        return size == rules.limit(EngineLimit.MAX_SESSIONS);
    }

    /**
     * Find a session.
     *
     * @param sessionId of the session
     * @return its slot, or {@link #NONE}
     */
    public int slotOf(final int sessionId)
    {
        return slotById.get(sessionId);
    }

    @Override
    public int id(final int slot)
    {
        return ids[slot];
    }

    /**
     * Version of a session's present incarnation.
     *
     * @param slot of the session
     * @return as it was negotiated
     */
    public long verId(final int slot)
    {
        return verIds[slot];
    }

    /**
     * Number of the last request that was applied.
     *
     * @param slot of the session
     * @return 0 if none
     */
    public long lastRequestNumber(final int slot)
    {
        return lastRequestNumbers[slot];
    }

    @Override
    public long nextEventNumber(final int slot)
    {
        return nextEventNumbers[slot];
    }

    void negotiate(final int sessionId, final long verId)
    {
        int slot = slotOf(sessionId);
        if (slot == NONE)
        {
            if (size == 0)
            {
                allocate();
            }
            slot = size++;
            ids[slot] = sessionId;
            slotById.put(sessionId, slot);
        }
        verIds[slot] = verId;
        lastRequestNumbers[slot] = 0;
        nextEventNumbers[slot] = 1;
    }

    /** Count an event of a session, and the request that it answers, if it answers one. */
    void onEvent(final int slot, final long eventNumber, final long requestNumber)
    {
        if (eventNumber != nextEventNumbers[slot])
        {
            throw new IllegalStateException(
                "event " + eventNumber + " of session " + ids[slot] + " is not number " + nextEventNumbers[slot]);
        }
        if (requestNumber != 0)
        {
            if (Long.compareUnsigned(requestNumber, lastRequestNumbers[slot]) <= 0)
            {
                throw new IllegalStateException("request " + requestNumber + " was applied before");
            }
            lastRequestNumbers[slot] = requestNumber;
        }
        nextEventNumbers[slot] = eventNumber + 1;
    }

    @Override
    public int entityCount()
    {
        return size;
    }

    @Override
    public void writeEntity(final int index, final StateOutput output)
    {
        output.putInt(ids[index]);
        output.putLong(verIds[index]);
        output.putLong(lastRequestNumbers[index]);
        output.putLong(nextEventNumbers[index]);
    }

    @Override
    public void readEntity(final int index, final StateInput input)
    {
        final int sessionId = input.getInt();
        if (isFull() || slotOf(sessionId) != NONE)
        {
            throw new IllegalStateException("session " + sessionId + " comes twice or is one too many");
        }
        negotiate(sessionId, input.getLong());
        lastRequestNumbers[index] = input.getLong();
        nextEventNumbers[index] = input.getLong();
    }
}
