package io.signalbox.replay;

import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.journal.JournalWriter;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import io.signalbox.replay.OwnershipReport.Kind;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Recovery, audit and ownership check over journals on disk.
 */
class JournalPassesTest
{
    /** Of an OrderHeld frame: behind headers, event header, order and run id, stops, class and channel. */
    private static final int DEADLINE_OFFSET = Frame.BODY_OFFSET + 37 + 8 + 4 + 4;

    @TempDir
    private Path path;
    private final SmallWorld world = new SmallWorld(7, 60);
    private final List<TestNode.Entry> entries = world.node.entries;

    @BeforeEach
    void sell()
    {
        for (int i = 0; i < 600; i++)
        {
            world.step();
        }
    }

    @Test
    void shouldRecoverTheStateOfTheLiveEngine()
    {
        final List<Long> observed = new ArrayList<>();
        final SeatEngine engine = new SeatEngine();

        final RecoveryReport report = read(entries, reader -> Recovery.recover(
            reader,
            engine,
            record ->
            {
                assertEquals(engine.position(), record.position());
                observed.add(record.position());
            }));

        assertEquals(world.node.engine.stateHash(), engine.stateHash());
        assertEquals(entries.size(), report.records());
        assertEquals(entries.size(), report.position());
        assertEquals(entries.size(), observed.size());
        assertEquals(entries.get(entries.size() - 1).timestampMs(), report.timestampMs());
        assertTrue(report.events() >= report.records());
    }

    @Test
    void shouldNotGoOnWithAJournalOfNewerRules()
    {
        final Path newer = path.resolve("newer");
        try (
            JournalDirectory directory = JournalDirectory.open(newer, JournalDirectory.MIN_BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            TestNode.append(writer, entries.get(0));
            TestNode.append(writer, entries.get(1), SeatEngine.DECISION_VERSION + 1);
        }
        try (
            JournalDirectory directory =
                JournalDirectory.openForReading(newer, JournalDirectory.MIN_BLOCK_SIZE);
            JournalReader reader = directory.reader())
        {
            final SeatEngine engine = new SeatEngine();
            final IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> Recovery.recover(reader, engine));
            assertTrue(refusal.getMessage().startsWith("record 2 was decided by version 2 "), refusal.getMessage());
            assertEquals(1, engine.position());
        }
        try (
            JournalDirectory directory =
                JournalDirectory.openForReading(newer, JournalDirectory.MIN_BLOCK_SIZE);
            JournalReader reader = directory.reader())
        {
            final AuditReport.Difference difference = JournalAudit.audit(reader).difference();
            assertEquals(2, difference.position());
            assertTrue(difference.reason().startsWith("decisionVersion 2 is not 1"), difference.reason());
        }
    }

    @Test
    void shouldReportACommandThatIsNoSoundFrame()
    {
        // Each passenger of an order is said to take 60,000 bytes.
        final byte[] events = world.node.order(1, 0, 1, 'O', 9);
        final TestNode.Entry honest = entries.get(entries.size() - 1);
        final byte[] command = honest.command().clone();
        new UnsafeBuffer(command).putShort(
            Frame.BODY_OFFSET + PlaceOrderDecoder.BLOCK_LENGTH, (short)60_000, LITTLE_ENDIAN);
        final List<TestNode.Entry> changed = new ArrayList<>(entries.subList(0, entries.size() - 1));
        changed.add(new TestNode.Entry(honest.position(), honest.timestampMs(), command, events));

        final AuditReport report = read(changed, JournalAudit::audit);

        assertFalse(report.passed());
        assertEquals(honest.position(), report.difference().position());
        assertTrue(report.difference().reason().startsWith("no sound command: "), report.difference().reason());
    }

    @Test
    void shouldAuditAnHonestJournal()
    {
        final AuditReport report = read(entries, JournalAudit::audit);

        assertNull(report.difference());
        assertTrue(report.passed());
        assertEquals(entries.size(), report.records());
        assertEquals(entries.size(), report.commands());
        assertTrue(report.events() >= report.records());
        assertEquals(world.node.engine.stateHash(), report.executedHash());
        assertEquals(world.node.engine.stateHash(), report.appliedHash());
    }

    @Test
    void shouldFindAChangedByte()
    {
        final int index = indexOf(OrderHeldDecoder.TEMPLATE_ID, 20);
        final TestNode.Entry honest = entries.get(index);
        final byte[] events = honest.events().clone();
        events[DEADLINE_OFFSET] ^= 0x40;

        final AuditReport report = read(with(index, events), JournalAudit::audit);

        assertFalse(report.passed());
        assertEquals(index + 1, report.records());
        assertEquals(index + 1, report.difference().position());
        assertEquals(0, report.difference().eventIndex());
        assertEquals(DEADLINE_OFFSET, report.difference().byteOffset());
        assertEquals(HexFormat.of().formatHex(events), report.difference().journaledHex());
        assertEquals(HexFormat.of().formatHex(honest.events()), report.difference().executedHex());
        assertNotEquals(report.executedHash(), report.appliedHash());
    }

    @Test
    void shouldFindAnEventTooMany()
    {
        final int index = indexOf(OrderHeldDecoder.TEMPLATE_ID, 3);
        final byte[] once = entries.get(index).events();
        final byte[] twice = new byte[once.length * 2];
        System.arraycopy(once, 0, twice, 0, once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);

        final AuditReport.Difference difference =
            read(with(index, twice), JournalAudit::audit).difference();

        assertEquals(index + 1, difference.position());
        assertEquals(1, difference.eventIndex());
        assertEquals(0, difference.byteOffset());
        assertEquals("", difference.executedHex());
        assertEquals(once.length * 2, difference.journaledHex().length());
    }

    @Test
    void shouldFindACommandWithoutEffect()
    {
        final List<TestNode.Entry> doubled = new ArrayList<>(entries);
        final TestNode.Entry last = entries.get(entries.size() - 1);
        doubled.add(new TestNode.Entry(last.position() + 1, last.timestampMs(), last.command(), last.events()));

        final AuditReport.Difference difference = read(doubled, JournalAudit::audit).difference();

        assertEquals(last.position() + 1, difference.position());
        assertEquals("the command has no effect", difference.reason());
    }

    @Test
    void shouldCountWhatWasSold()
    {
        final OwnershipReport report = read(entries, OwnershipCheck::check);

        assertNull(report.violation());
        assertTrue(report.passed());
        assertEquals(entries.size(), report.records());
        final NaiveSales sales = new NaiveSales(entries);
        assertEquals(sales.held, report.ordersHeld());
        assertEquals(sales.confirmed, report.ordersConfirmed());
        assertEquals(sales.cancelled, report.ordersCancelled());
        assertEquals(sales.expired, report.ordersExpired());
        assertEquals(
            sales.held - sales.confirmed - sales.cancelled - sales.expired, report.ordersOpen());
        assertEquals(sales.tickets, report.tickets());
        assertEquals(sales.seatSegments, report.seatSegmentsSold());
        assertEquals(
            sales.refused,
            report.placementsRefused().values().stream().mapToLong(Long::longValue).sum() +
                report.otherRefusals().values().stream().mapToLong(Long::longValue).sum());
        assertTrue(sales.confirmed > 0 && sales.cancelled > 0 && sales.expired > 0 && sales.refused > 0);
    }

    @Test
    void shouldFindASeatThatIsOwnedTwice()
    {
        // The first order of a new run, again under another id.
        world.node.openRun(1, 1, TestNode.DAY + 9);
        final int runId = SmallWorld.RUNS + 1;
        final byte[] first = world.node.order(runId, 1, 3, 'O', 1);
        final long firstPosition = world.node.engine.position();
        final TestNode.Entry second = new TestNode.Entry(
            firstPosition + 1, world.node.nowMs, entries.get((int)firstPosition - 1).command(), first.clone());
        new UnsafeBuffer(second.events()).putLong(Frame.BODY_OFFSET + 37, 0x7777_0000_0001L);
        final List<TestNode.Entry> twice = new ArrayList<>(entries);
        twice.add(second);

        final OwnershipReport report = read(twice, OwnershipCheck::check);

        assertFalse(report.passed());
        assertNotNull(report.violation());
        assertEquals(Kind.SEAT_OWNED_TWICE, report.violation().kind());
        assertEquals(firstPosition + 1, report.violation().position());
        assertEquals(firstPosition, report.violation().earlierPosition());
        assertEquals(0x7777_0000_0001L, report.violation().orderId());
    }

    @Test
    void shouldFindAnOrderHeldTwiceAndAReleaseWithoutAHold()
    {
        final int index = indexOf(OrderHeldDecoder.TEMPLATE_ID, 0);
        final TestNode.Entry held = entries.get(index);
        final List<TestNode.Entry> twice = new ArrayList<>(entries.subList(0, index + 1));
        twice.add(new TestNode.Entry(index + 2, held.timestampMs(), held.command(), held.events()));
        assertEquals(Kind.ORDER_HELD_TWICE, read(twice, OwnershipCheck::check).violation().kind());

        final int released = indexOf(OrderCancelledDecoder.TEMPLATE_ID, 0);
        final TestNode.Entry release = entries.get(released);
        final List<TestNode.Entry> again = new ArrayList<>(entries.subList(0, released + 1));
        again.add(new TestNode.Entry(released + 2, release.timestampMs(), release.command(), release.events()));
        final OwnershipReport.Violation violation = read(again, OwnershipCheck::check).violation();
        assertEquals(Kind.ORDER_NOT_HELD, violation.kind());
        assertEquals(released + 2, violation.position());
    }

    private int indexOf(final int templateId, final int skip)
    {
        int left = skip;
        for (int i = 0; i < entries.size(); i++)
        {
            if (TestNode.templateId(entries.get(i).events()) == templateId && left-- == 0)
            {
                return i;
            }
        }
        throw new AssertionError("no record number " + skip + " with an event " + templateId);
    }

    private List<TestNode.Entry> with(final int index, final byte[] events)
    {
        final List<TestNode.Entry> changed = new ArrayList<>(entries);
        final TestNode.Entry entry = entries.get(index);
        changed.set(index, new TestNode.Entry(entry.position(), entry.timestampMs(), entry.command(), events));
        return changed;
    }

    private <T> T read(final List<TestNode.Entry> journal, final Function<JournalReader, T> pass)
    {
        final Path directoryPath = path.resolve("journal-" + System.nanoTime());
        TestNode.writeJournal(directoryPath, journal);
        try (
            JournalDirectory directory =
                JournalDirectory.openForReading(directoryPath, JournalDirectory.MIN_BLOCK_SIZE);
            JournalReader reader = directory.reader())
        {
            return pass.apply(reader);
        }
    }
}
