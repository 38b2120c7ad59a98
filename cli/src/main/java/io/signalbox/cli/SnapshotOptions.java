package io.signalbox.cli;

import io.signalbox.gateway.NodeReplica;
import io.signalbox.gateway.ServerConfig;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.replay.recovery.RecoveryPoint;
import io.signalbox.snapshot.SnapshotDirectory;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;

/** Which journal a command takes snapshots of, and what it keeps. */
final class SnapshotOptions
{
    @Option(names = "--dir", paramLabel = "DIR", defaultValue = "signalbox-data",
        description = "Data directory. Default: ${DEFAULT-VALUE}.")
    private Path dir;

    @Option(names = "--keep", paramLabel = "N", defaultValue = "2",
        description = "Snapshots to keep, at least 2. Default: ${DEFAULT-VALUE}.")
    private int kept;

    @Option(names = "--replies-kept", paramLabel = "N", defaultValue = "1024",
        description = "Events of each session to keep, as the server does. Default: ${DEFAULT-VALUE}.")
    private int repliesKept;

    Path dir()
    {
        return dir;
    }

    JournalDirectory journal()
    {
        return JournalDirectory.openForReading(dir);
    }

    /** The directory to write to; that of another writer is left alone. */
    SnapshotDirectory snapshots() throws IOException
    {
        if (kept < SnapshotDirectory.MIN_KEPT)
        {
            throw new CommandFailedException(ExitCode.USAGE, "--keep " + kept + " is less than 2");
        }
        try
        {
            return new SnapshotDirectory(dir.resolve(ServerConfig.SNAPSHOTS), kept);
        }
        catch (final SnapshotDirectory.InUseException ex)
        {
            throw new CommandFailedException(ExitCode.IN_USE, ex.getMessage());
        }
    }

    /** Where to begin: at the newest sound snapshot, or at the first record. */
    RecoveryPoint<NodeReplica> newest(final JournalDirectory journal, final Output output)
    {
        return RecoveryPoint.newest(
            journal,
            dir.resolve(ServerConfig.SNAPSHOTS),
            () -> new NodeReplica(repliesKept),
            reason -> output.line("%s", reason));
    }
}
