package io.signalbox.replay.query;

import com.sun.management.ThreadMXBean;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameSink;
import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.QueryOrderEncoder;
import io.signalbox.protocol.wire.QueryRunEncoder;
import io.signalbox.protocol.wire.SearchRunsEncoder;
import io.signalbox.replay.SmallWorld;
import io.signalbox.replay.TestNode;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Answering allocates nothing once it is warm.
 */
class AllocationTest
{
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 5_000;
    private static final int ROUNDS = 10;

    private final AvailabilityView availability = new AvailabilityView();
    private final OrderView orders = new OrderView();
    private final UnsafeBuffer query = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long rejections;
    private final FrameSink sink = (buffer, offset, length) ->
        rejections += Frame.templateId(buffer, offset) == BusinessMessageRejectDecoder.TEMPLATE_ID ? 1 : 0;
    private final QueryAnswerer answerer = new QueryAnswerer(availability, orders, () -> 0);

    AllocationTest()
    {
        final SmallWorld world = new SmallWorld(5, 5_000, availability, orders);
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

    private void assertNoAllocation(final int messageLength)
    {
        final int length = Frame.BODY_OFFSET + messageLength;
        Frame.writeHeader(query, 0, length);
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        answer(length, WARM_UP);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            answer(length, MEASURED);
            // The virtual machine itself allocates now and then, as when it gives compiled code up: not for each query.
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertEquals(0, least);
        assertEquals(0, rejections);
    }

    private void answer(final int length, final int times)
    {
        for (int i = 0; i < times; i++)
        {
            answerer.answer(query, 0, length, 1, 0, sink);
        }
    }
}
