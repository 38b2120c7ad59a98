package io.signalbox.client;

import java.io.Serial;

/**
 * The request had no effect and never will have: it is safe to ask the same thing again as a new request.
 */
public class RequestNotAppliedException extends SignalboxException
{
    @Serial
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final Reason reason;

    RequestNotAppliedException(final Reason reason, final String message, final Throwable cause)
    {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * Why a request was not applied.
     */
    public enum Reason
    {
        /** The command ring of the server was full. */
        BUSY,

        /** The server takes no commands now. */
        READ_ONLY,

        /** The server says that the number of the request was jumped over. */
        NOT_APPLIED,

        /** No connection was there to send it on until its time was over, or until the client ended. */
        NEVER_SENT,

        /** As many requests as {@link ClientConfig#maxInFlight()} allows are waiting for their answers. */
        TOO_MANY_IN_FLIGHT
    }

    /**
     * Why.
     *
     * @return never null
     */
    public final Reason reason()
    {
        return reason;
    }
}
