package io.signalbox.cli;

import io.signalbox.client.ClientConfig;
import io.signalbox.client.DefinitionResult;
import io.signalbox.client.LayoutDefinition;
import io.signalbox.client.OrderHeld;
import io.signalbox.client.OrderRefused;
import io.signalbox.client.OrderResult;
import io.signalbox.client.PassengerToken;
import io.signalbox.client.PlaceOrder;
import io.signalbox.client.ServiceDefinition;
import io.signalbox.client.SignalboxClient;
import io.signalbox.gateway.ServerConfig;
import io.signalbox.gateway.ServerEnvironment;
import io.signalbox.gateway.ServerStartException;
import io.signalbox.gateway.SignalboxServer;
import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.Channel;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A server with small limits and a clock of the test, a client over TCP, and one train T1 from A by B and C to D with
 * two seats in class S and one in class F: run 1 leaves in a day, run 2 in ten minutes, run 3 is closed.
 */
final class SmallSale implements AutoCloseable
{
    static final LocalDate DATE = LocalDate.of(2030, 1, 7);
    static final long NOW_MS = DATE.toEpochDay() * 86_400_000L;
    static final int RUN = 1;
    static final int LEAVING_RUN = 2;
    static final int CLOSED_RUN = 3;
    static final int SESSION = 7;
    static final EngineLimits LIMITS = EngineLimits.DEFAULT
        .with(EngineLimit.MAX_SESSIONS, 4)
        .with(EngineLimit.MAX_STATIONS, 4)
        .with(EngineLimit.MAX_LAYOUTS, 1)
        .with(EngineLimit.MAX_SERVICES, 1)
        .with(EngineLimit.MAX_RUNS, 3)
        .with(EngineLimit.MAX_ORDERS, 3)
        .with(EngineLimit.MAX_PASSENGERS, 4);

    private final AtomicLong nowMs = new AtomicLong(NOW_MS);
    private final AtomicInteger haltCode = new AtomicInteger();
    private final SignalboxServer server;
    private final SignalboxClient client;

    SmallSale(final Path directory) throws ServerStartException
    {
        server = SignalboxServer.start(
            ServerConfig.builder(directory).port(0).limits(LIMITS).build(),
            new ServerEnvironment(
                nowMs::get,
                // No time limit of a connection is ever over: none of these tests is about one.
                () -> 0,
                path -> Long.MAX_VALUE,
                (code, reason, cause) -> haltCode.compareAndSet(0, code)));
        client = SignalboxClient.connect(ClientConfig.builder("127.0.0.1", server.port(), SESSION)
            .keepAliveMs(60_000)
            .connectTimeoutMs(60_000)
            .requestTimeoutMs(60_000)
            .build()).join();
    }

    /** With the timetable. */
    static SmallSale open(final Path directory) throws ServerStartException
    {
        final SmallSale sale = new SmallSale(directory);
        for (final String code : List.of("A", "B", "C", "D"))
        {
            defined(sale.client.defineStation(code, "station " + code));
        }
        defined(sale.client.defineLayout(layout()));
        defined(sale.client.defineService(service()));
        defined(sale.client.openRun(1, 1, DATE, NOW_MS + 86_400_000));
        defined(sale.client.openRun(1, 1, DATE.minusDays(1), NOW_MS + 600_000));
        defined(sale.client.openRun(1, 1, DATE.plusDays(1), NOW_MS + 2 * 86_400_000));
        defined(sale.client.closeRun(CLOSED_RUN));
        sale.awaitView();
        return sale;
    }

    /** The view follows the journal: runs that were just opened may come later. */
    private void awaitView()
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (client.queryRun(CLOSED_RUN, 'S').handle((answer, error) -> error != null).join())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, "the last run is not in the view");
        }
    }

    static LayoutDefinition layout()
    {
        return new LayoutDefinition(
            "SMALL",
            List.of(
                new LayoutDefinition.SeatClass('S', 1_000, 100, "second"),
                new LayoutDefinition.SeatClass('F', 2_000, 200, "first")),
            List.of(
                new LayoutDefinition.CoachSection(1, 'S', 1, 1, "AB"),
                new LayoutDefinition.CoachSection(2, 'F', 1, 1, "A")));
    }

    static ServiceDefinition service()
    {
        return new ServiceDefinition("T1", List.of(
            new ServiceDefinition.Stop(1, 0, 0, 0),
            new ServiceDefinition.Stop(2, 3_600, 3_660, 100_000),
            new ServiceDefinition.Stop(3, 7_200, 7_260, 200_000),
            new ServiceDefinition.Stop(4, 10_800, 10_800, 300_000)));
    }

    private static void defined(final CompletableFuture<DefinitionResult> result)
    {
        assertEquals(true, result.join().usableId() != 0, () -> result.join().toString());
    }

    SignalboxClient client()
    {
        return client;
    }

    int port()
    {
        return server.port();
    }

    void advanceMs(final long ms)
    {
        nowMs.addAndGet(ms);
    }

    /** So many passengers from one stop to another in class S of run 1. */
    OrderResult order(final int fromStop, final int toStop, final int passengers)
    {
        return order(RUN, fromStop, toStop, 'S', tokens(passengers));
    }

    OrderResult order(
        final int runId,
        final int fromStop,
        final int toStop,
        final char classCode,
        final List<PassengerToken> passengers)
    {
        return client.placeOrder(
            new PlaceOrder(runId, fromStop, toStop, classCode, Channel.ONLINE, 0, passengers)).join();
    }

    OrderHeld held(final int fromStop, final int toStop, final int passengers)
    {
        return assertInstanceOf(OrderHeld.class, order(fromStop, toStop, passengers));
    }

    static OrderRefused refused(final Object result)
    {
        return assertInstanceOf(OrderRefused.class, result);
    }

    static List<PassengerToken> tokens(final int count)
    {
        final List<PassengerToken> tokens = new ArrayList<>();
        for (int i = 1; i <= count; i++)
        {
            tokens.add(new PassengerToken(0, i));
        }
        return tokens;
    }

    @Override
    public void close()
    {
        client.close();
        server.close();
        assertEquals(0, haltCode.get(), "the server must not have stopped by itself");
    }
}
