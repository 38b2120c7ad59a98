package io.signalbox.protocol;

import java.io.IOException;

/** The wire schema as its next version might be: more fields at the end of blocks, a new event, a new reason. */
final class NextVersion
{
    private static final String NEW_EVENT = """
            <sbe:message name="RunDelayed" id="425" semanticType="timetable.event" sinceVersion="2">
                <field name="header" id="1" type="eventHeader"/>
                <field name="runId" id="2" type="uint32"/>
            </sbe:message>

        """;

    private NextVersion()
    {
    }

    /** Text of the schema. */
    static String text() throws IOException
    {
        String text = numbered(WireSchema.wireText());
        text = withField(text, "EstablishAck", "<field name=\"schemaVersion\" id=\"9\"",
            "<field name=\"inFlight\" id=\"10\" type=\"uint32\" presence=\"optional\" sinceVersion=\"2\"/>");
        text = withField(text, "Terminate", "<field name=\"code\" id=\"3\"",
            "<field name=\"retryAfterMs\" id=\"5\" type=\"int64\" presence=\"optional\" sinceVersion=\"2\"/>");
        text = withField(text, "QueryOrder", "<field name=\"orderId\" id=\"2\"",
            "<field name=\"detail\" id=\"3\" type=\"OrderState\" presence=\"optional\" sinceVersion=\"2\"/>");
        text = withField(text, "OrderStatus", "<field name=\"serviceDate\" id=\"14\"",
            "<field name=\"refundable\" id=\"15\" type=\"money_t\" presence=\"optional\" sinceVersion=\"2\"/>");
        text = withField(text, "RunsFound", "<field name=\"serviceCode\" id=\"20\"",
            "<field name=\"promotion\" id=\"21\" type=\"uint16\" presence=\"optional\" sinceVersion=\"2\"/>");
        return text
            .replace("<validValue name=\"AGENT\"",
                "<validValue name=\"KIOSK\">9</validValue><validValue name=\"AGENT\"")
            .replace("    <sbe:message name=\"OrderHeld\"", NEW_EVENT + "    <sbe:message name=\"OrderHeld\"");
    }

    /** The same schema under the next version. */
    static String numbered(final String text)
    {
        return text.replaceFirst("(\\n +version=)\"1\"", "$1\"2\"");
    }

    /** The text with a field behind another one, which ends with its line. */
    private static String withField(final String text, final String message, final String last, final String field)
    {
        final int start = text.indexOf("<sbe:message name=\"" + message + "\"");
        final int behind = text.indexOf('\n', text.indexOf(last, start));
        return text.substring(0, behind) + "\n        " + field + text.substring(behind);
    }
}
