package io.signalbox.gateway.session;

import io.signalbox.protocol.EventFields;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameSink;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last events of one session, so that a repeated request gets its first answer again. Holds a fixed number of
 * events; its memory grows to what they need and then stays. Owned by the business thread.
 */
final class SessionReplies
{
    /** The events hold no answer to that request: it was jumped over. */
    static final int NEVER_APPLIED = -1;

    /** The answer was there once, if there was one. */
    static final int NO_LONGER_KEPT = -2;

    private static final int INITIAL_EVENTS = 16;
    private static final int INITIAL_BYTES = 2048;

    private final int maxEvents;
    private UnsafeBuffer bytes = new UnsafeBuffer(new byte[INITIAL_BYTES]);
    private long[] starts;
    private long[] answered;
    private long first;
    private long next;
    private long tail;
    private long forgottenRequest;

    SessionReplies(final int maxEvents)
    {
        this.maxEvents = maxEvents;
        this.starts = new long[Math.min(INITIAL_EVENTS, BitUtil.findNextPositivePowerOfTwo(maxEvents))];
        this.answered = new long[starts.length];
    }

    /**
     * Forget everything: the session starts again.
     */
    void clear()
    {
        first = 0;
        next = 0;
        tail = 0;
        forgottenRequest = 0;
    }

    /**
     * Keep one event.
     *
     * @param source that holds the event's frame
     * @param offset of the frame
     * @param length of the frame, bytes
     */
    void append(final DirectBuffer source, final int offset, final int length)
    {
        if (next - first == maxEvents)
        {
            forgottenRequest = answered[slot(first)];
            first++;
        }
        if (next - first == starts.length)
        {
            growEvents();
        }
        long start = startFor(length);
        while (start + length - firstByte(start) > bytes.capacity())
        {
            growBytes();
            start = startFor(length);
        }
        final long previous = next == first ? forgottenRequest : answered[slot(next - 1)];
        final long request = EventFields.refSeqNum(source, offset);
        bytes.putBytes(index(start), source, offset, length);
        starts[slot(next)] = start;
        // An event that answers nothing carries the number before it, so that the numbers ascend and can be searched.
        answered[slot(next)] = request == 0 ? previous : request;
        next++;
        tail = start + length;
    }

    /**
     * Find the answer to a request.
     *
     * @param request number of the request, unsigned
     * @return offset of the answer's frame in {@link #buffer()}, or {@link #NEVER_APPLIED} or {@link #NO_LONGER_KEPT}
     */
    int find(final long request)
    {
        if (request == 0)
        {
            return NEVER_APPLIED;
        }
        if (Long.compareUnsigned(request, forgottenRequest) <= 0)
        {
            return NO_LONGER_KEPT;
        }
        long low = first;
        long high = next;
        while (low < high)
        {
            final long middle = low + high >>> 1;
            if (Long.compareUnsigned(answered[slot(middle)], request) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low < next && answered[slot(low)] == request ? index(starts[slot(low)]) : NEVER_APPLIED;
    }

    DirectBuffer buffer()
    {
        return bytes;
    }

    /** Number of the last request whose answer is no longer kept; 0 if none. */
    long forgottenRequest()
    {
        return forgottenRequest;
    }

    /** No event is kept, and answers up to a request were there once. */
    void forget(final long request)
    {
        clear();
        forgottenRequest = request;
    }

    /** Hand out every event that is kept, in order. */
    void forEach(final FrameSink sink)
    {
        for (long event = first; event < next; event++)
        {
            final int start = index(starts[slot(event)]);
            sink.onFrame(bytes, start, Frame.length(bytes, start));
        }
    }

    private long startFor(final int length)
    {
        // A frame never wraps: the rest of the buffer is left empty instead.
        final int index = index(tail);
        return index + length <= bytes.capacity() ? tail : tail + bytes.capacity() - index;
    }

    private long firstByte(final long otherwise)
    {
        return next == first ? otherwise : starts[slot(first)];
    }

    private void growEvents()
    {
        final long[] newStarts = new long[starts.length * 2];
        final long[] newAnswered = new long[starts.length * 2];
        for (long event = first; event < next; event++)
        {
            newStarts[(int)event & newStarts.length - 1] = starts[slot(event)];
            newAnswered[(int)event & newStarts.length - 1] = answered[slot(event)];
        }
        starts = newStarts;
        answered = newAnswered;
    }

    private void growBytes()
    {
        final UnsafeBuffer old = bytes;
        final int oldMask = old.capacity() - 1;
        bytes = new UnsafeBuffer(new byte[old.capacity() * 2]);
        tail = 0;
        for (long event = first; event < next; event++)
        {
            final int from = (int)starts[slot(event)] & oldMask;
            final int length = Frame.length(old, from);
            final long start = startFor(length);
            bytes.putBytes(index(start), old, from, length);
            starts[slot(event)] = start;
            tail = start + length;
        }
    }

    private int slot(final long event)
    {
        return (int)event & starts.length - 1;
    }

    private int index(final long position)
    {
        return (int)position & bytes.capacity() - 1;
    }
}
