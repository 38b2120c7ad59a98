package io.signalbox.gateway;

import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.RunAvailabilityDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SlowConsumerTest
{
    private static final int RECEIVE_BUFFER_BYTES = 4096;
    private static final int QUERY_ORDER = 902;
    private static final int PER_SEND = 1000;
    private static final long JOIN_MS = 60_000;

    /** A flood that makes no way for so long while the server serves others is stuck, not just slow. */
    private static final long STANDSTILL_NS = 2_000_000_000L;

    @TempDir
    private Path directory;

    /** Sends until the socket takes no more or the server ends the connection. */
    private static Thread flood(
        final TestClient client, final byte[] frames, final AtomicLong sent, final long limit)
    {
        final Thread thread = new Thread(() ->
        {
            try
            {
                while (sent.get() < limit)
                {
                    client.send(frames);
                    sent.addAndGet(frames.length);
                }
            }
            catch (final IOException closed)
            {
                assertTrue(sent.get() > 0);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static byte[] repeat(final byte[] frame, final int count)
    {
        final byte[] all = new byte[frame.length * count];
        for (int i = 0; i < count; i++)
        {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        return all;
    }

    /** Read on until the Terminate that ends the connection. */
    private static void expectSlowConsumer(final TestClient client) throws IOException
    {
        byte[] frame = client.next();
        while (frame != null && TestClient.templateId(frame) != TerminateDecoder.TEMPLATE_ID)
        {
            frame = client.next();
        }
        assertNotNull(frame, "the connection has ended without a Terminate");
        assertEquals(TerminateCode.SLOW_CONSUMER.value(), frame[24]);
    }

    @Test
    void shouldStopReadingFromAClientThatDoesNotReadAndEndItAfterFiveSeconds() throws Exception
    {
        try (TestNode node = new TestNode(TestNode.config(directory).build());
            TestClient slow = new TestClient(node.port(), RECEIVE_BUFFER_BYTES).established(8, 1);
            TestClient healthy = new TestClient(node.port()).established(7, 1))
        {
            // What the server does then, it does because of five seconds that the test lets go by.
            node.freezeMonotonic();
            final AtomicLong sent = new AtomicLong();
            final Thread flooding =
                flood(slow, repeat(TestFrames.queryOrder(1, 1), PER_SEND), sent, 60_000_000);
            awaitStandstill(sent, healthy);
            assertTrue(flooding.isAlive(), "the flood has ended");
            healthy.send(TestFrames.defineStation(7, 1, "A"));
            healthy.expect(StationDefinedDecoder.TEMPLATE_ID);
            healthy.send(TestFrames.sequence(7, 2));
            final long standstill = sent.get();
            node.advanceMonotonicMs(5_001);
            // It has ended the connection when it takes bytes again, to drop them.
            TestNode.await(() -> sent.get() > standstill || !flooding.isAlive());
            expectSlowConsumer(slow);
            flooding.join(JOIN_MS);
            assertFalse(flooding.isAlive(), () -> "the server takes no more after " + sent + " bytes");
            healthy.send(TestFrames.defineStation(7, 2, "B"));
            healthy.expect(StationDefinedDecoder.TEMPLATE_ID);
            assertEquals(0, node.exitCode());
        }
    }

    @Test
    void shouldAnswerEverythingWhenASlowClientReadsOn() throws Exception
    {
        final byte[] queries = repeat(TestFrames.queryOrder(1, 1), PER_SEND);
        final int sends = 750;
        try (TestNode node = new TestNode(TestNode.config(directory).build());
            TestClient slow = new TestClient(node.port(), RECEIVE_BUFFER_BYTES).established(8, 1);
            TestClient healthy = new TestClient(node.port()).established(7, 1))
        {
            node.freezeMonotonic();
            final AtomicLong sent = new AtomicLong();
            final Thread flooding = flood(slow, queries, sent, (long)sends * queries.length);
            awaitStandstill(sent, healthy);
            assertTrue(flooding.isAlive(), "the server has not stopped reading");
            for (int i = 0; i < sends * PER_SEND; i++)
            {
                slow.expectReject(BusinessRejectReason.ORDER_UNKNOWN, QUERY_ORDER, 0);
            }
            flooding.join(JOIN_MS);
            assertEquals((long)sends * queries.length, sent.get());
        }
    }

    @Test
    void shouldServeAClientThatAsksForMuchAtOnceAndReadsOn() throws Exception
    {
        // Each query has 25 bytes, its answer 16,536: what one read of the server holds would be 8 MB of answers.
        final int queries = 2_000;
        final int partsOfAnAnswer = 5;
        final ServerConfig config = TestNode.config(directory).maxPendingBytes(512 * 1024).build();
        try (TestNode node = new TestNode(config);
            TestClient client = new TestClient(node.port(), RECEIVE_BUFFER_BYTES).established(8, 1))
        {
            node.freezeMonotonic();
            client.send(
                TestFrames.defineStation(8, 1, "A"),
                TestFrames.defineStation(8, 2, "B"),
                TestFrames.defineLayout(8, 3, "L", 1),
                TestFrames.defineLongService(8, 4, "T", 128),
                TestFrames.openRun(8, 5, 20_000, TestNode.START_MS + 86_400_000L));
            byte[] frame = client.next();
            while (TestClient.templateId(frame) != RunOpenedDecoder.TEMPLATE_ID)
            {
                frame = client.next();
            }
            do
            {
                client.send(TestFrames.queryRun(1));
                frame = client.next();
            }
            while (TestClient.templateId(frame) != RunAvailabilityDecoder.TEMPLATE_ID);
            final AtomicLong sent = new AtomicLong();
            final byte[] flood = repeat(TestFrames.queryRun(2), queries);
            flood(client, flood, sent, flood.length);
            for (int i = 1; i < partsOfAnAnswer + queries * partsOfAnAnswer; i++)
            {
                client.expect(RunAvailabilityDecoder.TEMPLATE_ID);
            }
            assertEquals(0, node.exitCode());
        }
    }

    private static void awaitStandstill(final AtomicLong sent, final TestClient healthy)
    {
        final long[] seen = {-1, System.nanoTime()};
        TestNode.await(() ->
        {
            askForAnOrder(healthy);
            if (sent.get() != seen[0])
            {
                seen[0] = sent.get();
                seen[1] = System.nanoTime();
            }
            return sent.get() > 0 && System.nanoTime() - seen[1] > STANDSTILL_NS;
        });
    }

    private static void askForAnOrder(final TestClient client)
    {
        try
        {
            client.send(TestFrames.queryOrder(1, 1));
            client.expectReject(BusinessRejectReason.ORDER_UNKNOWN, QUERY_ORDER, 0);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    @Test
    void shouldEndAClientWithTooManyBytesPending() throws Exception
    {
        final ServerConfig config = TestNode.config(directory).maxPendingBytes(64 * 1024).build();
        try (TestNode node = new TestNode(config);
            TestClient slow = new TestClient(node.port(), RECEIVE_BUFFER_BYTES).established(8, 1))
        {
            slow.send(TestFrames.defineStation(8, 1, "A"));
            slow.expect(StationDefinedDecoder.TEMPLATE_ID);
            node.freezeMonotonic();
            // From here on the server reads and drops: the flood ends.
            final AtomicLong sent = new AtomicLong();
            final Thread flooding =
                flood(slow, repeat(TestFrames.defineStation(8, 1, "A"), PER_SEND), sent, 30_000_000);
            flooding.join(JOIN_MS);
            assertFalse(flooding.isAlive(), () -> "the server takes no more after " + sent + " bytes");
            expectSlowConsumer(slow);
            assertEquals(0, node.exitCode());
        }
    }
}
