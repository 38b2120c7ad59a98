package io.signalbox.cli;

import io.signalbox.gateway.NodeReplica;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.replay.recovery.RecoveryPoint;
import io.signalbox.snapshot.SnapshotDirectory;
import io.signalbox.snapshot.SnapshotHeader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Takes one snapshot. */
@Command(
    name = "take",
    description = "Take a snapshot of the end of a journal: from the newest sound snapshot on, or from the first " +
        "record. Works beside a server that takes none itself (serve --snapshot-every 0). Exits with 1 if the state " +
        "differs from a checkpoint in the journal.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox snapshot take --dir signalbox-data")
final class SnapshotTakeCommand implements Callable<Integer>
{
    @Mixin
    private SnapshotOptions options;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException
    {
        try (JournalDirectory journal = options.journal(); SnapshotDirectory snapshots = options.snapshots())
        {
            final long startNs = System.nanoTime();
            final RecoveryPoint<NodeReplica> point = options.newest(journal, output);
            try
            {
                take(point, snapshots, startNs);
            }
            catch (final IllegalStateException ex)
            {
                throw new CommandFailedException(
                    ExitCode.CHECK_FAILED, "position " + (point.replica().position() + 1) + ": " + ex.getMessage());
            }
            finally
            {
                point.reader().close();
            }
        }
        return ExitCode.OK;
    }

    private void take(
        final RecoveryPoint<NodeReplica> point, final SnapshotDirectory snapshots, final long startNs)
        throws IOException
    {
        final long records = point.readToEnd();
        if (point.replica().position() == 0)
        {
            throw new CommandFailedException(
                ExitCode.NO_INPUT, options.dir() + " holds no record to take a snapshot of");
        }
        final SnapshotHeader header = point.replica().header(point.reader().crc32c());
        final Path file = snapshots.write(header, point.replica()::writeTo);
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        output.line("snapshot of position %,d, state hash %016x, written to %s", header.position(),
            header.stateHash(), file);
        output.line("%,d records were read behind %s, %.2f s in all", records, point.snapshot() == null ?
            "no snapshot" : String.format("the snapshot of position %,d", point.snapshot().position()), seconds);
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file.toString());
        fields.put("position", header.position());
        fields.put("stateHash", String.format("%016x", header.stateHash()));
        fields.put("records", records);
        fields.put("seconds", seconds);
        output.object(fields);
    }
}
