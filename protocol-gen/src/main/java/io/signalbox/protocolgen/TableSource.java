package io.signalbox.protocolgen;

import io.signalbox.protocolgen.Message.EnumField;
import io.signalbox.protocolgen.Message.Group;

import java.util.List;
import java.util.stream.Collectors;

/** The table of all messages, as literals in a source. */
final class TableSource
{
    private static final String INDENT = "\n            ";

    private final String packageName;
    private final List<Message> messages;

    TableSource(final String schemaPackage, final List<Message> messages)
    {
        this.packageName = parent(schemaPackage);
        this.messages = messages;
    }

    /**
     * Package of what is written by hand and known to generated sources.
     *
     * @param schemaPackage of the codecs
     * @return package above it
     */
    static String parent(final String schemaPackage)
    {
        return schemaPackage.substring(0, Math.max(0, schemaPackage.lastIndexOf('.')));
    }

    /**
     * Full name of the generated class.
     *
     * @param schemaPackage of the codecs
     * @return name with package
     */
    static String className(final String schemaPackage)
    {
        return parent(schemaPackage) + ".WireMessages";
    }

    /**
     * Text of the source.
     *
     * @return Java
     */
    String text()
    {
        final int last = messages.isEmpty() ? 0 : messages.get(messages.size() - 1).templateId();
        return """
            package %s;

            /** Every message of the schema. Generated from it. */
            final class WireMessages
            {
                static final int MAX_TEMPLATE_ID = %d;

                private WireMessages()
                {
                }

                static MessageShape[] inOrderOfTemplateId()
                {
                    return new MessageShape[]{%s
                    };
                }
            }
            """.formatted(
            packageName, last, messages.stream().map(TableSource::entry).collect(Collectors.joining(",")));
    }

    private static String entry(final Message message)
    {
        final StringBuilder text = new StringBuilder(INDENT).append(("MessageShape.of(\"%s\", %d, \"%s\"," +
            " MessageKind.%s, \"%s\", %d%s)").formatted(message.name(), message.templateId(), message.room(),
            message.kind(), message.header(), message.introduced(), arguments(message.blockLengths())));
        message.enums().forEach(field -> text.append(INDENT).append("    ").append(entry(field)));
        for (final Group group : message.groups())
        {
            text.append(INDENT).append(
                "    .group(\"%s\"%s)".formatted(group.name(), arguments(group.blockLengths())));
            group.enums().forEach(field -> text.append(INDENT).append("    ").append(entry(field)));
        }
        message.data().forEach(data -> text.append(INDENT).append("    .data(\"%s\")".formatted(data)));
        return text.toString();
    }

    /** An enumeration belongs to the block or to the group that stands before it. */
    private static String entry(final EnumField field)
    {
        return ".enumeration(\"%s\", %d%s)".formatted(field.name(), field.offset(), arguments(field.values()));
    }

    private static String arguments(final List<Integer> numbers)
    {
        return numbers.stream().map(number -> ", " + number).collect(Collectors.joining());
    }
}
