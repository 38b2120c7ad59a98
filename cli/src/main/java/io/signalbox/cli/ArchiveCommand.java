package io.signalbox.cli;

import io.signalbox.journal.ArchivedFile;
import io.signalbox.journal.JournalArchive;
import io.signalbox.journal.JournalDirectory;
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
import java.util.concurrent.Callable;

/** Compresses the old files of a journal. */
@Command(
    name = "archive",
    description = "Compress the journal files whose records are all before the oldest kept snapshot, and move them " +
        "to DIR/archive. Each is verified before and after, and removed only then; every command reads archived " +
        "files as if they were still there. The newest file is never archived. The server must be stopped.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox journal archive --dir signalbox-data")
final class ArchiveCommand implements Callable<Integer>
{
    private static final String SNAPSHOTS = "snapshots";

    @Option(names = "--dir", paramLabel = "DIR", defaultValue = "signalbox-data",
        description = "Data directory. Default: ${DEFAULT-VALUE}.")
    private Path dir;

    @Option(names = "--before", paramLabel = "POSITION",
        description = "Archive the files whose records are all before this position, at least 1. Default: the " +
            "position of the oldest snapshot in DIR/snapshots; without a snapshot nothing is archived.")
    private Long before;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException
    {
        if (before != null && before < 1)
        {
            throw new CommandFailedException(ExitCode.USAGE, "--before " + before + " is less than 1");
        }
        // Unlike what follows, this makes no journal where there is none.
        JournalDirectory.openForReading(dir).close();
        final long position;
        final List<ArchivedFile> archived;
        try (JournalDirectory directory = JournalDirectory.open(dir))
        {
            position = before == null ? oldestSnapshot(directory) : before;
            archived = new JournalArchive(directory).archiveBefore(position, this::print);
        }
        printSum(position, archived);
        return ExitCode.OK;
    }

    private long oldestSnapshot(final JournalDirectory directory) throws IOException
    {
        final Path path = dir.resolve(SNAPSHOTS);
        final List<SnapshotDamagedException> damaged = new ArrayList<>();
        final SnapshotHeader oldest = Files.isDirectory(path) ?
            SnapshotDirectory.oldestValid(path, damaged::add)
                .map(SnapshotDirectory.Snapshot::header).orElse(null) :
            null;
        damaged.forEach(snapshot -> output.line("passed over: %s", snapshot.getMessage()));
        if (oldest == null)
        {
            throw new CommandFailedException(
                ExitCode.NO_INPUT, path + " holds no sound snapshot, so no journal file is older than one; " +
                    "--before POSITION archives without");
        }
        // Only a snapshot of this very journal says what the journal can be begun behind.
        directory.readerBehind(oldest.position(), oldest.crc32c()).close();
        return oldest.position();
    }

    private void print(final ArchivedFile file)
    {
        output.line("%s  positions %,d to %,d, %,d records  %,d bytes are %,d now", file.journalFile().getFileName(),
            file.firstPosition(), file.lastPosition(), file.records(), file.bytesBefore(), file.bytesAfter());
    }

    private void printSum(final long position, final List<ArchivedFile> archived)
    {
        if (archived.isEmpty())
        {
            output.line("nothing to archive: no journal file but the newest has only records before position %,d",
                position);
        }
        else
        {
            output.line("archived %,d files with %,d records before position %,d", archived.size(),
                archived.stream().mapToLong(ArchivedFile::records).sum(), position);
        }
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("before", position);
        fields.put("records", archived.stream().mapToLong(ArchivedFile::records).sum());
        fields.put("files", archived.stream().map(ArchiveCommand::fields).toList());
        output.object(fields);
    }

    private static Map<String, Object> fields(final ArchivedFile file)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("journalFile", file.journalFile().toString());
        fields.put("archiveFile", file.archiveFile().toString());
        fields.put("firstPosition", file.firstPosition());
        fields.put("lastPosition", file.lastPosition());
        fields.put("records", file.records());
        fields.put("bytesBefore", file.bytesBefore());
        fields.put("bytesAfter", file.bytesAfter());
        return fields;
    }
}
