package io.signalbox.cli;

import io.signalbox.perf.PerfCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintStream;

/** Entry point of the {@code signalbox} command. */
@Command(
    name = "signalbox",
    description = "Sells seats on trains: every decision journaled, every answer stamped, every refusal explained.",
    mixinStandardHelpOptions = true,
    subcommands = {
        DemoCommand.class,
        ServeCommand.class,
        LoadCommand.class,
        SearchCommand.class,
        BookCommand.class,
        PayCommand.class,
        CancelCommand.class,
        OrderCommand.class,
        SettingsCommand.class,
        RulesCommand.class,
        JournalCommand.class,
        ReplayCommand.class,
        SnapshotCommand.class,
        PerfCommand.class
    },
    footerHeading = "%nExample:%n",
    footer = {"  signalbox demo", "  signalbox COMMAND --help"})
public final class Main
{
    private static final int USAGE_WIDTH = 100;

    private Main()
    {
    }

    /**
     * Run one command.
     *
     * @param arguments the command and its options
     */
    public static void main(final String[] arguments)
    {
        System.exit(checked(execute(arguments), System.out, System.err));
    }

    /**
     * Run one command and return its exit code instead of exiting with it.
     *
     * @param arguments the command and its options
     * @return exit code, see docs/errors.md
     */
    public static int execute(final String... arguments)
    {
        return commandLine().execute(arguments);
    }

    /** A result that nobody could read is none: print streams keep silent about it until they are asked. */
    static int checked(final int exitCode, final PrintStream out, final PrintStream err)
    {
        if (exitCode == ExitCode.OK && out.checkError())
        {
            err.println("signalbox: cannot write the standard output");
            return ExitCode.IO_FAILED;
        }
        return exitCode;
    }

    static CommandLine commandLine()
    {
        final CommandLine commandLine = new CommandLine(new Main());
        showVersion(commandLine);
        ValueConverters.register(commandLine);
        return commandLine
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(USAGE_WIDTH)
            .setParameterExceptionHandler(new UsageReport())
            .setExecutionStrategy(FailureReport::run)
            .setExecutionExceptionHandler(new FailureReport());
    }

    /** With any command: each has the option. */
    private static void showVersion(final CommandLine commandLine)
    {
        commandLine.getCommandSpec().versionProvider(new VersionProvider());
        commandLine.getSubcommands().values().forEach(Main::showVersion);
    }
}
