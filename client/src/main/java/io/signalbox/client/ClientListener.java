package io.signalbox.client;

/**
 * What a client tells without being asked. All methods are called on the client's event loop and must not block; what
 * they throw goes to the uncaught exception handler of that thread.
 */
public interface ClientListener
{
    /** A listener that hears nothing. */
    ClientListener NONE = new ClientListener()
    {
    };

    /**
     * The session is established on a connection: the first one or a new one.
     *
     * @param reconnected false for the first time
     */
    default void onEstablished(final boolean reconnected)
    {
    }

    /**
     * An event of this session that answers no request of it: the host or another session has changed something. Each
     * comes once, in the order of the journal, and of every kind that this client knows; a {@link HoldExpired} is one
     * of them. As long as this method is not overridden it calls {@link #onHoldExpired} for that one and ignores all
     * others. Other kinds may come from a newer server: do nothing about what you do not know.
     *
     * @param event what happened
     */
    default void onEvent(final StampedEvent event)
    {
        if (event instanceof HoldExpired expired)
        {
            onHoldExpired(expired);
        }
    }

    /**
     * A hold of this session was not paid in time; its seats are free again. Called by {@link #onEvent}.
     *
     * @param event what expired
     */
    default void onHoldExpired(final HoldExpired event)
    {
    }

    /**
     * Events of this session were lost to it: the server no longer had them when the client reconnected. Answers to
     * requests are not counted out by this; their callers got, or get, an answer or an error of their own.
     *
     * @param fromNumber number of the first event that is missing
     * @param count      how many
     */
    default void onEventsMissed(final long fromNumber, final long count)
    {
    }

    /**
     * The server said that it ends this connection.
     *
     * @param code name of the reason in the schema, for example {@code SERVER_STOPPING}
     * @param text of the server, for people
     */
    default void onTerminated(final String code, final String text)
    {
    }

    /**
     * An established connection is gone. The client is trying to reconnect, unless it was closed or its session ended.
     *
     * @param reason for people
     */
    default void onDisconnected(final String reason)
    {
    }

    /**
     * The session is over for good, and the client with it: every call from now on fails.
     *
     * @param error that every waiting caller has got as the cause
     */
    default void onSessionEnded(final SignalboxException error)
    {
    }
}
