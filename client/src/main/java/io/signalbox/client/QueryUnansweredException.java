package io.signalbox.client;

import java.io.Serial;

/**
 * A query got no answer in time, got one that makes no sense, or the client ended before. A query has no effect, so
 * asking again is always harmless.
 */
public final class QueryUnansweredException extends SignalboxException
{
    @Serial
    private static final long serialVersionUID = 1L;

    QueryUnansweredException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
