package io.signalbox.gateway;

import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.gateway.host.FailStop;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DurabilityTest
{
    private static final int SESSION = 7;

    @TempDir
    private Path directory;

    @Test
    void shouldSayThatRepliesAreOnDisk() throws Exception
    {
        try (TestNode node = new TestNode(TestNode.config(directory).durability(Durability.DISK).build());
            TestClient client = new TestClient(node.port()).negotiated(SESSION, 1))
        {
            assertEquals(Durability.DISK, client.establish(SESSION, 1).durability());
            for (int i = 1; i <= 20; i++)
            {
                client.send(TestFrames.defineStation(SESSION, i, "S" + i));
                assertEquals(
                    Frame.DELIVERY_ON_DISK, TestClient.delivery(client.expect(StationDefinedDecoder.TEMPLATE_ID)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Durability.class, names = {"PROCESS", "DISK"})
    void shouldHaveTheWholeJournalOnDiskAfterAStopInOrder(final Durability durability) throws Exception
    {
        final TestNode node = new TestNode(TestNode.config(directory).durability(durability).build());
        try (node; TestClient client = new TestClient(node.port()).established(SESSION, 1))
        {
            client.send(TestFrames.defineStation(SESSION, 1, "A"));
            client.expect(StationDefinedDecoder.TEMPLATE_ID);
            assertFalse(node.server().onDisk());
        }
        assertTrue(node.server().onDisk());
        assertEquals(0, node.exitCode());
    }

    @Test
    void shouldAnswerMoreThanTheReplyRingHolds() throws Exception
    {
        final int requests = 1000;
        final ServerConfig config = TestNode.config(directory)
            .durability(Durability.DISK)
            .maxBatch(1024)
            .replyRingBytes(64 * 1024)
            .build();
        try (TestNode node = new TestNode(config);
            TestClient client = new TestClient(node.port()).established(SESSION, 1))
        {
            TestOrders.openOneRun(client, SESSION, TestNode.START_MS + 86_400_000L);
            node.hold();
            final byte[][] orders = new byte[requests][];
            for (int i = 0; i < requests; i++)
            {
                orders[i] = TestFrames.placeOrder(SESSION, TestOrders.REQUESTS + i + 1, i);
            }
            client.send(orders);
            node.awaitHeld();
            node.release();
            for (int i = 0; i < requests; i++)
            {
                assertEquals(TestOrders.REQUESTS + i + 1, TestClient.refSeqNum(client.next()));
            }
            assertEquals(0, node.exitCode());
        }
    }

    @Test
    void shouldStopWhenTheBusinessThreadThrowsAndSendNothingBeyondTheJournal() throws Exception
    {
        final int applied;
        try (TestNode node = new TestNode(TestNode.config(directory).build());
            TestClient client = new TestClient(node.port()).established(SESSION, 1))
        {
            node.throwAtCommand(4);
            for (int i = 1; i <= 6; i++)
            {
                client.send(TestFrames.defineStation(SESSION, i, "S" + i));
            }
            TestNode.await(() -> node.exitCode() != 0);
            assertEquals(FailStop.BROKEN_INVARIANT, node.exitCode());
            client.readTimeoutMs(300);
            applied = answersUntilSilence(client);
            assertTrue(applied <= 3, "answers " + applied);
        }
        try (TestNode node = new TestNode(TestNode.config(directory).build(), TestNode.START_MS + 1);
            TestClient client = new TestClient(node.port()))
        {
            assertEquals(3, client.establish(SESSION, 1).lastIncomingSeqNo());
        }
    }

    private static int answersUntilSilence(final TestClient client) throws IOException
    {
        int answers = 0;
        try
        {
            while (true)
            {
                client.expect(StationDefinedDecoder.TEMPLATE_ID);
                answers++;
            }
        }
        catch (final SocketTimeoutException silence)
        {
            return answers;
        }
    }

    @Test
    void shouldLoseNothingAcknowledgedWhenClosedUnderLoad() throws Exception
    {
        for (int round = 1; round <= 3; round++)
        {
            final Durability durability = round == 1 ? Durability.PROCESS : Durability.DISK;
            final Path journal = directory.resolve("journal" + round);
            final ServerConfig config =
                TestNode.config(journal).durability(durability).limits(EngineLimits.DEFAULT).build();
            final long acknowledged;
            final TestNode node = new TestNode(config);
            node.freezeMonotonic();
            try (TestClient client = new TestClient(node.port()).established(SESSION, 1))
            {
                final Thread sender = sendUntilClosed(client);
                acknowledged = readWhileClosing(client, node);
                sender.join();
            }
            assertTrue(acknowledged > 0, "nothing was acknowledged");
            assertEquals(0, node.exitCode());
            try (TestNode again = new TestNode(config, TestNode.START_MS + 1);
                TestClient client = new TestClient(again.port()))
            {
                final long applied = client.establish(SESSION, 1).lastIncomingSeqNo();
                assertTrue(applied >= acknowledged, applied + " applied, " + acknowledged + " acknowledged");
            }
        }
    }

    private static Thread sendUntilClosed(final TestClient client)
    {
        final Thread sender = new Thread(() ->
        {
            try
            {
                for (int i = 1; ; i++)
                {
                    client.send(TestFrames.defineStation(SESSION, i, "S" + i));
                }
            }
            catch (final IOException closed)
            {
                assertTrue(closed.getMessage() != null);
            }
        });
        sender.start();
        return sender;
    }

    private static long readWhileClosing(final TestClient client, final TestNode node) throws Exception
    {
        long acknowledged = 0;
        Thread closer = null;
        byte[] frame = client.next();
        while (frame != null && TestClient.templateId(frame) != 7)
        {
            if (TestClient.templateId(frame) == StationDefinedDecoder.TEMPLATE_ID)
            {
                acknowledged = Math.max(acknowledged, TestClient.refSeqNum(frame));
            }
            if (acknowledged >= 500 && closer == null)
            {
                closer = new Thread(node::close);
                closer.start();
            }
            frame = client.next();
        }
        if (frame != null)
        {
            assertEquals(TerminateCode.SERVER_STOPPING.value(), frame[Frame.BODY_OFFSET + 12]);
        }
        client.close();
        closer.join();
        return acknowledged;
    }
}
