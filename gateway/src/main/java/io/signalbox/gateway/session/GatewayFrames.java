package io.signalbox.gateway.session;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessMessageRejectEncoder;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.EstablishAckEncoder;
import io.signalbox.protocol.wire.EstablishRejectEncoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NotAppliedEncoder;
import io.signalbox.protocol.wire.SequenceEncoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Encodes the frames that the gateway itself sends, one at a time, at offset 0 of its buffer. Owned by one thread.
 * Allocates only in {@link #terminate}.
 */
public final class GatewayFrames
{
    private static final int MAX_TEXT_LENGTH = 1000;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final EstablishAckEncoder establishAck = new EstablishAckEncoder();
    private final EstablishRejectEncoder establishReject = new EstablishRejectEncoder();
    private final TerminateEncoder terminate = new TerminateEncoder();
    private final NotAppliedEncoder notApplied = new NotAppliedEncoder();
    private final SequenceEncoder sequence = new SequenceEncoder();
    private final BusinessMessageRejectEncoder reject = new BusinessMessageRejectEncoder();

    /**
     * The frame that was encoded last.
     *
     * @return buffer whose first bytes are the frame
     */
    public DirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * Encode an EstablishAck.
     *
     * @param sessionId         of the session
     * @param sessionVerId      of the session
     * @param keepAliveMs       as asked for
     * @param nextSeqNo         number of the session's next event
     * @param lastIncomingSeqNo number of the last request applied
     * @param position          that this is true at
     * @param durability        of the events
     * @param repliesKept       events of a session that can be had again
     * @return length of the frame, bytes
     */
    public int establishAck(
        final int sessionId,
        final long sessionVerId,
        final long keepAliveMs,
        final long nextSeqNo,
        final long lastIncomingSeqNo,
        final long position,
        final Durability durability,
        final int repliesKept)
    {
        establishAck.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(Integer.toUnsignedLong(sessionId))
            .sessionVerId(sessionVerId)
            .keepAliveMs(keepAliveMs)
            .nextSeqNo(nextSeqNo)
            .lastIncomingSeqNo(lastIncomingSeqNo)
            .position(position)
            .durability(durability)
            .repliesKept(repliesKept)
            .schemaVersion(EstablishAckEncoder.SCHEMA_VERSION);
        return framed(establishAck.limit());
    }

    /**
     * Encode an EstablishReject.
     *
     * @param sessionId    of the session asked for
     * @param sessionVerId of the session asked for
     * @param reason       why not
     * @return length of the frame, bytes
     */
    public int establishReject(final int sessionId, final long sessionVerId, final EstablishRejectReason reason)
    {
        establishReject.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(Integer.toUnsignedLong(sessionId))
            .sessionVerId(sessionVerId)
            .reason(reason);
        return framed(establishReject.limit());
    }

    /**
     * Encode a Terminate.
     *
     * @param sessionId    of the connection's session; 0 if none
     * @param sessionVerId of the connection's session; 0 if none
     * @param code         why
     * @param text         why, for people; cut at 1,000 bytes
     * @return length of the frame, bytes
     */
    public int terminate(
        final int sessionId, final long sessionVerId, final TerminateCode code, final String text)
    {
        final byte[] bytes = text.getBytes(UTF_8);
        terminate.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(Integer.toUnsignedLong(sessionId))
            .sessionVerId(sessionVerId)
            .code(code)
            .putText(bytes, 0, Math.min(bytes.length, MAX_TEXT_LENGTH));
        return framed(terminate.limit());
    }

    /**
     * Encode a NotApplied.
     *
     * @param sessionId of the session
     * @param fromSeqNo number of the first request that was never applied
     * @param count     how many
     * @return length of the frame, bytes
     */
    public int notApplied(final int sessionId, final long fromSeqNo, final long count)
    {
        notApplied.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(Integer.toUnsignedLong(sessionId))
            .fromSeqNo(fromSeqNo)
            .count(count);
        return framed(notApplied.limit());
    }

    /**
     * Encode a Sequence.
     *
     * @param sessionId of the session
     * @param nextSeqNo number of the session's next event
     * @return length of the frame, bytes
     */
    public int sequence(final int sessionId, final long nextSeqNo)
    {
        sequence.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(Integer.toUnsignedLong(sessionId))
            .nextSeqNo(nextSeqNo);
        return framed(sequence.limit());
    }

    /**
     * Encode a BusinessMessageReject of a request.
     *
     * @param sessionId     of the session; 0 if none
     * @param refTemplateId template of the request
     * @param refSeqNum     number of the request; 0 if it has none
     * @param reason        why
     * @param text          why, for people, as UTF-8
     * @return length of the frame, bytes
     */
    public int businessReject(
        final int sessionId,
        final int refTemplateId,
        final long refSeqNum,
        final BusinessRejectReason reason,
        final byte[] text)
    {
        reject.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(Integer.toUnsignedLong(sessionId))
            .refTemplateId(refTemplateId)
            .refSeqNum(refSeqNum)
            .queryId(0)
            .reason(reason)
            .putText(text, 0, text.length);
        return framed(reject.limit());
    }

    private int framed(final int end)
    {
        Frame.writeHeader(buffer, 0, end);
        return end;
    }
}
