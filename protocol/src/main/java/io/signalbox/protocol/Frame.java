package io.signalbox.protocol;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Layout of a frame: a compact framing header (u16 length of the whole frame, u16 type 0xEB50), then the SBE message
 * header, then the message. All numbers are little endian. Offsets given to the methods are of the frame's first byte.
 */
public final class Frame
{
    /** Bytes of the framing header. */
    public static final int FRAMING_HEADER_LENGTH = 4;

    /** Framing type: SBE 1.0, little endian. */
    public static final int ENCODING_TYPE = 0xEB50;

    /** Bytes of the SBE message header. */
    public static final int MESSAGE_HEADER_LENGTH = 8;

    /** Offset of the SBE message header in a frame. */
    public static final int MESSAGE_OFFSET = FRAMING_HEADER_LENGTH;

    /** Offset of the message's block in a frame. */
    public static final int BODY_OFFSET = FRAMING_HEADER_LENGTH + MESSAGE_HEADER_LENGTH;

    /** Bytes of the smallest frame: both headers and an empty block. */
    public static final int MIN_LENGTH = BODY_OFFSET;

    /** Bytes of the largest frame. */
    public static final int MAX_LENGTH = 4096;

    /** Offset, in the frame of any event with an event header, of the delivery byte that the sender stamps. */
    public static final int EVENT_DELIVERY_OFFSET = BODY_OFFSET + 36;

    /** Delivery bit: the event was on disk when it was sent. */
    public static final int DELIVERY_ON_DISK = 0x01;

    /** Delivery bit: the event may have been sent before. */
    public static final int DELIVERY_SENT_BEFORE = 0x80;

    private static final int TYPE_OFFSET = 2;
    private static final int TEMPLATE_ID_OFFSET = MESSAGE_OFFSET + 2;

    private Frame()
    {
    }

    /**
     * Length of a frame as its header says it.
     *
     * @param buffer that holds the frame
     * @param offset of the frame
     * @return 0 to 65,535 bytes, the framing header included; not checked
     */
    public static int length(final DirectBuffer buffer, final int offset)
    {
        return buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Framing type of a frame.
     *
     * @param buffer that holds the frame
     * @param offset of the frame
     * @return 0 to 65,535; a valid frame has {@link #ENCODING_TYPE}
     */
    public static int encodingType(final DirectBuffer buffer, final int offset)
    {
        return buffer.getShort(offset + TYPE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Template id of the message in a frame.
     *
     * @param buffer that holds the frame
     * @param offset of the frame
     * @return 0 to 65,535; not checked
     */
    public static int templateId(final DirectBuffer buffer, final int offset)
    {
        return buffer.getShort(offset + TEMPLATE_ID_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
    }

    /**
     * Write the framing header, once the length of the message is known.
     *
     * @param buffer that holds the frame
     * @param offset of the frame
     * @param length of the whole frame, {@link #MIN_LENGTH} to {@link #MAX_LENGTH} bytes
     */
    public static void writeHeader(final MutableDirectBuffer buffer, final int offset, final int length)
    {
        if (length < MIN_LENGTH || length > MAX_LENGTH)
        {
            throw new IllegalArgumentException(
                "frame length " + length + " is not " + MIN_LENGTH + " to " + MAX_LENGTH + " bytes");
        }
        buffer.putShort(offset, (short)length, LITTLE_ENDIAN);
        buffer.putShort(offset + TYPE_OFFSET, (short)ENCODING_TYPE, LITTLE_ENDIAN);
    }
}
