package io.signalbox.protocol;

import io.signalbox.protocol.WireSchema.Data;
import io.signalbox.protocol.WireSchema.Field;
import io.signalbox.protocol.WireSchema.Group;
import io.signalbox.protocol.WireSchema.Message;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;

/**
 * Encodes a frame of any message from values as text, with the generated encoder of that message and nothing else. The
 * names of values are {@code field}, {@code composite.field}, {@code group[0].field} and {@code data}. Values are
 * numbers, a character in quotes for one byte, text in double quotes, hexadecimal bytes, names of enumerations.
 */
final class FrameOfValues
{
    private static final String PACKAGE = "io.signalbox.protocol.wire.";

    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer(Frame.MAX_LENGTH);
    private final ClassLoader codecs;
    private final Message message;
    private final Map<String, String> values;
    private final TreeSet<String> unused;

    private FrameOfValues(final ClassLoader codecs, final Message message, final Map<String, String> values)
    {
        this.codecs = codecs;
        this.message = message;
        this.values = values;
        this.unused = new TreeSet<>(values.keySet());
    }

    static byte[] encode(final Message message, final Map<String, String> values)
    {
        return encode(FrameOfValues.class.getClassLoader(), message, values);
    }

    /** The same with the encoders of another build. */
    static byte[] encode(final ClassLoader codecs, final Message message, final Map<String, String> values)
    {
        try
        {
            return new FrameOfValues(codecs, message, values).encode();
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new IllegalArgumentException(message.name() + " cannot be encoded from " + values, ex);
        }
    }

    private byte[] encode() throws ReflectiveOperationException
    {
        final Object encoder = newCodec(message.name() + "Encoder");
        final Object header = newCodec("MessageHeaderEncoder");
        encoder.getClass().getMethod("wrapAndApplyHeader", MutableDirectBuffer.class, int.class, header.getClass())
            .invoke(encoder, buffer, Frame.MESSAGE_OFFSET, header);
        for (final Field field : message.fields())
        {
            set(encoder, "", field);
        }
        for (final Group group : message.groups())
        {
            encodeGroup(encoder, group);
        }
        for (final Data data : message.data())
        {
            final byte[] bytes = dataBytes(value(data.name()));
            encoder.getClass().getMethod("put" + capital(data.name()), byte[].class, int.class, int.class)
                .invoke(encoder, bytes, 0, bytes.length);
        }
        if (!unused.isEmpty())
        {
            throw new IllegalArgumentException(message.name() + " has no " + unused);
        }
        final int length = Frame.MESSAGE_OFFSET + MessageHeaderEncoder.ENCODED_LENGTH +
            (int)encoder.getClass().getMethod("encodedLength").invoke(encoder);
        Frame.writeHeader(buffer, 0, length);
        final byte[] frame = new byte[length];
        buffer.getBytes(0, frame);
        return frame;
    }

    private Object newCodec(final String name) throws ReflectiveOperationException
    {
        return Class.forName(PACKAGE + name, true, codecs).getDeclaredConstructor().newInstance();
    }

    private void encodeGroup(final Object encoder, final Group group) throws ReflectiveOperationException
    {
        int count = 0;
        while (hasEntry(group.name() + "[" + count + "]."))
        {
            count++;
        }
        final Object entries =
            encoder.getClass().getMethod(group.name() + "Count", int.class).invoke(encoder, count);
        for (int i = 0; i < count; i++)
        {
            entries.getClass().getMethod("next").invoke(entries);
            for (final Field field : group.fields())
            {
                set(entries, group.name() + "[" + i + "].", field);
            }
        }
    }

    private boolean hasEntry(final String prefix)
    {
        return values.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    private void set(final Object encoder, final String prefix, final Field field) throws ReflectiveOperationException
    {
        final String value = value(prefix + field.name());
        final int dot = field.name().indexOf('.');
        final Object owner = dot < 0 ? encoder :
            encoder.getClass().getMethod(field.name().substring(0, dot)).invoke(encoder);
        final String name = field.name().substring(dot + 1);
        if (field.type().startsWith("u8["))
        {
            final byte[] bytes = HexFormat.of().parseHex(value);
            owner.getClass().getMethod("put" + capital(name), byte[].class, int.class, int.class)
                .invoke(owner, bytes, 0, bytes.length);
            return;
        }
        final Method setter = Arrays.stream(owner.getClass().getMethods())
            .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
            .filter(method -> method.getParameterTypes()[0] != CharSequence.class)
            .findFirst().orElseThrow(() -> new NoSuchMethodException(name));
        setter.invoke(owner, argument(setter.getParameterTypes()[0], value));
    }

    private String value(final String name)
    {
        unused.remove(name);
        final String value = values.get(name);
        if (value == null)
        {
            throw new IllegalArgumentException(message.name() + " needs a value of " + name);
        }
        return value;
    }

    private static Object argument(final Class<?> type, final String value)
    {
        if (type == String.class)
        {
            return unquoted(value);
        }
        if (type.isEnum())
        {
            return Arrays.stream(type.getEnumConstants()).filter(constant -> constant.toString().equals(value))
                .findFirst().orElseThrow(() -> new IllegalArgumentException(value + " is not a " + type));
        }
        final long number = value.startsWith("'") ? value.charAt(1) :
            value.startsWith("-") ? Long.parseLong(value) : Long.parseUnsignedLong(value);
        return type == short.class ? (Object)(short)number : type == int.class ? (Object)(int)number : (Object)number;
    }

    private static byte[] dataBytes(final String value)
    {
        return value.startsWith("\"") ? unquoted(value).getBytes(StandardCharsets.UTF_8) :
            HexFormat.of().parseHex(value);
    }

    private static String unquoted(final String value)
    {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\""))
        {
            throw new IllegalArgumentException("not in double quotes: " + value);
        }
        return value.substring(1, value.length() - 1);
    }

    private static String capital(final String name)
    {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
