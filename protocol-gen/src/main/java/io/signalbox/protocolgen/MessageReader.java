package io.signalbox.protocolgen;

import io.signalbox.protocolgen.Message.EnumField;
import io.signalbox.protocolgen.Message.Group;
import uk.co.real_logic.sbe.PrimitiveType;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.Signal;
import uk.co.real_logic.sbe.ir.Token;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the messages of a schema, and rejects what no message of Signalbox may be. */
final class MessageReader
{
    private static final Pattern ROOM_AND_KIND = Pattern.compile("([a-z][a-z0-9]*)\\.([a-z]+)");

    private final int schemaVersion;
    private final List<Message> messages = new ArrayList<>();

    /**
     * Read all messages.
     *
     * @param ir of the schema
     * @throws IllegalArgumentException that names the message and what is wrong with it
     */
    MessageReader(final Ir ir)
    {
        schemaVersion = ir.version();
        require(schemaVersion >= 1, "schema", "version " + schemaVersion + " is less than 1");
        ir.messages().forEach(tokens -> messages.add(message(tokens)));
        messages.sort(Comparator.comparingInt(Message::templateId));
    }

    /**
     * All messages.
     *
     * @return by template id
     */
    List<Message> messages()
    {
        return messages;
    }

    private Message message(final List<Token> tokens)
    {
        final Token head = tokens.get(0);
        final String semanticType = head.encoding().semanticType();
        final Matcher roomAndKind = ROOM_AND_KIND.matcher(semanticType == null ? "" : semanticType);
        require(roomAndKind.matches(), head.name(), "semanticType " + semanticType + " is not room.kind");
        final Kind kind = kind(head.name(), roomAndKind.group(2));
        final List<Group> groups = new ArrayList<>();
        final List<String> data = new ArrayList<>();
        final List<List<Token>> fields = new ArrayList<>();
        for (final List<Token> part : parts(tokens.subList(1, tokens.size() - 1)))
        {
            final Token token = part.get(0);
            switch (token.signal())
            {
                case BEGIN_FIELD -> fields.add(part);
                case BEGIN_GROUP -> groups.add(group(head, kind, part));
                default ->
                {
                    requireAsOldAsItsMessage(head, token);
                    data.add(token.name());
                }
            }
        }
        return new Message(head.name(), head.id(), roomAndKind.group(1), kind, header(fields), introduced(head),
            blockLengths(head, kind, head, fields), groups, data, enums(head, fields));
    }

    private Group group(final Token message, final Kind kind, final List<Token> tokens)
    {
        final Token head = tokens.get(0);
        requireAsOldAsItsMessage(message, head);
        final int dimensionTokens = tokens.get(1).componentTokenCount();
        final List<List<Token>> fields = parts(tokens.subList(1 + dimensionTokens, tokens.size() - 1));
        require(!fields.isEmpty() && fields.stream().allMatch(part -> part.get(0).signal() == Signal.BEGIN_FIELD),
            message.name(), "an entry of group " + head.name() + " must have fields and nothing else");
        final List<Integer> lengths = blockLengths(message, kind, head, fields);
        require(lengths.get(0) > 0, message.name(), "an entry of group " + head.name() + " began without a field");
        return new Group(head.name(), lengths, enums(message, fields));
    }

    /** Fields, groups and data as lists of their own tokens. */
    private static List<List<Token>> parts(final List<Token> tokens)
    {
        final List<List<Token>> parts = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i += tokens.get(i).componentTokenCount())
        {
            parts.add(tokens.subList(i, i + tokens.get(i).componentTokenCount()));
        }
        return parts;
    }

    private static Kind kind(final String message, final String name)
    {
        for (final Kind kind : Kind.values())
        {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name))
            {
                return kind;
            }
        }
        throw new IllegalArgumentException(message + ": there is no kind " + name);
    }

    private static String header(final List<List<Token>> fields)
    {
        final Token type = fields.isEmpty() ? null : fields.get(0).get(1);
        return type != null && type.signal() == Signal.BEGIN_COMPOSITE ? type.applicableTypeName() : "";
    }

    /** Lengths of the block in each version that has the message: a version adds its fields at the end. */
    private List<Integer> blockLengths(
        final Token message, final Kind kind, final Token owner, final List<List<Token>> fields)
    {
        final List<Integer> lengths = new ArrayList<>();
        for (int version = introduced(message); version <= schemaVersion; version++)
        {
            int length = 0;
            boolean newer = false;
            for (final List<Token> field : fields)
            {
                final Token head = field.get(0);
                require(!kind.isJournaled() || head.version() <= introduced(message), message.name(),
                    "journaled messages never change, but " + head.name() + " is of version " + head.version());
                require(!newer || head.version() > version, message.name(),
                    head.name() + " of version " + head.version() + " stands behind a field of a newer one");
                newer |= head.version() > version;
                length = newer ? length : field.get(1).offset() + field.get(1).encodedLength();
            }
            lengths.add(length);
        }
        require(lengths.get(lengths.size() - 1) == owner.encodedLength(), message.name(),
            "the block of " + owner.name() + " is longer than its fields");
        return lengths;
    }

    private static List<EnumField> enums(final Token message, final List<List<Token>> fields)
    {
        final List<EnumField> enums = new ArrayList<>();
        for (final List<Token> field : fields)
        {
            final Token type = field.get(1);
            if (type.signal() == Signal.BEGIN_ENUM)
            {
                require(type.encoding().primitiveType() == PrimitiveType.UINT8, message.name(),
                    field.get(0).name() + " is an enumeration that is not a uint8");
                enums.add(new EnumField(field.get(0).name(), type.offset(),
                    field.stream().filter(token -> token.signal() == Signal.VALID_VALUE)
                        .map(token -> (int)token.encoding().constValue().longValue()).toList()));
            }
        }
        return enums;
    }

    private static int introduced(final Token message)
    {
        return Math.max(1, message.version());
    }

    private static void requireAsOldAsItsMessage(final Token message, final Token part)
    {
        require(part.version() <= introduced(message), message.name(),
            part.name() + " is of version " + part.version() + ": only fields are added to a message");
    }

    private static void require(final boolean isSound, final String where, final String problem)
    {
        if (!isSound)
        {
            throw new IllegalArgumentException(where + ": " + problem);
        }
    }
}
