package io.signalbox.protocol;

import io.signalbox.protocol.WireSchema.Field;
import io.signalbox.protocol.WireSchema.Group;
import io.signalbox.protocol.WireSchema.Message;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * The parts of {@code docs/protocol.md} that follow from the schema: tables between {@code <!-- fields NAME -->},
 * {@code <!-- enum NAME -->} or {@code <!-- messages -->} and {@code <!-- end -->}, and blocks of code whose
 * language is {@code example NAME}. Renders them anew, keeping what only a person can write: the meanings that the
 * schema does not give, and the values of the examples.
 */
final class ProtocolDocument
{
    private static final Pattern REGION =
        Pattern.compile("<!-- (fields|enum|messages)( \\w+)? -->\n(.*?)<!-- end -->", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("```example (\\w+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("(?m)\\b([a-z]\\w*(?:\\[\\d+])?(?:\\.\\w+)?) = (.*)$");
    private static final Pattern ROW =
        Pattern.compile("(?m)^\\| [^|]+ \\| \\[?`([^`]+)`[^|]* \\|(?: [^|]+ \\|){0,2} ([^|]*)\\|$");

    private final WireSchema schema;
    private final String text;

    ProtocolDocument(final WireSchema schema, final String text)
    {
        this.schema = schema;
        this.text = text;
    }

    /** The document as it should be. */
    String rendered()
    {
        final String tables = REGION.matcher(text).replaceAll(region -> Matcher.quoteReplacement(
            region.group().substring(0, region.group().indexOf('\n') + 1) +
            table(region.group(1), region.group(2) == null ? "" : region.group(2).trim(), region.group(3)) +
            "<!-- end -->"));
        return EXAMPLE.matcher(tables).replaceAll(example -> Matcher.quoteReplacement(
            "```example " + example.group(1) + "\n" +
            new WorkedExample(message(example.group(1)), values(example.group(2))).rendered() + "```"));
    }

    /** Names of the regions of a kind, in the order of the document. */
    List<String> regions(final String kind)
    {
        return REGION.matcher(text).results().filter(region -> region.group(1).equals(kind))
            .map(region -> region.group(2).trim()).toList();
    }

    /** Rows whose meaning is empty. */
    List<String> rowsWithoutMeaning()
    {
        final List<String> rows = new ArrayList<>();
        REGION.matcher(text).results().forEach(region -> ROW.matcher(region.group(3)).results()
            .filter(row -> row.group(2).isBlank())
            .forEach(row -> rows.add(region.group(1) + " " + region.group(2) + ": " + row.group(1))));
        return rows;
    }

    /** Blocks of examples: name of the message and text of the block. */
    List<Map.Entry<String, String>> examples()
    {
        return EXAMPLE.matcher(text).results()
            .map(example -> Map.entry(example.group(1), example.group(2))).toList();
    }

    /** Values that stand in a block of an example, by their names. */
    static Map<String, String> values(final String block)
    {
        final Map<String, String> values = new LinkedHashMap<>();
        VALUE.matcher(block).results().forEach(value -> values.put(value.group(1), value.group(2)));
        return values;
    }

    Message message(final String name)
    {
        return schema.messages().stream().filter(message -> message.name().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no message " + name));
    }

    private String table(final String kind, final String name, final String old)
    {
        return switch (kind)
        {
            case "messages" -> messages(old);
            case "enum" -> enumeration(name, old);
            default -> fields(message(name), old);
        };
    }

    private String messages(final String old)
    {
        final Map<String, String> meanings = meanings(old);
        final StringBuilder table =
            new StringBuilder("| id | message | kind | sent by | meaning |\n|---|---|---|---|---|\n");
        for (final Message message : schema.messages())
        {
            table.append("| ").append(message.templateId()).append(" | [`").append(message.name()).append("`](#")
                .append(message.name().toLowerCase(Locale.ROOT)).append("-")
                .append(message.templateId()).append(") | ")
                .append(message.kind().name().toLowerCase(Locale.ROOT)).append(" | ")
                .append(sender(message.templateId())).append(" | ")
                .append(meaning(message.meaning(), meanings.get(message.name()))).append(" |\n");
        }
        return table.toString();
    }

    private static String sender(final int templateId)
    {
        final boolean client = takes(FrameValidator.forServer(), templateId);
        final boolean server = takes(FrameValidator.forClient(), templateId);
        return client && server ? "both" : client ? "client" : server ? "server" : "nobody: host only";
    }

    private static boolean takes(final FrameValidator validator, final int templateId)
    {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frame.MIN_LENGTH]);
        Frame.writeHeader(frame, 0, Frame.MIN_LENGTH);
        final short[] header = {0, (short)templateId, 1, 1};
        for (int i = 0; i < header.length; i++)
        {
            frame.putShort(Frame.MESSAGE_OFFSET + 2 * i, header[i], LITTLE_ENDIAN);
        }
        return validator.validate(frame, 0, Frame.MIN_LENGTH) !=
            TerminateCode.TEMPLATE_ID_UNKNOWN.value();
    }

    private String enumeration(final String name, final String old)
    {
        final Map<String, String> meanings = meanings(old);
        final StringBuilder table = new StringBuilder("| value | name | meaning |\n|---|---|---|\n");
        schema.enums().get(name).forEach((constant, value) -> table.append("| ").append(value).append(" | `")
            .append(constant).append("` | ")
            .append(meaning(schema.enumMeaning(name, constant), meanings.get(constant))).append(" |\n"));
        return table.toString();
    }

    private static String fields(final Message message, final String old)
    {
        final Map<String, String> meanings = meanings(old);
        final StringBuilder table =
            new StringBuilder("Block of " + message.blockLength() + " bytes:\n\n");
        rows(table, "", message.fields(), meanings);
        for (final Group group : message.groups())
        {
            table.append("\nGroup `").append(group.name()).append("`, entries of ").append(group.blockLength())
                .append(" bytes").append(group.meaning().isEmpty() ? "" : " (" + group.meaning() + ")")
                .append(":\n\n");
            rows(table, group.name() + "[].", group.fields(), meanings);
        }
        if (!message.data().isEmpty())
        {
            table.append("\nData, in this order:\n\n| order | data | type | meaning |\n|---|---|---|---|\n");
            int order = 1;
            for (final var data : message.data())
            {
                table.append("| ").append(order++).append(" | `").append(data.name()).append("` | ")
                    .append(data.type()).append(" | ").append(meaning(data.meaning(), meanings.get(data.name())))
                    .append(" |\n");
            }
        }
        return table.toString();
    }

    private static void rows(
        final StringBuilder table, final String prefix, final List<Field> fields, final Map<String, String> meanings)
    {
        table.append("| offset | field | type | meaning |\n|---|---|---|---|\n");
        for (final Field field : fields)
        {
            final String name = prefix + field.name();
            table.append("| ").append(field.offset()).append(" | `").append(name).append("` | ")
                .append(field.type()).append(" | ").append(meaning(field.meaning(), meanings.get(name)))
                .append(" |\n");
        }
    }

    private static Map<String, String> meanings(final String old)
    {
        final Map<String, String> meanings = new HashMap<>();
        ROW.matcher(old).results().forEach(row -> meanings.put(row.group(1), row.group(2).trim()));
        return meanings;
    }

    /** A person may say more than the schema does, but not something else. */
    private static String meaning(final String inSchema, final String inDocument)
    {
        return inDocument != null && inDocument.startsWith(inSchema) ? inDocument : inSchema;
    }
}
