package io.signalbox.core;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.CheckpointTakenDecoder;
import io.signalbox.protocol.wire.DefinitionRefusedDecoder;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.LimitsDefinedDecoder;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import org.agrona.DirectBuffer;

/**
 * Which bytes of an event become state, and which only tell somebody what the state says already.
 */
final class EventBytes
{
    /** What becomes of a byte. */
    enum Meaning
    {
        /** It is state, or has to fit the state. */
        STATE,
        /** It is told, and not kept. */
        TOLD,
        /** It says how long something is, or another value could ask for more memory than a test has. */
        NOT_TRIED
    }

    private EventBytes()
    {
    }

    static Meaning meaning(final DirectBuffer events, final int at, final int offsetInFrame)
    {
        final int offset = offsetInFrame - Frame.BODY_OFFSET;
        final int templateId = Frame.templateId(events, at);
        return switch (templateId)
        {
            case NegotiateResponseDecoder.TEMPLATE_ID ->
                state(offset < NegotiateResponseDecoder.timestampMsEncodingOffset());
            case NegotiateRejectDecoder.TEMPLATE_ID -> state(
                offset >= NegotiateRejectDecoder.positionEncodingOffset() &&
                offset < NegotiateRejectDecoder.timestampMsEncodingOffset());
            default -> offset < EventHeaderDecoder.ENCODED_LENGTH ?
                header(events.getInt(at + Frame.BODY_OFFSET), offset) : body(templateId, events, at, offset);
        };
    }

    private static Meaning header(final int sessionId, final int offset)
    {
        final boolean isNumber = offset >= EventHeaderDecoder.msgSeqNumEncodingOffset() &&
            offset < EventHeaderDecoder.positionEncodingOffset();
        return state(offset < EventHeaderDecoder.timestampMsEncodingOffset() && !(isNumber && sessionId == 0));
    }

    private static Meaning body(final int templateId, final DirectBuffer events, final int at, final int offset)
    {
        return switch (templateId)
        {
            case DefinitionRefusedDecoder.TEMPLATE_ID, OrderRefusedDecoder.TEMPLATE_ID -> Meaning.TOLD;
            case OrderConfirmedDecoder.TEMPLATE_ID -> state(offset < OrderConfirmedDecoder.runIdEncodingOffset());
            case OrderCancelledDecoder.TEMPLATE_ID -> state(offset < OrderCancelledDecoder.runIdEncodingOffset());
            case HoldExpiredDecoder.TEMPLATE_ID -> state(offset < HoldExpiredDecoder.runIdEncodingOffset());
            case OrderHeldDecoder.TEMPLATE_ID ->
                isBlockLength(offset) ? Meaning.NOT_TRIED : state(!isPlaceOfSeat(offset));
            // Only the lowest byte of a limit is more than 0.
            case LimitsDefinedDecoder.TEMPLATE_ID -> events.getByte(at + Frame.BODY_OFFSET + offset) == 0 ?
                Meaning.NOT_TRIED : Meaning.STATE;
            // Of another format nothing is compared.
            case CheckpointTakenDecoder.TEMPLATE_ID -> state(offset >= CheckpointTakenDecoder.sectionEncodingOffset());
            default -> Meaning.STATE;
        };
    }

    private static boolean isBlockLength(final int offset)
    {
        return offset >= OrderHeldDecoder.BLOCK_LENGTH && offset < OrderHeldDecoder.BLOCK_LENGTH + Short.BYTES;
    }

    /** Coach, row and letter are what the layout says of the seat's index. */
    private static boolean isPlaceOfSeat(final int offset)
    {
        final int first = OrderHeldDecoder.BLOCK_LENGTH + OrderHeldDecoder.SeatsDecoder.sbeHeaderSize();
        return offset >= first && (offset - first) % OrderHeldDecoder.SeatsDecoder.sbeBlockLength() <
            OrderHeldDecoder.SeatsDecoder.seatIndexEncodingOffset();
    }

    private static Meaning state(final boolean isState)
    {
        return isState ? Meaning.STATE : Meaning.TOLD;
    }
}
