package io.signalbox.cli.timetable;

/**
 * A row that cannot be used; the reader that holds the row adds file and line.
 */
final class BadRowException extends Exception
{
    private static final long serialVersionUID = 1L;

    BadRowException(final String reason)
    {
        // Without a stack trace: it is a verdict on input that may come a million times.
        super(reason, null, false, false);
    }
}
