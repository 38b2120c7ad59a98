package io.signalbox.replay.export;

import com.fasterxml.jackson.core.JsonGenerator;
import org.agrona.DirectBuffer;
import uk.co.real_logic.sbe.PrimitiveType;
import uk.co.real_logic.sbe.PrimitiveValue;
import uk.co.real_logic.sbe.ir.Encoding;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.TokenListener;
import uk.co.real_logic.sbe.otf.Types;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes the fields of one message into an open JSON object. Owned by one thread; throws {@link UncheckedIOException}.
 */
final class FieldJson implements TokenListener
{
    private final JsonGenerator json;

    FieldJson(final JsonGenerator json)
    {
        this.json = json;
    }

    @Override
    public void onBeginMessage(final Token token)
    {
        // The object is open already.
    }

    @Override
    public void onEndMessage(final Token token)
    {
        // The caller opened the object, and closes it.
    }

    @Override
    public void onEncoding(
        final Token fieldToken,
        final DirectBuffer buffer,
        final int bufferIndex,
        final Token typeToken,
        final int actingVersion)
    {
        write(() ->
        {
            json.writeFieldName(fieldToken.name());
            final Encoding encoding = typeToken.encoding();
            if (isAbsent(fieldToken, actingVersion))
            {
                json.writeNull();
            }
            else if (typeToken.isConstantEncoding())
            {
                json.writeString(encoding.constValue().toString());
            }
            else if (typeToken.arrayLength() == 1)
            {
                writeValue(fieldToken, encoding, buffer, bufferIndex);
            }
            else
            {
                writeArray(typeToken, buffer, bufferIndex);
            }
        });
    }

    @Override
    public void onEnum(
        final Token fieldToken,
        final DirectBuffer buffer,
        final int bufferIndex,
        final List<Token> tokens,
        final int fromIndex,
        final int toIndex,
        final int actingVersion)
    {
        write(() ->
        {
            json.writeFieldName(fieldToken.name());
            final Encoding encoding = tokens.get(fromIndex + 1).encoding();
            final long value = Types.getLong(buffer, bufferIndex, encoding);
            if (isAbsent(fieldToken, actingVersion) || value == encoding.applicableNullValue().longValue())
            {
                json.writeNull();
                return;
            }
            for (int i = fromIndex + 1; i < toIndex; i++)
            {
                if (value == tokens.get(i).encoding().constValue().longValue())
                {
                    json.writeString(tokens.get(i).name());
                    return;
                }
            }
            json.writeNumber(value);
        });
    }

    @Override
    public void onBitSet(
        final Token fieldToken,
        final DirectBuffer buffer,
        final int bufferIndex,
        final List<Token> tokens,
        final int fromIndex,
        final int toIndex,
        final int actingVersion)
    {
        write(() ->
        {
            json.writeFieldName(fieldToken.name());
            if (isAbsent(fieldToken, actingVersion))
            {
                json.writeNull();
                return;
            }
            final long bits = Types.getLong(buffer, bufferIndex, tokens.get(fromIndex + 1).encoding());
            json.writeStartArray();
            for (int i = fromIndex + 1; i < toIndex; i++)
            {
                if ((bits >>> tokens.get(i).encoding().constValue().longValue() & 1) != 0)
                {
                    json.writeString(tokens.get(i).name());
                }
            }
            json.writeEndArray();
        });
    }

    @Override
    public void onBeginComposite(
        final Token fieldToken, final List<Token> tokens, final int fromIndex, final int toIndex)
    {
        write(() -> json.writeObjectFieldStart(fieldToken.name()));
    }

    @Override
    public void onEndComposite(
        final Token fieldToken, final List<Token> tokens, final int fromIndex, final int toIndex)
    {
        write(json::writeEndObject);
    }

    @Override
    public void onGroupHeader(final Token token, final int numInGroup)
    {
        write(() ->
        {
            json.writeArrayFieldStart(token.name());
            if (numInGroup == 0)
            {
                json.writeEndArray();
            }
        });
    }

    @Override
    public void onBeginGroup(final Token token, final int groupIndex, final int numInGroup)
    {
        write(json::writeStartObject);
    }

    @Override
    public void onEndGroup(final Token token, final int groupIndex, final int numInGroup)
    {
        write(() ->
        {
            json.writeEndObject();
            if (groupIndex == numInGroup - 1)
            {
                json.writeEndArray();
            }
        });
    }

    @Override
    public void onVarData(
        final Token fieldToken,
        final DirectBuffer buffer,
        final int bufferIndex,
        final int length,
        final Token typeToken)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(bufferIndex, bytes);
        final String characters = typeToken.encoding().characterEncoding();
        final boolean text = characters != null && !characters.isEmpty();
        write(() -> json.writeStringField(
            fieldToken.name(), text ? new String(bytes, StandardCharsets.UTF_8) : HexFormat.of().formatHex(bytes)));
    }

    private static boolean isAbsent(final Token fieldToken, final int actingVersion)
    {
        return fieldToken.version() > actingVersion;
    }

    private void writeValue(
        final Token fieldToken, final Encoding encoding, final DirectBuffer buffer, final int index)
        throws IOException
    {
        final PrimitiveType type = encoding.primitiveType();
        switch (type)
        {
            case CHAR -> json.writeString(String.valueOf((char)(buffer.getByte(index) & 0xFF)));
            case FLOAT -> json.writeNumber(buffer.getFloat(index, encoding.byteOrder()));
            case DOUBLE -> json.writeNumber(buffer.getDouble(index, encoding.byteOrder()));
            default -> writeInteger(fieldToken, encoding, Types.getLong(buffer, index, encoding));
        }
    }

    private void writeInteger(final Token fieldToken, final Encoding encoding, final long value) throws IOException
    {
        final PrimitiveValue nullValue = encoding.applicableNullValue();
        if (fieldToken.isOptionalEncoding() && value == nullValue.longValue())
        {
            json.writeNull();
        }
        else if (encoding.primitiveType() == PrimitiveType.UINT64 && value < 0)
        {
            // Too great for the integers of most JSON readers.
            json.writeString(Long.toUnsignedString(value));
        }
        else
        {
            json.writeNumber(value);
        }
    }

    private void writeArray(final Token typeToken, final DirectBuffer buffer, final int index) throws IOException
    {
        final Encoding encoding = typeToken.encoding();
        final PrimitiveType type = encoding.primitiveType();
        final byte[] bytes = new byte[typeToken.encodedLength()];
        buffer.getBytes(index, bytes);
        if (type == PrimitiveType.CHAR)
        {
            int length = bytes.length;
            while (length > 0 && bytes[length - 1] == 0)
            {
                length--;
            }
            json.writeString(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        }
        else if (type == PrimitiveType.UINT8)
        {
            json.writeString(HexFormat.of().formatHex(bytes));
        }
        else
        {
            json.writeStartArray();
            for (int i = 0; i < typeToken.arrayLength(); i++)
            {
                writeValue(typeToken, encoding, buffer, index + i * type.size());
            }
            json.writeEndArray();
        }
    }

    private interface JsonWrite
    {
        void run() throws IOException;
    }

    private static void write(final JsonWrite action)
    {
        try
        {
            action.run();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
