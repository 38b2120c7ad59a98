package io.signalbox.protocol;

import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.Signal;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.xml.IrGenerator;
import uk.co.real_logic.sbe.xml.ParserOptions;
import uk.co.real_logic.sbe.xml.XmlSchemaParser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A schema as the SBE tool itself reads it, in a form that tests can walk: the truth that code and documents are
 * compared with. Owned by one test.
 */
final class WireSchema
{
    private final Ir ir;
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Map<String, Integer>> enums = new LinkedHashMap<>();
    private final Map<String, String> enumMeanings = new LinkedHashMap<>();

    private WireSchema(final Ir ir)
    {
        this.ir = ir;
        ir.messages().forEach(tokens -> messages.add(message(tokens)));
        messages.sort(Comparator.comparingInt(Message::templateId));
        ir.types().stream().filter(tokens -> tokens.get(0).signal() == Signal.BEGIN_ENUM)
            .forEach(this::addEnum);
    }

    static WireSchema wire() throws Exception
    {
        return of(wireText());
    }

    static WireSchema journal() throws Exception
    {
        return of(text("signalbox-journal.xml"));
    }

    /** A schema whose text a test has changed. */
    static WireSchema of(final String text) throws Exception
    {
        return new WireSchema(new IrGenerator().generate(
            XmlSchemaParser.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                ParserOptions.builder().stopOnError(true).warningsFatal(true).suppressOutput(true).build())));
    }

    /** Text of the wire schema. */
    static String wireText() throws IOException
    {
        return text("signalbox-wire.xml");
    }

    private static String text(final String resource) throws IOException
    {
        try (InputStream in = Frame.class.getResourceAsStream(resource))
        {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the SBE tool generates from. */
    Ir ir()
    {
        return ir;
    }

    int id()
    {
        return ir.id();
    }

    int version()
    {
        return ir.version();
    }

    /** All messages, by template id. */
    List<Message> messages()
    {
        return messages;
    }

    /** All enumerations: their values by their names. */
    Map<String, Map<String, Integer>> enums()
    {
        return enums;
    }

    /** What the schema says of one value of an enumeration, or empty. */
    String enumMeaning(final String enumName, final String constant)
    {
        return enumMeanings.get(enumName + "." + constant);
    }

    /**
     * One primitive on the wire.
     *
     * @param name     path of the field from its block, {@code header.sessionId} for a field of a composite
     * @param offset   in the block
     * @param type     as documents write it: {@code u32}, {@code char[16]}, {@code Channel (u8)}
     * @param enumName of the enumeration, or empty
     * @param since    version of the schema that introduced it, as the schema says it
     * @param optional whether it may be null
     * @param meaning  description in the schema, or empty
     */
    record Field(
        String name, int offset, String type, String enumName, int since, boolean optional, String meaning)
    {
    }

    /**
     * One group.
     *
     * @param name        of the group
     * @param header      types of the numbers before the entries
     * @param blockLength of an entry
     * @param meaning     description in the schema, or empty
     * @param fields      of an entry
     * @param nested      groups and data inside the entry
     */
    record Group(String name, String header, int blockLength, String meaning, List<Field> fields, int nested)
    {
    }

    /**
     * One piece of data.
     *
     * @param name    of the data
     * @param type    {@code text} or {@code bytes}
     * @param header  type of its length
     * @param meaning description in the schema, or empty
     */
    record Data(String name, String type, String header, String meaning)
    {
    }

    /**
     * One message.
     *
     * @param name         of the message
     * @param templateId   of the message
     * @param semanticType room and kind, or empty
     * @param introduced   version of the schema, as it says it
     * @param blockLength  of the message
     * @param meaning      description in the schema, or empty
     * @param fields       of the block
     * @param groups       in the order of the wire
     * @param data         in the order of the wire
     */
    record Message(
        String name,
        int templateId,
        String semanticType,
        int introduced,
        int blockLength,
        String meaning,
        List<Field> fields,
        List<Group> groups,
        List<Data> data)
    {
        /** Room that the schema says. */
        String room()
        {
            return semanticType.substring(0, semanticType.indexOf('.'));
        }

        /** Kind that the schema says. */
        MessageKind kind()
        {
            return MessageKind.valueOf(semanticType.substring(semanticType.indexOf('.') + 1).toUpperCase(Locale.ROOT));
        }

        /** Whether the block begins with the composite: its fields, in this order. */
        boolean beginsWith(final String... names)
        {
            return fields.stream().limit(names.length).map(Field::name).toList().equals(List.of(names));
        }
    }

    private static Message message(final List<Token> tokens)
    {
        final Token head = tokens.get(0);
        final List<Group> groups = new ArrayList<>();
        final List<Data> data = new ArrayList<>();
        final List<Field> fields = new ArrayList<>();
        for (int i = 1; i < tokens.size() - 1; i += tokens.get(i).componentTokenCount())
        {
            final Token token = tokens.get(i);
            final List<Token> part = tokens.subList(i, i + token.componentTokenCount());
            switch (token.signal())
            {
                case BEGIN_FIELD -> addField(part, fields);
                case BEGIN_GROUP -> groups.add(group(part));
                case BEGIN_VAR_DATA -> data.add(data(part));
                default -> throw new IllegalStateException("not known: " + token);
            }
        }
        return new Message(head.name(), head.id(), described(head.encoding().semanticType()), head.version(),
            head.encodedLength(), described(head.description()), fields, groups, data);
    }

    private static Group group(final List<Token> tokens)
    {
        final Token head = tokens.get(0);
        final List<Field> fields = new ArrayList<>();
        int nested = 0;
        int i = 1 + tokens.get(1).componentTokenCount();
        for (; i < tokens.size() - 1; i += tokens.get(i).componentTokenCount())
        {
            if (tokens.get(i).signal() == Signal.BEGIN_FIELD)
            {
                addField(tokens.subList(i, i + tokens.get(i).componentTokenCount()), fields);
            }
            else
            {
                nested++;
            }
        }
        return new Group(head.name(), typeName(tokens.get(2)) + " " + typeName(tokens.get(3)), head.encodedLength(),
            described(head.description()), fields, nested);
    }

    private static Data data(final List<Token> tokens)
    {
        final boolean isText = "UTF-8".equals(tokens.get(3).encoding().characterEncoding());
        return new Data(tokens.get(0).name(), isText ? "text" : "bytes", typeName(tokens.get(2)),
            described(tokens.get(0).description()));
    }

    private static void addField(final List<Token> tokens, final List<Field> fields)
    {
        final Token head = tokens.get(0);
        final Token type = tokens.get(1);
        if (type.signal() == Signal.BEGIN_COMPOSITE)
        {
            for (final Token part : tokens.subList(2, tokens.size() - 2))
            {
                fields.add(new Field(head.name() + "." + part.name(), type.offset() + part.offset(),
                    typeName(part), "", head.version(), part.isOptionalEncoding(), described(part.description())));
            }
        }
        else if (type.signal() == Signal.BEGIN_ENUM)
        {
            fields.add(new Field(head.name(), type.offset(), type.name() + " (" + typeName(tokens.get(2)) + ")",
                type.name(), head.version(), head.isOptionalEncoding(), described(head.description())));
        }
        else
        {
            fields.add(new Field(head.name(), type.offset(), typeName(type), "", head.version(),
                type.isOptionalEncoding(), meaning(head, type)));
        }
    }

    private static String meaning(final Token field, final Token type)
    {
        return field.description() == null ? described(type.description()) : field.description();
    }

    private void addEnum(final List<Token> tokens)
    {
        final String name = tokens.get(0).name();
        final Map<String, Integer> values = new LinkedHashMap<>();
        for (final Token token : tokens.subList(1, tokens.size() - 1))
        {
            values.put(token.name(), (int)token.encoding().constValue().longValue());
            enumMeanings.put(name + "." + token.name(), described(token.description()));
        }
        enums.put(name, values);
    }

    private static String typeName(final Token token)
    {
        final String name = switch (token.encoding().primitiveType())
        {
            case CHAR -> "char";
            case UINT8 -> "u8";
            case UINT16 -> "u16";
            case UINT32 -> "u32";
            case UINT64 -> "u64";
            case INT32 -> "i32";
            case INT64 -> "i64";
            default -> throw new IllegalStateException("not known: " + token);
        };
        return token.arrayLength() > 1 ? name + "[" + token.arrayLength() + "]" : name;
    }

    private static String described(final String description)
    {
        return description == null ? "" : description;
    }
}
