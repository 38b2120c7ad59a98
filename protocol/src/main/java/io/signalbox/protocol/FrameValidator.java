package io.signalbox.protocol;

import io.signalbox.protocol.MessageShape.EnumShape;
import io.signalbox.protocol.MessageShape.GroupShape;
import io.signalbox.protocol.wire.GroupSizeEncodingDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Looks at a complete frame before any decoder touches a field: a decoder trusts the lengths that it reads, this one
 * does not. Checks, in this order: frame length, framing type, schema id, version, template, block length, groups,
 * data, total length, and (for messages that come to a server) the values of enumerations.
 *
 * <p>A client takes a frame of a newer version if its blocks are not shorter than ours: fields are only ever added at
 * the end. Everybody else refuses a version newer than the own.
 *
 * <p>Reads nothing outside the bytes that it is given, never throws for what they hold, and allocates nothing except in
 * {@link #describe()}. Holds the reason of its last refusal: owned by one thread.
 */
public final class FrameValidator
{
    /** What {@link #validate} returns for a valid frame; no {@code TerminateCode} has this value. */
    public static final int VALID = 0;

    private static final MessageShape[] SHAPES = MessageShapes.byTemplateId();

    private static final int BLOCK_LENGTH_OFFSET =
        Frame.MESSAGE_OFFSET + MessageHeaderDecoder.blockLengthEncodingOffset();
    private static final int SCHEMA_ID_OFFSET = Frame.MESSAGE_OFFSET + MessageHeaderDecoder.schemaIdEncodingOffset();
    private static final int VERSION_OFFSET = Frame.MESSAGE_OFFSET + MessageHeaderDecoder.versionEncodingOffset();
    private static final int GROUP_COUNT_OFFSET = GroupSizeEncodingDecoder.numInGroupEncodingOffset();
    private static final int GROUP_HEADER_LENGTH = GroupSizeEncodingDecoder.ENCODED_LENGTH;
    private static final int DATA_HEADER_LENGTH = 2;

    private final MessageShape[] shapes;
    private final boolean takesNewer;
    private final boolean checksEnums;
    private final String role;

    private FrameRefusal refusal;
    private MessageShape shape;
    private String field;
    private long value;
    private long limit;

    private FrameValidator(
        final String role, final boolean takesNewer, final boolean checksEnums, final int... bands)
    {
        this.role = role;
        this.takesNewer = takesNewer;
        this.checksEnums = checksEnums;
        this.shapes = new MessageShape[SHAPES.length];
        for (int i = 0; i < bands.length; i += 2)
        {
            System.arraycopy(SHAPES, bands[i], shapes, bands[i], bands[i + 1] - bands[i] + 1);
        }
    }

    /**
     * For a server: takes what a client may send.
     *
     * @return new validator for the session messages 1, 4, 7, 9, 12, the commands 20 to 39 and the queries 100 to 109
     */
    public static FrameValidator forServer()
    {
        return new FrameValidator(
            "that a client may send", false, true, 1, 1, 4, 4, 7, 7, 9, 9, 12, 12, 20, 39, 100, 109);
    }

    /**
     * For a client: takes what a server may send, also of a newer version. Enumerations are not checked, so that a
     * newer server may give a reason that this version has no name for.
     *
     * @return new validator for the session messages 2, 3, 5 to 9, 13, 14, the events 50 to 79, the rejection 90 and
     *         the answers 110 to 119
     */
    public static FrameValidator forClient()
    {
        return new FrameValidator(
            "that a server may send", true, false, 2, 3, 5, 9, 13, 14, 50, 79, 90, 90, 110, 119);
    }

    /**
     * For the host itself: takes every command, also those that no client may send.
     *
     * @return new validator for the commands 20 to 41
     */
    public static FrameValidator forHost()
    {
        return new FrameValidator("that the host may issue", false, true, 20, 41);
    }

    /**
     * For the command of a journal record.
     *
     * @return new validator for Negotiate (1) and the commands 20 to 41
     */
    public static FrameValidator forJournalCommand()
    {
        return new FrameValidator("of a journaled command", false, true, 1, 1, 20, 41);
    }

    /**
     * For one event of a journal record.
     *
     * @return new validator for NegotiateResponse (2), NegotiateReject (3) and the events 50 to 79
     */
    public static FrameValidator forJournalEvent()
    {
        return new FrameValidator("of a journaled event", false, false, 2, 3, 50, 79);
    }

    /**
     * Check the frame at an offset. What stands behind the frame is not looked at.
     *
     * @param buffer    that holds the frame
     * @param offset    of the frame's first byte
     * @param available bytes from there that may be read
     * @return {@link #VALID}, or the number of the {@code TerminateCode} that the frame deserves: then
     *         {@link #describe()} says why
     */
    public int validate(final DirectBuffer buffer, final int offset, final int available)
    {
        refusal = null;
        shape = null;
        if (available < Frame.MIN_LENGTH)
        {
            return refuse(FrameRefusal.FRAME_CUT, "frame", available, Frame.MIN_LENGTH);
        }
        final int length = Frame.length(buffer, offset);
        if (length < Frame.MIN_LENGTH || length > Frame.MAX_LENGTH)
        {
            return refuse(FrameRefusal.FRAME_LENGTH, "frame", length, Frame.MAX_LENGTH);
        }
        if (length > available)
        {
            return refuse(FrameRefusal.FRAME_CUT, "frame", available, length);
        }
        final int code = checkHeaders(buffer, offset);
        return code == VALID ? checkMessage(buffer, offset, offset + length) : code;
    }

    /**
     * Why the last frame was refused. Allocates.
     *
     * @return text that names the field, its value and the limit; empty if the last frame was valid
     */
    public String describe()
    {
        final String message = shape == null ? "" : shape.name();
        return refusal == null ? "" : refusal.describe(message, field, value, limit, role);
    }

    private int checkHeaders(final DirectBuffer buffer, final int offset)
    {
        final int type = Frame.encodingType(buffer, offset);
        if (type != Frame.ENCODING_TYPE)
        {
            return refuse(FrameRefusal.FRAME_TYPE, "type", type, Frame.ENCODING_TYPE);
        }
        final int schemaId = unsignedShort(buffer, offset + SCHEMA_ID_OFFSET);
        if (schemaId != MessageHeaderDecoder.SCHEMA_ID)
        {
            return refuse(FrameRefusal.SCHEMA_ID, "schemaId", schemaId, MessageHeaderDecoder.SCHEMA_ID);
        }
        final int version = unsignedShort(buffer, offset + VERSION_OFFSET);
        if (version < 1)
        {
            return refuse(FrameRefusal.VERSION_TOO_LOW, "version", version, 1);
        }
        if (!takesNewer && version > MessageHeaderDecoder.SCHEMA_VERSION)
        {
            // What is decided and journaled must be understood to the last byte.
            return refuse(FrameRefusal.VERSION_TOO_HIGH, "version", version, MessageHeaderDecoder.SCHEMA_VERSION);
        }
        final int templateId = Frame.templateId(buffer, offset);
        shape = templateId < shapes.length ? shapes[templateId] : null;
        if (shape == null)
        {
            return refuse(FrameRefusal.TEMPLATE_ID, "templateId", templateId, 0);
        }
        final int blockLength = unsignedShort(buffer, offset + BLOCK_LENGTH_OFFSET);
        return fits(blockLength, shape.blockLength(), version) ? VALID :
            refuse(FrameRefusal.BLOCK_LENGTH, "blockLength", blockLength, shape.blockLength());
    }

    private int checkMessage(final DirectBuffer buffer, final int offset, final int end)
    {
        final int version = unsignedShort(buffer, offset + VERSION_OFFSET);
        int position = offset + Frame.BODY_OFFSET + unsignedShort(buffer, offset + BLOCK_LENGTH_OFFSET);
        if (position > end)
        {
            return refuse(FrameRefusal.MESSAGE_LENGTH, "block", position - offset, end - offset);
        }
        for (final GroupShape group : shape.groups())
        {
            final int code = checkGroup(buffer, position, end, group, version);
            if (code != VALID)
            {
                return code;
            }
            position += GROUP_HEADER_LENGTH + unsignedShort(buffer, position) *
                unsignedByte(buffer, position + GROUP_COUNT_OFFSET);
        }
        for (final String data : shape.data())
        {
            final int code = checkData(buffer, position, end, data);
            if (code != VALID)
            {
                return code;
            }
            position += DATA_HEADER_LENGTH + unsignedShort(buffer, position);
        }
        if (position != end)
        {
            return refuse(FrameRefusal.MESSAGE_LENGTH, "message", position - offset, end - offset);
        }
        return checksEnums ? checkEnums(buffer, offset + Frame.BODY_OFFSET) : VALID;
    }

    private int checkGroup(
        final DirectBuffer buffer, final int position, final int end, final GroupShape group, final int version)
    {
        final int left = end - position - GROUP_HEADER_LENGTH;
        if (left < 0)
        {
            return refuse(FrameRefusal.HEADER_CUT, group.name(), end - position, GROUP_HEADER_LENGTH);
        }
        final int blockLength = unsignedShort(buffer, position);
        if (!fits(blockLength, group.blockLength(), version))
        {
            return refuse(FrameRefusal.GROUP_BLOCK_LENGTH, group.name(), blockLength, group.blockLength());
        }
        final int count = unsignedByte(buffer, position + GROUP_COUNT_OFFSET);
        final int most = Math.min(left / blockLength, MessageShape.MAX_GROUP_COUNT);
        return count <= most ? VALID : refuse(FrameRefusal.GROUP_COUNT, group.name(), count, most);
    }

    private int checkData(final DirectBuffer buffer, final int position, final int end, final String name)
    {
        final int left = end - position - DATA_HEADER_LENGTH;
        if (left < 0)
        {
            return refuse(FrameRefusal.HEADER_CUT, name, end - position, DATA_HEADER_LENGTH);
        }
        final int length = unsignedShort(buffer, position);
        final int most = Math.min(left, MessageShape.MAX_DATA_LENGTH);
        return length <= most ? VALID : refuse(FrameRefusal.DATA_LENGTH, name, length, most);
    }

    private int checkEnums(final DirectBuffer buffer, final int block)
    {
        for (final EnumShape enumeration : shape.enums())
        {
            final int number = unsignedByte(buffer, block + enumeration.offset());
            if (!enumeration.allowed()[number])
            {
                return refuse(FrameRefusal.ENUM_VALUE, enumeration.name(), number, 0);
            }
        }
        return VALID;
    }

    private int refuse(
        final FrameRefusal reason, final String refusedField, final long refusedValue, final long refusedLimit)
    {
        refusal = reason;
        field = refusedField;
        value = refusedValue;
        limit = refusedLimit;
        return reason.code();
    }

    /** A newer version may have longer blocks; of our version and older ones the length is known. */
    private static boolean fits(final int blockLength, final int expected, final int version)
    {
        return blockLength == expected || (version > MessageHeaderDecoder.SCHEMA_VERSION && blockLength > expected);
    }

    private static int unsignedShort(final DirectBuffer buffer, final int index)
    {
        return buffer.getShort(index, LITTLE_ENDIAN) & 0xFFFF;
    }

    private static int unsignedByte(final DirectBuffer buffer, final int index)
    {
        return buffer.getByte(index) & 0xFF;
    }
}
