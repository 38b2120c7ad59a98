package io.signalbox.perf;

import picocli.CommandLine.Command;

/** Measures a server. */
@Command(
    name = "perf",
    description = "Measure a server.",
    mixinStandardHelpOptions = true,
    subcommands = OrderRateCommand.class,
    footerHeading = "%nExample:%n",
    footer = "  signalbox perf orders --seconds 10 --durability PROCESS")
public final class PerfCommand
{
}
