package io.signalbox.protocol;

import java.util.Arrays;
import java.util.function.ToIntFunction;

/**
 * What the validator must know of one message: its block, its groups, its data and its enumerations, in the order of
 * the wire. Immutable once built; whoever reads the arrays must not write to them.
 *
 * @param name        of the message, as in the schema
 * @param templateId  of the message
 * @param blockLength bytes of the block in the newest version
 * @param groups      repeating groups; none of them holds another group or data
 * @param data        names of the data of variable length
 * @param enums       fields of the block whose byte is a value of an enumeration
 */
record MessageShape(
    String name, int templateId, int blockLength, GroupShape[] groups, String[] data, EnumShape[] enums)
{
    /** Largest count of a group: 255 is the null value of its u8. */
    static final int MAX_GROUP_COUNT = 254;

    /** Largest length of one piece of data, bytes. */
    static final int MAX_DATA_LENGTH = 4000;

    private static final int BYTE_VALUES = 256;
    private static final int NULL_BYTE = 255;

    /**
     * One repeating group.
     *
     * @param name        of the group, as in the schema
     * @param blockLength bytes of one entry in the newest version
     */
    record GroupShape(String name, int blockLength)
    {
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
     * @param name        of the message, as in the schema
     * @param templateId  of the message
     * @param blockLength bytes of the block
     * @return shape to which groups, data and enumerations can be added
     */
    static MessageShape message(final String name, final int templateId, final int blockLength)
    {
        return new MessageShape(name, templateId, blockLength, new GroupShape[0], new String[0], new EnumShape[0]);
    }

    /**
     * Add the next group.
     *
     * @param groupName        as in the schema
     * @param groupBlockLength bytes of one entry
     * @return shape with the group
     */
    MessageShape group(final String groupName, final int groupBlockLength)
    {
        final GroupShape[] more = Arrays.copyOf(groups, groups.length + 1);
        more[groups.length] = new GroupShape(groupName, groupBlockLength);
        return new MessageShape(name, templateId, blockLength, more, data, enums);
    }

    /**
     * Add the next data of variable length.
     *
     * @param dataName as in the schema
     * @return shape with the data
     */
    MessageShape data(final String dataName)
    {
        final String[] more = Arrays.copyOf(data, data.length + 1);
        more[data.length] = dataName;
        return new MessageShape(name, templateId, blockLength, groups, more, enums);
    }

    /**
     * Add the next field of an enumeration.
     *
     * @param fieldName as in the schema
     * @param offset    of the byte in the block
     * @param constants all constants of the generated enum, its two for the null value among them
     * @param value     number of a constant
     * @param <E>       type of the enumeration
     * @return shape with the field
     */
    <E extends Enum<E>> MessageShape enumeration(
        final String fieldName, final int offset, final E[] constants, final ToIntFunction<E> value)
    {
        final boolean[] allowed = new boolean[BYTE_VALUES];
        for (final E constant : constants)
        {
            allowed[value.applyAsInt(constant)] = true;
        }
        allowed[NULL_BYTE] = false;
        final EnumShape[] more = Arrays.copyOf(enums, enums.length + 1);
        more[enums.length] = new EnumShape(fieldName, offset, allowed);
        return new MessageShape(name, templateId, blockLength, groups, data, more);
    }
}
