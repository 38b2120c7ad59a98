package io.signalbox.gateway;

import io.signalbox.replay.recovery.SnapshotFollower;
import io.signalbox.replay.recovery.SnapshotSchedule;
import io.signalbox.snapshot.SnapshotDirectory;
import io.signalbox.snapshot.SnapshotHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The snapshots of a node: a follower with an engine of its own, off the hot path. What fails here is logged, and the
 * node serves on: its journal is whole without any snapshot. Owned by the thread that starts and stops the node.
 */
final class SnapshotHost implements AutoCloseable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotHost.class);

    private final SnapshotDirectory directory;
    private final SnapshotFollower follower;

    private SnapshotHost(final SnapshotDirectory directory, final SnapshotFollower follower)
    {
        this.directory = directory;
        this.follower = follower;
    }

    /**
     * Begin to take snapshots.
     *
     * @param config  of the server
     * @param journal to follow
     * @return null if the configuration wants none or their directory cannot be used
     */
    static SnapshotHost start(final ServerConfig config, final JournalHost journal)
    {
        if (config.snapshotEvery() == 0)
        {
            return null;
        }
        final Path path = config.snapshots();
        try
        {
            final SnapshotDirectory directory = new SnapshotDirectory(path, config.snapshotsKept());
            final SnapshotSchedule schedule = new SnapshotSchedule(config.snapshotEvery(), config.snapshotEveryMs());
            return new SnapshotHost(directory, new SnapshotFollower(
                () -> journal.recoveryPoint(config), directory, schedule, new Log()).start());
        }
        catch (final IOException ex)
        {
            LOGGER.warn("no snapshots are taken, since {} cannot be used; a restart will read more of the journal",
                path, ex);
            return null;
        }
    }

    @Override
    public void close()
    {
        follower.close();
        directory.close();
    }

    /** What happens to the follower, for the operator. */
    private static final class Log implements SnapshotFollower.Listener
    {
        @Override
        public void onSnapshot(final Path file, final SnapshotHeader header, final long tookMs)
        {
            LOGGER.info("snapshot of position {} written to {} in {} ms", header.position(), file, tookMs);
        }

        @Override
        public void onWriteFailure(final IOException failure)
        {
            LOGGER.warn("a snapshot could not be written, those before are as they were: {}", failure.toString());
        }

        @Override
        public void onAlarm(final long afterPosition, final Throwable failure)
        {
            LOGGER.error("ALARM: the follower that takes the snapshots has stopped behind position {}; the state of " +
                "this node may be wrong, run 'signalbox replay verify' on its journal", afterPosition, failure);
        }
    }
}
