package io.signalbox.core;

import io.signalbox.core.kernel.Emission;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What one command led to: the frames of its events, one after the other, in a buffer that is used again for the next
 * command. Owned by the thread that calls the engine.
 */
public final class Decision
{
    /** Bytes that the events of one command can take at most. */
    public static final int MAX_LENGTH = Emission.MAX_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_LENGTH]);
    private int length;
    private int eventCount;
    private int decisionVersion;
    private boolean repeated;

    /**
     * Frames of the events.
     *
     * @return buffer whose first {@link #length()} bytes are complete frames, in the order of the events
     */
    public DirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * Bytes of all events together.
     *
     * @return 0 if the command had no effect: then nothing is journaled and no position was used
     */
    public int length()
    {
        return length;
    }

    /**
     * How many events there are.
     *
     * @return 0 or more
     */
    public int eventCount()
    {
        return eventCount;
    }

    /**
     * Whether the command is a request that its session has already made: it had no second effect, and its first
     * answer can be sent again.
     *
     * @return true for a repeated request
     */
    public boolean repeated()
    {
        return repeated;
    }

    /**
     * Version of the rules that decided. What the record that holds the decision is stamped with.
     *
     * @return 1 or more; 0 if the command had no effect
     */
    public int decisionVersion()
    {
        return decisionVersion;
    }

    void reset()
    {
        length = 0;
        eventCount = 0;
        decisionVersion = 0;
        repeated = false;
    }

    void markRepeated()
    {
        repeated = true;
    }

    MutableDirectBuffer eventsBuffer()
    {
        return buffer;
    }

    void decided(final int eventsLength, final int events)
    {
        length = eventsLength;
        eventCount = events;
    }

    void decisionVersion(final int version)
    {
        decisionVersion = version;
    }
}
