package io.signalbox.gateway.session;

/**
 * Where the events of one session go, and those it can have again. Owned by the business thread.
 */
final class SessionRoute
{
    private final int sessionId;
    private final SessionReplies replies;
    private long connectionId;

    SessionRoute(final int sessionId, final SessionReplies replies)
    {
        this.sessionId = sessionId;
        this.replies = replies;
    }

    int sessionId()
    {
        return sessionId;
    }

    SessionReplies replies()
    {
        return replies;
    }

    long connectionId()
    {
        return connectionId;
    }

    void connectionId(final long newConnectionId)
    {
        connectionId = newConnectionId;
    }
}
