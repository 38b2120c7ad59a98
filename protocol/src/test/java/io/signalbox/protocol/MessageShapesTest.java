package io.signalbox.protocol;

import io.signalbox.protocol.MessageShape.EnumShape;
import io.signalbox.protocol.MessageShape.GroupShape;
import io.signalbox.protocol.WireSchema.Data;
import io.signalbox.protocol.WireSchema.Field;
import io.signalbox.protocol.WireSchema.Group;
import io.signalbox.protocol.WireSchema.Message;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The validator's table against the schema itself. */
class MessageShapesTest
{
    private final MessageShape[] shapes = MessageShapes.byTemplateId();

    @Test
    void shouldHaveEveryMessageOfTheSchemaAndNoOther() throws Exception
    {
        final List<String> expected = WireSchema.wire().messages().stream()
            .map(message -> message.templateId() + " " + message.name() + " " + message.blockLength()).toList();
        final List<String> actual = Arrays.stream(shapes).filter(Objects::nonNull)
            .map(shape -> shape.templateId() + " " + shape.name() + " " + shape.blockLength()).toList();
        assertEquals(expected, actual);
        assertEquals(43, actual.size());
    }

    @Test
    void shouldHaveTheGroupsOfEveryMessage() throws Exception
    {
        for (final Message message : WireSchema.wire().messages())
        {
            final List<GroupShape> expected = message.groups().stream()
                .map(group -> new GroupShape(group.name(), group.blockLength())).toList();
            assertEquals(expected, List.of(shape(message).groups()), message.name());
            for (final Group group : message.groups())
            {
                assertEquals(0, group.nested(), "nothing may stand in an entry of " + group.name());
                assertTrue(group.fields().stream().allMatch(field -> field.enumName().isEmpty()), group.name());
                assertTrue(group.blockLength() > 0, group.name());
            }
        }
    }

    @Test
    void shouldHaveTheDataOfEveryMessage() throws Exception
    {
        for (final Message message : WireSchema.wire().messages())
        {
            final List<String> expected = message.data().stream().map(Data::name).toList();
            assertEquals(expected, List.of(shape(message).data()), message.name());
        }
    }

    @Test
    void shouldHaveTheEnumerationsOfEveryMessage() throws Exception
    {
        final WireSchema schema = WireSchema.wire();
        for (final Message message : schema.messages())
        {
            final List<Field> fields =
                message.fields().stream().filter(field -> !field.enumName().isEmpty()).toList();
            final EnumShape[] enums = shape(message).enums();
            assertEquals(fields.size(), enums.length, message.name());
            for (int i = 0; i < enums.length; i++)
            {
                final Field field = fields.get(i);
                assertEquals(field.name(), enums[i].name(), message.name());
                assertEquals(field.offset(), enums[i].offset(), message.name());
                assertTrue(field.type().endsWith("(u8)"), field.type());
                assertEquals(
                    new HashSet<>(schema.enums().get(field.enumName()).values()), allowed(enums[i]), message.name());
            }
        }
    }

    @Test
    void shouldKeepEveryTemplateIdInsideItsBandAndUnique() throws Exception
    {
        final Set<Integer> seen = new HashSet<>();
        for (final Message message : WireSchema.wire().messages())
        {
            final int id = message.templateId();
            assertTrue(seen.add(id), "used twice: " + id);
            assertEquals(band(message), bandOf(id), message.name() + " " + id);
        }
        for (final Message message : WireSchema.journal().messages())
        {
            assertTrue(seen.add(message.templateId()), "used twice: " + message.templateId());
            assertEquals(200, message.templateId());
        }
    }

    @Test
    void shouldKeepTheDeliveryByteAndTheRequestHeaderWhereFrameSaysTheyAre() throws Exception
    {
        for (final Message message : WireSchema.wire().messages())
        {
            for (final Field field : message.fields())
            {
                if ("header.delivery".equals(field.name()))
                {
                    assertEquals(Frame.EVENT_DELIVERY_OFFSET, Frame.BODY_OFFSET + field.offset(), message.name());
                }
            }
        }
        assertEquals(MessageShapes.MAX_TEMPLATE_ID, shapes.length - 1);
    }

    private MessageShape shape(final Message message)
    {
        final MessageShape shape = shapes[message.templateId()];
        assertNotNull(shape, message.name());
        return shape;
    }

    private static Set<Integer> allowed(final EnumShape enumeration)
    {
        return IntStream.range(0, 256).filter(value -> enumeration.allowed()[value]).boxed()
            .collect(Collectors.toSet());
    }

    private static String band(final Message message)
    {
        final String first = message.fields().get(0).name();
        if ("header.sessionId".equals(first))
        {
            final boolean event = message.fields().stream().anyMatch(field -> "header.delivery".equals(field.name()));
            final boolean host = Set.of("DefineLimits", "ExpireHolds").contains(message.name());
            return event ? "event" : host ? "host command" : "command";
        }
        if ("queryId".equals(first))
        {
            return message.fields().stream().anyMatch(field -> field.name().startsWith("asOf")) ? "answer" : "query";
        }
        return "BusinessMessageReject".equals(message.name()) ? "rejection" : "session";
    }

    private static String bandOf(final int id)
    {
        final int[] last = {0, 14, 19, 39, 41, 49, 79, 89, 90, 99, 109, 119};
        final String[] names = {"none", "session", "none", "command", "host command", "none", "event", "none",
            "rejection", "none", "query", "answer"};
        for (int i = 0; i < last.length; i++)
        {
            if (id <= last[i])
            {
                return names[i];
            }
        }
        return "none";
    }
}
