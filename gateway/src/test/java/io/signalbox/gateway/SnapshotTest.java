package io.signalbox.gateway;

import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderStatusDecoder;
import io.signalbox.replay.recovery.Recovery;
import io.signalbox.snapshot.SnapshotDirectory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A node that takes snapshots starts from them, remembers its sessions, and is never worse off for a bad one. */
class SnapshotTest
{
    private static final int SESSION = 7;
    private static final int ORDERS = 60;
    private static final int BEGIN_LENGTH = 40;
    private static final int ENTITY_HEAD_LENGTH = 8;

    @TempDir
    private Path directory;

    private final List<byte[]> answers = new ArrayList<>();

    @Test
    void shouldStartFromTheNewestSnapshotAndRememberItsSessions() throws Exception
    {
        sell(config().build());
        final long newest = positionOf(snapshots().get(0));
        final long hash;
        final SignalboxServer server;
        try (TestNode node = new TestNode(config().build(), TestNode.START_MS + 1_000);
            TestClient client = new TestClient(node.port()))
        {
            server = node.server();
            assertEquals(newest, server.recoveredSnapshotPosition());
            assertEquals(lastPosition(), newest + server.recovered().records());
            assertEquals(TestOrders.REQUESTS + ORDERS, client.establish(SESSION, 1).lastIncomingSeqNo());
            expectTheSameAnswers(client);
            client.send(TestFrames.queryOrder(1, 1), TestFrames.queryOrder(2, ORDERS));
            client.expect(OrderStatusDecoder.TEMPLATE_ID);
            client.expect(OrderStatusDecoder.TEMPLATE_ID);
            client.send(TestFrames.placeOrder(SESSION, TestOrders.REQUESTS + ORDERS + 1, 1_000));
            client.expect(OrderHeldDecoder.TEMPLATE_ID);
            assertEquals(0, node.exitCode());
        }
        hash = server.stateHash();
        assertEquals(hash, hashFromTheFirstRecord());
    }

    @Test
    void shouldKeepAsManySnapshotsAsItIsTold() throws Exception
    {
        sell(config().snapshotsKept(3).build());
        TestNode.await(() -> snapshots().size() <= 3);
        assertTrue(snapshots().size() >= 2, snapshots().toString());
    }

    @Test
    void shouldPassOverSnapshotsThatAreDamaged() throws Exception
    {
        sell(config().build());
        final List<Path> files = snapshots();
        final long seed = System.nanoTime();
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        for (int bad = 0; bad < files.size(); bad++)
        {
            final byte[] bytes = Files.readAllBytes(files.get(bad));
            bytes[random.nextInt(bytes.length)] ^= (byte)(1 << random.nextInt(8));
            Files.write(files.get(bad), bytes);
            final long expected = bad + 1 < files.size() ? positionOf(files.get(bad + 1)) : 0;
            assertStartsFrom(expected);
        }
    }

    @Test
    void shouldPassOverASnapshotThatIsCutAnywhere() throws Exception
    {
        sell(config().build());
        final List<Path> files = snapshots();
        final byte[] bytes = Files.readAllBytes(files.get(0));
        for (int length = 0; length < bytes.length; length += Math.max(1, bytes.length / 15))
        {
            Files.write(files.get(0), Arrays.copyOf(bytes, length));
            assertStartsFrom(positionOf(files.get(1)));
        }
    }

    /** In each section: a bit of its first entity, and an end where it begins. */
    @Test
    void shouldPassOverASnapshotWithAnySectionDamaged() throws Exception
    {
        sell(config().build());
        final List<Path> files = snapshots();
        final byte[] bytes = Files.readAllBytes(files.get(0));
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final Set<Integer> sections = new TreeSet<>();
        int at = BEGIN_LENGTH;
        int length = buffer.getInt(at, LITTLE_ENDIAN);
        while (length != 0)
        {
            if (sections.add(buffer.getInt(at + Integer.BYTES, LITTLE_ENDIAN)))
            {
                final byte[] flipped = bytes.clone();
                flipped[at + ENTITY_HEAD_LENGTH] ^= 1;
                Files.write(files.get(0), flipped);
                assertStartsFrom(positionOf(files.get(1)));
                Files.write(files.get(0), Arrays.copyOf(bytes, at));
                assertStartsFrom(positionOf(files.get(1)));
            }
            at += ENTITY_HEAD_LENGTH + length;
            length = buffer.getInt(at, LITTLE_ENDIAN);
        }
        // Six of the engine, two of the replies, those of both views.
        assertTrue(sections.size() >= 12, sections.toString());
    }

    @Test
    void shouldPassOverSnapshotsOfAnotherJournal(@TempDir final Path other) throws Exception
    {
        sell(config().build());
        final Path mine = directory;
        final List<Path> files = snapshots();
        directory = other;
        final List<byte[]> mineAnswers = List.copyOf(answers);
        answers.clear();
        sell(TestNode.config(other).snapshotEvery(0).checkpointEvery(11).build());
        Files.createDirectories(other.resolve(ServerConfig.SNAPSHOTS));
        for (final Path file : files)
        {
            Files.copy(file, other.resolve(ServerConfig.SNAPSHOTS).resolve(file.getFileName()));
        }
        assertStartsFrom(0);
        directory = mine;
        answers.clear();
        answers.addAll(mineAnswers);
        assertStartsFrom(positionOf(files.get(0)));
    }

    @Test
    void shouldServeWithoutSnapshotsWhenTheirDirectoryCannotBeUsed() throws Exception
    {
        sell(TestNode.config(directory).snapshotEvery(0).build());
        Files.writeString(directory.resolve(ServerConfig.SNAPSHOTS), "not a directory");
        try (TestNode node = new TestNode(config().build(), TestNode.START_MS + 1_000);
            TestClient client = new TestClient(node.port()))
        {
            client.establish(SESSION, 1);
            expectTheSameAnswers(client);
            assertEquals(0, node.exitCode());
        }
        assertStartsFrom(0);
    }

    @Test
    void shouldTakeNoneWhenItIsToldSo() throws Exception
    {
        sell(TestNode.config(directory).snapshotEvery(0).checkpointEvery(7).build());
        assertFalse(Files.exists(directory.resolve(ServerConfig.SNAPSHOTS)));
        assertStartsFrom(0);
    }

    private ServerConfig.Builder config()
    {
        return TestNode.config(directory).snapshotEvery(10).snapshotEveryMs(600_000).checkpointEvery(7);
    }

    /** Sell until there are two snapshots, if any are wanted. */
    private void sell(final ServerConfig config) throws Exception
    {
        try (TestNode node = new TestNode(config);
            TestClient client = new TestClient(node.port()).established(SESSION, 1))
        {
            TestOrders.openOneRun(client, SESSION, TestNode.START_MS + 86_400_000L);
            for (int i = 1; i <= ORDERS; i++)
            {
                client.send(TestFrames.placeOrder(SESSION, TestOrders.REQUESTS + i, i));
                answers.add(client.expect(OrderHeldDecoder.TEMPLATE_ID));
                if (i == ORDERS / 2 && config.snapshotEvery() > 0)
                {
                    TestNode.await(() -> !snapshots().isEmpty());
                }
            }
            if (config.snapshotEvery() > 0)
            {
                TestNode.await(() -> snapshots().size() >= 2);
            }
            assertEquals(0, node.exitCode());
        }
    }

    private void assertStartsFrom(final long position) throws Exception
    {
        try (TestNode node = new TestNode(
            TestNode.config(directory).snapshotEvery(0).build(), TestNode.START_MS + 1_000);
            TestClient client = new TestClient(node.port()))
        {
            assertEquals(position, node.server().recoveredSnapshotPosition());
            if (!answers.isEmpty())
            {
                client.establish(SESSION, 1);
                expectTheSameAnswers(client);
            }
            assertEquals(0, node.exitCode());
        }
    }

    private void expectTheSameAnswers(final TestClient client) throws IOException
    {
        for (int i = 1; i <= ORDERS; i++)
        {
            client.send(TestFrames.placeOrder(SESSION, TestOrders.REQUESTS + i, i));
            final byte[] again = client.expect(OrderHeldDecoder.TEMPLATE_ID);
            again[Frame.EVENT_DELIVERY_OFFSET] = answers.get(i - 1)[Frame.EVENT_DELIVERY_OFFSET];
            assertArrayEquals(answers.get(i - 1), again);
        }
    }

    private List<Path> snapshots()
    {
        try
        {
            return SnapshotDirectory.newestFirst(directory.resolve(ServerConfig.SNAPSHOTS));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static long positionOf(final Path snapshot)
    {
        return Long.parseLong(snapshot.getFileName().toString().replaceAll("\\D", ""));
    }

    private long lastPosition()
    {
        return recovered().position();
    }

    private long hashFromTheFirstRecord()
    {
        return recovered().stateHash();
    }

    private SeatEngine recovered()
    {
        final SeatEngine engine = new SeatEngine();
        try (JournalDirectory journal = JournalDirectory.openForReading(directory);
            JournalReader reader = journal.reader())
        {
            Recovery.recover(reader, engine);
        }
        return engine;
    }
}
