package io.signalbox.cli.timetable;

/**
 * A timetable or layout file that cannot be read as a whole: a file or a column is missing, or nothing says on which
 * dates trains run. Single bad rows of a timetable are no exceptions but {@link TimetableProblem}s.
 */
public final class TimetableException extends Exception
{
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message for people: the file, what is wrong, and what was expected.
     */
    public TimetableException(final String message)
    {
        super(message);
    }

    /**
     * Makes the exception with what led to it.
     *
     * @param message for people: the file, what is wrong, and what was expected.
     * @param cause   what was thrown below.
     */
    public TimetableException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
