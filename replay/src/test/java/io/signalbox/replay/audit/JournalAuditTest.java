package io.signalbox.replay.audit;

import io.signalbox.core.SeatEngine;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import io.signalbox.protocol.wire.QueryRunEncoder;
import io.signalbox.protocol.wire.RulesAdoptedDecoder;
import io.signalbox.replay.SmallWorld;
import io.signalbox.replay.SoldWorld;
import io.signalbox.replay.TestNode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalAuditTest
{
    /** Of an OrderHeld frame: behind headers, event header, order and run id, stops, class and channel. */
    private static final int DEADLINE_OFFSET = Frame.BODY_OFFSET + 37 + 8 + 4 + 4;

    private final SoldWorld world;
    private final List<TestNode.Entry> entries;

    JournalAuditTest(@TempDir final Path path)
    {
        world = new SoldWorld(path);
        entries = world.entries;
    }

    @Test
    void shouldStopAtARecordOfRulesThatItDoesNotKnow()
    {
        final AuditReport report =
            world.read(withStamp(5, SeatEngine.LATEST_DECISION_VERSION + 1), JournalAudit::audit);

        assertFalse(report.passed());
        assertEquals(6, report.difference().position());
        assertEquals(
            "decided by version 3 of the rules, this program knows them up to 2", report.difference().reason());
        assertEquals(5, report.commands());
    }

    @Test
    void shouldFindAStampOfRulesThatWereNotInForce()
    {
        final AuditReport report = world.read(withStamp(5, 2), JournalAudit::audit);

        assertFalse(report.passed());
        assertEquals(6, report.difference().position());
        assertEquals(
            "stamped with version 2 of the rules, version 1 was in force", report.difference().reason());
    }

    @Test
    void shouldFindAStampOfRulesThatWereInForceBefore()
    {
        adoptLatestRules();
        world.node.order(1, 0, 1, 'Z', 1);
        final int last = entries.size() - 1;

        final AuditReport report = world.read(withStamp(last, 1), JournalAudit::audit);

        assertEquals(last + 1, report.difference().position());
        assertEquals(
            "stamped with version 1 of the rules, version 2 was in force", report.difference().reason());
    }

    @Test
    void shouldAuditAJournalThatAdoptsNewerRulesInTheMiddle()
    {
        world.node.nowMs += 10_000;
        world.node.expireAll();
        final SmallWorld.Order order = SmallWorld.heldOrder(anOrder());
        final OrderRefusedDecoder told =
            refusal(world.node.execute(world.node.commands.confirm(order.orderId(), order.amount() + 1)));
        assertEquals(OrderRefusalReason.AMOUNT_MISMATCH, told.reason());
        assertEquals(order.amount(), told.limitValue());

        adoptLatestRules();
        final int adopted = entries.size() - 1;
        assertEquals(RulesAdoptedDecoder.TEMPLATE_ID, TestNode.templateId(entries.get(adopted).events()));
        final OrderRefusedDecoder notTold =
            refusal(world.node.execute(world.node.commands.confirm(order.orderId(), order.amount() + 1)));
        assertEquals(OrderRefusalReason.AMOUNT_MISMATCH, notTold.reason());
        assertEquals(0, notTold.limitValue());
        world.node.execute(world.node.commands.confirm(order.orderId(), order.amount()));

        assertEquals(1, entries.get(adopted).decisionVersion());
        assertEquals(2, entries.get(adopted + 1).decisionVersion());
        final AuditReport report = world.read(entries, JournalAudit::audit);
        assertNull(report.difference());
        assertTrue(report.passed());
        assertEquals(entries.size(), report.records());
        assertEquals(world.node.engine.stateHash(), report.executedHash());
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

        final AuditReport report = world.read(changed, JournalAudit::audit);

        assertFalse(report.passed());
        assertEquals(honest.position(), report.difference().position());
        assertTrue(report.difference().reason().startsWith("no sound command: "), report.difference().reason());
    }

    @Test
    void shouldAuditAnHonestJournal()
    {
        final AuditReport report = world.read(entries, JournalAudit::audit);

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
        final int index = world.indexOf(OrderHeldDecoder.TEMPLATE_ID, 20);
        final TestNode.Entry honest = entries.get(index);
        final byte[] events = honest.events().clone();
        events[DEADLINE_OFFSET] ^= 0x40;

        final AuditReport report = world.read(with(index, events), JournalAudit::audit);

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
        final int index = world.indexOf(OrderHeldDecoder.TEMPLATE_ID, 3);
        final byte[] once = entries.get(index).events();
        final byte[] twice = new byte[once.length * 2];
        System.arraycopy(once, 0, twice, 0, once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);

        final AuditReport.Difference difference =
            world.read(with(index, twice), JournalAudit::audit).difference();

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

        final AuditReport.Difference difference = world.read(doubled, JournalAudit::audit).difference();

        assertEquals(last.position() + 1, difference.position());
        assertEquals("the command has no effect", difference.reason());
    }

    /** A query would be one that no engine decides. */
    @Test
    void shouldReportAMessageThatIsNoCommand()
    {
        final TestNode.Entry honest = entries.get(entries.size() - 1);
        final byte[] query = new byte[Frame.BODY_OFFSET + QueryRunEncoder.BLOCK_LENGTH];
        final UnsafeBuffer buffer = new UnsafeBuffer(query);
        new QueryRunEncoder().wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        Frame.writeHeader(buffer, 0, query.length);
        final List<TestNode.Entry> changed = new ArrayList<>(entries.subList(0, entries.size() - 1));
        changed.add(new TestNode.Entry(honest.position(), honest.timestampMs(), query, honest.events()));

        final AuditReport.Difference difference = world.read(changed, JournalAudit::audit).difference();

        assertEquals(honest.position(), difference.position());
        assertEquals(
            "no sound command: templateId " + QueryRunEncoder.TEMPLATE_ID + " is not one of a journaled command",
            difference.reason());
    }

    private byte[] anOrder()
    {
        world.node.openRun(1, 1, TestNode.DAY + 9);
        return world.node.order(SmallWorld.RUNS + 1, 1, 3, 'O', 2);
    }

    private void adoptLatestRules()
    {
        world.node.execute(world.node.commands.adoptRules(SeatEngine.LATEST_DECISION_VERSION));
    }

    private static OrderRefusedDecoder refusal(final byte[] events)
    {
        assertEquals(OrderRefusedDecoder.TEMPLATE_ID, TestNode.templateId(events));
        return new OrderRefusedDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(events), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
    }

    private List<TestNode.Entry> withStamp(final int index, final int decisionVersion)
    {
        final List<TestNode.Entry> changed = new ArrayList<>(entries);
        changed.set(index, entries.get(index).stamped(decisionVersion));
        return changed;
    }

    private List<TestNode.Entry> with(final int index, final byte[] events)
    {
        final List<TestNode.Entry> changed = new ArrayList<>(entries);
        final TestNode.Entry entry = entries.get(index);
        changed.set(index, new TestNode.Entry(entry.position(), entry.timestampMs(), entry.command(), events));
        return changed;
    }
}
