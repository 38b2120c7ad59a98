package io.signalbox.protocol;

import io.signalbox.protocol.MessageShape.Block;
import io.signalbox.protocol.MessageShape.EnumShape;
import io.signalbox.protocol.WireSchema.Data;
import io.signalbox.protocol.WireSchema.Field;
import io.signalbox.protocol.WireSchema.Group;
import io.signalbox.protocol.WireSchema.Message;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The generated table against the schema itself, which another reader reads here. */
class MessageTableTest
{
    private final WireSchema schema;

    MessageTableTest() throws Exception
    {
        schema = WireSchema.wire();
    }

    @Test
    void shouldHaveEveryMessageOfTheSchemaAndNoOther()
    {
        final List<String> expected = schema.messages().stream().map(message -> message.templateId() + " " +
            message.name() + " " + message.room() + " " + message.kind() + " " + message.blockLength()).toList();
        final List<String> actual = Arrays.stream(MessageTable.templateIds()).mapToObj(id -> id + " " +
            MessageTable.name(id) + " " + MessageTable.room(id) + " " + MessageTable.kind(id) + " " +
            MessageTable.shape(id).block().newestLength()).toList();
        assertEquals(expected, actual);
        assertEquals(44, actual.size());
        assertEquals(MessageTable.MAX_TEMPLATE_ID, schema.messages().get(actual.size() - 1).templateId());
    }

    @Test
    void shouldKnowNothingOfOtherNumbers()
    {
        final Set<Integer> known = schema.messages().stream().map(Message::templateId).collect(Collectors.toSet());
        final IntStream numbers = IntStream.concat(IntStream.rangeClosed(-1, MessageTable.MAX_TEMPLATE_ID + 1),
            IntStream.of(Integer.MIN_VALUE, 65_535, Integer.MAX_VALUE));
        numbers.filter(id -> !known.contains(id)).forEach(id ->
        {
            assertNull(MessageTable.kind(id));
            assertNull(MessageTable.name(id));
            assertNull(MessageTable.room(id));
            assertFalse(MessageTable.hasEventHeader(id));
            assertFalse(MessageTable.hasRequestHeader(id));
            assertThrows(IllegalArgumentException.class, () -> MessageTable.introducedVersion(id));
        });
    }

    @Test
    void shouldKnowWhichHeaderAMessageBeginsWith()
    {
        for (final Message message : schema.messages())
        {
            assertEquals(message.beginsWith("header.sessionId", "header.msgSeqNum", "header.refSeqNum",
                "header.position", "header.timestampMs", "header.delivery"),
                MessageTable.hasEventHeader(message.templateId()), message.name());
            assertEquals(message.beginsWith("header.sessionId", "header.msgSeqNum") &&
                !message.beginsWith("header.sessionId", "header.msgSeqNum", "header.refSeqNum"),
                MessageTable.hasRequestHeader(message.templateId()), message.name());
        }
    }

    @Test
    void shouldGiveHeadersToCommandsAndEventsButThoseThatOpenASession()
    {
        for (final Message message : schema.messages())
        {
            final boolean negotiates = message.name().startsWith("Negotiate");
            final boolean commands = message.kind() == MessageKind.COMMAND || message.kind() == MessageKind.HOST;
            assertEquals(message.kind() == MessageKind.EVENT && !negotiates,
                MessageTable.hasEventHeader(message.templateId()), message.name());
            assertEquals(commands && !negotiates,
                MessageTable.hasRequestHeader(message.templateId()), message.name());
        }
    }

    @Test
    void shouldKnowTheVersionThatIntroducedAMessage()
    {
        for (final Message message : schema.messages())
        {
            assertEquals(Math.max(1, message.introduced()),
                MessageTable.introducedVersion(message.templateId()), message.name());
        }
    }

    @Test
    void shouldHaveALengthOfEveryBlockInEveryVersion()
    {
        for (final Message message : schema.messages())
        {
            final MessageShape shape = shape(message);
            final int versions = schema.version() - shape.introduced() + 1;
            assertEquals(versions, shape.block().lengths().length, message.name());
            Arrays.stream(shape.groups())
                .forEach(group -> assertEquals(versions, group.lengths().length, message.name()));
            assertTrue(!message.kind().isJournaled() || Arrays.stream(shape.block().lengths())
                .allMatch(length -> length == message.blockLength()), message.name());
        }
    }

    @Test
    void shouldHaveTheGroupsOfEveryMessage()
    {
        for (final Message message : schema.messages())
        {
            final List<String> expected =
                message.groups().stream().map(group -> group.name() + " " + group.blockLength()).toList();
            final List<String> actual = Arrays.stream(shape(message).groups())
                .map(group -> group.name() + " " + group.newestLength()).toList();
            assertEquals(expected, actual, message.name());
            for (final Group group : message.groups())
            {
                assertEquals(0, group.nested(), "nothing may stand in an entry of " + group.name());
                assertTrue(group.blockLength() > 0, group.name());
            }
        }
    }

    @Test
    void shouldHaveTheDataOfEveryMessage()
    {
        for (final Message message : schema.messages())
        {
            final List<String> expected = message.data().stream().map(Data::name).toList();
            assertEquals(expected, List.of(shape(message).data()), message.name());
        }
    }

    @Test
    void shouldHaveTheEnumerationsOfEveryMessage()
    {
        for (final Message message : schema.messages())
        {
            assertEnums(message.name(), message.fields(), shape(message).block());
            for (int i = 0; i < message.groups().size(); i++)
            {
                assertEnums(message.name(), message.groups().get(i).fields(), shape(message).groups()[i]);
            }
        }
    }

    @Test
    void shouldHaveTemplateIdsThatTheJournalDoesNotHave() throws Exception
    {
        final Set<Integer> seen = new HashSet<>();
        for (final WireSchema each : List.of(schema, WireSchema.journal()))
        {
            each.messages().forEach(message ->
                assertTrue(seen.add(message.templateId()), "used twice: " + message.templateId()));
        }
        assertTrue(seen.contains(1000));
    }

    @Test
    void shouldKeepTheDeliveryByteWhereFrameSaysItIs()
    {
        for (final Message message : schema.messages())
        {
            for (final Field field : message.fields())
            {
                if ("header.delivery".equals(field.name()))
                {
                    assertEquals(Frame.EVENT_DELIVERY_OFFSET, Frame.BODY_OFFSET + field.offset(), message.name());
                }
            }
        }
    }

    private void assertEnums(final String message, final List<Field> fields, final Block block)
    {
        final List<Field> expected = fields.stream().filter(field -> !field.enumName().isEmpty()).toList();
        assertEquals(expected.size(), block.enums().length, message);
        for (int i = 0; i < expected.size(); i++)
        {
            final Field field = expected.get(i);
            final EnumShape actual = block.enums()[i];
            assertEquals(field.name(), actual.name(), message);
            assertEquals(field.offset(), actual.offset(), message);
            assertTrue(field.type().endsWith("(u8)"), field.type());
            assertEquals(new HashSet<>(schema.enums().get(field.enumName()).values()), allowed(actual), message);
        }
    }

    private static MessageShape shape(final Message message)
    {
        final MessageShape shape = MessageTable.shape(message.templateId());
        assertNotNull(shape, message.name());
        return shape;
    }

    private static Set<Integer> allowed(final EnumShape enumeration)
    {
        return IntStream.range(0, 256).filter(value -> enumeration.allowed()[value]).boxed()
            .collect(Collectors.toSet());
    }
}
