package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.SearchRunsDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How a connection is kept alive and given up, and what comes over it unasked.
 */
@Timeout(180)
class ConnectionTest extends SessionFixture
{
    @Test
    void shouldCloseWithAServerThatDoesNotAnswerTerminate() throws IOException
    {
        connect(config().build());
        server.die();
        client.close();

        errorOf(order(), RequestNotAppliedException.class);
    }

    @Test
    void shouldReconnectAfterGarbage()
    {
        connect(config().build());
        final CompletableFuture<OrderResult> order = order();
        Await.until("request seen", () -> server.requestsSeen.size() == 1);
        server.script = answering;
        server.current.push(new byte[]{40, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

        assertInstanceOf(OrderHeld.class, order.join());
        assertEquals(2, server.connections);
    }

    @Test
    void shouldNotLoseARequestToAnAnswerThatCannotBeDecoded()
    {
        connect(config().build());
        final CompletableFuture<RunsFound> search = client.searchRuns("A", "B", LocalDate.EPOCH);
        Await.until("query seen", () -> server.templatesSeen.contains(SearchRunsDecoder.TEMPLATE_ID));
        server.script = (peer, templateId, frame) ->
            peer.send(ServerFrames.runsFound(frame.getLong(Frame.BODY_OFFSET), 0, 1, 2));
        server.current.push(ServerFrames.runsFound(1, 7, 9, 2));

        assertEquals(2, search.join().offers().size());
        assertEquals(2, server.connections);
    }

    @Test
    void shouldHearOfExpiredHoldsOnce()
    {
        connect(config().build());
        final byte[] expired = ServerFrames.holdExpired(new ServerFrames.Address(1, 1, 0, 9), 55);
        server.current.push(expired);
        server.current.push(expired);
        server.current.push(ServerFrames.holdExpired(new ServerFrames.Address(1, 5, 0, 9), 56));

        Await.until("both heard", () -> heard.contains("expired 56"));
        assertEquals(List.of("established false", "expired 55", "missed 2 3", "expired 56"), List.copyOf(heard));
    }

    @Test
    void shouldSendHeartbeatsAndLeaveASilentServer()
    {
        connect(config().keepAliveMs(250).build());
        // Without answers it would be left before the fourth. A machine that stalls may end a connection, too.
        Await.until("heartbeats of one connection", () -> server.current.heartbeats() >= 4);
        synchronized (server)
        {
            // The fake server can answer nothing while its lock is held.
            final long before = count("disconnected");
            Await.until("disconnected", () -> count("disconnected") > before);
        }
        Await.until("established again", () -> count("established true") == count("disconnected"));
    }

    private long count(final String word)
    {
        return heard.stream().filter(word::equals).count();
    }

    @Test
    void shouldComeBackAfterTheServerStopped()
    {
        connect(config().build());
        final CompletableFuture<OrderResult> order = order();
        Await.until("request seen", () -> server.requestsSeen.size() == 1);
        server.script = answering;
        server.current.push(ServerFrames.terminate(1, VER_ID, TerminateCode.SERVER_STOPPING, "bye"));

        assertInstanceOf(OrderHeld.class, order.join());
        assertTrue(heard.contains("terminated SERVER_STOPPING bye"));
    }
}
