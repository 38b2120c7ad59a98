package io.signalbox.system;

import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.replay.audit.AuditReport;
import io.signalbox.replay.audit.JournalAudit;
import io.signalbox.replay.audit.OwnershipCheck;
import io.signalbox.replay.audit.OwnershipReport;

import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/**
 * Judges a journal after the server has ended: nothing that was acknowledged is missing or there twice, no seat was
 * owned twice, and executing every command again leads to the same bytes and the same state as applying the events.
 */
final class Proof
{
    private static final int DIFFERENCES_SHOWN = 20;

    private Proof()
    {
    }

    /**
     * Check a journal against what callers were told.
     *
     * @return what stands in the journal
     */
    static JournalFacts of(final Path directory, final Answers answers)
    {
        final JournalFacts facts = JournalFacts.read(directory);
        final List<String> differences = answers.differencesFrom(facts);
        assertEquals(
            List.of(),
            differences.stream().limit(DIFFERENCES_SHOWN).toList(),
            () -> differences.size() + " differences between answers and journal; " + answers);
        final AuditReport audit = audit(directory);
        assertEquals(facts.records(), audit.records());
        return facts;
    }

    /**
     * Audit a journal and check who owned which seat.
     *
     * @return the audit, which has passed
     */
    static AuditReport audit(final Path path)
    {
        try (JournalDirectory directory = JournalDirectory.openForReading(path);
            JournalReader audited = directory.reader();
            JournalReader checked = directory.reader())
        {
            final AuditReport audit = JournalAudit.audit(audited);
            assertNull(audit.difference());
            assertEquals(audit.executedHash(), audit.appliedHash(), "executed again, and applied");
            final OwnershipReport ownership = OwnershipCheck.check(checked);
            assertNull(ownership.violation());
            assertEquals(audit.records(), ownership.records());
            return audit;
        }
    }
}
