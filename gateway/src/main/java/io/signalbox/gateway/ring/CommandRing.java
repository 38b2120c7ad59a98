package io.signalbox.gateway.ring;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import org.agrona.DirectBuffer;

/**
 * The publishing side of the command ring. Any event loop may publish; none ever waits.
 */
public final class CommandRing
{
    private static final long FULL = -1;

    private final RingBuffer<CommandSlot> ring;

    CommandRing(final RingBuffer<CommandSlot> ring)
    {
        this.ring = ring;
    }

    /**
     * Publish a numbered request of an established session.
     *
     * @param connectionId of the connection that it came from
     * @param buffer       that holds its frame, which has passed the frame validator
     * @param offset       of the frame
     * @param length       of the frame, bytes
     * @return false if the ring is full: nothing was published
     */
    public boolean tryPublishCommand(
        final long connectionId, final DirectBuffer buffer, final int offset, final int length)
    {
        return tryPublish(CommandSlot.COMMAND, connectionId, buffer, offset, length);
    }

    /**
     * Publish a Negotiate.
     *
     * @param connectionId of the connection that it came from
     * @param buffer       that holds its frame, which has passed the frame validator
     * @param offset       of the frame
     * @param length       of the frame, bytes
     * @return false if the ring is full: nothing was published
     */
    public boolean tryPublishNegotiate(
        final long connectionId, final DirectBuffer buffer, final int offset, final int length)
    {
        return tryPublish(CommandSlot.NEGOTIATE, connectionId, buffer, offset, length);
    }

    /**
     * Publish an Establish.
     *
     * @param connectionId of the connection that it came from
     * @param buffer       that holds its frame, which has passed the frame validator
     * @param offset       of the frame
     * @param length       of the frame, bytes
     * @return false if the ring is full: nothing was published
     */
    public boolean tryPublishEstablish(
        final long connectionId, final DirectBuffer buffer, final int offset, final int length)
    {
        return tryPublish(CommandSlot.ESTABLISH, connectionId, buffer, offset, length);
    }

    /**
     * Make the business thread expire the holds that are due.
     *
     * @return false if the ring is full: then it does so before its next command
     */
    public boolean tryPublishTick()
    {
        final long sequence = claim();
        if (sequence == FULL)
        {
            return false;
        }
        try
        {
            ring.get(sequence).fillTick();
        }
        finally
        {
            ring.publish(sequence);
        }
        return true;
    }

    private boolean tryPublish(
        final int kind, final long connectionId, final DirectBuffer buffer, final int offset, final int length)
    {
        final long sequence = claim();
        if (sequence == FULL)
        {
            return false;
        }
        try
        {
            ring.get(sequence).fill(kind, connectionId, buffer, offset, length);
        }
        finally
        {
            ring.publish(sequence);
        }
        return true;
    }

    private long claim()
    {
        try
        {
            return ring.tryNext();
        }
        catch (final InsufficientCapacityException full)
        {
            return FULL;
        }
    }
}
