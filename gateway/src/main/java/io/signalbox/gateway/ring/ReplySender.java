package io.signalbox.gateway.ring;

import org.agrona.DirectBuffer;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes frames into the reply rings of the event loops and wakes each loop at most once a batch. Owned by the business
 * thread.
 */
final class ReplySender
{
    private static final long FULL_RING_PARK_NS = 50_000;
    private static final long NOTHING_WRITTEN = Long.MAX_VALUE;

    private final ReplyRing[] rings;
    private final DeliveryGate gate;
    private final long[] leastPositions;
    private volatile boolean abandoned;

    ReplySender(final ReplyRing[] rings, final DeliveryGate gate)
    {
        this.rings = rings.clone();
        this.gate = gate;
        this.leastPositions = new long[rings.length];
        Arrays.fill(leastPositions, NOTHING_WRITTEN);
    }

    /**
     * Write a frame. Waits while the ring of the connection's loop is full: a reply is never dropped.
     */
    void send(
        final long connectionId,
        final long position,
        final boolean sentBefore,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        final int loop = ReplyRing.loopOf(connectionId);
        final ReplyRing ring = rings[loop];
        while (!ring.offer(connectionId, position, sentBefore, buffer, offset, length))
        {
            if (abandoned)
            {
                return;
            }
            // What fills the ring may wait for a sync that is asked for only at the end of the batch.
            gate.request();
            ring.wake();
            LockSupport.parkNanos(FULL_RING_PARK_NS);
        }
        leastPositions[loop] = Math.min(leastPositions[loop], position);
    }

    /**
     * End of a batch: wake the loops that got something which may be sent now. What may not yet is woken for when the
     * gate opens.
     */
    void wakeLoops()
    {
        // The frames must be visible before the gate is read: else neither this thread nor the gate's would wake.
        VarHandle.fullFence();
        final long sendablePosition = gate.sendablePosition();
        for (int loop = 0; loop < rings.length; loop++)
        {
            if (leastPositions[loop] <= sendablePosition && leastPositions[loop] != NOTHING_WRITTEN)
            {
                rings[loop].wake();
            }
            leastPositions[loop] = NOTHING_WRITTEN;
        }
    }

    /**
     * The loops drain no more: drop what finds a full ring. Called on any thread, when the server stops.
     */
    void abandon()
    {
        abandoned = true;
    }
}
