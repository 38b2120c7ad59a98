package io.signalbox.protocol;

import io.signalbox.protocol.wire.EventHeaderDecoder;
import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Where the first fields of a command or an event stand in its frame.
 */
public final class EventFields
{
    /** Offset of refSeqNum in the frame of an event, bytes. */
    public static final int REF_SEQ_NUM_OFFSET = Frame.BODY_OFFSET + EventHeaderDecoder.refSeqNumEncodingOffset();

    private static final int MSG_SEQ_NUM_OFFSET = Frame.BODY_OFFSET + EventHeaderDecoder.msgSeqNumEncodingOffset();

    private static final int POSITION_OFFSET = Frame.BODY_OFFSET + EventHeaderDecoder.positionEncodingOffset();

    private EventFields()
    {
    }

    /**
     * Session of a command, an event, or any session message: always the first field.
     *
     * @param buffer that holds the frame
     * @param offset of the frame
     * @return session id, as the bits of an unsigned number
     */
    public static int sessionId(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset + Frame.BODY_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Number of a command or an event in its flow: always the second field.
     *
     * @param buffer that holds the frame
     * @param offset of the frame
     * @return number, from 1; 0 if it has none
     */
    public static long msgSeqNum(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + MSG_SEQ_NUM_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Number of the request that an event answers.
     *
     * @param buffer that holds the event's frame
     * @param offset of the frame
     * @return number, from 1; 0 if it answers none
     */
    public static long refSeqNum(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + REF_SEQ_NUM_OFFSET, LITTLE_ENDIAN);
    }

    /**
     * Position of the record of an event.
     *
     * @param buffer that holds the event's frame
     * @param offset of the frame
     * @return position, from 1
     */
    public static long position(final DirectBuffer buffer, final int offset)
    {
        return buffer.getLong(offset + POSITION_OFFSET, LITTLE_ENDIAN);
    }
}
