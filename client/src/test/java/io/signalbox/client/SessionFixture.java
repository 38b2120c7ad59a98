package io.signalbox.client;

import io.signalbox.protocol.wire.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * A server that does nothing until it has a script, and what tests of sessions need.
 */
abstract class SessionFixture
{
    static final long VER_ID = 1_000;
    static final FakeServer.Script SILENT = (peer, templateId, frame) ->
    {
    };

    final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    final ClientListener listener = new RecordingListener();
    FakeServer server;
    FakeServer.Script answering;
    SignalboxClient client;

    @BeforeEach
    void start() throws IOException
    {
        server = new FakeServer(SILENT);
        answering = (peer, templateId, frame) -> server.apply(
            peer, FakeServer.number(frame), address -> ServerFrames.orderHeld(address, 55, 9, List.of()));
    }

    @AfterEach
    void stop() throws IOException
    {
        if (client != null)
        {
            client.close();
        }
        server.close();
        assertEquals(List.of(), List.copyOf(server.problems));
    }

    final ClientConfig.Builder config()
    {
        return ClientConfig.builder("127.0.0.1", server.port(), 1)
            .sessionVerId(VER_ID)
            .reconnectMinMs(1)
            .reconnectMaxMs(20)
            .connectTimeoutMs(60_000)
            .keepAliveMs(60_000)
            .requestTimeoutMs(60_000);
    }

    final void connect(final ClientConfig config)
    {
        client = SignalboxClient.connect(config, listener).join();
    }

    final CompletableFuture<OrderResult> order()
    {
        return client.placeOrder(new PlaceOrder(9, 1, 3, 'S', Channel.ONLINE, 0, List.of(new PassengerToken(1, 2))));
    }

    static <T extends Throwable> T errorOf(final CompletableFuture<?> future, final Class<T> type)
    {
        return assertInstanceOf(type, assertThrows(CompletionException.class, future::join).getCause());
    }

    /** Writes down what it hears. */
    class RecordingListener implements ClientListener
    {
        @Override
        public void onEstablished(final boolean reconnected)
        {
            heard.add("established " + reconnected);
        }

        @Override
        public void onHoldExpired(final HoldExpired event)
        {
            heard.add("expired " + event.orderId());
        }

        @Override
        public void onEventsMissed(final long fromNumber, final long count)
        {
            heard.add("missed " + fromNumber + " " + count);
        }

        @Override
        public void onTerminated(final String code, final String text)
        {
            heard.add("terminated " + code + " " + text);
        }

        @Override
        public void onDisconnected(final String reason)
        {
            heard.add("disconnected");
        }

        @Override
        public void onSessionEnded(final SignalboxException error)
        {
            heard.add("ended " + error.getMessage());
        }
    }
}
