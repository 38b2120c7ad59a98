package io.signalbox.gateway;

/**
 * Why a server could not start. Nothing of it is left running.
 */
public final class ServerStartException extends Exception
{
    private static final long serialVersionUID = 1L;

    /**
     * What is wrong, with the exit code of a process that ends for it.
     */
    public enum Kind
    {
        /** A record of the journal is damaged. */
        JOURNAL_DAMAGED(65),

        /** The data directory cannot be used. */
        DIRECTORY_UNUSABLE(66),

        /** The address cannot be bound. */
        ADDRESS_UNAVAILABLE(69),

        /** Another server uses the data directory. */
        DIRECTORY_LOCKED(75);

        private final int exitCode;

        Kind(final int exitCode)
        {
            this.exitCode = exitCode;
        }

        /**
         * Exit code of a process that ends for it.
         *
         * @return 65 to 75
         */
        public int exitCode()
        {
            return exitCode;
        }
    }

    /** What is wrong. */
    private final Kind kind;

    ServerStartException(final Kind kind, final Throwable cause)
    {
        super(cause.getMessage(), cause);
        this.kind = kind;
    }

    /**
     * What is wrong.
     *
     * @return the kind
     */
    public Kind kind()
    {
        return kind;
    }
}
