package io.signalbox.client;

import java.io.Serial;

/**
 * Anything that a client can tell its caller instead of an answer. Refusals of the engine are answers, not errors.
 *
 * <p>Carries no stack trace: it is made on the client's event loop, whose stack says nothing about the caller. The
 * {@link java.util.concurrent.CompletionException} that {@code join()} throws has the caller's.
 */
public abstract class SignalboxException extends RuntimeException
{
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Error with a message for people.
     *
     * @param message what happened, with the values and limits concerned
     * @param cause   of it; null if none
     */
    protected SignalboxException(final String message, final Throwable cause)
    {
        super(message, cause, false, false);
    }
}
