package io.signalbox.gateway;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderStatusDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class RepeatedRequestTest
{
    private static final int SESSION = 7;
    private static final int ORDERS = 40;

    @TempDir
    private Path directory;

    private final List<byte[]> answers = new ArrayList<>();

    private static void sellOrders(final TestClient client, final List<byte[]> answers) throws IOException
    {
        TestOrders.openOneRun(client, SESSION, TestNode.START_MS + 86_400_000L);
        for (int i = 1; i <= ORDERS; i++)
        {
            client.send(TestFrames.placeOrder(SESSION, TestOrders.REQUESTS + i, i));
            answers.add(client.expect(OrderHeldDecoder.TEMPLATE_ID));
        }
    }

    private void expectTheSameAnswers(final TestClient client, final int delivery) throws IOException
    {
        for (int i = 1; i <= ORDERS; i++)
        {
            client.send(TestFrames.placeOrder(SESSION, TestOrders.REQUESTS + i, i));
        }
        for (int i = 0; i < ORDERS; i++)
        {
            final byte[] again = client.expect(OrderHeldDecoder.TEMPLATE_ID);
            assertEquals(delivery | Frame.DELIVERY_SENT_BEFORE, TestClient.delivery(again));
            again[Frame.EVENT_DELIVERY_OFFSET] = answers.get(i)[Frame.EVENT_DELIVERY_OFFSET];
            assertArrayEquals(answers.get(i), again);
        }
    }

    private static void shouldHaveSold(final TestClient client, final long orders) throws IOException
    {
        TestNode.await(() -> known(client, orders));
        client.send(TestFrames.queryOrder(1, orders + 1));
        client.expectReject(BusinessRejectReason.ORDER_UNKNOWN, 902, 0);
    }

    private static boolean known(final TestClient client, final long orderId)
    {
        try
        {
            client.send(TestFrames.queryOrder(1, orderId));
            return TestClient.templateId(client.next()) == OrderStatusDecoder.TEMPLATE_ID;
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void shouldAnswerRepeatedRequestsWithTheSameBytesBeforeAndAfterARestart() throws Exception
    {
        final ServerConfig config = TestNode.config(directory).durability(Durability.DISK).build();
        try (TestNode node = new TestNode(config))
        {
            try (TestClient client = new TestClient(node.port()).established(SESSION, 1))
            {
                sellOrders(client, answers);
                for (final byte[] answer : answers)
                {
                    assertEquals(Frame.DELIVERY_ON_DISK, TestClient.delivery(answer));
                }
                expectTheSameAnswers(client, Frame.DELIVERY_ON_DISK);
                shouldHaveSold(client, ORDERS);
            }
            try (TestClient client = new TestClient(node.port()))
            {
                assertEquals(TestOrders.REQUESTS + ORDERS, client.establish(SESSION, 1).lastIncomingSeqNo());
                expectTheSameAnswers(client, Frame.DELIVERY_ON_DISK);
            }
            assertEquals(0, node.exitCode());
        }
        try (TestNode node = new TestNode(config, TestNode.START_MS + 1000);
            TestClient client = new TestClient(node.port()))
        {
            assertEquals(2 + TestOrders.REQUESTS + ORDERS, node.server().recovered().records());
            assertEquals(TestOrders.REQUESTS + ORDERS, client.establish(SESSION, 1).lastIncomingSeqNo());
            expectTheSameAnswers(client, Frame.DELIVERY_ON_DISK);
            shouldHaveSold(client, ORDERS);
            client.send(TestFrames.placeOrder(SESSION, TestOrders.REQUESTS + ORDERS + 1, 1000));
            client.expect(OrderHeldDecoder.TEMPLATE_ID);
            assertEquals(0, node.exitCode());
        }
    }

    @Test
    void shouldSayThatAnOldAnswerIsNoLongerKept() throws Exception
    {
        final ServerConfig config = TestNode.config(directory).repliesKept(10).build();
        for (int start = 0; start < 2; start++)
        {
            try (TestNode node = new TestNode(config, TestNode.START_MS + start);
                TestClient client = new TestClient(node.port()))
            {
                if (start == 0)
                {
                    client.negotiated(SESSION, 1);
                }
                assertEquals(10, client.establish(SESSION, 1).repliesKept());
                if (start == 0)
                {
                    sellOrders(client, answers);
                }
                final int last = TestOrders.REQUESTS + ORDERS;
                client.send(TestFrames.placeOrder(SESSION, last - 10, 1), TestFrames.placeOrder(SESSION, last - 9, 1));
                client.expectReject(BusinessRejectReason.REPLY_NO_LONGER_KEPT, 120, last - 10);
                assertEquals(last - 9, TestClient.refSeqNum(client.expect(OrderHeldDecoder.TEMPLATE_ID)));
            }
        }
    }
}
