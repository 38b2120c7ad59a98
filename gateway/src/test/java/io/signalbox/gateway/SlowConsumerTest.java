package io.signalbox.gateway;

import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.RunAvailabilityDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SlowConsumerTest
{
    private static final int RECEIVE_BUFFER_BYTES = 4096;

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

    private static byte[] lastFrame(final TestClient client, final int lastTemplateId) throws IOException
    {
        byte[] last = null;
        try
        {
            byte[] frame = client.next();
            while (frame != null)
            {
                last = frame;
                frame = TestClient.templateId(last) == lastTemplateId ? null : client.next();
            }
        }
        catch (final EOFException cut)
        {
            return last;
        }
        return last;
    }

    @Test
    void shouldStopReadingFromAClientThatDoesNotReadAndEndItAfterFiveSeconds() throws Exception
    {
        try (TestNode node = new TestNode(TestNode.config(directory));
            TestClient slow = new TestClient(node.port(), RECEIVE_BUFFER_BYTES).established(8, 1);
            TestClient healthy = new TestClient(node.port()).established(7, 1))
        {
            final AtomicLong sent = new AtomicLong();
            final Thread flooding = flood(slow, repeat(TestFrames.queryOrder(1, 1), 1000), sent, 60_000_000);
            awaitStandstill(sent);
            healthy.send(TestFrames.defineStation(7, 1, "A"));
            healthy.expect(StationDefinedDecoder.TEMPLATE_ID);
            assertTrue(flooding.isAlive(), "the flood has ended");
            healthy.send(TestFrames.sequence(7, 2));
            final long standstill = sent.get();
            node.advanceMonotonicMs(5_001);
            // It has ended the connection when it takes bytes again, to drop them.
            TestNode.await(() -> sent.get() > standstill || !flooding.isAlive());
            final byte[] last = lastFrame(slow, TerminateDecoder.TEMPLATE_ID);
            if (TestClient.templateId(last) == TerminateDecoder.TEMPLATE_ID)
            {
                assertEquals(TerminateCode.SLOW_CONSUMER.value(), last[24]);
            }
            flooding.join(20_000);
            healthy.send(TestFrames.defineStation(7, 2, "B"));
            healthy.expect(StationDefinedDecoder.TEMPLATE_ID);
            assertEquals(0, node.exitCode());
        }
    }

    @Test
    void shouldAnswerEverythingWhenASlowClientReadsOn() throws Exception
    {
        final int perSend = 1000;
        final byte[] query = TestFrames.queryOrder(1, 1);
        try (TestNode node = new TestNode(TestNode.config(directory));
            TestClient slow = new TestClient(node.port(), RECEIVE_BUFFER_BYTES).established(8, 1))
        {
            node.freezeMonotonic();
            final AtomicLong sent = new AtomicLong();
            final Thread flooding = flood(slow, repeat(query, perSend), sent, 20_000_000);
            awaitStandstill(sent);
            assertTrue(flooding.isAlive(), "the server has not stopped reading");
            long answers = 0;
            while (flooding.isAlive() || answers < sent.get() / query.length)
            {
                slow.expectReject(BusinessRejectReason.ORDER_UNKNOWN, 102, 0);
                answers++;
            }
            assertEquals(sent.get() / query.length, answers);
        }
    }

    @Test
    void shouldServeAClientThatAsksForMuchAtOnceAndReadsOn() throws Exception
    {
        // Each query has 25 bytes, its answer 16,536: what one read of the server holds would be 8 MB of answers.
        final int queries = 2_000;
        final int partsOfAnAnswer = 5;
        final ServerConfig config = TestNode.config(directory).withMaxPendingBytes(512 * 1024);
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

    private static void awaitStandstill(final AtomicLong sent)
    {
        final long[] seen = {-1, System.nanoTime()};
        TestNode.await(() ->
        {
            if (sent.get() != seen[0])
            {
                seen[0] = sent.get();
                seen[1] = System.nanoTime();
            }
            return sent.get() > 0 && System.nanoTime() - seen[1] > 300_000_000L;
        });
    }

    @Test
    void shouldEndAClientWithTooManyBytesPending() throws Exception
    {
        final ServerConfig config = TestNode.config(directory).withMaxPendingBytes(64 * 1024);
        try (TestNode node = new TestNode(config);
            TestClient slow = new TestClient(node.port(), RECEIVE_BUFFER_BYTES).established(8, 1))
        {
            slow.send(TestFrames.defineStation(8, 1, "A"));
            slow.expect(StationDefinedDecoder.TEMPLATE_ID);
            node.freezeMonotonic();
            // From here on the server reads and drops: the flood ends.
            final AtomicLong sent = new AtomicLong();
            final Thread flooding = flood(slow, repeat(TestFrames.defineStation(8, 1, "A"), 1000), sent, 30_000_000);
            flooding.join(20_000);
            assertFalse(flooding.isAlive(), () -> "the server takes no more after " + sent + " bytes");
            final byte[] last = lastFrame(slow, TerminateDecoder.TEMPLATE_ID);
            assertEquals(TerminateDecoder.TEMPLATE_ID, TestClient.templateId(last));
            assertEquals(TerminateCode.SLOW_CONSUMER.value(), last[24]);
            assertEquals(0, node.exitCode());
        }
    }
}
