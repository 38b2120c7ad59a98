package io.signalbox.client;

import java.io.Serial;

/**
 * The request was sent, and nobody knows here whether it was applied. Ask with a query before asking for it again.
 */
public final class RequestOutcomeUnknownException extends SignalboxException
{
    @Serial
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final Reason reason;

    /** Number of the request. */
    private final long number;

    RequestOutcomeUnknownException(
        final Reason reason, final long number, final String message, final Throwable cause)
    {
        super(message, cause);
        this.reason = reason;
        this.number = number;
    }

    /**
     * Why the outcome is not known.
     */
    public enum Reason
    {
        /** No answer within {@link ClientConfig#requestTimeoutMs()}. */
        TIMED_OUT,

        /** The client was closed before the answer came. */
        CLOSED,

        /** The session ended before the answer came; the cause says how. */
        SESSION_ENDED,

        /** The request was sent again after a reconnect, and the server no longer keeps its answer. */
        REPLY_NO_LONGER_KEPT,

        /** The server answered with a message that cannot answer this request. */
        UNEXPECTED_ANSWER
    }

    /**
     * Why.
     *
     * @return never null
     */
    public Reason reason()
    {
        return reason;
    }

    /**
     * Number of the request in its session.
     *
     * @return 1 and up
     */
    public long number()
    {
        return number;
    }
}
