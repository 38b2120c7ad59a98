package io.signalbox.gateway.ring;

import io.signalbox.core.SeatEngine;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.EstablishDecoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Answers what needs the exact state of a session and is no command: Establish, and requests made again. Owned by the
 * business thread.
 */
final class SessionDesk
{
    private static final byte[] NO_LONGER_KEPT_TEXT =
        "the answer to this request is no longer kept; ask with QueryOrder".getBytes(US_ASCII);
    private static final int POSITION_OFFSET = Frame.BODY_OFFSET + EventHeaderDecoder.positionEncodingOffset();

    private final SeatEngine engine;
    private final SessionRoutes routes;
    private final ReplySender sender;
    private final GatewayFrames frames;
    private final DeliveryGate gate;
    private final int repliesKept;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EstablishDecoder establish = new EstablishDecoder();

    SessionDesk(
        final SeatEngine engine,
        final SessionRoutes routes,
        final ReplySender sender,
        final GatewayFrames frames,
        final DeliveryGate gate,
        final int repliesKept)
    {
        this.engine = engine;
        this.routes = routes;
        this.sender = sender;
        this.frames = frames;
        this.gate = gate;
        this.repliesKept = repliesKept;
    }

    void onEstablish(final long connectionId, final DirectBuffer buffer)
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
                engine.lastRequestNumber(sessionId), position, gate.durability(), repliesKept);
        }
        else
        {
            length = frames.establishReject(sessionId, sessionVerId, reason);
        }
        sender.send(connectionId, position, false, frames.buffer(), 0, length);
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

    /**
     * A request had no second effect: send its first answer again, or say that there is none.
     */
    void onRepeated(final SessionRoute route, final DirectBuffer buffer)
    {
        final long request = EventFields.msgSeqNum(buffer, 0);
        final SessionReplies replies = route.replies();
        final int found = replies.find(request);
        if (found >= 0)
        {
            final DirectBuffer kept = replies.buffer();
            final long position = kept.getLong(found + POSITION_OFFSET, LITTLE_ENDIAN);
            sender.send(route.connectionId(), position, true, kept, found, Frame.length(kept, found));
        }
        else
        {
            final int length = found == SessionReplies.NEVER_APPLIED ?
                frames.notApplied(route.sessionId(), request, 1) :
                frames.businessReject(
                    route.sessionId(), Frame.templateId(buffer, 0), request,
                    BusinessRejectReason.REPLY_NO_LONGER_KEPT, NO_LONGER_KEPT_TEXT);
            sender.send(route.connectionId(), engine.position(), false, frames.buffer(), 0, length);
        }
    }
}
