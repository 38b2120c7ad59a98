package io.signalbox.cli;

import io.signalbox.gateway.ServerConfig;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.replay.audit.AuditReport;
import io.signalbox.replay.audit.JournalAudit;
import io.signalbox.replay.recovery.RecoveryPoint;
import io.signalbox.replay.recovery.Replica;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Replays a journal. */
@Command(
    name = "replay",
    description = "Replay a journal.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  signalbox replay verify --dir signalbox-data")
final class ReplayCommand
{
    @Command(
        name = "verify",
        description = "Execute every command of a journal again, compare the events byte for byte and the state " +
            "hashes. Exits with 1 at the first difference, with 65 if the journal is damaged.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  signalbox replay verify --dir signalbox-data")
    int verify(
        @Option(names = "--dir", paramLabel = "DIR", defaultValue = "signalbox-data",
            description = "Data directory. Default: ${DEFAULT-VALUE}.") final Path dir,
        @Option(names = "--from-snapshot", description = "Begin at the newest sound snapshot instead of the first " +
            "record: what led to it is taken for granted.") final boolean fromSnapshot,
        @Mixin final Output output)
    {
        final long startNs = System.nanoTime();
        final AuditReport report;
        try (JournalDirectory directory = JournalDirectory.openForReading(dir))
        {
            report = fromSnapshot ? auditFromSnapshot(directory, output) : audit(directory);
        }
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        output.line("records executed again  %,d in %.2f s", report.records(), seconds);
        output.line("events compared         %,d", report.events());
        output.line("state hash, executed    %016x", report.executedHash());
        output.line("state hash, applied     %016x", report.appliedHash());
        final AuditReport.Difference difference = report.difference();
        if (difference != null)
        {
            output.line("DIFFERENT at position %d, event %d, byte %d: %s", difference.position(),
                difference.eventIndex(), difference.byteOffset(), difference.reason());
            output.line("  journaled: %s", difference.journaledHex());
            output.line("  executed:  %s", difference.executedHex());
        }
        output.line(report.passed() ? "verified: the journal replays to the same state" : "NOT verified");
        output.object(fields(report));
        return report.passed() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private static AuditReport audit(final JournalDirectory directory)
    {
        try (JournalReader reader = directory.reader())
        {
            return JournalAudit.audit(reader);
        }
    }

    private static AuditReport auditFromSnapshot(final JournalDirectory directory, final Output output)
    {
        final RecoveryPoint<Replica> executing = newest(directory, output);
        try (JournalReader reader = executing.reader())
        {
            if (executing.snapshot() == null)
            {
                throw new CommandFailedException(
                    ExitCode.NO_INPUT, directory.path() + " has no sound snapshot to begin at");
            }
            final RecoveryPoint<Replica> applying = newest(directory, output);
            applying.reader().close();
            output.line("begun at the snapshot of position %,d", executing.snapshot().position());
            return JournalAudit.audit(reader, executing.replica().engine(), applying.replica().engine());
        }
    }

    private static RecoveryPoint<Replica> newest(final JournalDirectory directory, final Output output)
    {
        return RecoveryPoint.newest(
            directory, directory.path().resolve(ServerConfig.SNAPSHOTS), Replica::new,
            reason -> output.line("%s", reason));
    }

    private static Map<String, Object> fields(final AuditReport report)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("passed", report.passed());
        fields.put("records", report.records());
        fields.put("events", report.events());
        fields.put("executedHash", String.format("%016x", report.executedHash()));
        fields.put("appliedHash", String.format("%016x", report.appliedHash()));
        if (report.difference() != null)
        {
            fields.put("differencePosition", report.difference().position());
            fields.put("differenceEvent", report.difference().eventIndex());
            fields.put("differenceByte", report.difference().byteOffset());
            fields.put("differenceReason", report.difference().reason());
        }
        return fields;
    }
}
