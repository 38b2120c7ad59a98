package io.signalbox.gateway;

import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.gateway.host.FailStop;
import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.Durability;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A server with clocks that a test can move, a business thread that it can hold up, and a fail-stop that it can see.
 */
final class TestNode implements AutoCloseable
{
    static final EngineLimits LIMITS = EngineLimits.DEFAULT
        .with(EngineLimit.MAX_SESSIONS, 16)
        .with(EngineLimit.MAX_STATIONS, 64)
        .with(EngineLimit.MAX_LAYOUTS, 8)
        .with(EngineLimit.MAX_SERVICES, 64)
        .with(EngineLimit.MAX_RUNS, 64)
        .with(EngineLimit.MAX_ORDERS, 10_000)
        .with(EngineLimit.MAX_PASSENGERS, 20_000);
    static final long START_MS = 1_700_000_000_000L;

    private final AtomicLong wallMs;
    private final AtomicLong addedMs = new AtomicLong();
    private final AtomicInteger exitCode = new AtomicInteger();
    private final AtomicInteger throwOnBusiness = new AtomicInteger();
    private volatile boolean held;
    private volatile long frozenMs = -1;
    private volatile boolean waiting;
    private volatile long usableBytes = Long.MAX_VALUE;
    private final SignalboxServer server;

    TestNode(final ServerConfig config) throws ServerStartException
    {
        this(config, START_MS);
    }

    TestNode(final ServerConfig config, final long startMs) throws ServerStartException
    {
        wallMs = new AtomicLong(startMs);
        final FailStop failStop = (code, reason, cause) -> exitCode.compareAndSet(0, code);
        server = SignalboxServer.start(
            config,
            new ServerEnvironment(
                this::clockMs, this::monotonicMs, path -> usableBytes, failStop));
    }

    private long monotonicMs()
    {
        final long frozen = frozenMs;
        return (frozen < 0 ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) : frozen) + addedMs.get();
    }

    /** From now on so much space is left for the journal. */
    void usableBytes(final long bytes)
    {
        usableBytes = bytes;
    }

    /** From now on a time limit of a connection is over only when the test says so, however slow the machine is. */
    void freezeMonotonic()
    {
        frozenMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    static ServerConfig.Builder config(final Path directory)
    {
        return ServerConfig.builder(directory)
            .port(0)
            .durability(Durability.PROCESS)
            .limits(LIMITS)
            .ringSlots(1024)
            .maxBatch(256)
            .replyRingBytes(1 << 20)
            .eventLoops(1)
            .waitMode(WaitMode.BLOCKING);
    }

    private long clockMs()
    {
        if (Thread.currentThread().getName().equals("signalbox-business"))
        {
            while (held)
            {
                waiting = true;
                LockSupport.parkNanos(100_000);
            }
            waiting = false;
            if (throwOnBusiness.get() > 0 && throwOnBusiness.decrementAndGet() == 0)
            {
                throw new IllegalStateException("thrown by the test");
            }
        }
        return wallMs.get();
    }

    int port()
    {
        return server.port();
    }

    SignalboxServer server()
    {
        return server;
    }

    /** Hold the business thread up before it decides its next command. */
    void hold()
    {
        waiting = false;
        held = true;
    }

    void awaitHeld()
    {
        await(() -> waiting);
    }

    void release()
    {
        held = false;
    }

    /** Throw on the business thread, at the n-th command from now. */
    void throwAtCommand(final int n)
    {
        throwOnBusiness.set(n);
    }

    int exitCode()
    {
        return exitCode.get();
    }

    /** Let the wall clock of commands and queries run ahead. */
    void advanceWallMs(final long ms)
    {
        wallMs.addAndGet(ms);
    }

    /** Let the clock of the time limits run ahead. */
    void advanceMonotonicMs(final long ms)
    {
        addedMs.addAndGet(ms);
    }

    static void await(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, "waited for 60 seconds");
            LockSupport.parkNanos(200_000);
        }
    }

    @Override
    public void close()
    {
        held = false;
        server.close();
    }
}
