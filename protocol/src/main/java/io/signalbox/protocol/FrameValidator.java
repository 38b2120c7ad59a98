package io.signalbox.protocol;

import io.signalbox.protocol.MessageShape.Block;
import io.signalbox.protocol.MessageShape.EnumShape;
import io.signalbox.protocol.wire.GroupSizeEncodingDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Looks at a complete frame before any decoder touches a field: a decoder trusts the lengths that it reads, this one
 * does not. Checks, in this order: frame length, framing type, schema id, version, template, block length, groups,
 * data, total length, and (for messages that something is decided by) the values of enumerations.
 *
 * <p>A block has the length that its version gives it. What is journaled never changes, so that is one length for every
 * version, also for versions newer than this code. A message that is not journaled may have a longer block in a version
 * newer than this code: fields are only ever added at the end.
 *
 * <p>Reads nothing outside the bytes that it is given, never throws for what they hold, and allocates nothing except in
 * {@link #describe()}. Holds the reason of its last refusal: owned by one thread.
 */
public final class FrameValidator
{
    /** What {@link #validate} returns for a valid frame; no {@code TerminateCode} has this value. */
    public static final int VALID = 0;

    private static final int BLOCK_LENGTH_OFFSET =
        Frame.MESSAGE_OFFSET + MessageHeaderDecoder.blockLengthEncodingOffset();
    private static final int SCHEMA_ID_OFFSET = Frame.MESSAGE_OFFSET + MessageHeaderDecoder.schemaIdEncodingOffset();
    private static final int VERSION_OFFSET = Frame.MESSAGE_OFFSET + MessageHeaderDecoder.versionEncodingOffset();
    private static final int GROUP_COUNT_OFFSET = GroupSizeEncodingDecoder.numInGroupEncodingOffset();
    private static final int GROUP_HEADER_LENGTH = GroupSizeEncodingDecoder.ENCODED_LENGTH;
    private static final int DATA_HEADER_LENGTH = 2;

    private final MessageShape[] shapes = new MessageShape[MessageTable.MAX_TEMPLATE_ID + 1];
    private final boolean checksEnums;
    private final String role;

    private FrameRefusal refusal;
    private MessageShape shape;
    private String field;
    private long value;
    private long limit;

    private FrameValidator(final String role, final boolean checksEnums, final Predicate<MessageShape> accepted)
    {
        this.role = role;
        this.checksEnums = checksEnums;
        for (int templateId = 0; templateId < shapes.length; templateId++)
        {
            final MessageShape known = MessageTable.shape(templateId);
            shapes[templateId] = known != null && accepted.test(known) ? known : null;
        }
    }

    /**
     * For a server: accepts what a client may send.
     *
     * @return new validator for commands, queries and the session messages of clients
     */
    public static FrameValidator forServer()
    {
        return new FrameValidator("that a client may send", true, ofKind(
            MessageKind.COMMAND, MessageKind.QUERY, MessageKind.CLIENT, MessageKind.PEER));
    }

    /**
     * For a client: accepts what a server may send. Enumerations are not checked, so that a newer server may give a
     * reason that this version has no name for. A message that a newer server has added is refused as any other unknown
     * template; {@link MessageTable#kind(int)} of its template id is null, and a client skips it.
     *
     * @return new validator for events, answers, rejections and the session messages of servers
     */
    public static FrameValidator forClient()
    {
        return new FrameValidator("that a server may send", false, ofKind(
            MessageKind.EVENT, MessageKind.ANSWER, MessageKind.REJECTION, MessageKind.SERVER, MessageKind.PEER));
    }

    /**
     * For the host itself: accepts every numbered command, also those that no client may send.
     *
     * @return new validator for commands with a request header and host commands
     */
    public static FrameValidator forHost()
    {
        return new FrameValidator("that the host may issue", true,
            ofKind(MessageKind.COMMAND, MessageKind.HOST).and(MessageShape::hasRequestHeader));
    }

    /**
     * For the command of a journal record.
     *
     * @return new validator for commands and host commands
     */
    public static FrameValidator forJournalCommand()
    {
        return new FrameValidator("of a journaled command", true, ofKind(MessageKind.COMMAND, MessageKind.HOST));
    }

    /**
     * For one event of a journal record.
     *
     * @return new validator for events
     */
    public static FrameValidator forJournalEvent()
    {
        return new FrameValidator("of a journaled event", false, ofKind(MessageKind.EVENT));
    }

    private static Predicate<MessageShape> ofKind(final MessageKind first, final MessageKind... others)
    {
        final Set<MessageKind> kinds = EnumSet.of(first, others);
        return shape -> kinds.contains(shape.kind());
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
        final int templateId = Frame.templateId(buffer, offset);
        shape = templateId < shapes.length ? shapes[templateId] : null;
        if (shape == null)
        {
            return refuse(FrameRefusal.TEMPLATE_ID, "templateId", templateId, 0);
        }
        if (version < shape.introduced())
        {
            return refuse(FrameRefusal.VERSION_TOO_LOW, "version", version, shape.introduced());
        }
        final int blockLength = unsignedShort(buffer, offset + BLOCK_LENGTH_OFFSET);
        return fits(blockLength, shape.block(), version) ? VALID :
            refuse(FrameRefusal.BLOCK_LENGTH, "blockLength", blockLength, lengthIn(version, shape.block()));
    }

    private int checkMessage(final DirectBuffer buffer, final int offset, final int end)
    {
        final int version = unsignedShort(buffer, offset + VERSION_OFFSET);
        int position = offset + Frame.BODY_OFFSET + unsignedShort(buffer, offset + BLOCK_LENGTH_OFFSET);
        if (position > end)
        {
            return refuse(FrameRefusal.MESSAGE_LENGTH, "block", position - offset, end - offset);
        }
        for (final Block group : shape.groups())
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
        return checksEnums ? checkEnums(buffer, offset) : VALID;
    }

    private int checkGroup(
        final DirectBuffer buffer, final int position, final int end, final Block group, final int version)
    {
        final int left = end - position - GROUP_HEADER_LENGTH;
        if (left < 0)
        {
            return refuse(FrameRefusal.HEADER_CUT, group.name(), end - position, GROUP_HEADER_LENGTH);
        }
        final int blockLength = unsignedShort(buffer, position);
        if (!fits(blockLength, group, version))
        {
            return refuse(FrameRefusal.GROUP_BLOCK_LENGTH, group.name(), blockLength, lengthIn(version, group));
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

    /** The lengths of the message are known to be right. */
    private int checkEnums(final DirectBuffer buffer, final int offset)
    {
        final int blockLength = unsignedShort(buffer, offset + BLOCK_LENGTH_OFFSET);
        int code = checkEnums(buffer, offset + Frame.BODY_OFFSET, blockLength, shape.block());
        int position = offset + Frame.BODY_OFFSET + blockLength;
        for (final Block group : shape.groups())
        {
            final int entryLength = unsignedShort(buffer, position);
            final int count = unsignedByte(buffer, position + GROUP_COUNT_OFFSET);
            position += GROUP_HEADER_LENGTH;
            if (group.enums().length > 0)
            {
                for (int i = 0; i < count && code == VALID; i++)
                {
                    code = checkEnums(buffer, position + i * entryLength, entryLength, group);
                }
            }
            position += entryLength * count;
        }
        return code;
    }

    private int checkEnums(final DirectBuffer buffer, final int offset, final int length, final Block block)
    {
        for (final EnumShape enumeration : block.enums())
        {
            // An older version may not have the field.
            if (enumeration.offset() < length)
            {
                final int number = unsignedByte(buffer, offset + enumeration.offset());
                if (!enumeration.allowed()[number])
                {
                    return refuse(FrameRefusal.ENUM_VALUE, enumeration.name(), number, 0);
                }
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

    private boolean fits(final int length, final Block block, final int version)
    {
        final int known = lengthIn(version, block);
        return length == known || (version > MessageHeaderDecoder.SCHEMA_VERSION && length > known &&
            !shape.kind().isJournaled());
    }

    /** Of a version newer than this code, the least length that it can have. */
    private int lengthIn(final int version, final Block block)
    {
        final int[] lengths = block.lengths();
        return lengths[Math.min(version - shape.introduced(), lengths.length - 1)];
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
