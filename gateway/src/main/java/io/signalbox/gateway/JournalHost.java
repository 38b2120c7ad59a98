package io.signalbox.gateway;

import io.signalbox.gateway.host.DeliveryGate;
import io.signalbox.gateway.host.RecordSink;
import io.signalbox.gateway.ring.ReplyRing;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.journal.JournalRecord;
import io.signalbox.journal.JournalWriter;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.replay.recovery.Recovery;
import io.signalbox.replay.recovery.RecoveryPoint;
import io.signalbox.replay.recovery.RecoveryReport;
import io.signalbox.snapshot.SnapshotHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.TimeUnit;

/**
 * The journal of a node: its directory, its recovery, its writer, the sync to the disk and the watch over the space
 * that is left. Owned by the thread that starts and stops the node; only {@link #append} is called by the one that
 * decides.
 */
final class JournalHost implements RecordSink
{
    private static final Logger LOGGER = LoggerFactory.getLogger(JournalHost.class);
    private static final long SYNC_NS = TimeUnit.MILLISECONDS.toNanos(700);

    private final JournalDirectory directory;
    private final DiskSpaceMonitor space;
    private final DiskGate diskGate;
    private final ServerEnvironment environment;
    private JournalWriter writer;
    private boolean onDisk;

    private JournalHost(
        final JournalDirectory directory,
        final DiskSpaceMonitor space,
        final DiskGate diskGate,
        final ServerEnvironment environment)
    {
        this.directory = directory;
        this.space = space;
        this.diskGate = diskGate;
        this.environment = environment;
    }

    /**
     * Open the directory and begin to watch its space.
     *
     * @param config      of the server
     * @param environment of the server
     * @return journal to recover from
     * @throws io.signalbox.journal.JournalException if the directory cannot be used
     */
    static JournalHost open(final ServerConfig config, final ServerEnvironment environment)
    {
        final JournalDirectory directory = JournalDirectory.open(config.directory());
        try
        {
            return new JournalHost(
                directory,
                DiskSpaceMonitor.start(() -> environment.usableBytes().applyAsLong(config.directory())),
                config.durability() == Durability.DISK ? new DiskGate() : null,
                environment);
        }
        catch (final RuntimeException | Error failed)
        {
            directory.close();
            throw failed;
        }
    }

    /**
     * The gate of the replies. It opens after {@link #startAppending}.
     */
    DeliveryGate gate()
    {
        return diskGate == null ? DeliveryGate.afterAppend() : diskGate;
    }

    /**
     * Whether there is too little space to accept commands. Called on any thread.
     */
    boolean readOnly()
    {
        return space.readOnly();
    }

    /**
     * Another reader of the records.
     *
     * @param snapshot that it begins behind; null to begin with the first record
     */
    JournalReader readerBehind(final SnapshotHeader snapshot)
    {
        return snapshot == null ? directory.reader() :
            directory.readerBehind(snapshot.position(), snapshot.crc32c());
    }

    /**
     * Where recovery begins: at the newest sound snapshot, or at the first record. Called on any thread.
     */
    RecoveryPoint<NodeReplica> recoveryPoint(final ServerConfig config)
    {
        return RecoveryPoint.newest(
            directory, config.snapshots(), () -> new NodeReplica(config.repliesKept()), LOGGER::warn);
    }

    /**
     * Apply the records behind the snapshot to the engine and the kept replies.
     *
     * @param point where to begin; its reader is closed
     * @return what was applied
     * @throws ServerStartException if a record does not follow from those before it
     */
    RecoveryReport recover(final RecoveryPoint<NodeReplica> point) throws ServerStartException
    {
        try (JournalReader reader = point.reader())
        {
            return Recovery.recover(reader, point.replica().engine(), point.replica().replies()::onRecord);
        }
        catch (final IllegalStateException unfit)
        {
            // Every byte is as it was written, but a record does not follow from those before it.
            throw new ServerStartException(ServerStartException.Kind.JOURNAL_DAMAGED, unfit);
        }
    }

    /**
     * The journal is recovered: from now on it is appended to and, with DISK, synced.
     *
     * @param replyRings woken when more became sendable
     */
    void startAppending(final ReplyRing[] replyRings)
    {
        writer = directory.writer();
        if (diskGate != null)
        {
            diskGate.start(writer, replyRings, environment.failStop());
        }
    }

    @Override
    public void append(final JournalRecord record)
    {
        writer.append(record);
    }

    /**
     * Nothing is appended any more: with DISK, sync it. The last replies wait for that.
     */
    void stopAppending()
    {
        if (diskGate != null)
        {
            onDisk = diskGate.close(SYNC_NS);
        }
    }

    /**
     * Whether the whole journal is on the disk. Asked after {@link #close}.
     *
     * @return false if the disk did not answer in time; what was acknowledged as on disk is there all the same
     */
    boolean onDisk()
    {
        return onDisk;
    }

    /**
     * Close all, after {@link #stopAppending}.
     */
    void close()
    {
        space.close();
        if (writer != null)
        {
            if (diskGate == null)
            {
                onDisk = syncAppended();
            }
            if (!onDisk)
            {
                LOGGER.warn(
                    "the disk has not taken the newest records within {} ms; they were not acknowledged as on it",
                    TimeUnit.NANOSECONDS.toMillis(SYNC_NS));
            }
            writer.close();
        }
        directory.close();
    }

    /** With PROCESS no reply waits for the disk, but after a graceful shutdown the machine may be switched off. */
    private boolean syncAppended()
    {
        final DiskGate disk = new DiskGate();
        disk.start(writer, new ReplyRing[0], environment.failStop());
        return disk.close(SYNC_NS);
    }
}
