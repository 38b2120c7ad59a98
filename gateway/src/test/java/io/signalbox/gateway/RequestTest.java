package io.signalbox.gateway;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.DefinitionRefusedDecoder;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RequestTest
{
    private static final int DEFINE_STATION = 100;
    private static final int QUERY_ORDER = 902;
    private static final int RING_SLOTS = 8;

    @TempDir
    private Path directory;

    private TestNode node;

    @BeforeEach
    void start() throws ServerStartException
    {
        node = new TestNode(
            TestNode.config(directory).ringSlots(RING_SLOTS).maxBatch(4).replyRingBytes(1 << 16).build());
        node.freezeMonotonic();
    }

    @AfterEach
    void stop()
    {
        node.close();
        assertEquals(0, node.exitCode());
    }

    @Test
    void shouldTellAGapAndPassTheRequestOn() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            client.send(TestFrames.defineStation(7, 4, "D"));
            client.expectNotApplied(1, 3);
            assertEquals(4, TestClient.refSeqNum(client.expect(StationDefinedDecoder.TEMPLATE_ID)));
            client.send(TestFrames.defineStation(7, 5, "E"));
            assertEquals(5, TestClient.refSeqNum(client.expect(StationDefinedDecoder.TEMPLATE_ID)));
            client.send(TestFrames.defineStation(7, 2, "B"));
            client.expectNotApplied(2, 1);
        }
    }

    @Test
    void shouldCountAGapFromTheLastRequestAppliedBeforeAReconnect() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            client.send(TestFrames.defineStation(7, 1, "A"), TestFrames.defineStation(7, 2, "B"));
            client.expect(StationDefinedDecoder.TEMPLATE_ID);
            client.expect(StationDefinedDecoder.TEMPLATE_ID);
        }
        try (TestClient client = new TestClient(node.port()))
        {
            assertEquals(2, client.establish(7, 1).lastIncomingSeqNo());
            client.send(TestFrames.defineStation(7, 5, "E"));
            client.expectNotApplied(3, 2);
            assertEquals(5, TestClient.refSeqNum(client.expect(StationDefinedDecoder.TEMPLATE_ID)));
        }
    }

    /** Define station A, take the space away, and define it again until the guard has seen that. */
    private long firstRejectedForSpace(final TestClient client) throws IOException
    {
        client.send(TestFrames.defineStation(7, 1, "A"));
        client.expect(StationDefinedDecoder.TEMPLATE_ID);
        node.usableBytes(DiskSpaceMonitor.FLOOR_BYTES - 1);
        long number = 1;
        byte[] answer;
        do
        {
            number++;
            client.send(TestFrames.defineStation(7, number, "A"));
            answer = client.next();
        }
        while (TestClient.templateId(answer) == DefinitionRefusedDecoder.TEMPLATE_ID);
        assertEquals(number, TestClient.rejected(answer, BusinessRejectReason.READ_ONLY, DEFINE_STATION));
        return number;
    }

    @Test
    @Timeout(60)
    void shouldTakeNoCommandWithoutSpaceForTheJournalAndGoOnWhenThereIsSomeAgain() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            long number = firstRejectedForSpace(client);
            byte[] answer;

            // A repeated request is answered all the same.
            client.send(TestFrames.defineStation(7, number - 1, "A"));
            assertEquals(number - 1, TestClient.refSeqNum(client.next()));
            client.send(TestFrames.queryOrder(1, 1));
            client.expectReject(BusinessRejectReason.ORDER_UNKNOWN, QUERY_ORDER, 0);

            node.usableBytes(DiskSpaceMonitor.FLOOR_BYTES);
            do
            {
                number++;
                client.send(TestFrames.defineStation(7, number, "A"));
                answer = client.next();
            }
            while (TestClient.templateId(answer) == BusinessMessageRejectDecoder.TEMPLATE_ID);
            assertEquals(DefinitionRefusedDecoder.TEMPLATE_ID, TestClient.templateId(answer));
        }
    }

    @Test
    @Timeout(60)
    void shouldTakeARejectedNumberNoMoreThanANewOneWithoutSpaceForTheJournal() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            final long number = firstRejectedForSpace(client);
            byte[] answer;

            client.send(TestFrames.defineStation(7, number, "B"));
            client.expectReject(BusinessRejectReason.READ_ONLY, DEFINE_STATION, number);
            client.send(TestFrames.defineStation(7, number + 1, "C"), TestFrames.defineStation(7, number, "B"));
            client.expectReject(BusinessRejectReason.READ_ONLY, DEFINE_STATION, number + 1);
            client.expectReject(BusinessRejectReason.READ_ONLY, DEFINE_STATION, number);

            // With space again, a number that was only rejected is still free.
            node.usableBytes(DiskSpaceMonitor.FLOOR_BYTES);
            do
            {
                client.send(TestFrames.defineStation(7, number, "B"));
                answer = client.next();
            }
            while (TestClient.templateId(answer) == BusinessMessageRejectDecoder.TEMPLATE_ID);
            assertEquals(number, TestClient.refSeqNum(answer));
            client.send(TestFrames.defineStation(7, number + 2, "D"));
            assertEquals(number + 2, TestClient.refSeqNum(client.expect(StationDefinedDecoder.TEMPLATE_ID)));
        }
    }

    @Test
    void shouldTakeNumbersUpToTheGreatestOfAll() throws IOException
    {
        final long greatest = -1;
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            client.send(TestFrames.defineStation(7, Long.MAX_VALUE, "A"));
            client.expectNotApplied(1, Long.MAX_VALUE - 1);
            client.expect(StationDefinedDecoder.TEMPLATE_ID);
            for (final long number : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MIN_VALUE + 2})
            {
                client.send(TestFrames.cancelOrder(7, number, 1), TestFrames.cancelOrder(7, number, 1));
                expectTwice(client, number);
            }
            client.send(TestFrames.cancelOrder(7, greatest, 1), TestFrames.cancelOrder(7, greatest, 1));
            client.expectNotApplied(Long.MIN_VALUE + 3, Long.MAX_VALUE - 3);
            expectTwice(client, greatest);
            // Nothing is greater: what comes now has been jumped over long ago.
            client.send(TestFrames.cancelOrder(7, 5, 1), TestFrames.cancelOrder(7, 0, 1));
            client.expectNotApplied(5, 1);
            client.expectNotApplied(0, 1);
        }
        try (TestClient client = new TestClient(node.port()))
        {
            assertEquals(greatest, client.establish(7, 1).lastIncomingSeqNo());
            client.send(TestFrames.cancelOrder(7, greatest, 1), TestFrames.cancelOrder(7, 1, 1));
            assertEquals(greatest, TestClient.refSeqNum(client.expect(OrderRefusedDecoder.TEMPLATE_ID)));
            client.expectNotApplied(1, 1);
        }
    }

    private static void expectTwice(final TestClient client, final long number) throws IOException
    {
        final byte[] first = client.expect(OrderRefusedDecoder.TEMPLATE_ID);
        assertEquals(number, TestClient.refSeqNum(first));
        final byte[] again = client.expect(OrderRefusedDecoder.TEMPLATE_ID);
        assertEquals(TestClient.delivery(first) | Frame.DELIVERY_SENT_BEFORE, TestClient.delivery(again));
        assertEquals(TestClient.position(first), TestClient.position(again));
    }

    @Test
    void shouldRejectACommandOfTheHostAndGoOn() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            client.send(TestFrames.expireHolds(7, 1), TestFrames.defineStation(7, 2, "B"));
            client.expectReject(BusinessRejectReason.HOST_ONLY, 301, 1);
            assertEquals(2, TestClient.refSeqNum(client.expect(StationDefinedDecoder.TEMPLATE_ID)));
        }
    }

    /**
     * Fill the ring with the requests 1 to {@link #RING_SLOTS}. The business thread is held at the first before the
     * others are sent, so that the slots of the handshake are free again and no slot becomes free meanwhile.
     */
    private void fillRing(final TestClient client) throws IOException
    {
        node.hold();
        client.send(TestFrames.defineStation(7, 1, "S1"));
        node.awaitHeld();
        for (int number = 2; number <= RING_SLOTS; number++)
        {
            client.send(TestFrames.defineStation(7, number, "S" + number));
        }
        // The event loop answers a query itself, after it has published what came before.
        client.send(TestFrames.queryOrder(9, 9));
        client.expectReject(BusinessRejectReason.ORDER_UNKNOWN, QUERY_ORDER, 0);
    }

    /** Let the business thread go on and take the answers to what was in the ring. */
    private void emptyRing(final TestClient client) throws IOException
    {
        node.release();
        for (int number = 1; number <= RING_SLOTS; number++)
        {
            assertEquals(number, TestClient.refSeqNum(client.expect(StationDefinedDecoder.TEMPLATE_ID)));
        }
    }

    @Test
    void shouldAnswerBusyWhenTheRingIsFullAndStillServeQueries() throws IOException
    {
        final int requests = 40;
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            fillRing(client);
            for (int number = RING_SLOTS + 1; number <= requests; number++)
            {
                client.send(TestFrames.defineStation(7, number, "S" + number));
            }
            for (int number = RING_SLOTS + 1; number <= requests; number++)
            {
                client.expectReject(BusinessRejectReason.BUSY, DEFINE_STATION, number);
            }
            client.send(TestFrames.queryOrder(9, 9));
            client.expectReject(BusinessRejectReason.ORDER_UNKNOWN, QUERY_ORDER, 0);
            emptyRing(client);
            // The busy ones were answered: they are no gap. A number used again later has been jumped over for ever.
            client.send(TestFrames.defineStation(7, requests + 1, "Z"), TestFrames.defineStation(7, requests, "Y"));
            assertEquals(requests + 1, TestClient.refSeqNum(client.expect(StationDefinedDecoder.TEMPLATE_ID)));
            client.expectNotApplied(requests, 1);
        }
    }

    @Test
    void shouldNotLoseAGapThatEndsAtABusyRequest() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            fillRing(client);
            client.send(TestFrames.defineStation(7, RING_SLOTS + 1, "K"));
            client.expectReject(BusinessRejectReason.BUSY, DEFINE_STATION, RING_SLOTS + 1);
            client.send(TestFrames.defineStation(7, 12, "L"));
            client.expectReject(BusinessRejectReason.BUSY, DEFINE_STATION, 12);
            emptyRing(client);
            client.send(TestFrames.defineStation(7, 13, "M"));
            client.expectNotApplied(RING_SLOTS + 2, 3);
            assertEquals(13, TestClient.refSeqNum(client.expect(StationDefinedDecoder.TEMPLATE_ID)));
        }
    }

    @Test
    void shouldAnswerBusyToAHandshakeWhenTheRingIsFull() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1);
            TestClient other = new TestClient(node.port()))
        {
            fillRing(client);
            other.send(TestFrames.negotiate(8, 1), TestFrames.establish(8, 1, 1000, 1));
            other.expectReject(BusinessRejectReason.BUSY, 1, 0);
            other.expectReject(BusinessRejectReason.BUSY, 4, 0);
            emptyRing(client);
            other.established(8, 1);
        }
    }

    @Test
    void shouldExpireHoldsOnAnIdleServer() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            TestOrders.openOneRun(client, 7, TestNode.START_MS + 86_400_000L);
            client.send(TestFrames.changeSettings(7, 6, 100), TestFrames.placeOrder(7, 7, 1));
            client.expect(401);
            client.expect(OrderHeldDecoder.TEMPLATE_ID);
            node.advanceWallMs(101);
            final byte[] expired = client.expect(HoldExpiredDecoder.TEMPLATE_ID);
            assertEquals(0, TestClient.refSeqNum(expired));
            client.send(TestFrames.placeOrder(7, 8, 1));
            client.expect(OrderHeldDecoder.TEMPLATE_ID);
        }
    }

    @Test
    void shouldAnswerABusinessRefusalAsAnEvent() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            client.send(TestFrames.placeOrder(7, 1, 1));
            assertEquals(1, TestClient.refSeqNum(client.expect(OrderRefusedDecoder.TEMPLATE_ID)));
        }
    }
}
