package io.signalbox.cli.demo;

import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.replay.audit.AuditReport;
import io.signalbox.replay.audit.JournalAudit;
import io.signalbox.replay.audit.OwnershipCheck;
import io.signalbox.replay.audit.OwnershipReport;
import io.signalbox.replay.recovery.Recovery;

import java.nio.file.Path;

/**
 * What the journal alone proves after the server has stopped.
 *
 * @param liveHash      state hash of the engine that decided
 * @param recoveredHash state hash of an engine that only applied the journal's events
 * @param audit         of an engine that executed the journal's commands again
 * @param ownership     of every seat on every segment
 */
record Proof(long liveHash, long recoveredHash, AuditReport audit, OwnershipReport ownership)
{
    static Proof of(final Path directory, final long liveHash)
    {
        try (JournalDirectory journal = JournalDirectory.openForReading(directory))
        {
            final SeatEngine recovered = new SeatEngine();
            try (JournalReader reader = journal.reader())
            {
                Recovery.recover(reader, recovered);
            }
            final AuditReport audit;
            try (JournalReader reader = journal.reader())
            {
                audit = JournalAudit.audit(reader);
            }
            try (JournalReader reader = journal.reader())
            {
                return new Proof(liveHash, recovered.stateHash(), audit, OwnershipCheck.check(reader));
            }
        }
    }

    boolean hashesEqual()
    {
        return liveHash == recoveredHash && audit.passed() && audit.executedHash() == liveHash;
    }

    /** Whether the journal holds just what buyers were told. */
    boolean agreesWith(final Tally tally)
    {
        final long placementsRefused =
            ownership.placementsRefused().values().stream().mapToLong(Long::longValue).sum();
        return ownership.ordersHeld() == tally.held.sum() &&
            placementsRefused == tally.refused.sum() &&
            ownership.ordersConfirmed() == tally.paid.sum() &&
            ownership.ordersCancelled() == tally.cancelled.sum() &&
            ownership.ordersExpired() == tally.expired.sum();
    }

    boolean holds(final Tally tally)
    {
        return hashesEqual() && ownership.passed() && agreesWith(tally) && tally.errors.sum() == 0;
    }
}
