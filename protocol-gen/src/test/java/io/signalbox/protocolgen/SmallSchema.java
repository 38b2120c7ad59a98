package io.signalbox.protocolgen;

import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.xml.IrGenerator;
import uk.co.real_logic.sbe.xml.ParserOptions;
import uk.co.real_logic.sbe.xml.XmlSchemaParser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The schema of the tests, as it is or with a text in it changed. */
final class SmallSchema
{
    private SmallSchema()
    {
    }

    static Ir read() throws Exception
    {
        return parsed(text());
    }

    /** The schema with parts of its text changed, which must stand in it: a part, what it becomes, the next part. */
    static Ir with(final String... changes) throws Exception
    {
        String text = text();
        for (int i = 0; i < changes.length; i += 2)
        {
            if (!text.contains(changes[i]))
            {
                throw new IllegalArgumentException("not in the schema: " + changes[i]);
            }
            text = text.replace(changes[i], changes[i + 1]);
        }
        return parsed(text);
    }

    private static String text() throws IOException
    {
        try (InputStream in = SmallSchema.class.getResourceAsStream("small.xml"))
        {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Ir parsed(final String text) throws Exception
    {
        return new IrGenerator().generate(XmlSchemaParser.parse(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            ParserOptions.builder().stopOnError(true).warningsFatal(true).build()));
    }
}
