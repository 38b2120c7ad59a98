package io.signalbox.cli;

import io.signalbox.gateway.NodeReplica;
import io.signalbox.gateway.ServerConfig;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.replay.recovery.RecoveryPoint;
import io.signalbox.snapshot.SnapshotDamagedException;
import io.signalbox.snapshot.SnapshotDirectory;
import io.signalbox.snapshot.SnapshotHeader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at the snapshots of a journal. */
@Command(
    name = "snapshot",
    description = "List, verify and take snapshots. A server takes them by itself, see serve --help, and starts from " +
        "the newest one that is sound; without any it reads its whole journal.",
    subcommands = {SnapshotTakeCommand.class, SnapshotFollowCommand.class},
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  signalbox snapshot list --dir signalbox-data")
final class SnapshotCommand
{
    @Command(
        name = "list",
        description = "List the snapshots of a journal, the newest first, and whether their bytes are sound.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  signalbox snapshot list --dir signalbox-data")
    int list(
        @Option(names = "--dir", paramLabel = "DIR", defaultValue = "signalbox-data",
            description = "Data directory. Default: ${DEFAULT-VALUE}.") final Path dir,
        @Mixin final Output output)
        throws IOException
    {
        final List<Path> files = files(dir);
        for (final Path file : files)
        {
            final Map<String, Object> fields = fields(file);
            try
            {
                print(file, SnapshotDirectory.verify(file), "", fields, output);
            }
            catch (final SnapshotDamagedException ex)
            {
                print(file, null, ex.reason(), fields, output);
            }
        }
        if (files.isEmpty())
        {
            output.line("no snapshots in %s", dir.resolve(ServerConfig.SNAPSHOTS));
        }
        return ExitCode.OK;
    }

    @Command(
        name = "verify",
        description = "Restore every snapshot of a journal, compare the state hash, and check that it is of this " +
            "journal. Exits with 65 if one of them is of no use.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  signalbox snapshot verify --dir signalbox-data")
    int verify(
        @Option(names = "--dir", paramLabel = "DIR", defaultValue = "signalbox-data",
            description = "Data directory. Default: ${DEFAULT-VALUE}.") final Path dir,
        @Mixin final Output output)
        throws IOException
    {
        boolean allSound = true;
        final List<Path> files = files(dir);
        try (JournalDirectory journal = JournalDirectory.openForReading(dir))
        {
            for (final Path file : files)
            {
                final List<String> reasons = new ArrayList<>();
                final RecoveryPoint<NodeReplica> point =
                    RecoveryPoint.at(file, journal, new NodeReplica(1), reasons::add);
                if (point != null)
                {
                    point.reader().close();
                }
                allSound &= point != null;
                print(file, point == null ? null : point.snapshot(), String.join("; ", reasons), fields(file), output);
            }
        }
        if (files.isEmpty())
        {
            throw new CommandFailedException(
                ExitCode.NO_INPUT, dir.resolve(ServerConfig.SNAPSHOTS) + " holds no snapshot");
        }
        return allSound ? ExitCode.OK : ExitCode.JOURNAL_DAMAGED;
    }

    private static List<Path> files(final Path dir) throws IOException
    {
        JournalDirectory.openForReading(dir).close();
        return SnapshotDirectory.newestFirst(dir.resolve(ServerConfig.SNAPSHOTS));
    }

    private static Map<String, Object> fields(final Path file) throws IOException
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file.toString());
        fields.put("bytes", Files.size(file));
        return fields;
    }

    /** Header null: the snapshot is of no use, for a reason. */
    private static void print(
        final Path file,
        final SnapshotHeader header,
        final String reason,
        final Map<String, Object> fields,
        final Output output)
    {
        fields.put("sound", header != null);
        if (header == null)
        {
            output.line("%s  NOT SOUND: %s", file.getFileName(), reason);
            fields.put("reason", reason);
        }
        else
        {
            output.line("%s  position %,d (%s), state hash %016x, %,d bytes", file.getFileName(), header.position(),
                output.time(header.timestampMs()), header.stateHash(), (long)fields.get("bytes"));
            fields.put("position", header.position());
            fields.put("timestampMs", header.timestampMs());
            fields.put("stateHash", String.format("%016x", header.stateHash()));
        }
        output.object(fields);
    }
}
