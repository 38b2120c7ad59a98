package io.signalbox.protocolgen;

import java.util.List;

/**
 * One message of the schema.
 *
 * @param name         of the message
 * @param templateId   of the message
 * @param room         that the message belongs to
 * @param kind         of the message
 * @param header       type of the composite that the block begins with; empty if it begins with none
 * @param introduced   first version of the schema that has the message, at least 1
 * @param blockLengths bytes of the block in that version and in each later one
 * @param groups       in the order of the wire
 * @param data         names of the data, in the order of the wire
 * @param enums        fields of the block that hold a value of an enumeration
 */
record Message(
    String name,
    int templateId,
    String room,
    Kind kind,
    String header,
    int introduced,
    List<Integer> blockLengths,
    List<Group> groups,
    List<String> data,
    List<EnumField> enums)
{
    /**
     * One repeating group.
     *
     * @param name         of the group
     * @param blockLengths bytes of an entry in each version, as for the message
     * @param enums        fields of an entry that hold a value of an enumeration
     */
    record Group(String name, List<Integer> blockLengths, List<EnumField> enums)
    {
    }

    /**
     * One field of one byte that holds a value of an enumeration.
     *
     * @param name   of the field
     * @param offset in its block
     * @param values of the enumeration
     */
    record EnumField(String name, int offset, List<Integer> values)
    {
    }
}
