package io.signalbox.cli;

import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.ServerConfig;
import io.signalbox.gateway.ServerStartException;
import io.signalbox.gateway.SignalboxServer;
import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.Durability;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Runs a server until it is told to stop. */
@Command(
    name = "serve",
    description = "Run a server. SIGTERM or Ctrl-C stops it in order, with exit code 0: nothing acknowledged is lost.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox serve --dir signalbox-data --port 7306 --durability DISK")
final class ServeCommand implements Callable<Integer>
{
    @Option(names = "--dir", paramLabel = "DIR", defaultValue = "signalbox-data",
        description = "Data directory, made if there is none. Default: ${DEFAULT-VALUE}.")
    private Path dir;

    @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
        description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "7306",
        description = "Port to listen on; 0 takes a free one, which is printed. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--durability", paramLabel = "LEVEL", defaultValue = "DISK",
        description = "When replies are sent: DISK, when they are synced to the disk; PROCESS, when they are " +
            "appended and survive the death of the process. Default: ${DEFAULT-VALUE}.")
    private Durability durability;

    @Option(names = "--wait", paramLabel = "MODE", defaultValue = "BLOCKING",
        description = "How the business thread waits: BLOCKING, SLEEPING, YIELDING or BUSY_SPIN. " +
            "Default: ${DEFAULT-VALUE}.")
    private WaitMode waitMode;

    @Option(names = "--event-loops", paramLabel = "N", defaultValue = "1",
        description = "Network threads. Default: ${DEFAULT-VALUE}.")
    private int eventLoops;

    @Option(names = "--max-orders", paramLabel = "N",
        description = "Orders held or sold at the same time, 1 to 100000000; passengers are twice as many. Journaled " +
            "at the first start of a directory, not looked at later. Default: 1000000.")
    private Integer maxOrders;

    @Option(names = "--snapshot-every", paramLabel = "RECORDS", defaultValue = "1000000",
        description = "Take a snapshot after so many records, so that the next start is fast; 0 for never. " +
            "Default: ${DEFAULT-VALUE}.")
    private int snapshotEvery;

    @Option(names = "--snapshot-every-s", paramLabel = "SECONDS", defaultValue = "600",
        description = "Take a snapshot after so much time, if there is a new record. Default: ${DEFAULT-VALUE}.")
    private int snapshotEveryS;

    @Option(names = "--snapshots-kept", paramLabel = "N", defaultValue = "2",
        description = "Snapshots to keep, at least 2. Default: ${DEFAULT-VALUE}.")
    private int snapshotsKept;

    @Option(names = "--rules", paramLabel = "N",
        description = "Version of the rules that a new journal begins with, 1 to the newest. Journaled at the first " +
            "start of a directory, not looked at later: then see rules adopt. Default: the newest.")
    private Integer decisionVersion;

    @Mixin
    private Output output;

    @Override
    public Integer call()
    {
        final ServerConfig config;
        try
        {
            config = ServerConfig.builder(dir)
                .host(host)
                .port(port)
                .durability(durability)
                .eventLoops(eventLoops)
                .waitMode(waitMode)
                .limits(limits())
                .snapshotEvery(snapshotEvery)
                .snapshotEveryMs((int)Math.min(snapshotEveryS * 1_000L, Integer.MAX_VALUE))
                .snapshotsKept(snapshotsKept)
                .decisionVersion(decisionVersion == null ? SeatEngine.LATEST_DECISION_VERSION : decisionVersion)
                .build();
        }
        catch (final IllegalArgumentException ex)
        {
            throw new CommandFailedException(ExitCode.USAGE, ex.getMessage());
        }
        final long startNs = System.nanoTime();
        final SignalboxServer server;
        try
        {
            server = SignalboxServer.start(config);
        }
        catch (final ServerStartException ex)
        {
            throw new CommandFailedException(ex.kind().exitCode(), ex.getMessage());
        }
        catch (final OutOfMemoryError ex)
        {
            throw new CommandFailedException(
                ExitCode.NO_MEMORY,
                "the limits of " + dir + " need more memory than the heap of " +
                (Runtime.getRuntime().maxMemory() >> 20) + " MiB; give more with SIGNALBOX_JAVA_OPTS=-Xmx8g, or for " +
                "a new directory a smaller --max-orders");
        }
        final Thread stop = new Thread(() ->
        {
            server.close();
            // A stop in order is a success; the virtual machine itself would say 128 + the number of the signal.
            Runtime.getRuntime().halt(ExitCode.OK);
        }, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        printStarted(server, (System.nanoTime() - startNs) / 1_000_000);
        awaitInterrupt(server, stop);
        return ExitCode.OK;
    }

    /** In a process of its own nobody interrupts, and it ends in the stop thread. */
    private static void awaitInterrupt(final SignalboxServer server, final Thread stop)
    {
        try
        {
            new CountDownLatch(1).await();
        }
        catch (final InterruptedException ex)
        {
            Runtime.getRuntime().removeShutdownHook(stop);
            server.close();
        }
    }

    private EngineLimits limits()
    {
        return maxOrders == null ? EngineLimits.DEFAULT : EngineLimits.DEFAULT
            .with(EngineLimit.MAX_ORDERS, maxOrders)
            .with(EngineLimit.MAX_PASSENGERS, (int)Math.min(2L * maxOrders, EngineLimit.MAX_PASSENGERS.max()));
    }

    private void printStarted(final SignalboxServer server, final long startMs)
    {
        output.line("recovered %,d records up to position %,d from %s in %,d ms%s",
            server.recovered().records(), server.recovered().position(), dir, startMs,
            server.recoveredSnapshotPosition() == 0 ? "" :
                String.format(", behind the snapshot of position %,d", server.recoveredSnapshotPosition()));
        output.line("listening on %s port %d, durability %s", host, server.port(), durability);
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("listening", true);
        fields.put("host", host);
        fields.put("port", server.port());
        fields.put("durability", durability.name());
        fields.put("recoveredRecords", server.recovered().records());
        fields.put("position", server.recovered().position());
        fields.put("snapshotPosition", server.recoveredSnapshotPosition());
        fields.put("startMs", startMs);
        output.object(fields);
    }
}
