package io.signalbox.protocolgen;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.co.real_logic.sbe.generation.TargetCodeGeneratorLoader;
import uk.co.real_logic.sbe.ir.Ir;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is generated: its names, its text, and that it compiles with the codecs without a warning. */
class SignalboxTargetTest
{
    @TempDir
    private Path folder;

    @Test
    void shouldGenerateAPairForEachRoomThatHasMessagesOfTheKind() throws Exception
    {
        assertEquals(List.of(
            "io.signalbox.small.WireMessages",
            "io.signalbox.small.wire.DoorEventAdapter",
            "io.signalbox.small.wire.DoorEventHandler",
            "io.signalbox.small.wire.EventAdapter",
            "io.signalbox.small.wire.EventHandler",
            "io.signalbox.small.wire.ShopCommandAdapter",
            "io.signalbox.small.wire.ShopCommandHandler",
            "io.signalbox.small.wire.ShopEventAdapter",
            "io.signalbox.small.wire.ShopEventHandler"),
            List.copyOf(SignalboxTarget.sources(SmallSchema.read()).keySet()));
    }

    @Test
    void shouldGenerateNoPairForAllEventsIfThereIsNone() throws Exception
    {
        final Ir ir = SmallSchema.with(".event\"", ".answer\"");
        assertEquals(List.of("io.signalbox.small.WireMessages", "io.signalbox.small.wire.ShopCommandAdapter",
            "io.signalbox.small.wire.ShopCommandHandler"), List.copyOf(SignalboxTarget.sources(ir).keySet()));
    }

    @Test
    void shouldGenerateTheTable() throws Exception
    {
        assertEquals("""
            package io.signalbox.small;

            /** Every message of the schema. Generated from it. */
            final class WireMessages
            {
                static final int MAX_TEMPLATE_ID = 40;

                private WireMessages()
                {
                }

                static MessageShape[] inOrderOfTemplateId()
                {
                    return new MessageShape[]{
                        MessageShape.of("Opened", 10, "door", MessageKind.EVENT, "", 1, 4, 4, 4),
                        MessageShape.of("Paint", 20, "shop", MessageKind.COMMAND, "requestHeader", 1, 13, 13, 13)
                            .enumeration("colour", 12, 1, 7)
                            .group("parts", 3, 3, 3)
                            .enumeration("partColour", 2, 1, 7)
                            .data("remark"),
                        MessageShape.of("Sweep", 21, "shop", MessageKind.HOST, "requestHeader", 2, 12, 12),
                        MessageShape.of("Painted", 30, "shop", MessageKind.EVENT, "", 1, 1, 1, 1)
                            .enumeration("colour", 0, 1, 7),
                        MessageShape.of("Ask", 40, "shop", MessageKind.QUERY, "", 1, 8, 10, 11)
                            .group("doors", 4, 4, 5)
                            .enumeration("colour", 4, 1, 7)
                    };
                }
            }
            """, source("io.signalbox.small.WireMessages"));
    }

    @Test
    void shouldGenerateHandlers() throws Exception
    {
        assertEquals("""
            package io.signalbox.small.wire;

            /** Decides the commands of the room shop. Generated from the schema. */
            public interface ShopCommandHandler
            {
                void onPaint(PaintDecoder command);

                void onSweep(SweepDecoder command);
            }
            """, source("io.signalbox.small.wire.ShopCommandHandler"));
        assertEquals("""
            package io.signalbox.small.wire;

            /** Takes in every event of the room door. Generated from the schema. */
            public interface DoorEventHandler
            {
                void onOpened(OpenedDecoder event);

                /** Takes in the events that it overrides, and ignores the others. */
                interface Selective extends DoorEventHandler
                {
                    @Override
                    default void onOpened(OpenedDecoder event)
                    {
                    }
                }
            }
            """, source("io.signalbox.small.wire.DoorEventHandler"));
        assertEquals("""
            package io.signalbox.small.wire;

            /** Takes in every event of every room. Generated from the schema. */
            public interface EventHandler extends
                    DoorEventHandler,
                    ShopEventHandler
            {
                /** Takes in the events that it overrides, and ignores the others. */
                interface Selective extends EventHandler,
                        DoorEventHandler.Selective,
                        ShopEventHandler.Selective
                {
                }
            }
            """, source("io.signalbox.small.wire.EventHandler"));
    }

    @Test
    void shouldGenerateAdapters() throws Exception
    {
        final String adapter = source("io.signalbox.small.wire.ShopCommandAdapter");
        assertTrue(adapter.contains("""
                    switch (templateId)
                    {
                        case PaintDecoder.TEMPLATE_ID:
                        case SweepDecoder.TEMPLATE_ID:
                            return true;
                        default:
                            return false;
                    }
            """), adapter);
        assertTrue(adapter.contains("""
                        case SweepDecoder.TEMPLATE_ID:
                            decoderOfSweep.wrapAndApplyHeader(buffer, offset, messageHeader);
                            handler.onSweep(decoderOfSweep);
                            return true;
                        default:
                            return false;
            """), adapter);
        final String ofAllEvents = source("io.signalbox.small.wire.EventAdapter");
        assertTrue(ofAllEvents.indexOf("onOpened(") < ofAllEvents.indexOf("onPainted("), ofAllEvents);
        assertFalse(ofAllEvents.contains("onPaint("), ofAllEvents);
    }

    /** As the SBE tool does it: both targets by their names, into one folder. */
    @Test
    void shouldCompileWithTheCodecs() throws Exception
    {
        final Ir ir = SmallSchema.read();
        for (final String target : List.of("Java", SignalboxTarget.class.getName()))
        {
            TargetCodeGeneratorLoader.get(target).newInstance(ir, folder.toString()).generate();
        }
        writeWhatIsWrittenByHand();
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
            Stream<Path> sources = Files.walk(folder))
        {
            final List<Path> java =
                sources.filter(path -> path.toString().endsWith(".java")).collect(Collectors.toList());
            final List<String> options = List.of("-Xlint:all", "-Werror", "-d", folder.toString());
            assertTrue(compiler.getTask(
                messages, files, null, options, null, files.getJavaFileObjectsFromPaths(java)).call(),
                messages::toString);
        }
    }

    private void writeWhatIsWrittenByHand() throws IOException
    {
        final Map<String, String> sources = Map.of(
            "Frame", "public class Frame { public static final int MESSAGE_OFFSET = 4; }",
            "MessageKind", "enum MessageKind { COMMAND, HOST, EVENT, QUERY }",
            "MessageShape", """
                interface MessageShape
                {
                    static MessageShape of(String name, int id, String room, MessageKind kind, String header,
                        int introduced, int... lengths)
                    {
                        throw new IllegalStateException("only to be compiled");
                    }
                    MessageShape enumeration(String name, int offset, int... values);
                    MessageShape group(String name, int... lengths);
                    MessageShape data(String name);
                }
                """);
        for (final Map.Entry<String, String> source : sources.entrySet())
        {
            Files.writeString(folder.resolve("io/signalbox/small/" + source.getKey() + ".java"),
                "package io.signalbox.small;\n" + source.getValue());
        }
    }

    private static String source(final String className) throws Exception
    {
        return SignalboxTarget.sources(SmallSchema.read()).get(className);
    }
}
