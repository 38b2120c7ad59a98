package io.signalbox.client;

import java.io.Serial;

/**
 * No session could be established: nobody listens there, or the handshake was not over in time.
 */
public final class ConnectFailedException extends SignalboxException
{
    @Serial
    private static final long serialVersionUID = 1L;

    ConnectFailedException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
