package io.signalbox.gateway.ring;

import io.signalbox.gateway.host.DeliveryGate;
import io.signalbox.gateway.session.ReplyQueue;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Frames on their way from the business thread to one event loop, in order. Written by the business thread, drained by
 * the loop; the loop takes a frame only when its position may be sent, and never waits for the writer.
 */
public final class ReplyRing implements ReplyQueue
{
    /** Fewest bytes that a ring may have: a frame must be less than an eighth of it. */
    public static final int MIN_CAPACITY = 64 * 1024;

    private static final int FIRST_TIME = 1;
    private static final int SENT_BEFORE = 2;
    private static final int POSITION_OFFSET = 8;
    private static final int FRAME_OFFSET = 16;

    private final RingBuffer ring;
    private final DeliveryGate gate;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ControlledMessageHandler taker = this::take;
    private volatile Runnable wakeLoop;
    private ReplyHandler handler;
    private long sendablePosition;
    private boolean closed;

    /**
     * Ring for one event loop.
     *
     * @param capacity bytes, a power of two, at least {@link #MIN_CAPACITY}
     * @param gate     that says which positions may be sent
     */
    public ReplyRing(final int capacity, final DeliveryGate gate)
    {
        if (capacity < MIN_CAPACITY || Integer.bitCount(capacity) != 1)
        {
            throw new IllegalArgumentException(
                "reply ring capacity " + capacity + " is not a power of two of at least " + MIN_CAPACITY + " bytes");
        }
        this.ring = new OneToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(capacity + RingBufferDescriptor.TRAILER_LENGTH, 64)));
        this.gate = gate;
    }

    /**
     * Set what makes the loop call {@link #drain}. Called once, before the first frame is written.
     *
     * @param wake hands the drain to the loop; called on any thread
     */
    public void onWake(final Runnable wake)
    {
        wakeLoop = wake;
    }

    /**
     * Wake the loop, unless it is already about to drain. Called on any thread. Before {@link #onWake} it does nothing:
     * there is no connection yet to send to.
     */
    @Override
    public void wake()
    {
        if (wakeLoop != null && scheduled.compareAndSet(false, true))
        {
            wakeLoop.run();
        }
    }

    /**
     * Wake the loop if there is anything to drain. Called when more positions became sendable, on any thread.
     */
    public void wakeIfFilled()
    {
        if (ring.size() > 0)
        {
            wake();
        }
    }

    /**
     * Take the frames that may be sent, in order, up to the first that may not. Called by the owning loop.
     *
     * @param to    gets the frames
     * @param limit frames to take at most
     * @return frames taken; less than the limit if nothing more may be sent now
     */
    public int drain(final ReplyHandler to, final int limit)
    {
        // Cleared before anything is read: a frame written or a gate opened after this wakes the loop again.
        scheduled.set(false);
        handler = to;
        sendablePosition = gate.sendablePosition();
        closed = false;
        int taken = ring.controlledRead(taker, limit);
        if (!closed && taken < limit)
        {
            // One read ends where the buffer does: what follows stands at its beginning.
            taken += ring.controlledRead(taker, limit - taken);
        }
        return taken;
    }

    @Override
    public boolean offer(
        final long connectionId,
        final long position,
        final boolean sentBefore,
        final DirectBuffer source,
        final int offset,
        final int length)
    {
        final int index = ring.tryClaim(sentBefore ? SENT_BEFORE : FIRST_TIME, FRAME_OFFSET + length);
        if (index < 0)
        {
            return false;
        }
        final MutableDirectBuffer buffer = ring.buffer();
        buffer.putLong(index, connectionId);
        buffer.putLong(index + POSITION_OFFSET, position);
        buffer.putBytes(index + FRAME_OFFSET, source, offset, length);
        ring.commit(index);
        return true;
    }

    private Action take(final int messageType, final MutableDirectBuffer buffer, final int index, final int length)
    {
        if (buffer.getLong(index + POSITION_OFFSET) > sendablePosition)
        {
            closed = true;
            return Action.ABORT;
        }
        handler.onReply(
            buffer.getLong(index), messageType == SENT_BEFORE, buffer, index + FRAME_OFFSET, length - FRAME_OFFSET);
        return Action.CONTINUE;
    }
}
