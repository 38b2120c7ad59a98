package io.signalbox.replay.audit;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.replay.SmallWorld;
import io.signalbox.replay.SoldWorld;
import io.signalbox.replay.TestNode;
import io.signalbox.replay.audit.OwnershipReport.Kind;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OwnershipCheckTest
{
    private final SoldWorld world;
    private final List<TestNode.Entry> entries;

    OwnershipCheckTest(@TempDir final Path path)
    {
        world = new SoldWorld(path);
        entries = world.entries;
    }

    @Test
    void shouldCountWhatWasSold()
    {
        final OwnershipReport report = world.read(entries, OwnershipCheck::check);

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

        final OwnershipReport report = world.read(twice, OwnershipCheck::check);

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
        final int index = world.indexOf(OrderHeldDecoder.TEMPLATE_ID, 0);
        final TestNode.Entry held = entries.get(index);
        final List<TestNode.Entry> twice = new ArrayList<>(entries.subList(0, index + 1));
        twice.add(new TestNode.Entry(index + 2, held.timestampMs(), held.command(), held.events()));
        assertEquals(Kind.ORDER_HELD_TWICE, world.read(twice, OwnershipCheck::check).violation().kind());

        final int released = world.indexOf(OrderCancelledDecoder.TEMPLATE_ID, 0);
        final TestNode.Entry release = entries.get(released);
        final List<TestNode.Entry> again = new ArrayList<>(entries.subList(0, released + 1));
        again.add(new TestNode.Entry(released + 2, release.timestampMs(), release.command(), release.events()));
        final OwnershipReport.Violation violation = world.read(again, OwnershipCheck::check).violation();
        assertEquals(Kind.ORDER_NOT_HELD, violation.kind());
        assertEquals(released + 2, violation.position());
    }

    /** The group of seats says that it has entries of 60,000 bytes. */
    @Test
    void shouldReportAnEventThatIsNoSoundMessage()
    {
        final int index = world.indexOf(OrderHeldDecoder.TEMPLATE_ID, 3);
        final TestNode.Entry honest = entries.get(index);
        final byte[] events = honest.events().clone();
        new UnsafeBuffer(events).putShort(
            Frame.BODY_OFFSET + OrderHeldDecoder.BLOCK_LENGTH, (short)60_000, LITTLE_ENDIAN);
        final List<TestNode.Entry> changed = new ArrayList<>(entries);
        changed.set(index, new TestNode.Entry(honest.position(), honest.timestampMs(), honest.command(), events));

        final OwnershipReport report = world.read(changed, OwnershipCheck::check);

        assertFalse(report.passed());
        assertEquals(Kind.EVENT_UNSOUND, report.violation().kind());
        assertEquals(index + 1, report.violation().position());
        assertTrue(report.violation().text().contains("60000 of group seats"), report.violation().text());
    }
}
