package io.signalbox.protocol;

import io.signalbox.protocol.WireSchema.Data;
import io.signalbox.protocol.WireSchema.Field;
import io.signalbox.protocol.WireSchema.Group;
import io.signalbox.protocol.WireSchema.Message;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random values of every field of a message, within what its encoder and a frame can hold. */
final class RandomValues
{
    private static final int ROOM_FOR_HEADERS = 40;

    private final Map<String, String> values = new LinkedHashMap<>();
    private final WireSchema schema;
    private final Random random;

    private RandomValues(final WireSchema schema, final Random random)
    {
        this.schema = schema;
        this.random = random;
    }

    /**
     * Values of one message.
     *
     * @param schema  of the message
     * @param message to fill
     * @param random  source; the same seed gives the same values
     * @return value by name, as {@link FrameOfValues} takes it
     */
    static Map<String, String> of(final WireSchema schema, final Message message, final Random random)
    {
        final RandomValues filler = new RandomValues(schema, random);
        filler.fill("", message.fields());
        int room = Frame.MAX_LENGTH - Frame.BODY_OFFSET - message.blockLength() - ROOM_FOR_HEADERS;
        for (final Group group : message.groups())
        {
            final int most = Math.min(MessageShape.MAX_GROUP_COUNT, room / group.blockLength());
            final int count = filler.sizeUpTo(most);
            for (int i = 0; i < count; i++)
            {
                filler.fill(group.name() + "[" + i + "].", group.fields());
            }
            room -= count * group.blockLength();
        }
        for (final Data data : message.data())
        {
            final byte[] bytes = new byte[filler.sizeUpTo(Math.min(MessageShape.MAX_DATA_LENGTH, room))];
            random.nextBytes(bytes);
            filler.values.put(data.name(), HexFormat.of().formatHex(bytes));
            room -= bytes.length;
        }
        return filler.values;
    }

    private void fill(final String prefix, final List<Field> fields)
    {
        for (final Field field : fields)
        {
            values.put(prefix + field.name(), value(field));
        }
    }

    private String value(final Field field)
    {
        if (!field.enumName().isEmpty())
        {
            final List<String> names = new ArrayList<>(schema.enums().get(field.enumName()).keySet());
            return names.get(random.nextInt(names.size()));
        }
        return switch (field.type())
        {
            case "u8" -> Integer.toString(random.nextInt(256));
            case "u16" -> Integer.toString(random.nextInt(65_536));
            case "u32" -> Integer.toUnsignedString(random.nextInt());
            case "u64" -> Long.toUnsignedString(random.nextLong());
            case "i32" -> Integer.toString(random.nextInt());
            case "i64" -> Long.toString(random.nextLong());
            default -> array(field.type());
        };
    }

    private String array(final String type)
    {
        final int length = Integer.parseInt(type.substring(type.indexOf('[') + 1, type.indexOf(']')));
        if (type.startsWith("char"))
        {
            return "\"" + "ABCDEFGH".repeat(length / 8).substring(0, random.nextInt(length + 1)) + "\"";
        }
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Small sizes, empty and full are all likely. */
    private int sizeUpTo(final int most)
    {
        return switch (random.nextInt(4))
        {
            case 0 -> 0;
            case 1 -> most;
            case 2 -> Math.min(most, 1 + random.nextInt(9));
            default -> random.nextInt(most + 1);
        };
    }
}
