package io.signalbox.system;

import io.signalbox.client.ClientConfig;
import io.signalbox.client.ClientListener;
import io.signalbox.client.SignalboxClient;
import io.signalbox.gateway.ServerConfig;
import io.signalbox.gateway.ServerEnvironment;
import io.signalbox.gateway.ServerStartException;
import io.signalbox.gateway.SignalboxServer;
import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.Durability;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import static org.junit.jupiter.api.Assertions.assertNull;

/**
 * A server in this process, which can be stopped and started again on the same directory and port, with a clock that
 * the test moves.
 */
final class Node implements AutoCloseable
{
    private static final EngineLimits LIMITS = EngineLimits.DEFAULT
        .with(EngineLimit.MAX_SESSIONS, 16)
        .with(EngineLimit.MAX_STATIONS, 64)
        .with(EngineLimit.MAX_LAYOUTS, 8)
        .with(EngineLimit.MAX_SERVICES, 64)
        .with(EngineLimit.MAX_RUNS, 64)
        .with(EngineLimit.MAX_ORDERS, 10_000)
        .with(EngineLimit.MAX_PASSENGERS, 20_000);

    private final Path directory;
    private final TestClock clock;
    private final Durability durability;
    private final Consumer<ServerConfig.Builder> options;
    private final AtomicReference<String> failure = new AtomicReference<>();
    private SignalboxServer server;
    private int port = Ports.free();

    Node(final Path directory, final TestClock clock, final Durability durability)
    {
        this(directory, clock, durability, config ->
        {
        });
    }

    Node(
        final Path directory,
        final TestClock clock,
        final Durability durability,
        final Consumer<ServerConfig.Builder> options)
    {
        this.directory = directory;
        this.clock = clock;
        this.durability = durability;
        this.options = options;
        start();
    }

    void start()
    {
        final ServerConfig.Builder config = ServerConfig.builder(directory)
            .port(port)
            .durability(durability)
            .limits(LIMITS)
            .ringSlots(1024)
            .maxBatch(256)
            .replyRingBytes(1 << 20);
        options.accept(config);
        try
        {
            server = SignalboxServer.start(config.build(), new ServerEnvironment(
                clock::nowMs,
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                path -> Long.MAX_VALUE,
                (exitCode, reason, cause) -> failure.compareAndSet(null, exitCode + ": " + reason)));
        }
        catch (final ServerStartException ex)
        {
            throw new AssertionError(ex);
        }
        port = server.port();
    }

    /**
     * Stop the server in order.
     *
     * @return state hash of its engine
     */
    long stop()
    {
        server.close();
        assertNull(failure.get());
        return server.stateHash();
    }

    int port()
    {
        return port;
    }

    SignalboxClient connect(final int sessionId)
    {
        return connect(sessionId, ClientListener.NONE);
    }

    SignalboxClient connect(final int sessionId, final ClientListener listener)
    {
        return Await.answer(SignalboxClient.connect(
            ClientConfig.builder("127.0.0.1", port, sessionId)
                .reconnectMinMs(2)
                .reconnectMaxMs(20)
                .keepAliveMs(60_000)
                .connectTimeoutMs(60_000)
                .requestTimeoutMs(60_000)
                .build(),
            listener));
    }

    @Override
    public void close()
    {
        server.close();
    }
}
