package io.signalbox.replay.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.protocol.Frame;
import org.agrona.DirectBuffer;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.OtfHeaderDecoder;
import uk.co.real_logic.sbe.otf.OtfMessageDecoder;
import uk.co.real_logic.sbe.xml.IrGenerator;
import uk.co.real_logic.sbe.xml.ParserOptions;
import uk.co.real_logic.sbe.xml.XmlSchemaParser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes any message of the wire schema as a JSON object, by the schema's own description and not by generated code: so
 * every field of every message, also of those to come, is written. Owned by one thread.
 */
final class MessageJson
{
    private static final String SCHEMA = "/io/signalbox/protocol/signalbox-wire.xml";

    private final Ir ir;
    private final OtfHeaderDecoder header;

    MessageJson()
    {
        try (InputStream schema = Frame.class.getResourceAsStream(SCHEMA))
        {
            if (schema == null)
            {
                throw new IllegalStateException("schema " + SCHEMA + " is not in the protocol's jar");
            }
            final ParserOptions options = ParserOptions.builder().stopOnError(true).suppressOutput(true).build();
            ir = new IrGenerator().generate(XmlSchemaParser.parse(schema, options));
            header = new OtfHeaderDecoder(ir.headerStructure());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final IllegalStateException ex)
        {
            throw ex;
        }
        catch (final Exception ex)
        {
            throw new IllegalStateException("schema " + SCHEMA + " cannot be parsed", ex);
        }
    }

    /** Ids of all messages that the schema has. */
    List<Integer> templateIds()
    {
        return ir.messages().stream().map(tokens -> tokens.get(0).id()).toList();
    }

    /** Write the message of one frame as an object. A message that the schema does not have is written as bytes. */
    void write(final JsonGenerator json, final DirectBuffer buffer, final int offset, final int length)
        throws IOException
    {
        final int message = offset + Frame.MESSAGE_OFFSET;
        final int templateId = header.getTemplateId(buffer, message);
        final List<Token> tokens = header.getSchemaId(buffer, message) == ir.id() ? ir.getMessage(templateId) : null;
        json.writeStartObject();
        if (tokens == null)
        {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            json.writeNullField("message");
            json.writeNumberField("templateId", templateId);
            json.writeStringField("frame", HexFormat.of().formatHex(bytes));
        }
        else
        {
            json.writeStringField("message", tokens.get(0).name());
            try
            {
                OtfMessageDecoder.decode(
                    buffer,
                    message + header.encodedLength(),
                    header.getSchemaVersion(buffer, message),
                    header.getBlockLength(buffer, message),
                    tokens,
                    new FieldJson(json));
            }
            catch (final UncheckedIOException ex)
            {
                throw ex.getCause();
            }
        }
        json.writeEndObject();
    }
}
