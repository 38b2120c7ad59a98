package io.signalbox.gateway.ring;

import com.sun.management.ThreadMXBean;
import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.host.DeliveryGate;
import io.signalbox.gateway.host.EngineHost;
import io.signalbox.gateway.host.RecordSink;
import io.signalbox.gateway.session.ConnectionIds;
import io.signalbox.gateway.session.GatewayFrames;
import io.signalbox.gateway.session.KeptReplies;
import io.signalbox.gateway.session.ReplyPublisher;
import io.signalbox.gateway.session.SessionHandler;
import io.signalbox.gateway.session.SessionRoutes;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalWriter;
import io.signalbox.protocol.EventFields;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.EstablishAckDecoder;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.NotAppliedDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Drives the business thread's handler by hand, on the thread of the test.
 */
class BusinessThreadTest
{
    private static final long START_MS = 1_700_000_000_000L;
    private static final long CONNECTION = ConnectionIds.of(0, 1);
    private static final int REPLIES_KEPT = 64;
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 5_000;
    private static final int GREATEST_WINDOWS = 20;

    private final RingFrames frames = new RingFrames();
    private final CommandSlot slot = new CommandSlot();
    private final ControlledGate gate = new ControlledGate();
    private final ReplyHandler onReply = this::onReply;
    private long nowMs = START_MS;
    private int wakes;
    private long appended;
    private int replies;
    private int lastTemplateId;
    private long lastOrderId;
    private long lastRefSeqNum;
    private boolean lastSentBefore;
    private long lastConnection;
    private long request;
    private long sales;
    private ReplyRing ring;
    private EngineHost host;
    private BusinessThread business;
    private SeatEngine engine;

    /** Opens up to the position that the test says. */
    private static final class ControlledGate implements DeliveryGate
    {
        private long sendablePosition = Long.MAX_VALUE;
        private int requests;

        @Override
        public long sendablePosition()
        {
            return sendablePosition;
        }

        @Override
        public void request()
        {
            requests++;
        }

        @Override
        public Durability durability()
        {
            return Durability.DISK;
        }
    }

    @BeforeEach
    void setUp()
    {
        build(record -> appended = record.position());
    }

    private void build(final RecordSink journal)
    {
        engine = new SeatEngine();
        request = 0;
        ring = new ReplyRing(ReplyRing.MIN_CAPACITY, gate);
        ring.onWake(() -> wakes++);
        final GatewayFrames gatewayFrames = new GatewayFrames();
        final ReplyPublisher publisher = new ReplyPublisher(new ReplyRing[] {ring}, gate);
        final SessionRoutes routes = new SessionRoutes(publisher, gatewayFrames, new KeptReplies(REPLIES_KEPT));
        host = new EngineHost(engine, journal, gate, () -> nowMs, routes, 0);
        business = new BusinessThread(
            host, new SessionHandler(host, engine, routes, publisher, gatewayFrames, gate));
        host.issue(frames.buffer(), frames.defineLimits());
        put(CommandSlot.NEGOTIATE, CONNECTION, frames.negotiate(1), true);
        put(CommandSlot.ESTABLISH, CONNECTION, frames.establish(1), true);
        command(frames.defineStation(++request, "A"));
        command(frames.defineStation(++request, "B"));
        command(frames.defineLayout(++request));
        command(frames.defineService(++request));
        command(frames.openRun(++request, START_MS + 86_400_000L));
        drain();
    }

    private void onReply(
        final long connectionId,
        final boolean sentBefore,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        replies++;
        lastConnection = connectionId;
        lastSentBefore = sentBefore;
        lastTemplateId = Frame.templateId(buffer, offset);
        if (MessageTable.hasEventHeader(lastTemplateId))
        {
            lastRefSeqNum = EventFields.refSeqNum(buffer, offset);
        }
        if (lastTemplateId == OrderHeldDecoder.TEMPLATE_ID)
        {
            lastOrderId = buffer.getLong(
                offset + Frame.BODY_OFFSET + OrderHeldDecoder.orderIdEncodingOffset(), LITTLE_ENDIAN);
        }
    }

    private void put(final int kind, final long connectionId, final int length, final boolean endOfBatch)
    {
        slot.fill(kind, connectionId, frames.buffer(), 0, length);
        business.onEvent(slot, 0, endOfBatch);
    }

    private void command(final int length)
    {
        put(CommandSlot.COMMAND, CONNECTION, length, true);
    }

    private int drain()
    {
        return ring.drain(onReply, Integer.MAX_VALUE);
    }

    /** One order held, one refused, the first made again, the first cancelled: four requests, three records. */
    private void sellAndTakeBack()
    {
        sales++;
        command(frames.placeOrder(++request, 0, 2));
        drain();
        command(frames.placeOrder(request, 0, 2));
        drain();
        command(frames.placeOrder(++request, 1, 1));
        drain();
        command(frames.cancelOrder(++request, lastOrderId));
        drain();
    }

    /**
     * Bytes of the best of some windows: what a class or a compiler needs once is not per command, and happens the more
     * often the slower the machine is.
     */
    private long allocatedBytesOfMeasuredCommands()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++)
        {
            sellAndTakeBack();
        }
        long least = Long.MAX_VALUE;
        for (int window = 0; window < GREATEST_WINDOWS && least > 0; window++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < MEASURED; i++)
            {
                sellAndTakeBack();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void shouldAllocateNothingPerCommand()
    {
        final long position = engine.position();
        assertEquals(0, allocatedBytesOfMeasuredCommands());
        assertEquals(position + 3 * sales, engine.position());
        assertEquals(engine.position(), appended);
        assertEquals(OrderCancelledDecoder.TEMPLATE_ID, lastTemplateId);
    }

    @Test
    void shouldAllocateNothingPerCommandWithTheRealJournal(@TempDir final Path directory)
    {
        try (JournalDirectory journal = JournalDirectory.open(directory); JournalWriter writer = journal.writer())
        {
            build(writer::append);
            final long bytes = allocatedBytesOfMeasuredCommands();
            // Chronicle makes some objects when it maps the next part of its file, never for a record.
            assertTrue(bytes < 3L * MEASURED, bytes + " bytes in " + 3 * MEASURED + " records");
        }
    }

    @Test
    void shouldSayWhatARequestLedTo()
    {
        command(frames.placeOrder(++request, 0, 1));
        drain();
        assertEquals(OrderHeldDecoder.TEMPLATE_ID, lastTemplateId);
        assertEquals(request, lastRefSeqNum);
        assertEquals(CONNECTION, lastConnection);
        command(frames.placeOrder(++request, 1, 1));
        drain();
        assertEquals(OrderRefusedDecoder.TEMPLATE_ID, lastTemplateId);
        command(frames.placeOrder(request - 1, 0, 1));
        drain();
        assertEquals(OrderHeldDecoder.TEMPLATE_ID, lastTemplateId);
        assertEquals(request - 1, lastRefSeqNum);
        assertTrue(lastSentBefore);
        command(frames.placeOrder(request + 5, 0, 1));
        drain();
        assertEquals(OrderHeldDecoder.TEMPLATE_ID, lastTemplateId);
        command(frames.placeOrder(request + 2, 0, 1));
        drain();
        assertEquals(NotAppliedDecoder.TEMPLATE_ID, lastTemplateId);
    }

    @Test
    void shouldLetNoReplyOutBeforeItsRecordIsDurable()
    {
        final long durable = engine.position();
        gate.sendablePosition = durable;
        replies = 0;
        final int wakesBefore = wakes;
        final int requestsBefore = gate.requests;
        put(CommandSlot.COMMAND, CONNECTION, frames.placeOrder(++request, 0, 1), false);
        put(CommandSlot.COMMAND, CONNECTION, frames.placeOrder(++request, 0, 1), true);
        assertEquals(requestsBefore + 1, gate.requests);
        assertEquals(wakesBefore, wakes);
        assertEquals(0, drain());
        gate.sendablePosition = durable + 1;
        ring.wakeIfFilled();
        assertEquals(wakesBefore + 1, wakes);
        assertEquals(1, drain());
        assertEquals(request - 1, lastRefSeqNum);
        gate.sendablePosition = durable + 2;
        assertEquals(1, drain());
        assertEquals(request, lastRefSeqNum);
    }

    @Test
    void shouldNotSayThatItAppliedWhatIsNotYetDurable()
    {
        gate.sendablePosition = engine.position();
        command(frames.placeOrder(++request, 0, 1));
        put(CommandSlot.ESTABLISH, ConnectionIds.of(0, 2), frames.establish(1), true);
        assertEquals(0, drain());
        gate.sendablePosition = engine.position();
        drain();
        assertEquals(EstablishAckDecoder.TEMPLATE_ID, lastTemplateId);
        assertEquals(ConnectionIds.of(0, 2), lastConnection);
    }

    @Test
    void shouldWakeALoopOnceABatch()
    {
        drain();
        final int before = wakes;
        for (int i = 0; i < 10; i++)
        {
            put(CommandSlot.COMMAND, CONNECTION, frames.placeOrder(++request, 0, 1), i == 9);
        }
        assertEquals(before + 1, wakes);
        assertEquals(10, drain());
    }

    @Test
    void shouldIgnoreRequestsOfAConnectionThatHasLostTheSession()
    {
        put(CommandSlot.ESTABLISH, ConnectionIds.of(0, 2), frames.establish(1), true);
        drain();
        final long position = engine.position();
        command(frames.placeOrder(++request, 0, 1));
        assertEquals(position, engine.position());
        assertEquals(0, drain());
    }

    @Test
    void shouldStartANegotiatedSessionAgainWithNothingKept()
    {
        put(CommandSlot.NEGOTIATE, ConnectionIds.of(0, 2), frames.negotiate(2), true);
        drain();
        assertEquals(NegotiateResponseDecoder.TEMPLATE_ID, lastTemplateId);
        put(CommandSlot.ESTABLISH, ConnectionIds.of(0, 2), frames.establish(2), true);
        put(CommandSlot.COMMAND, ConnectionIds.of(0, 2), frames.placeOrder(3, 0, 1), true);
        put(CommandSlot.COMMAND, ConnectionIds.of(0, 2), frames.placeOrder(2, 0, 1), true);
        drain();
        assertEquals(NotAppliedDecoder.TEMPLATE_ID, lastTemplateId);
    }

    @Test
    void shouldExpireWhatIsDueBeforeTheNextCommand()
    {
        for (int i = 0; i < 2 * EngineHost.EXPIRIES_PER_RECORD; i++)
        {
            command(frames.placeOrder(++request, 0, 1));
        }
        command(frames.placeOrder(++request, 0, 1));
        drain();
        assertEquals(OrderRefusedDecoder.TEMPLATE_ID, lastTemplateId);
        final long position = engine.position();
        nowMs = engine.nextDeadlineMs();
        replies = 0;
        slot.fillTick();
        business.onEvent(slot, 0, true);
        drain();
        assertEquals(HoldExpiredDecoder.TEMPLATE_ID, lastTemplateId);
        assertEquals(120, replies);
        assertEquals(position + 2, engine.position());
        assertEquals(Long.MAX_VALUE, host.nextDeadlineMs());
        // The clock goes back: the record's time does not.
        nowMs = START_MS;
        command(frames.placeOrder(++request, 0, 1));
        drain();
        assertEquals(OrderHeldDecoder.TEMPLATE_ID, lastTemplateId);
    }
}
