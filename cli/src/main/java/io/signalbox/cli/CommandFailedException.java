package io.signalbox.cli;

import java.io.Serial;

/** A command that cannot go on, with the exit code and the one line that the user gets. */
final class CommandFailedException extends RuntimeException
{
    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailedException(final int exitCode, final String message)
    {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode()
    {
        return exitCode;
    }
}
