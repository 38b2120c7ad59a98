package io.signalbox.cli;

import io.signalbox.cli.timetable.LayoutSet;
import io.signalbox.cli.timetable.Timetable;
import io.signalbox.cli.timetable.TimetableException;
import io.signalbox.cli.timetable.TimetableProblem;
import io.signalbox.client.SignalboxClient;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What all loads share: which dates, which train sets, sending, and what is said about it. */
final class LoadOptions
{
    private static final int PROBLEMS_SHOWN = 20;
    private static final int BAR_UPDATE_MS = 200;

    @Mixin
    private ConnectionOptions connection;

    @Mixin
    private Output output;

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "First date to open, as 2030-01-07.")
    private LocalDate from;

    @Option(names = "--days", paramLabel = "N", defaultValue = "1",
        description = "How many dates to open, 1 to 366. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--layout", paramLabel = "FILE",
        description = "Train sets as YAML, see docs/layouts.md. Default: the built-in ones.")
    private Path layout;

    @Option(names = "--all-problems", description = "Print every row that was left out or changed, not only 20.")
    private boolean allProblems;

    LocalDate from()
    {
        return from;
    }

    int days()
    {
        if (days < 1 || days > 366)
        {
            throw new CommandFailedException(ExitCode.USAGE, "--days " + days + " is not 1 to 366");
        }
        return days;
    }

    /** Something that reads a timetable from the user's files. */
    @FunctionalInterface
    interface Source
    {
        Timetable read() throws TimetableException;
    }

    int load(final Source source)
    {
        final Timetable timetable;
        final LayoutSet layouts;
        try
        {
            layouts = layout == null ? LayoutSet.builtIn() : LayoutSet.read(layout);
            timetable = source.read();
        }
        catch (final TimetableException ex)
        {
            throw new CommandFailedException(ExitCode.NO_INPUT, ex.getMessage());
        }
        catch (final IllegalArgumentException ex)
        {
            // The readers throw it for dates that no run can have, and name them.
            throw new CommandFailedException(ExitCode.USAGE, "--from " + from + ": " + ex.getMessage());
        }
        printProblems(timetable);
        if (timetable.runs().isEmpty())
        {
            output.object(readFields(timetable));
            throw new CommandFailedException(
                ExitCode.NO_INPUT,
                "nothing to load: no run of a valid train on " + days + " day(s) from " + from + " on" +
                    notAskedFor(timetable.counts().notAskedFor()));
        }
        final boolean silent = output.isJson() || System.console() == null;
        try (SignalboxClient client = connection.connect())
        {
            return print(timetable, send(client, silent, timetable, layouts));
        }
    }

    /** The bars end here: they draw themselves once more when they are closed, and what is printed comes below. */
    private static TimetableLoader.Report send(
        final SignalboxClient client, final boolean silent, final Timetable timetable, final LayoutSet layouts)
    {
        try (Bars bars = new Bars(silent))
        {
            return new TimetableLoader(client, bars).load(timetable, layouts);
        }
    }

    private static String notAskedFor(final long trains)
    {
        return trains == 0 ? "" : "; " + trains + " run on other dates or are not rail (load gtfs --all-modes)";
    }

    private static Map<String, Object> readFields(final Timetable timetable)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("leftOut", timetable.counts().leftOut());
        fields.put("changed", timetable.counts().changed());
        fields.put("notAskedFor", timetable.counts().notAskedFor());
        fields.put("problems",
            timetable.problems().stream().map(TimetableProblem::toString).collect(Collectors.toList()));
        return fields;
    }

    private void printProblems(final Timetable timetable)
    {
        int shown = 0;
        for (final TimetableProblem problem : timetable.problems())
        {
            if (!allProblems && shown == PROBLEMS_SHOWN)
            {
                output.line("... and %d more; --all-problems shows them", timetable.problems().size() - shown);
                return;
            }
            output.line("%s %s", problem.kind() == TimetableProblem.Kind.LEFT_OUT ? "left out:" : "changed:", problem);
            shown++;
        }
    }

    private int print(final Timetable timetable, final TimetableLoader.Report report)
    {
        output.line("read      %,d stations, %,d trains, %,d stops; left out %,d, changed %,d, not asked for %,d",
            timetable.counts().stationRows(), timetable.counts().serviceRows(), timetable.counts().stopRows(),
            timetable.counts().leftOut(), timetable.counts().changed(), timetable.counts().notAskedFor());
        output.line(
            "distances %,d given, %,d measured on the map, %,d estimated from running times; %,d times interpolated",
            timetable.counts().givenDistances(), timetable.counts().measuredDistances(),
            timetable.counts().estimatedDistances(), timetable.counts().interpolatedTimes());
        output.line("stations  %,d new, %,d there before", report.stations().defined(), report.stations().existing());
        output.line("layouts   %,d new, %,d there before", report.layouts().defined(), report.layouts().existing());
        output.line("services  %,d new, %,d there before", report.services().defined(), report.services().existing());
        output.line("runs      %,d opened, %,d open before", report.runs().defined(), report.runs().existing());
        report.refusals().stream().limit(allProblems ? Long.MAX_VALUE : PROBLEMS_SHOWN)
            .forEach(refusal -> output.line("refused:  %s", refusal));
        output.line("%,d refused by the server", report.refusals().size());

        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stations", counts(report.stations()));
        fields.put("layouts", counts(report.layouts()));
        fields.put("services", counts(report.services()));
        fields.put("runs", counts(report.runs()));
        fields.put("refused", report.refusals());
        fields.putAll(readFields(timetable));
        output.object(fields);
        return report.refusals().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }

    private static Map<String, Object> counts(final TimetableLoader.Counts counts)
    {
        return Map.of("new", counts.defined(), "existing", counts.existing());
    }

    /** A progress bar for each kind, on the error stream; none for machines, and none where nobody looks. */
    private static final class Bars implements TimetableLoader.Progress, AutoCloseable
    {
        private final boolean silent;
        private ProgressBar bar;

        Bars(final boolean silent)
        {
            this.silent = silent;
        }

        @Override
        public void begin(final String what, final int total)
        {
            close();
            if (!silent)
            {
                bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setInitialMax(total)
                    .setUpdateIntervalMillis(BAR_UPDATE_MS)
                    .build();
            }
        }

        @Override
        public void step()
        {
            if (bar != null)
            {
                bar.step();
            }
        }

        @Override
        public void close()
        {
            if (bar != null)
            {
                bar.close();
                bar = null;
            }
        }
    }
}
