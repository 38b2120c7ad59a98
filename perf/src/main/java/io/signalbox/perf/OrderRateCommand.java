package io.signalbox.perf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.protocol.wire.Durability;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Measures how many orders a second a fresh server journals and answers. */
@Command(
    name = "orders",
    description = "Orders a second over loopback TCP, journaled and answered: a fresh server in its own process, one " +
        "client thread with a window of orders in flight on each session, every answer checked.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox perf orders --seconds 10 --durability PROCESS --sessions 8 --window 1024")
final class OrderRateCommand implements Callable<Integer>
{
    private static final int OK = 0;
    private static final int TOO_SLOW = 1;
    private static final int USAGE = 2;

    @Option(names = "--seconds", defaultValue = "10", description = "Measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds before that. Default: ${DEFAULT-VALUE}.")
    private int warmUpSeconds;

    @Option(names = "--sessions", defaultValue = "8", description = "Connections. Default: ${DEFAULT-VALUE}.")
    private int sessions;

    @Option(names = "--window", defaultValue = "1024",
        description = "Orders in flight on each session. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(names = "--runs", defaultValue = "10000", description = "Runs on sale. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--max-orders", defaultValue = "20000000",
        description = "Limit of orders of the server. Default: ${DEFAULT-VALUE}.")
    private int maxOrders;

    @Option(names = "--seed", defaultValue = "12306", description = "Seed of the orders. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--durability", defaultValue = "PROCESS",
        description = "PROCESS or DISK. Default: ${DEFAULT-VALUE}.")
    private Durability durability;

    @Option(names = "--wait", defaultValue = "BLOCKING",
        description = "How the business thread waits. Default: ${DEFAULT-VALUE}.")
    private WaitMode waitMode;

    @Option(names = "--snapshot-every", defaultValue = "0",
        description = "Let the server take a snapshot after so many records; 0 for never. Default: ${DEFAULT-VALUE}.")
    private int snapshotEvery;

    @Option(names = "--dir", paramLabel = "DIR",
        description = "New data directory of the server, which is kept. Default: a temporary one, deleted at the end.")
    private Path dir;

    @Option(names = "--at-least", defaultValue = "0",
        description = "Exit with 1 if fewer orders a second were answered. Default: no limit.")
    private double atLeast;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException
    {
        final PrintWriter out = command.commandLine().getOut();
        final OrderRateOptions options;
        try
        {
            options = new OrderRateOptions(seconds, warmUpSeconds, sessions, window, runs, seed);
        }
        catch (final IllegalArgumentException ex)
        {
            command.commandLine().getErr().println("signalbox perf orders: " + ex.getMessage());
            return USAGE;
        }
        if (dir != null)
        {
            return measure(options, dir, out);
        }
        try (TemporaryDirectory directory = TemporaryDirectory.create("signalbox-perf"))
        {
            return measure(options, directory.path(), out);
        }
    }

    private int measure(final OrderRateOptions options, final Path directory, final PrintWriter out)
        throws IOException
    {
        try (PerfServer server = PerfServer.start(directory, durability, waitMode, maxOrders, snapshotEvery))
        {
            final OrderRateReport report = new OrderRateRig(options)
                .run(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            out.println(json ? json(report) : conditions() + System.lineSeparator() + report.describe());
            out.flush();
            return report.ordersPerSecond() >= atLeast ? OK : TOO_SLOW;
        }
    }

    private String conditions()
    {
        return String.format(
            Locale.ROOT,
            "conditions         JDK %s, %d cores, durability %s, wait %s, %d sessions x %d in flight, " +
            "%,d runs, seed %d",
            Runtime.version(),
            Runtime.getRuntime().availableProcessors(),
            durability,
            waitMode,
            sessions,
            window,
            runs,
            seed);
    }

    private String json(final OrderRateReport report) throws IOException
    {
        final StringWriter text = new StringWriter();
        try (JsonGenerator fields = new JsonFactory().createGenerator(text))
        {
            fields.writeStartObject();
            fields.writeNumberField("ordersPerSecond", Math.round(report.ordersPerSecond()));
            fields.writeNumberField("held", report.heldCount());
            fields.writeNumberField("refused", report.refusedCount());
            fields.writeNumberField("p50Ns", report.latencyNs().getValueAtPercentile(50));
            fields.writeNumberField("p99Ns", report.latencyNs().getValueAtPercentile(99));
            fields.writeNumberField("maxNs", report.latencyNs().getMaxValue());
            fields.writeNumberField("stallP99Ns", report.stallOversleepNs().getValueAtPercentile(99));
            fields.writeNumberField("stallMaxNs", report.stallOversleepNs().getMaxValue());
            fields.writeStringField("durability", durability.name());
            fields.writeStringField("wait", waitMode.name());
            fields.writeNumberField("sessions", sessions);
            fields.writeNumberField("window", window);
            fields.writeNumberField("runs", runs);
            fields.writeNumberField("seed", seed);
            fields.writeStringField("jdk", Runtime.version().toString());
            fields.writeNumberField("cores", Runtime.getRuntime().availableProcessors());
            fields.writeEndObject();
        }
        return text.toString();
    }
}
