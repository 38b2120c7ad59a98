package io.signalbox.gateway.session;

import io.signalbox.gateway.host.DeliveryGate;
import org.agrona.DirectBuffer;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes frames into the reply queues of the event loops and wakes each loop at most once a batch. Owned by the thread
 * that decides.
 */
public final class ReplyPublisher
{
    private static final long FULL_QUEUE_PARK_NS = 50_000;
    private static final long NOTHING_WRITTEN = Long.MAX_VALUE;

    private final ReplyQueue[] queues;
    private final DeliveryGate gate;
    private final long[] leastPositions;
    private volatile boolean abandoned;

    /**
     * Publisher that nothing was written to.
     *
     * @param queues one for each event loop, by its index
     * @param gate   that says which positions may be sent
     */
    public ReplyPublisher(final ReplyQueue[] queues, final DeliveryGate gate)
    {
        this.queues = queues.clone();
        this.gate = gate;
        this.leastPositions = new long[queues.length];
        Arrays.fill(leastPositions, NOTHING_WRITTEN);
    }

    /**
     * Write a frame. Waits while the queue of the connection's loop is full: a reply is never dropped.
     */
    void send(
        final long connectionId,
        final long position,
        final boolean sentBefore,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        final int loop = ConnectionIds.loopOf(connectionId);
        final ReplyQueue queue = queues[loop];
        while (!queue.offer(connectionId, position, sentBefore, buffer, offset, length))
        {
            if (abandoned)
            {
                return;
            }
            // What fills the queue may wait for a sync that is asked for only at the end of the batch.
            gate.request();
            queue.wake();
            LockSupport.parkNanos(FULL_QUEUE_PARK_NS);
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
        for (int loop = 0; loop < queues.length; loop++)
        {
            if (leastPositions[loop] <= sendablePosition && leastPositions[loop] != NOTHING_WRITTEN)
            {
                queues[loop].wake();
            }
            leastPositions[loop] = NOTHING_WRITTEN;
        }
    }

    /**
     * The loops drain no more: drop what finds a full queue. Called on any thread, when the server stops.
     */
    public void abandon()
    {
        abandoned = true;
    }
}
