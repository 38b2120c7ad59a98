package io.signalbox.gateway.ring;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.NegotiateRejectEncoder;
import io.signalbox.protocol.wire.NegotiateResponseEncoder;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Knows for each session its connection and its kept replies, and hands the events of a record to those they are
 * addressed to. Owned by the business thread; allocates only when a session is new.
 */
final class SessionRoutes
{
    private final Int2ObjectHashMap<SessionRoute> routes = new Int2ObjectHashMap<>();
    private final ReplySender sender;
    private final GatewayFrames frames;
    private final int repliesKept;

    SessionRoutes(final ReplySender sender, final GatewayFrames frames, final int repliesKept)
    {
        this.sender = sender;
        this.frames = frames;
        this.repliesKept = repliesKept;
    }

    /**
     * The route of a session that has been negotiated.
     *
     * @return null if there is no such session
     */
    SessionRoute route(final int sessionId)
    {
        return routes.get(sessionId);
    }

    /**
     * Hand out the events of one record.
     *
     * @param askingConnection connection that the command came from, which gets the answer to a Negotiate; 0 if none
     * @param position         of the record
     * @param events           buffer that holds the frames
     * @param offset           of the first
     * @param length           of all of them, bytes
     */
    void onEvents(
        final long askingConnection,
        final long position,
        final DirectBuffer events,
        final int offset,
        final int length)
    {
        final int end = offset + length;
        int next = offset;
        while (next < end)
        {
            final int frameLength = Frame.length(events, next);
            onEvent(askingConnection, position, events, next, frameLength);
            next += frameLength;
        }
    }

    private void onEvent(
        final long askingConnection,
        final long position,
        final DirectBuffer events,
        final int offset,
        final int length)
    {
        final int sessionId = EventFields.sessionId(events, offset);
        final int templateId = Frame.templateId(events, offset);
        if (EventFields.isEvent(templateId))
        {
            if (sessionId != 0)
            {
                final SessionRoute route = routes.get(sessionId);
                route.replies().append(events, offset, length);
                sendIfConnected(route.connectionId(), position, events, offset, length);
            }
        }
        else
        {
            if (templateId == NegotiateResponseEncoder.TEMPLATE_ID)
            {
                startAgain(sessionId, position);
            }
            else if (templateId != NegotiateRejectEncoder.TEMPLATE_ID)
            {
                throw new IllegalStateException("template " + templateId + " at position " + position + " is no event");
            }
            sendIfConnected(askingConnection, position, events, offset, length);
        }
    }

    /** Numbers start again: what an older connection still sends must not be taken for requests of the new session. */
    private void startAgain(final int sessionId, final long position)
    {
        final SessionRoute route = routes.get(sessionId);
        if (route == null)
        {
            routes.put(sessionId, new SessionRoute(sessionId, repliesKept));
        }
        else
        {
            replace(route, 0, position);
            route.replies().clear();
        }
    }

    /**
     * Give a session to another connection, and tell the one that had it.
     *
     * @param route         of the session
     * @param newConnection that gets it; 0 if none
     * @param position      that this is true at
     */
    void replace(final SessionRoute route, final long newConnection, final long position)
    {
        final long oldConnection = route.connectionId();
        if (oldConnection != 0 && oldConnection != newConnection)
        {
            final int length = frames.terminate(
                route.sessionId(), 0, TerminateCode.REPLACED, "the session was taken by a newer connection");
            sender.send(oldConnection, position, false, frames.buffer(), 0, length);
        }
        route.connectionId(newConnection);
    }

    private void sendIfConnected(
        final long connectionId, final long position, final DirectBuffer events, final int offset, final int length)
    {
        if (connectionId != 0)
        {
            sender.send(connectionId, position, false, events, offset, length);
        }
    }
}
