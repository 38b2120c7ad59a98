package io.signalbox.system;

import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.replay.audit.AuditReport;
import io.signalbox.replay.audit.JournalAudit;
import io.signalbox.replay.audit.OwnershipCheck;
import io.signalbox.replay.audit.OwnershipReport;
import io.signalbox.replay.export.JournalExport;
import io.signalbox.replay.recovery.Recovery;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Journals of old servers stay what they were: the newest code reads their files, decides every command as it was
 * decided then, and comes to the same state. A change of the rules that breaks this needs a new decisionVersion.
 */
class GoldenJournalTest
{
    @RegisterExtension
    final Workplace workplace = new Workplace();

    @ParameterizedTest
    @ValueSource(ints = 1)
    void shouldDecideEveryCommandOfAnOldJournalAsItWasDecided(final int decisionVersion) throws IOException
    {
        final long stateHash =
            Long.parseUnsignedLong(GoldenJournal.text(decisionVersion, GoldenJournal.STATE_HASH).trim(), 16);
        try (JournalDirectory directory = GoldenJournal.open(decisionVersion, workplace.path("journal"));
            JournalReader audited = directory.reader();
            JournalReader recovered = directory.reader())
        {
            final AuditReport audit = JournalAudit.audit(audited);
            assertNull(audit.difference());
            assertEquals(stateHash, audit.executedHash());
            assertEquals(stateHash, audit.appliedHash());
            final SeatEngine engine = new SeatEngine();
            assertEquals(audit.records(), Recovery.recover(recovered, engine).records());
            assertEquals(stateHash, engine.stateHash());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void shouldExportAnOldJournalAsItWasExported(final int decisionVersion) throws IOException
    {
        try (JournalDirectory directory = GoldenJournal.open(decisionVersion, workplace.path("journal"));
            JournalReader reader = directory.reader())
        {
            final ByteArrayOutputStream export = new ByteArrayOutputStream();
            new JournalExport().export(reader, export);
            assertEquals(GoldenJournal.text(decisionVersion, GoldenJournal.EXPORT), export.toString(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void shouldHoldEveryCommandAndEveryReasonOfRefusal(final int decisionVersion) throws IOException
    {
        final String export = GoldenJournal.text(decisionVersion, GoldenJournal.EXPORT);
        for (final String message : Set.of(
            "DefineLimits", "ChangeSettings", "Negotiate", "DefineStation", "DefineLayout", "DefineService", "OpenRun",
            "CloseRun", "PlaceOrder", "ConfirmPayment", "CancelOrder", "ExpireHolds", "NegotiateReject", "OrderHeld",
            "OrderConfirmed", "OrderCancelled", "HoldExpired", "OrderRefused", "DefinitionRefused", "RunClosed"))
        {
            assertTrue(export.contains("\"" + message + "\""), message);
        }
        try (JournalDirectory directory = GoldenJournal.open(decisionVersion, workplace.path("journal"));
            JournalReader reader = directory.reader())
        {
            final OwnershipReport ownership = OwnershipCheck.check(reader);
            assertNull(ownership.violation());
            final Set<OrderRefusalReason> reasons = EnumSet.noneOf(OrderRefusalReason.class);
            reasons.addAll(ownership.placementsRefused().keySet());
            reasons.addAll(ownership.otherRefusals().keySet());
            final Set<OrderRefusalReason> known = EnumSet.allOf(OrderRefusalReason.class);
            known.remove(OrderRefusalReason.NULL_VAL);
            known.remove(OrderRefusalReason.SBE_UNKNOWN);
            assertEquals(known, reasons);
        }
    }
}
