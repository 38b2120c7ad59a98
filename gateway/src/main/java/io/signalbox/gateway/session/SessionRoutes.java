package io.signalbox.gateway.session;

import io.signalbox.gateway.host.EventPublisher;
import io.signalbox.protocol.EventFields;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.NegotiateRejectEncoder;
import io.signalbox.protocol.wire.NegotiateResponseEncoder;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Knows for each session its connection and its kept replies, and hands the events of a record to those they are
 * addressed to. Owned by the business thread; allocates only when a session is new.
 */
public final class SessionRoutes implements EventPublisher
{
    private final Int2ObjectHashMap<SessionRoute> routes = new Int2ObjectHashMap<>();
    private final ReplyPublisher replies;
    private final GatewayFrames frames;
    private final KeptReplies kept;
    private final Frames walk = new Frames();

    /**
     * Routes of the sessions that something is kept of; none of them has a connection.
     *
     * @param replies writes the frames for the connections
     * @param frames  of the thread that decides
     * @param kept    events of each session that can be had again
     */
    public SessionRoutes(final ReplyPublisher replies, final GatewayFrames frames, final KeptReplies kept)
    {
        this.replies = replies;
        this.frames = frames;
        this.kept = kept;
    }

    /**
     * The route of a session that has been negotiated.
     *
     * @return null if there is no such session
     */
    SessionRoute route(final int sessionId)
    {
        final SessionRoute known = routes.get(sessionId);
        return known == null && kept.of(sessionId) != null ? newRoute(sessionId) : known;
    }

    private SessionRoute newRoute(final int sessionId)
    {
        final SessionRoute route = new SessionRoute(sessionId, kept.of(sessionId));
        routes.put(sessionId, route);
        return route;
    }

    /** Events of each session that can be had again. */
    int repliesKept()
    {
        return kept.maxEvents();
    }

    @Override
    public void publish(
        final long askingConnection,
        final long position,
        final DirectBuffer events,
        final int offset,
        final int length)
    {
        walk.wrap(events, offset, length);
        while (walk.next())
        {
            onEvent(askingConnection, position, events, walk.offset(), walk.length());
        }
    }

    @Override
    public void flush()
    {
        replies.wakeLoops();
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
        if (MessageTable.hasEventHeader(templateId))
        {
            if (sessionId != 0)
            {
                final SessionRoute route = route(sessionId);
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
        final SessionRoute route = route(sessionId);
        if (route != null)
        {
            replace(route, 0, position);
        }
        kept.start(sessionId);
    }

    /**
     * Give a session to another connection, and end the one that had it.
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
            replies.send(oldConnection, position, false, frames.buffer(), 0, length);
        }
        route.connectionId(newConnection);
    }

    private void sendIfConnected(
        final long connectionId, final long position, final DirectBuffer events, final int offset, final int length)
    {
        if (connectionId != 0)
        {
            replies.send(connectionId, position, false, events, offset, length);
        }
    }
}
