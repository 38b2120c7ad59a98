package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The law of the client: whatever happens to the connection, each request is answered exactly once, and an answer tells
 * the truth about its request.
 */
class ReconnectTest
{
    private static final int REQUESTS = 100_000;
    private static final int MEAN_BYTES_UNTIL_CUT = 60_000;
    private static final int ONE_IN_BUSY = 50;

    private final AtomicIntegerArray answers = new AtomicIntegerArray(REQUESTS);
    private final AtomicIntegerArray busyAnswers = new AtomicIntegerArray(REQUESTS);
    private final BitSet applied = new BitSet();
    private final PlaceOrderDecoder decoder = new PlaceOrderDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private FakeServer server;
    private SplittableRandom random;
    private int appliedTwice;
    private FakeServer.Peer cutting;

    @Test
    @Timeout(300)
    void everyRequestIsAnsweredExactlyOnceOverManyConnections(final TestReporter reporter) throws Exception
    {
        final long seed = Long.getLong("signalbox.seed", ThreadLocalRandom.current().nextLong());
        reporter.publishEntry("signalbox.seed", Long.toString(seed));
        random = new SplittableRandom(seed);
        server = new FakeServer(this::onRequest);
        final ClientConfig config = ClientConfig.builder("127.0.0.1", server.port(), 1)
            .reconnectMinMs(1)
            .reconnectMaxMs(5)
            .maxInFlight(1_000)
            .requestTimeoutMs(60_000)
            .build();
        final SignalboxClient client = SignalboxClient.connect(config).join();

        final Semaphore room = new Semaphore(1_000);
        for (int i = 0; i < REQUESTS; i++)
        {
            final int id = i;
            room.acquire();
            client.placeOrder(new PlaceOrder(id + 1, 1, 3, 'S', Channel.ONLINE, 0, List.of()))
                .whenComplete((result, error) ->
                {
                    onAnswer(id, result, error);
                    room.release();
                });
        }
        room.acquire(1_000);
        client.close();
        final int connections = server.connections;
        server.close();

        for (int i = 0; i < REQUESTS; i++)
        {
            assertEquals(1, answers.get(i), "answers to request " + i + ", seed " + seed);
            assertEquals(applied.get(i), busyAnswers.get(i) == 0, "truth about request " + i + ", seed " + seed);
        }
        assertEquals(0, appliedTwice, "seed " + seed);
        assertEquals(List.of(), List.copyOf(server.problems));
        assertTrue(connections > 20, "only " + connections + " connections, seed " + seed);
    }

    private void onAnswer(final int id, final OrderResult result, final Throwable error)
    {
        if (error instanceof RequestNotAppliedException)
        {
            answers.incrementAndGet(id);
            busyAnswers.incrementAndGet(id);
        }
        else if (result instanceof OrderHeld held && held.runId() == id + 1)
        {
            answers.incrementAndGet(id);
        }
    }

    private void onRequest(final FakeServer.Peer peer, final int templateId, final DirectBuffer frame)
        throws IOException
    {
        if (peer != cutting)
        {
            cutting = peer;
            peer.cutAfter(random.nextInt(2 * MEAN_BYTES_UNTIL_CUT));
        }
        final long number = FakeServer.number(frame);
        decoder.wrapAndApplyHeader(frame, Frame.MESSAGE_OFFSET, header);
        final int id = (int)decoder.runId() - 1;
        if (number > server.lastApplied() && random.nextInt(ONE_IN_BUSY) == 0)
        {
            peer.send(ServerFrames.reject(1, number, 0, BusinessRejectReason.BUSY));
            return;
        }
        server.apply(peer, number, address ->
        {
            if (applied.get(id))
            {
                appliedTwice++;
            }
            applied.set(id);
            return ServerFrames.orderHeld(address, number, id + 1, List.of());
        });
    }
}
