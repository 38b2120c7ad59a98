package io.signalbox.cli;

import io.signalbox.client.ConnectFailedException;
import io.signalbox.client.RejectedException;
import io.signalbox.client.SessionRejectedException;
import io.signalbox.client.SignalboxException;
import io.signalbox.journal.JournalDamagedException;
import io.signalbox.journal.JournalException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.io.PrintWriter;

/** Turns what went wrong into one line on the error stream and an exit code; docs/errors.md lists both. */
final class FailureReport implements IExecutionExceptionHandler
{
    /** Run a command. Too little memory, or a disk that fails, is not a defect, but something that a user can mend. */
    static int run(final ParseResult parseResult)
    {
        try
        {
            return new CommandLine.RunLast().execute(parseResult);
        }
        catch (final ExecutionException ex)
        {
            throw ex.getCause() instanceof VirtualMachineError error ? told(parseResult, error) : ex;
        }
        catch (final VirtualMachineError ex)
        {
            throw told(parseResult, ex);
        }
    }

    private static ExecutionException told(final ParseResult parseResult, final VirtualMachineError error)
    {
        final Exception failed;
        if (error instanceof OutOfMemoryError)
        {
            failed = new CommandFailedException(
                ExitCode.NO_MEMORY,
                "the heap of " + (Runtime.getRuntime().maxMemory() >> 20) +
                    " MiB is too small; give more with SIGNALBOX_JAVA_OPTS=-Xmx8g");
        }
        else if (error instanceof InternalError)
        {
            // What the virtual machine makes of a mapped file whose bytes cannot be had.
            failed = new CommandFailedException(
                ExitCode.IO_FAILED, "a mapped file is cut off, or its disk is full or has failed: " +
                    error.getMessage());
        }
        else
        {
            failed = new IllegalStateException(error);
        }
        return new ExecutionException(parseResult.commandSpec().commandLine(), failed.getMessage(), failed);
    }

    @Override
    public int handleExecutionException(
        final Exception exception, final CommandLine commandLine, final ParseResult parseResult)
    {
        final int exitCode = exitCode(exception);
        final PrintWriter err = commandLine.getErr();
        if (exitCode == ExitCode.INTERNAL)
        {
            err.println("signalbox: this is a defect of the program; please report it with what follows");
            exception.printStackTrace(err);
        }
        else
        {
            err.println("signalbox: " +
                (exception instanceof IOException io ? IoFailure.words(io) : exception.getMessage()));
        }
        err.flush();
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
        if (exception instanceof IOException)
        {
            return ExitCode.IO_FAILED;
        }
        if (exception instanceof SessionRejectedException)
        {
            return ExitCode.PROTOCOL;
        }
        return exception instanceof SignalboxException ? ExitCode.UNAVAILABLE : ExitCode.INTERNAL;
    }
}
