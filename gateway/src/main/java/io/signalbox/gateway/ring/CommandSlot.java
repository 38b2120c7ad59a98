package io.signalbox.gateway.ring;

import io.signalbox.protocol.Frame;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One place of the command ring: the bytes of a frame and where it came from. Written by an event loop, read by the
 * business thread.
 */
final class CommandSlot
{
    /** Nothing to do. */
    static final int NONE = 0;

    /** A numbered request of an established session. */
    static final int COMMAND = 1;

    /** A Negotiate: a command of the engine, journaled, answered to the connection that asks. */
    static final int NEGOTIATE = 2;

    /** An Establish: decided from the engine's session state, not journaled. */
    static final int ESTABLISH = 3;

    /** No frame: the host expires the holds that are due. */
    static final int TICK = 4;

    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private int kind;
    private long connectionId;
    private int length;

    void fill(
        final int newKind,
        final long newConnectionId,
        final DirectBuffer source,
        final int offset,
        final int newLength)
    {
        // A claimed slot is published whatever happens; until all of it is there it says that there is nothing to do.
        kind = NONE;
        frame.putBytes(0, source, offset, newLength);
        connectionId = newConnectionId;
        length = newLength;
        kind = newKind;
    }

    void fillTick()
    {
        connectionId = 0;
        length = 0;
        kind = TICK;
    }

    int kind()
    {
        return kind;
    }

    long connectionId()
    {
        return connectionId;
    }

    DirectBuffer frame()
    {
        return frame;
    }

    int length()
    {
        return length;
    }
}
