package io.signalbox.core;

import org.agrona.collections.Int2IntHashMap;

/** Sessions by slot, in the order in which they were first negotiated. */
final class SessionTable
{
    static final int NONE = -1;

    private final Int2IntHashMap slotById = new Int2IntHashMap(NONE);
    private final int[] ids;
    private final long[] verIds;
    private final long[] lastRequestNumbers;
    private final long[] nextEventNumbers;
    private int size;

    SessionTable(final int capacity)
    {
        ids = new int[capacity];
        verIds = new long[capacity];
        lastRequestNumbers = new long[capacity];
        nextEventNumbers = new long[capacity];
    }

    int size()
    {
        return size;
    }

    boolean isFull()
    {
        return size == ids.length;
    }

    int slotOf(final int sessionId)
    {
        return slotById.get(sessionId);
    }

    void negotiate(final int sessionId, final long verId)
    {
        int slot = slotOf(sessionId);
        if (slot == NONE)
        {
            slot = size++;
            ids[slot] = sessionId;
            slotById.put(sessionId, slot);
        }
        verIds[slot] = verId;
        lastRequestNumbers[slot] = 0;
        nextEventNumbers[slot] = 1;
    }

    int id(final int slot)
    {
        return ids[slot];
    }

    long verId(final int slot)
    {
        return verIds[slot];
    }

    long lastRequestNumber(final int slot)
    {
        return lastRequestNumbers[slot];
    }

    long nextEventNumber(final int slot)
    {
        return nextEventNumbers[slot];
    }

    /** Count an event of a session, and the request that it answers, if it answers one. */
    void onEvent(final int slot, final long eventNumber, final long requestNumber)
    {
        if (eventNumber != nextEventNumbers[slot])
        {
            throw new IllegalStateException(
                "event " + eventNumber + " of session " + ids[slot] + " is not number " + nextEventNumbers[slot]);
        }
        nextEventNumbers[slot] = eventNumber + 1;
        if (requestNumber != 0)
        {
            if (Long.compareUnsigned(requestNumber, lastRequestNumbers[slot]) <= 0)
            {
                throw new IllegalStateException("request " + requestNumber + " was applied before");
            }
            lastRequestNumbers[slot] = requestNumber;
        }
    }
}
