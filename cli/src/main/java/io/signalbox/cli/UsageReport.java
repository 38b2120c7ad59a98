package io.signalbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;

/** Says what is wrong with the words of a command, then what was probably meant, or how the command is used. */
final class UsageReport implements IParameterExceptionHandler
{
    @Override
    public int handleParseException(final ParameterException exception, final String[] arguments)
    {
        final CommandLine commandLine = exception.getCommandLine();
        final PrintWriter err = commandLine.getErr();
        err.println("signalbox: " + exception.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(exception, err))
        {
            commandLine.usage(err);
        }
        err.flush();
        return ExitCode.USAGE;
    }
}
