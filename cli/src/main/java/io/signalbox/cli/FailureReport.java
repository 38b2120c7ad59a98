package io.signalbox.cli;

import io.signalbox.client.ConnectFailedException;
import io.signalbox.client.RejectedException;
import io.signalbox.client.SessionRejectedException;
import io.signalbox.client.SignalboxException;
import io.signalbox.journal.JournalDamagedException;
import io.signalbox.journal.JournalException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on the error stream and an exit code; docs/errors.md lists both. */
final class FailureReport implements IExecutionExceptionHandler
{
    @Override
    public int handleExecutionException(
        final Exception exception, final CommandLine commandLine, final ParseResult parseResult) throws Exception
    {
        final int exitCode = exitCode(exception);
        if (exitCode == ExitCode.INTERNAL)
        {
            throw exception;
        }
        commandLine.getErr().println("signalbox: " + exception.getMessage());
        commandLine.getErr().flush();
        return exitCode;
    }

    private static int exitCode(final Exception exception)
    {
        if (exception instanceof CommandFailedException failed)
        {
            return failed.exitCode();
        }
        if (exception instanceof JournalDamagedException)
        {
            return ExitCode.JOURNAL_DAMAGED;
        }
        if (exception instanceof JournalException journal)
        {
            return journal.kind() == JournalException.Kind.LOCKED ? ExitCode.IN_USE : ExitCode.NO_INPUT;
        }
        if (exception instanceof RejectedException)
        {
            return ExitCode.REFUSED;
        }
        if (exception instanceof ConnectFailedException)
        {
            return ExitCode.UNAVAILABLE;
        }
        if (exception instanceof SessionRejectedException)
        {
            return ExitCode.PROTOCOL;
        }
        return exception instanceof SignalboxException ? ExitCode.UNAVAILABLE : ExitCode.INTERNAL;
    }
}
