package io.signalbox.cli;

import io.signalbox.cli.timetable.CsvTimetableReader;
import io.signalbox.cli.timetable.GtfsTimetableReader;
import io.signalbox.cli.timetable.SampleTimetable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.ZoneId;

/** Loads a timetable into a running server. */
@Command(
    name = "load",
    description = "Load a timetable into a running server and open its runs for sale. It can be repeated: what is " +
        "there already stays.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  signalbox load sample --from 2030-01-07 --days 3")
final class LoadCommand
{
    @Command(
        name = "gtfs",
        description = "Load a GTFS feed.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  signalbox load gtfs amtrak.zip --from 2021-09-06 --days 2")
    int gtfs(
        @Parameters(paramLabel = "FEED.zip", description = "The feed.") final Path feed,
        @Option(names = "--all-modes", description = "Load buses, ferries and all other routes too, not only rail.")
        final boolean allModes,
        @Mixin final LoadOptions options)
    {
        return options.load(() -> new GtfsTimetableReader(allModes).read(feed, options.from(), options.days()));
    }

    @Command(
        name = "csv",
        description = "Load a folder with stations.csv, trains.csv and stops.csv; docs/timetables.md has the columns.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  signalbox load csv timetable/ --from 2030-01-07 --time-zone Asia/Shanghai")
    int csv(
        @Parameters(paramLabel = "DIR", description = "The folder.") final Path folder,
        @Option(names = "--time-zone", paramLabel = "ZONE", defaultValue = "Asia/Shanghai",
            description = "Zone of the times in the files. Default: ${DEFAULT-VALUE}.") final ZoneId zone,
        @Mixin final LoadOptions options)
    {
        return options.load(() -> new CsvTimetableReader(zone).read(folder, options.from(), options.days()));
    }

    @Command(
        name = "sample",
        description = "Load the sample timetable: some 200 trains on main lines of China in 2016.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  signalbox load sample --from 2030-01-07 --days 3")
    int sample(@Mixin final LoadOptions options)
    {
        return options.load(() -> SampleTimetable.load(options.from(), options.days()));
    }
}
