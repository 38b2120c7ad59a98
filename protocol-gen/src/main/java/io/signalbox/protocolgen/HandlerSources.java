package io.signalbox.protocolgen;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Handlers and adapters: for each room one pair for what it decides and one for its events, and one pair for the events
 * of all rooms.
 */
final class HandlerSources
{
    private final String packageName;
    private final List<Message> messages;

    HandlerSources(final String packageName, final List<Message> messages)
    {
        this.packageName = packageName;
        this.messages = messages;
    }

    /**
     * Add every source.
     *
     * @param sources texts by the full name of their class
     */
    void addTo(final Map<String, String> sources)
    {
        byRoom(message -> message.kind().isCommand()).forEach((room, commands) ->
        {
            final String prefix = capital(room) + "Command";
            put(sources, prefix + "Handler", handler(prefix, "Decides the commands of the room " + room, commands));
            put(sources, prefix + "Adapter", adapter(prefix, commands));
        });
        final Map<String, List<Message>> events = byRoom(message -> message.kind() == Kind.EVENT);
        events.forEach((room, ofRoom) ->
        {
            final String prefix = capital(room) + "Event";
            put(sources, prefix + "Handler",
                selectiveHandler(prefix, "Takes in every event of the room " + room, ofRoom));
            put(sources, prefix + "Adapter", adapter(prefix, ofRoom));
        });
        if (!events.isEmpty())
        {
            put(sources, "EventHandler", handlerOfAllEvents(events.keySet()));
            put(sources, "EventAdapter", adapter("Event",
                messages.stream().filter(message -> message.kind() == Kind.EVENT).toList()));
        }
    }

    private Map<String, List<Message>> byRoom(final Predicate<Message> chosen)
    {
        return messages.stream().filter(chosen)
            .collect(Collectors.groupingBy(Message::room, TreeMap::new, Collectors.toList()));
    }

    private void put(final Map<String, String> sources, final String className, final String text)
    {
        sources.put(packageName + "." + className, text);
    }

    private String handler(final String prefix, final String meaning, final List<Message> handled)
    {
        return """
            package %s;

            /** %s. Generated from the schema. */
            public interface %sHandler
            {%s
            }
            """.formatted(packageName, meaning, prefix, methods(handled, "    ", "command", ";"));
    }

    private String selectiveHandler(final String prefix, final String meaning, final List<Message> handled)
    {
        return """
            package %s;

            /** %s. Generated from the schema. */
            public interface %3$sHandler
            {%4$s

                /** Takes in the events that it overrides, and ignores the others. */
                interface Selective extends %3$sHandler
                {%5$s
                }
            }
            """.formatted(packageName, meaning, prefix, methods(handled, "    ", "event", ";"),
            methods(handled, "        @Override\n        default ", "event", "\n        {\n        }"));
    }

    private String handlerOfAllEvents(final Set<String> rooms)
    {
        final String separator = ",\n        ";
        return """
            package %s;

            /** Takes in every event of every room. Generated from the schema. */
            public interface EventHandler%s
            {
                /** Takes in the events that it overrides, and ignores the others. */
                interface Selective extends EventHandler%s
                {
                }
            }
            """.formatted(packageName,
            rooms.stream().map(room -> capital(room) + "EventHandler")
                .collect(Collectors.joining(separator, " extends\n        ", "")),
            rooms.stream().map(room -> separator + "    " + capital(room) + "EventHandler.Selective")
                .collect(Collectors.joining()));
    }

    private String adapter(final String prefix, final List<Message> handled)
    {
        return """
            package %1$s;

            import %2$s.Frame;
            import org.agrona.DirectBuffer;

            /** Decodes messages and calls the method that handles each. Generated. Owned by one thread. */
            public final class %3$sAdapter
            {
                private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();%4$s
                private final %3$sHandler handler;

                public %3$sAdapter(final %3$sHandler handler)
                {
                    this.handler = handler;
                }

                /** Whether the message is one of this adapter. */
                public static boolean handles(final int templateId)
                {
                    switch (templateId)
                    {%5$s
                            return true;
                        default:
                            return false;
                    }
                }

                /** Decode and handle the message of a valid frame; false, and nothing done, if it is none of these. */
                public boolean dispatch(final int templateId, final DirectBuffer buffer, final int frameOffset)
                {
                    final int offset = frameOffset + Frame.MESSAGE_OFFSET;
                    switch (templateId)
                    {%6$s
                        default:
                            return false;
                    }
                }
            }
            """.formatted(packageName, TableSource.parent(packageName), prefix,
            each(handled, message -> "\n    private final %1$sDecoder %2$s = new %1$sDecoder();"
                .formatted(message.name(), field(message))),
            each(handled, message -> "\n            case %sDecoder.TEMPLATE_ID:".formatted(message.name())),
            each(handled, HandlerSources::dispatchCase));
    }

    private static String dispatchCase(final Message message)
    {
        final String line = "\n                ";
        return ("\n            case %1$sDecoder.TEMPLATE_ID:" +
            line + "%2$s.wrapAndApplyHeader(buffer, offset, messageHeader);" +
            line + "handler.on%1$s(%2$s);" +
            line + "return true;").formatted(message.name(), field(message));
    }

    private static String methods(
        final List<Message> handled, final String before, final String argument, final String after)
    {
        return handled.stream()
            .map(message -> "\n" + before + "void on%1$s(%1$sDecoder %2$s)".formatted(message.name(), argument) + after)
            .collect(Collectors.joining("\n"));
    }

    private static String each(final List<Message> handled, final Function<Message, String> text)
    {
        return handled.stream().map(text).collect(Collectors.joining());
    }

    private static String field(final Message message)
    {
        return "decoderOf" + message.name();
    }

    private static String capital(final String name)
    {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
