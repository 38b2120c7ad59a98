package io.signalbox.cli;

import io.signalbox.cli.demo.Demo;
import io.signalbox.cli.demo.DemoOptions;
import io.signalbox.cli.demo.DemoProgress;
import io.signalbox.cli.demo.DemoReport;
import io.signalbox.cli.timetable.TimetableException;
import io.signalbox.gateway.ServerStartException;
import io.signalbox.perf.TemporaryDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sells the sample timetable and proves what happened. */
@Command(
    name = "demo",
    description = "Start a server, sell a real timetable to many buyers over TCP, stop the server, replay the " +
        "journal and prove that it leads to the same state. Exits with 0 only if every check holds.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox demo --seconds 20 --dir demo-data")
final class DemoCommand implements Callable<Integer>
{
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+,=-]+", Pattern.UNICODE_CHARACTER_CLASS);

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "10",
        description = "How long to sell, 1 to 3600. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--dir", paramLabel = "DIR",
        description = "Where to keep the journal; must be empty. Default: a temporary directory, deleted at the end.")
    private Path dir;

    @Option(names = "--searches-per-order", paramLabel = "N", defaultValue = "750",
        description = "Searches for each visitor who wants to order. A national railway saw 750 for each ticket " +
            "taken on a day of rush. Default: ${DEFAULT-VALUE}.")
    private int searchesPerOrder;

    @Option(names = "--visitors", paramLabel = "N", defaultValue = "64",
        description = "People who search or order at the same time. Default: ${DEFAULT-VALUE}.")
    private int visitors;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "12306",
        description = "Seed of what they do. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException
    {
        if (dir != null)
        {
            return run(dir);
        }
        try (TemporaryDirectory directory = TemporaryDirectory.create("signalbox-demo"))
        {
            return run(directory.path());
        }
    }

    private int run(final Path directory)
    {
        checkEmpty(directory);
        final DemoOptions options;
        try
        {
            options = new DemoOptions(seconds, directory, searchesPerOrder, visitors, seed);
        }
        catch (final IllegalArgumentException ex)
        {
            throw new CommandFailedException(ExitCode.USAGE, ex.getMessage());
        }
        output.line("signalbox demo: the sample timetable, sold for %d s over TCP, replies after the disk", seconds);
        final Demo demo = new Demo(
            options,
            (client, timetable, layouts) ->
                new TimetableLoader(client, TimetableLoader.Progress.NONE).load(timetable, layouts).runs().defined(),
            this::print);
        final DemoReport report;
        try
        {
            report = demo.run();
        }
        catch (final ServerStartException ex)
        {
            throw new CommandFailedException(ex.kind().exitCode(), ex.getMessage());
        }
        catch (final TimetableException ex)
        {
            throw new CommandFailedException(ExitCode.NO_INPUT, ex.getMessage());
        }
        report.lines().forEach(line -> output.line("%s", line));
        final Map<String, Object> fields = report.fields();
        if (dir != null)
        {
            output.line("%nThe journal is in %s. Read it with: signalbox journal export --dir %s", dir, quoted(dir));
            fields.put("directory", dir.toString());
        }
        output.object(fields);
        return report.passed() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private void print(final DemoProgress progress)
    {
        if (progress.second() == 1)
        {
            output.line("  time  searches  nothing left    orders  refused      held      paid  cancelled   expired");
        }
        output.line("%4d s %,9d  %,12d  %,8d  %,7d  %,8d  %,8d  %,9d  %,8d",
            progress.second(), progress.searches(), progress.nothing(), progress.orders(), progress.refused(),
            progress.held(), progress.paid(), progress.cancelled(), progress.expired());
    }

    /** As a shell takes it. */
    static String quoted(final Path path)
    {
        return PLAIN.matcher(path.toString()).matches() ? path.toString() :
            "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private static void checkEmpty(final Path directory)
    {
        if (Files.exists(directory) && !Files.isDirectory(directory))
        {
            throw new CommandFailedException(ExitCode.NO_INPUT, "--dir " + directory + " is not a directory");
        }
        if (Files.exists(directory))
        {
            try (Stream<Path> files = Files.list(directory))
            {
                if (files.findAny().isPresent())
                {
                    throw new CommandFailedException(
                        ExitCode.USAGE, "--dir " + directory + " is not empty; the demo needs a journal of its own");
                }
            }
            catch (final IOException ex)
            {
                throw new CommandFailedException(
                    ExitCode.NO_INPUT, "--dir " + directory + " cannot be read: " + IoFailure.words(ex));
            }
        }
    }
}
