package io.signalbox.gateway;

import com.sun.management.ThreadMXBean;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What the threads of a running server allocate while they serve pipelined orders: nothing that grows with the orders.
 */
class EventLoopAllocationTest
{
    private static final int SESSION = 7;
    private static final int PIPELINED = 500;
    private static final int ROUNDS = 40;
    private static final int WINDOWS = 5;

    @TempDir
    private Path directory;

    private long number;

    private void serve(final TestClient client, final int rounds) throws IOException
    {
        for (int round = 0; round < rounds; round++)
        {
            final byte[][] orders = new byte[PIPELINED][];
            for (int i = 0; i < PIPELINED; i++)
            {
                orders[i] = TestFrames.placeOrder(SESSION, ++number, (int)number);
            }
            client.send(orders);
            for (int i = 0; i < PIPELINED; i++)
            {
                final int templateId = TestClient.templateId(client.next());
                assertTrue(
                    templateId == OrderHeldDecoder.TEMPLATE_ID || templateId == OrderRefusedDecoder.TEMPLATE_ID,
                    () -> "template " + templateId);
            }
        }
    }

    private static long allocatedBytes(final String threadNamePrefix)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (final Thread thread : Thread.getAllStackTraces().keySet())
        {
            if (thread.getName().startsWith(threadNamePrefix))
            {
                bytes += threads.getThreadAllocatedBytes(thread.getId());
            }
        }
        return bytes;
    }

    @Test
    void shouldAllocateNothingPerOrder() throws Exception
    {
        try (TestNode node = new TestNode(TestNode.config(directory).repliesKept(64).build());
            TestClient client = new TestClient(node.port()).established(SESSION, 1))
        {
            TestOrders.openOneRun(client, SESSION, TestNode.START_MS + 86_400_000L);
            number = TestOrders.REQUESTS;
            serve(client, 2 * ROUNDS);
            long loopBytes = Long.MAX_VALUE;
            long businessBytes = Long.MAX_VALUE;
            for (int window = 0; window < WINDOWS; window++)
            {
                final long loopBefore = allocatedBytes("signalbox-loop");
                final long businessBefore = allocatedBytes("signalbox-business");
                serve(client, ROUNDS);
                loopBytes = Math.min(loopBytes, allocatedBytes("signalbox-loop") - loopBefore);
                businessBytes = Math.min(businessBytes, allocatedBytes("signalbox-business") - businessBefore);
            }
            final String said = loopBytes + " and " + businessBytes + " bytes for " + ROUNDS * PIPELINED + " orders";
            // The smallest object has 16 bytes: nothing is made for an order. Netty makes some for a read or a flush.
            assertTrue(loopBytes < 8 * ROUNDS * PIPELINED, "loop, business thread: " + said);
            assertTrue(businessBytes < ROUNDS * PIPELINED, "loop, business thread: " + said);
        }
    }
}
