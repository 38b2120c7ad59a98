package io.signalbox.gateway.session;

import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.host.DeliveryGate;
import io.signalbox.gateway.host.EngineHost;
import io.signalbox.protocol.EventFields;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.EstablishDecoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Handles the frames of sessions in their order: requests and Negotiate go to the engine; Establish and repeated
 * requests, which need the exact state of a session and are no commands, are answered here. Owned by the thread that
 * decides.
 */
public final class SessionHandler
{
    private static final byte[] NO_LONGER_KEPT_TEXT =
        "the answer to this request is no longer kept; ask with QueryOrder".getBytes(US_ASCII);

    private final EngineHost host;
    private final SeatEngine engine;
    private final SessionRoutes routes;
    private final ReplyPublisher replies;
    private final GatewayFrames frames;
    private final DeliveryGate gate;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EstablishDecoder establish = new EstablishDecoder();

    /**
     * Handler of the sessions of one node.
     *
     * @param host        executes commands
     * @param engine      of the host; only read here
     * @param routes      that the host publishes events to
     * @param replies     writes the frames for the connections
     * @param frames      of the thread that decides
     * @param gate        whose durability an established session gets
     */
    public SessionHandler(
        final EngineHost host,
        final SeatEngine engine,
        final SessionRoutes routes,
        final ReplyPublisher replies,
        final GatewayFrames frames,
        final DeliveryGate gate)
    {
        this.host = host;
        this.engine = engine;
        this.routes = routes;
        this.replies = replies;
        this.frames = frames;
        this.gate = gate;
    }

    /**
     * A numbered request of an established session.
     *
     * @param nowMs        time of the command, ms since 1970-01-01 UTC
     * @param connectionId of the connection that it came from
     * @param buffer       whose first bytes are its frame
     * @param length       of the frame, bytes
     */
    public void onCommand(final long nowMs, final long connectionId, final DirectBuffer buffer, final int length)
    {
        final SessionRoute route = routes.route(EventFields.sessionId(buffer, 0));
        if (route == null || route.connectionId() != connectionId)
        {
            // The session has gone to a newer connection, which knows exactly what had been applied by then.
            return;
        }
        if (host.execute(nowMs, connectionId, buffer, length))
        {
            onRepeated(route, buffer);
        }
    }

    /**
     * A Negotiate: a command of the engine, answered to the connection that asks.
     *
     * @param nowMs        time of the command, ms since 1970-01-01 UTC
     * @param connectionId of the connection that it came from
     * @param buffer       whose first bytes are its frame
     * @param length       of the frame, bytes
     */
    public void onNegotiate(final long nowMs, final long connectionId, final DirectBuffer buffer, final int length)
    {
        host.execute(nowMs, connectionId, buffer, length);
    }

    /**
     * An Establish: decided from the engine's session state, not journaled.
     *
     * @param connectionId of the connection that it came from
     * @param buffer       whose first bytes are its frame
     */
    public void onEstablish(final long connectionId, final DirectBuffer buffer)
    {
        establish.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header);
        final int sessionId = (int)establish.sessionId();
        final long sessionVerId = establish.sessionVerId();
        final long position = engine.position();
        final SessionRoute route = routes.route(sessionId);
        final EstablishRejectReason reason = refusal(route, sessionId, sessionVerId);
        final int length;
        if (reason == null)
        {
            routes.replace(route, connectionId, position);
            length = frames.establishAck(
                sessionId, sessionVerId, establish.keepAliveMs(), engine.nextEventNumber(sessionId),
                engine.lastRequestNumber(sessionId), position, gate.durability(), routes.repliesKept());
        }
        else
        {
            length = frames.establishReject(sessionId, sessionVerId, reason);
        }
        replies.send(connectionId, position, false, frames.buffer(), 0, length);
    }

    private EstablishRejectReason refusal(final SessionRoute route, final int sessionId, final long sessionVerId)
    {
        if (route == null)
        {
            return EstablishRejectReason.SESSION_NOT_NEGOTIATED;
        }
        if (engine.sessionVerId(sessionId) != sessionVerId)
        {
            return EstablishRejectReason.SESSION_VER_ID_MISMATCH;
        }
        if (Long.compareUnsigned(establish.nextSeqNo(), engine.nextEventNumber(sessionId)) > 0)
        {
            return EstablishRejectReason.NEXT_SEQ_NO_TOO_HIGH;
        }
        return null;
    }

    /** A request had no second effect: send its first answer again, or say that there is none. */
    private void onRepeated(final SessionRoute route, final DirectBuffer buffer)
    {
        final long request = EventFields.msgSeqNum(buffer, 0);
        final SessionReplies keptReplies = route.replies();
        final int found = keptReplies.find(request);
        if (found >= 0)
        {
            final DirectBuffer kept = keptReplies.buffer();
            final long position = EventFields.position(kept, found);
            replies.send(route.connectionId(), position, true, kept, found, Frame.length(kept, found));
        }
        else
        {
            final int length = found == SessionReplies.NEVER_APPLIED ?
                frames.notApplied(route.sessionId(), request, 1) :
                frames.businessReject(
                    route.sessionId(), Frame.templateId(buffer, 0), request,
                    BusinessRejectReason.REPLY_NO_LONGER_KEPT, NO_LONGER_KEPT_TEXT);
            replies.send(route.connectionId(), engine.position(), false, frames.buffer(), 0, length);
        }
    }
}
