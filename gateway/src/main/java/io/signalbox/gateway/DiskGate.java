package io.signalbox.gateway;

import io.signalbox.gateway.host.DeliveryGate;
import io.signalbox.gateway.host.FailStop;
import io.signalbox.gateway.ring.ReplyRing;
import io.signalbox.journal.JournalSync;
import io.signalbox.journal.JournalWriter;
import io.signalbox.protocol.wire.Durability;

/**
 * Opens for the records that are on disk. Asked by the business thread and the event loops; notified by the sync
 * thread.
 */
final class DiskGate implements DeliveryGate
{
    private volatile JournalSync sync;
    private volatile ReplyRing[] rings = {};

    /**
     * Start to sync. Until then nothing is sendable.
     *
     * @param writer     whose records are synced
     * @param replyRings woken when more became sendable
     * @param failStop   called when the disk fails
     */
    void start(final JournalWriter writer, final ReplyRing[] replyRings, final FailStop failStop)
    {
        rings = replyRings.clone();
        sync = new JournalSync(
            writer,
            this::onDurable,
            thrown -> failStop.halt(FailStop.SYNC_FAILED, "the journal could not be synced: " + thrown, thrown));
    }

    private void onDurable()
    {
        for (final ReplyRing ring : rings)
        {
            ring.wakeIfFilled();
        }
    }

    @Override
    public long sendablePosition()
    {
        final JournalSync started = sync;
        return started == null ? 0 : started.durablePosition();
    }

    @Override
    public void request()
    {
        final JournalSync started = sync;
        if (started != null)
        {
            started.request();
        }
    }

    @Override
    public Durability durability()
    {
        return Durability.DISK;
    }

    /**
     * Sync all that was appended, and stop.
     *
     * @param timeoutNs longest time to wait for the disk, ns
     * @return false if not all that was appended is on disk, or nothing was ever synced
     */
    boolean close(final long timeoutNs)
    {
        final JournalSync started = sync;
        return started != null && started.stop(timeoutNs);
    }
}
