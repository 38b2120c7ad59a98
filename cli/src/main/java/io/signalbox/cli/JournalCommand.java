package io.signalbox.cli;

import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.replay.export.JournalExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks into a journal, or puts its old files away. */
@Command(
    name = "journal",
    description = "Export or archive a journal.",
    subcommands = ArchiveCommand.class,
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  signalbox journal export --dir signalbox-data --out journal.jsonl")
final class JournalCommand
{
    private static final int BUFFER_LENGTH = 1 << 16;

    @Command(
        name = "export",
        description = "Write a journal as JSON Lines: one record a line with its position, time, command and events " +
            "in full. docs/journal-export.md describes them. Exits with 65 if the journal is damaged.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  signalbox journal export --dir signalbox-data --out journal.jsonl")
    int export(
        @Option(names = "--dir", paramLabel = "DIR", defaultValue = "signalbox-data",
            description = "Data directory. Default: ${DEFAULT-VALUE}.") final Path dir,
        @Option(names = "--out", paramLabel = "FILE", description = "File to write. Default: the standard output.")
        final Path out,
        @Option(names = "--json", description = "Accepted for symmetry: the output is always JSON.")
        final boolean json)
    {
        try (JournalDirectory directory = JournalDirectory.openForReading(dir);
            JournalReader reader = directory.reader();
            OutputStream stream = open(out))
        {
            new JournalExport().export(reader, stream);
        }
        catch (final IOException ex)
        {
            throw new CommandFailedException(
                ExitCode.IO_FAILED,
                "cannot write " + (out == null ? "the standard output" : out) + ": " + IoFailure.words(ex));
        }
        return ExitCode.OK;
    }

    private static OutputStream open(final Path out) throws IOException
    {
        return new BufferedOutputStream(
            out == null ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(out), BUFFER_LENGTH);
    }
}
