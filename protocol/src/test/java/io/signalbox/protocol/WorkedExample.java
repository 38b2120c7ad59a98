package io.signalbox.protocol;

import io.signalbox.protocol.WireSchema.Data;
import io.signalbox.protocol.WireSchema.Field;
import io.signalbox.protocol.WireSchema.Group;
import io.signalbox.protocol.WireSchema.Message;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One frame as documents show it: a line for each field with its offset in the frame, its bytes and its value. */
final class WorkedExample
{
    private static final int BYTES_A_LINE = 16;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();
    private static final Pattern BYTES = Pattern.compile("(?m)^ *\\d+  ((?:[0-9A-F]{2} ?)+)");

    private final Message message;
    private final Map<String, String> values;
    private final byte[] frame;
    private final StringBuilder lines = new StringBuilder();
    private int position;

    WorkedExample(final Message message, final Map<String, String> values)
    {
        this.message = message;
        this.values = values;
        this.frame = FrameOfValues.encode(message, values);
    }

    /** Bytes of the frame that these values give. */
    byte[] frame()
    {
        return frame;
    }

    /** Bytes that stand in a block of a document, whatever its values are. */
    static byte[] bytesIn(final String block)
    {
        final StringBuilder hex = new StringBuilder();
        BYTES.matcher(block).results().forEach(line -> hex.append(line.group(1).replace(" ", "")));
        return HexFormat.of().parseHex(hex);
    }

    /** The lines of the example, each ending with a line feed. */
    String rendered()
    {
        position = 0;
        lines.setLength(0);
        line(Frame.FRAMING_HEADER_LENGTH, "length " + frame.length + ", type 0xEB50");
        line(Frame.MESSAGE_HEADER_LENGTH, "blockLength " + message.blockLength() + ", templateId " +
            message.templateId() + ", schemaId 1, version 1");
        fields("", message.fields());
        for (final Group group : message.groups())
        {
            final int count = frame[position + 2] & 0xFF;
            line(3, group.name() + ": blockLength " + group.blockLength() + ", count " + count);
            for (int i = 0; i < count; i++)
            {
                fields(group.name() + "[" + i + "].", group.fields());
            }
        }
        for (final Data data : message.data())
        {
            final int length = (frame[position] & 0xFF) | (frame[position + 1] & 0xFF) << 8;
            line(2, data.name() + ": length " + length);
            line(length, data.name() + " = " + values.get(data.name()));
        }
        if (position != frame.length)
        {
            throw new IllegalStateException(message.name() + ": " + position + " of " + frame.length + " bytes shown");
        }
        return lines.toString();
    }

    private void fields(final String prefix, final List<Field> fields)
    {
        for (final Field field : fields)
        {
            line(size(field.type()), prefix + field.name() + " = " + values.get(prefix + field.name()));
        }
    }

    private void line(final int length, final String text)
    {
        final int first = Math.min(length, BYTES_A_LINE);
        lines.append(String.format("%4d  %-47s  %s\n", position, hex(position, first), text));
        for (int done = first; done < length; done += BYTES_A_LINE)
        {
            lines.append(String.format(
                "%4d  %s\n", position + done, hex(position + done, Math.min(BYTES_A_LINE, length - done))));
        }
        position += length;
    }

    private String hex(final int from, final int length)
    {
        return HEX.formatHex(frame, from, from + length);
    }

    private static int size(final String type)
    {
        if (type.endsWith(")"))
        {
            return size(type.substring(type.indexOf('(') + 1, type.length() - 1));
        }
        if (type.startsWith("char["))
        {
            return Integer.parseInt(type.substring(5, type.length() - 1));
        }
        final int bracket = type.indexOf('[');
        return bracket < 0 ? Integer.parseInt(type.substring(1)) / Byte.SIZE :
            Integer.parseInt(type.substring(bracket + 1, type.length() - 1)) * size(type.substring(0, bracket));
    }
}
