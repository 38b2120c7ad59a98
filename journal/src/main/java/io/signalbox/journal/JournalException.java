package io.signalbox.journal;

/**
 * The journal cannot be used, for a reason that is not damage inside a record. The message names path and reason.
 */
public final class JournalException extends RuntimeException
{
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    private final Kind kind;

    /**
     * What is wrong.
     */
    public enum Kind
    {
        /** Another server holds the directory. */
        LOCKED,

        /** The directory or a file in it cannot be opened, read or written. */
        UNREADABLE,

        /** There is no journal at this path. */
        MISSING,

        /** There is something at this path, but it is half-written or belongs to something else. */
        NOT_A_JOURNAL,

        /** The journal does not hold the record that reading should begin behind, or another one at its position. */
        ANOTHER_HISTORY,

        /** A record could not be appended. None of it is visible; the process must stop. */
        APPEND_FAILED
    }

    JournalException(final Kind kind, final String message)
    {
        super(message);
        this.kind = kind;
    }

    JournalException(final Kind kind, final String message, final Throwable cause)
    {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * What is wrong.
     *
     * @return the kind, for an exit code
     */
    public Kind kind()
    {
        return kind;
    }
}
