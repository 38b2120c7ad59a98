package io.signalbox.perf;

import io.signalbox.gateway.ServerConfig;
import io.signalbox.gateway.ServerStartException;
import io.signalbox.gateway.SignalboxServer;
import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.Durability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, with the flags of this one: what is measured shares no heap and no thread with what
 * measures. Prints its port, stops when its input ends.
 */
final class PerfServer implements AutoCloseable
{
    private static final String PORT = "port ";
    private static final int STOP_S = 10;
    private static final int EVENT_LOOPS = 1;

    private final Process process;
    private final int port;

    private PerfServer(final Process process, final int port)
    {
        this.process = process;
        this.port = port;
    }

    static PerfServer start(
        final Path directory,
        final Durability durability,
        final WaitMode waitMode,
        final int maxOrders,
        final int snapshotEvery) throws IOException
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(PerfServer.class.getName());
        command.addAll(List.of(
            directory.toString(), durability.name(), waitMode.name(), String.valueOf(maxOrders),
            String.valueOf(snapshotEvery)));
        final Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        final BufferedReader reader =
            new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new PerfServer(process, awaitPort(reader));
    }

    /** With options of the user the virtual machine itself may print, before the port and behind it. */
    private static int awaitPort(final BufferedReader reader) throws IOException
    {
        String line = reader.readLine();
        while (line != null && !line.startsWith(PORT))
        {
            System.err.println(line);
            line = reader.readLine();
        }
        if (line == null)
        {
            throw new IOException("the server under test did not start");
        }
        final Thread rest = new Thread(() -> reader.lines().forEach(System.err::println), "perf-server-output");
        rest.setDaemon(true);
        rest.start();
        return Integer.parseInt(line.substring(PORT.length()));
    }

    int port()
    {
        return port;
    }

    @Override
    public void close() throws IOException
    {
        process.getOutputStream().close();
        try
        {
            if (!process.waitFor(STOP_S, TimeUnit.SECONDS))
            {
                process.destroyForcibly();
                throw new IOException("the server under test did not stop within " + STOP_S + " s");
            }
        }
        catch (final InterruptedException ex)
        {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The server's own process.
     *
     * @param arguments directory, durability, wait mode, greatest number of orders, records between two snapshots
     * @throws IOException          if its input fails
     * @throws ServerStartException if it cannot start
     */
    public static void main(final String[] arguments) throws IOException, ServerStartException
    {
        final int maxOrders = Integer.parseInt(arguments[3]);
        final ServerConfig config = ServerConfig.builder(Path.of(arguments[0]))
            .port(0)
            .durability(Durability.valueOf(arguments[1]))
            .eventLoops(EVENT_LOOPS)
            .waitMode(WaitMode.valueOf(arguments[2]))
            .limits(EngineLimits.DEFAULT
                .with(EngineLimit.MAX_ORDERS, maxOrders)
                .with(EngineLimit.MAX_PASSENGERS, maxOrders))
            .snapshotEvery(Integer.parseInt(arguments[4]))
            .build();
        try (SignalboxServer server = SignalboxServer.start(config))
        {
            final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            out.println(PORT + server.port());
            while (System.in.read() >= 0)
            {
                continue;
            }
        }
    }
}
