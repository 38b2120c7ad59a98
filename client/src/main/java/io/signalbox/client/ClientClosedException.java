package io.signalbox.client;

import java.io.Serial;

/**
 * The user closed the client, or its threads. Stands as the cause of the error of every call that was waiting.
 */
public final class ClientClosedException extends SignalboxException
{
    @Serial
    private static final long serialVersionUID = 1L;

    ClientClosedException()
    {
        super("the client was closed", null);
    }
}
