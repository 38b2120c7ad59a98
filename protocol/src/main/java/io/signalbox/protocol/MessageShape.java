package io.signalbox.protocol;

import java.util.Arrays;

/**
 * What the schema says of one message, in the order of the wire. Immutable once built; readers of the arrays must not
 * write to them.
 *
 * @param name       of the message, as in the schema
 * @param templateId of the message
 * @param room       that the message belongs to
 * @param kind       of the message
 * @param header     type of the composite that the block begins with; empty if it begins with none
 * @param introduced first version of the schema that has the message, at least 1
 * @param block      of the message
 * @param groups     repeating groups; none of them holds another group or data
 * @param data       names of the data of variable length
 */
record MessageShape(
    String name,
    int templateId,
    String room,
    MessageKind kind,
    String header,
    int introduced,
    Block block,
    Block[] groups,
    String[] data)
{
    /** Largest count of a group: 255 is the null value of its u8. */
    static final int MAX_GROUP_COUNT = 254;

    /** Largest length of one piece of data, bytes. */
    static final int MAX_DATA_LENGTH = 4000;

    private static final int BYTE_VALUES = 256;

    /**
     * Fields of a message, or of one entry of a group.
     *
     * @param name    of the message or the group
     * @param lengths bytes in the version that introduced the message, then in each later version
     * @param enums   fields whose byte is a value of an enumeration
     */
    record Block(String name, int[] lengths, EnumShape[] enums)
    {
        /**
         * Bytes in the newest version.
         *
         * @return greatest length of all versions
         */
        int newestLength()
        {
            return lengths[lengths.length - 1];
        }

        private Block with(final EnumShape field)
        {
            return new Block(name, lengths, append(enums, field));
        }
    }

    /**
     * One field of an enumeration.
     *
     * @param name    of the field, as in the schema
     * @param offset  of its byte in the block
     * @param allowed for each value of a byte, whether the enumeration has it
     */
    record EnumShape(String name, int offset, boolean[] allowed)
    {
    }

    /**
     * A message that is a block and nothing else.
     *
     * @param name         of the message
     * @param templateId   of the message
     * @param room         that the message belongs to
     * @param kind         of the message
     * @param header       type of the composite that the block begins with, or empty
     * @param introduced   first version of the schema that has the message
     * @param blockLengths bytes of the block in that version and in each later one
     * @return shape to which groups, data and enumerations can be added
     */
    static MessageShape of(
        final String name, final int templateId, final String room, final MessageKind kind, final String header,
        final int introduced, final int... blockLengths)
    {
        return new MessageShape(name, templateId, room, kind, header, introduced,
            new Block(name, blockLengths, new EnumShape[0]), new Block[0], new String[0]);
    }

    /**
     * Add the next group.
     *
     * @param groupName    as in the schema
     * @param entryLengths bytes of one entry in the version that introduced the message and in each later one
     * @return shape with the group
     */
    MessageShape group(final String groupName, final int... entryLengths)
    {
        return with(block, append(groups, new Block(groupName, entryLengths, new EnumShape[0])), data);
    }

    /**
     * Add the next data of variable length.
     *
     * @param dataName as in the schema
     * @return shape with the data
     */
    MessageShape data(final String dataName)
    {
        return with(block, groups, append(data, dataName));
    }

    /**
     * Add a field of an enumeration: to the last group, or to the block if there is no group yet.
     *
     * @param fieldName as in the schema
     * @param offset    of the byte in its block
     * @param values    of the enumeration, each 0 to 254
     * @return shape with the field
     */
    MessageShape enumeration(final String fieldName, final int offset, final int... values)
    {
        final boolean[] allowed = new boolean[BYTE_VALUES];
        for (final int value : values)
        {
            allowed[value] = true;
        }
        final EnumShape field = new EnumShape(fieldName, offset, allowed);
        if (groups.length == 0)
        {
            return with(block.with(field), groups, data);
        }
        final Block[] changed = groups.clone();
        changed[changed.length - 1] = changed[changed.length - 1].with(field);
        return with(block, changed, data);
    }

    /**
     * Whether the block begins with the event header.
     *
     * @return false for every message but events, and for events that open a session
     */
    boolean hasEventHeader()
    {
        return "eventHeader".equals(header);
    }

    /**
     * Whether the block begins with the request header.
     *
     * @return false for every message but commands, and for the command that opens a session
     */
    boolean hasRequestHeader()
    {
        return "requestHeader".equals(header);
    }

    private MessageShape with(final Block newBlock, final Block[] newGroups, final String[] newData)
    {
        return new MessageShape(
            name, templateId, room, kind, header, introduced, newBlock, newGroups, newData);
    }

    private static <T> T[] append(final T[] array, final T element)
    {
        final T[] longer = Arrays.copyOf(array, array.length + 1);
        longer[array.length] = element;
        return longer;
    }
}
