package io.signalbox.system;

import io.signalbox.core.Decision;
import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
import io.signalbox.protocol.wire.LimitsDefinedDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.RulesAdoptedDecoder;
import io.signalbox.replay.audit.AuditReport;
import io.signalbox.replay.audit.JournalAudit;
import io.signalbox.replay.audit.OwnershipCheck;
import io.signalbox.replay.audit.OwnershipReport;
import io.signalbox.replay.export.JournalExport;
import io.signalbox.replay.recovery.Recovery;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

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
    private static final int RESTORE_EVERY = 10;

    @RegisterExtension
    final Workplace workplace = new Workplace();

    static IntStream versions()
    {
        return IntStream.rangeClosed(1, SeatEngine.LATEST_DECISION_VERSION);
    }

    private static long stateHash(final int decisionVersion) throws IOException
    {
        return Long.parseUnsignedLong(GoldenJournal.text(decisionVersion, GoldenJournal.STATE_HASH).trim(), 16);
    }

    private static int versionIn(final JournalRecord record, final int before)
    {
        final Frames frames = new Frames().wrap(record.events(), record.eventsOffset(), record.eventsLength());
        int version = before;
        while (frames.next())
        {
            final int message = frames.offset() + Frame.MESSAGE_OFFSET;
            switch (Frame.templateId(record.events(), frames.offset()))
            {
                case LimitsDefinedDecoder.TEMPLATE_ID -> version = new LimitsDefinedDecoder()
                    .wrapAndApplyHeader(record.events(), message, new MessageHeaderDecoder()).decisionVersion();
                case RulesAdoptedDecoder.TEMPLATE_ID -> version = new RulesAdoptedDecoder()
                    .wrapAndApplyHeader(record.events(), message, new MessageHeaderDecoder()).decisionVersion();
                default ->
                {
                }
            }
        }
        return version;
    }

    private static SeatEngine copyOf(final SeatEngine engine)
    {
        final SeatEngine copy = new SeatEngine();
        engine.writeTo(copy::readEntity);
        return copy;
    }

    /** Decide what is left of a journal, every record as it stands there. */
    private static void decideTheRest(final JournalReader reader, final SeatEngine engine)
    {
        final Decision decision = new Decision();
        reader.poll(record ->
        {
            if (record.position() > engine.position())
            {
                engine.execute(
                    record.timestampMs(), record.command(), record.commandOffset(), record.commandLength(), decision);
                assertEquals(record.position(), engine.position());
                assertEquals(record.decisionVersion(), decision.decisionVersion());
                assertEquals(
                    new UnsafeBuffer(record.events(), record.eventsOffset(), record.eventsLength()),
                    new UnsafeBuffer(decision.buffer(), 0, decision.length()));
            }
        }, Integer.MAX_VALUE);
    }

    /** With the option of {@link GoldenJournal}, it writes those that are missing first. */
    @Test
    void shouldHaveAJournalOfEveryVersion() throws IOException
    {
        final String resources = System.getProperty("golden.write");
        if (resources != null)
        {
            GoldenJournal.main(new String[] {resources});
        }
        else
        {
            for (int version = 1; version <= SeatEngine.LATEST_DECISION_VERSION; version++)
            {
                assertTrue(stateHash(version) != 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldStampEveryRecordWithTheRulesThatDecidedIt(final int decisionVersion) throws IOException
    {
        try (JournalDirectory directory = GoldenJournal.open(decisionVersion, workplace.path("journal"));
            JournalReader reader = directory.reader())
        {
            final List<Integer> versions = new ArrayList<>();
            reader.poll(record ->
            {
                if (versions.isEmpty())
                {
                    versions.add(versionIn(record, 0));
                }
                final int inForce = versions.get(versions.size() - 1);
                assertEquals(inForce, record.decisionVersion(), "record " + record.position());
                if (versionIn(record, inForce) != inForce)
                {
                    versions.add(versionIn(record, inForce));
                }
            }, Integer.MAX_VALUE);
            assertEquals(decisionVersion == 1 ? List.of(1) : List.of(decisionVersion - 1, decisionVersion), versions);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldGoOnFromTheStateAtAnyPosition(final int decisionVersion) throws IOException
    {
        final long stateHash = stateHash(decisionVersion);
        final List<SeatEngine> restored = new ArrayList<>();
        try (JournalDirectory directory = GoldenJournal.open(decisionVersion, workplace.path("journal"));
            JournalReader reader = directory.reader())
        {
            final SeatEngine engine = new SeatEngine();
            reader.poll(record ->
            {
                engine.apply(record.position(), record.timestampMs(), record.events(), record.eventsOffset(),
                    record.eventsLength());
                if (record.position() % RESTORE_EVERY == 1)
                {
                    final SeatEngine copy = copyOf(engine);
                    assertEquals(engine.stateHash(), copy.stateHash(), "at " + record.position());
                    restored.add(copy);
                }
            }, Integer.MAX_VALUE);
            assertTrue(restored.size() > 10);
            for (final SeatEngine copy : restored)
            {
                final long from = copy.position();
                try (JournalReader rest = directory.reader())
                {
                    decideTheRest(rest, copy);
                }
                assertEquals(stateHash, copy.stateHash(), "from " + from);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shouldDecideEveryCommandOfAnOldJournalAsItWasDecided(final int decisionVersion) throws IOException
    {
        final long stateHash = stateHash(decisionVersion);
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
    @MethodSource("versions")
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
    @MethodSource("versions")
    void shouldHoldEveryCommandAndEveryReasonOfRefusal(final int decisionVersion) throws IOException
    {
        final String export = GoldenJournal.text(decisionVersion, GoldenJournal.EXPORT);
        for (final String message : Set.of(
            "DefineLimits", "ChangeSettings", "Negotiate", "DefineStation", "DefineLayout", "DefineService", "OpenRun",
            "CloseRun", "AdoptRules", "PlaceOrder", "ConfirmPayment", "CancelOrder", "ExpireHolds",
            "TakeCheckpoint", "NegotiateReject", "OrderHeld", "OrderConfirmed", "OrderCancelled", "HoldExpired",
            "OrderRefused", "DefinitionRefused", "RunClosed", "CheckpointTaken"))
        {
            assertTrue(export.contains("\"" + message + "\""), message);
        }
        assertEquals(decisionVersion > 1, export.contains("\"RulesAdopted\""));
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
