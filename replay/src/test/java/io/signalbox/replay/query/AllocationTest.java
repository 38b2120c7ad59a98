package io.signalbox.replay.query;

import com.sun.management.ThreadMXBean;
import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameSink;
import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.QueryOrderEncoder;
import io.signalbox.protocol.wire.QueryRunEncoder;
import io.signalbox.protocol.wire.SearchRunsEncoder;
import io.signalbox.replay.SmallWorld;
import io.signalbox.replay.TestNode;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.agrona.collections.MutableLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Answering allocates nothing once it is warm, and neither does applying what was sold.
 */
class AllocationTest
{
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 5_000;
    private static final int ROUNDS = 10;

    /** In the frames of OrderHeld and OrderCancelled alike. */
    private static final int ORDER_ID_OFFSET = Frame.BODY_OFFSET + OrderHeldDecoder.orderIdEncodingOffset();

    private final AvailabilityView availability = new AvailabilityView();
    private final OrderView orders = new OrderView();
    private final UnsafeBuffer query = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long rejections;
    private final FrameSink sink = (buffer, offset, length) ->
        rejections += Frame.templateId(buffer, offset) == BusinessMessageRejectDecoder.TEMPLATE_ID ? 1 : 0;
    private final QueryAnswerer answerer = new QueryAnswerer(availability, orders, () -> 0);
    private final SmallWorld world = new SmallWorld(5, 5_000, availability, orders);

    AllocationTest()
    {
        for (int i = 0; i < 100; i++)
        {
            world.step();
        }
    }

    @Test
    void shouldAllocateNothingForQueryRun()
    {
        final QueryRunEncoder message = new QueryRunEncoder();
        message.wrapAndApplyHeader(query, Frame.MESSAGE_OFFSET, header).queryId(1).runId(2).classCode((short)'O');
        assertNoAllocation(message.encodedLength());
    }

    @Test
    void shouldAllocateNothingForQueryOrder()
    {
        final QueryOrderEncoder message = new QueryOrderEncoder();
        message.wrapAndApplyHeader(query, Frame.MESSAGE_OFFSET, header).queryId(1).orderId(5);
        assertNoAllocation(message.encodedLength());
    }

    @Test
    void shouldAllocateNothingForSearchRunsOnceTheLargestAnswerIsKnown()
    {
        final SearchRunsEncoder message = new SearchRunsEncoder();
        message.wrapAndApplyHeader(query, Frame.MESSAGE_OFFSET, header).queryId(1).fromCode("A").toCode("D")
            .date(TestNode.DAY);
        assertNoAllocation(message.encodedLength());
    }

    @Test
    void shouldAllocateNothingForARecordOfTheSale()
    {
        final TestNode node = world.node;
        node.openRun(1, 1, TestNode.DAY + 9);
        final UnsafeBuffer held = new UnsafeBuffer(node.order(SmallWorld.RUNS + 1, 1, 3, 'O', 3));
        final long orderId = held.getLong(ORDER_ID_OFFSET, LITTLE_ENDIAN);
        final UnsafeBuffer cancelled = new UnsafeBuffer(node.execute(node.commands.cancel(orderId)));
        final JournalRecord record = new JournalRecord();
        final MutableLong position = new MutableLong(node.engine.position());
        final MutableLong generation = new MutableLong(orderId);

        assertNoAllocation((times) ->
        {
            for (int i = 0; i < times; i++)
            {
                // The next order of the same slot.
                generation.set(generation.get() + (1L << Integer.SIZE));
                held.putLong(ORDER_ID_OFFSET, generation.get(), LITTLE_ENDIAN);
                cancelled.putLong(ORDER_ID_OFFSET, generation.get(), LITTLE_ENDIAN);
                show(record.header(position.incrementAndGet(), node.nowMs, 1), held);
                show(record.header(position.incrementAndGet(), node.nowMs, 1), cancelled);
            }
        });
    }

    private void show(final JournalRecord record, final UnsafeBuffer events)
    {
        record.events(events, 0, events.capacity());
        availability.onRecord(record);
        orders.onRecord(record);
    }

    private void assertNoAllocation(final int messageLength)
    {
        final int length = Frame.BODY_OFFSET + messageLength;
        Frame.writeHeader(query, 0, length);
        assertNoAllocation((times) -> answer(length, times));
        assertEquals(0, rejections);
    }

    private static void assertNoAllocation(final IntConsumer repeated)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        repeated.accept(WARM_UP);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            repeated.accept(MEASURED);
            // The virtual machine itself allocates now and then, as when it gives compiled code up: not each time.
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertEquals(0, least);
    }

    private void answer(final int length, final int times)
    {
        for (int i = 0; i < times; i++)
        {
            answerer.answer(query, 0, length, 1, 0, sink);
        }
    }
}
