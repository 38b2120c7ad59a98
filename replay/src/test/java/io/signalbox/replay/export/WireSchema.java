package io.signalbox.replay.export;

import io.signalbox.protocol.Frame;
import org.agrona.concurrent.UnsafeBuffer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The wire schema as plain XML: makes a frame of any message and knows what its fields must look like in JSON. Shares
 * no code with the export.
 */
final class WireSchema
{
    private static final Map<String, Integer> PRIMITIVES = Map.of(
        "char", 1, "uint8", 1, "uint16", 2, "uint32", 4, "uint64", 8, "int64", 8, "int32", 4);

    private final Document document;

    WireSchema()
    {
        try (InputStream xml = Frame.class.getResourceAsStream("/io/signalbox/protocol/signalbox-wire.xml"))
        {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
        }
        catch (final Exception ex)
        {
            throw new AssertionError(ex);
        }
    }

    List<Element> messages()
    {
        final List<Element> messages = new ArrayList<>();
        for (final Element child : children(document.getDocumentElement()))
        {
            if (child.getTagName().endsWith("message"))
            {
                messages.add(child);
            }
        }
        return messages;
    }

    static int id(final Element message)
    {
        return Integer.parseInt(message.getAttribute("id"));
    }

    /** A frame whose every byte behind the headers, counts and lengths is 1, with groups of a given size. */
    byte[] frame(final Element message, final int groupSize)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
        int at = Frame.BODY_OFFSET;
        final int blockLength = blockLength(message);
        buffer.putShort(Frame.MESSAGE_OFFSET, (short)blockLength, LITTLE_ENDIAN);
        buffer.putShort(Frame.MESSAGE_OFFSET + 2, (short)id(message), LITTLE_ENDIAN);
        buffer.putShort(Frame.MESSAGE_OFFSET + 4, (short)1, LITTLE_ENDIAN);
        buffer.putShort(Frame.MESSAGE_OFFSET + 6, (short)1, LITTLE_ENDIAN);
        buffer.setMemory(at, blockLength, (byte)1);
        at += blockLength;
        for (final Element child : children(message))
        {
            if (child.getTagName().equals("group"))
            {
                buffer.putShort(at, (short)blockLength(child), LITTLE_ENDIAN);
                buffer.putByte(at + 2, (byte)groupSize);
                buffer.setMemory(at + 3, groupSize * blockLength(child), (byte)1);
                at += 3 + groupSize * blockLength(child);
            }
            else if (child.getTagName().equals("data"))
            {
                buffer.putShort(at, (short)groupSize, LITTLE_ENDIAN);
                buffer.setMemory(at + 2, groupSize, (byte)'x');
                at += 2 + groupSize;
            }
        }
        Frame.writeHeader(buffer, 0, at);
        final byte[] frame = new byte[at];
        buffer.getBytes(0, frame);
        return frame;
    }

    /** Check that an object has exactly the fields of a message or group, with the values of {@link #frame}. */
    void assertFields(final Element parent, final Map<String, Object> object, final int groupSize)
    {
        final Set<String> names = new HashSet<>();
        for (final Element child : children(parent))
        {
            final String name = child.getAttribute("name");
            names.add(name);
            assertTrue(object.containsKey(name), name + " is missing");
            final Object value = object.get(name);
            switch (child.getTagName())
            {
                case "field" -> assertValue(name, child.getAttribute("type"), value);
                case "data" -> assertEquals(
                    (child.getAttribute("type").contains("Utf8") ? "x" : "78").repeat(groupSize), value, name);
                case "group" ->
                {
                    final List<?> entries = assertInstanceOf(List.class, value, name);
                    assertEquals(groupSize, entries.size(), name);
                    entries.forEach(entry -> assertFields(child, map(entry), groupSize));
                }
                default -> throw new AssertionError(child.getTagName());
            }
        }
        assertEquals(names, object.keySet());
    }

    private void assertValue(final String name, final String typeName, final Object value)
    {
        final Element type = type(typeName);
        if (type != null && type.getTagName().equals("composite"))
        {
            final Map<String, Object> object = map(value);
            final List<Element> members = children(type);
            assertEquals(members.size(), object.size(), name);
            members.forEach(member -> assertEquals(
                ones(PRIMITIVES.get(member.getAttribute("primitiveType"))), object.get(member.getAttribute("name"))));
        }
        else if (type != null && type.getTagName().equals("enum"))
        {
            final Element one = children(type).stream()
                .filter(valid -> valid.getTextContent().equals("1")).findFirst().orElse(null);
            assertEquals(one == null ? (Object)1L : one.getAttribute("name"), value, name);
        }
        else
        {
            final String primitive = type == null ? typeName : type.getAttribute("primitiveType");
            final int length = type == null || type.getAttribute("length").isEmpty() ? 1 :
                Integer.parseInt(type.getAttribute("length"));
            assertNotNull(value, name);
            if (length == 1)
            {
                assertEquals(ones(PRIMITIVES.get(primitive)), value, name);
            }
            else
            {
                assertEquals((primitive.equals("char") ? "\u0001" : "01").repeat(length), value, name);
            }
        }
    }

    private int blockLength(final Element parent)
    {
        int length = 0;
        for (final Element child : children(parent))
        {
            if (child.getTagName().equals("field"))
            {
                length += typeLength(child.getAttribute("type"));
            }
        }
        return length;
    }

    private int typeLength(final String typeName)
    {
        final Element type = type(typeName);
        if (type == null)
        {
            return PRIMITIVES.get(typeName);
        }
        return switch (type.getTagName())
        {
            case "composite" -> children(type).stream()
                .mapToInt(member -> PRIMITIVES.get(member.getAttribute("primitiveType"))).sum();
            case "enum" -> PRIMITIVES.get(type.getAttribute("encodingType"));
            default -> PRIMITIVES.get(type.getAttribute("primitiveType")) *
                (type.getAttribute("length").isEmpty() ? 1 : Integer.parseInt(type.getAttribute("length")));
        };
    }

    private Element type(final String name)
    {
        return children(children(document.getDocumentElement()).get(0)).stream()
            .filter(type -> type.getAttribute("name").equals(name)).findFirst().orElse(null);
    }

    private static long ones(final int bytes)
    {
        long value = 0;
        for (int i = 0; i < bytes; i++)
        {
            value = value << 8 | 1;
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(final Object value)
    {
        return (Map<String, Object>)assertInstanceOf(Map.class, value);
    }

    private static List<Element> children(final Element parent)
    {
        final List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling())
        {
            if (node instanceof Element element)
            {
                children.add(element);
            }
        }
        return children;
    }
}
