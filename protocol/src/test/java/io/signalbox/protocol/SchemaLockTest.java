package io.signalbox.protocol;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The wire schema against all that was released of it. With {@code -Dschema.lock.write=true} the additions of a new
 * release are written down, unless something else was changed.
 */
class SchemaLockTest
{
    private static final Path FILE = Path.of(System.getProperty("basedir", "."))
        .resolve("src/test/resources/io/signalbox/protocol/schema.lock");

    private static final String ACK = "message 5 (EstablishAck session.server since 1): ";
    private static final String CANCEL = "message 122 (CancelOrder sale.command since 1 journaled): ";
    private static final String HELD = "message 440 (OrderHeld sale.event since 1 journaled): ";
    private static final String QUERY = "message 902 (QueryOrder order.query since 1): ";

    @Test
    void shouldHaveAddedOnlyToWhatWasReleased() throws Exception
    {
        final SchemaLock now = SchemaLock.of(WireSchema.wire());
        final List<String> violations = SchemaLock.parsed(Files.readString(FILE)).violations(now);
        assertEquals(List.of(), violations, "a released message never changes: add a new message");
        if (Boolean.getBoolean("schema.lock.write"))
        {
            Files.writeString(FILE, now.text());
        }
    }

    @Test
    void shouldSayTheSameWhenItIsRead() throws Exception
    {
        final SchemaLock now = SchemaLock.of(WireSchema.wire());
        assertEquals(now.text(), SchemaLock.parsed(now.text()).text());
        assertEquals(List.of(), now.violations(SchemaLock.parsed(now.text())));
    }

    @Test
    void shouldAllowTheAdditionsOfANewVersion() throws Exception
    {
        final SchemaLock released = SchemaLock.of(WireSchema.wire());
        final SchemaLock newer = SchemaLock.of(WireSchema.of(NextVersion.text()));
        assertEquals(List.of(), released.violations(newer));
        assertNotEquals(released.text(), newer.text());
        assertTrue(newer.violations(released).size() > 5, () -> newer.violations(released).toString());
    }

    @Test
    void shouldAllowNewValuesOfAnEnumeration() throws Exception
    {
        assertEquals(List.of(), violations("<validValue name=\"AGENT\">3",
            "<validValue name=\"KIOSK\">9</validValue><validValue name=\"AGENT\">3"));
    }

    @Test
    void shouldRefuseAnotherTypeNameOrPlaceOfAField() throws Exception
    {
        final String field = "name=\"repliesKept\" id=\"8\" type=\"uint32\"";
        final String was = ACK + "field repliesKept u32 at 41 since 1 was changed to ";
        assertRefused(was + "field repliesKept u64 at 41 since 1",
            field, "name=\"repliesKept\" id=\"8\" type=\"uint64\"");
        assertRefused(was + "field kept u32 at 41 since 1", field, "name=\"kept\" id=\"8\" type=\"uint32\"");
        assertRefused(was + "field repliesKept u32 at 42 since 1", field, field + " offset=\"42\"");
        assertRefused(was + "field schemaVersion u16 at 41 since 1",
            "<field " + field + " description=\"How many events of a session can be had again\"/>", "");
    }

    @Test
    void shouldRefuseTheLastFieldTakenAway() throws Exception
    {
        assertRefused(ACK + "field schemaVersion u16 at 45 since 1 was changed to end of block",
            "<field name=\"schemaVersion\" id=\"9\" type=\"uint16\" " +
            "description=\"Newest version of this schema that the server knows\"/>", "");
    }

    @Test
    void shouldRefuseAMessageTakenAwayOrNamedOtherwise() throws Exception
    {
        final String message = "message name=\"CancelOrder\" id=\"122\" semanticType=\"sale.command\"";
        assertRefused("message 122 (CancelOrder sale.command since 1 journaled) was removed",
            message, message.replace("122", "129"));
        assertRefused(CANCEL + "CancelOrder sale.command since 1 journaled was changed to " +
            "DropOrder sale.command since 1 journaled", message, message.replace("CancelOrder", "DropOrder"));
    }

    @Test
    void shouldRefuseAnotherKindOrRoom() throws Exception
    {
        final String was = CANCEL + "CancelOrder sale.command since 1 journaled was changed to ";
        assertRefused(was + "CancelOrder sale.host since 1 journaled",
            "id=\"122\" semanticType=\"sale.command\"", "id=\"122\" semanticType=\"sale.host\"");
        assertRefused(was + "CancelOrder rules.command since 1 journaled",
            "id=\"122\" semanticType=\"sale.command\"", "id=\"122\" semanticType=\"rules.command\"");
    }

    @Test
    void shouldRefuseAnotherNumberOrNameOfAValue() throws Exception
    {
        final String value = "<validValue name=\"AGENT\">3";
        for (final String changed : List.of("<validValue name=\"AGENT\">5", "<validValue name=\"AGENCY\">3"))
        {
            assertRefused("enum Channel: value 3 AGENT was removed or changed", value, changed);
        }
        assertRefused("enum Channel: value 3 AGENT was removed or changed", value + "</validValue>", "");
    }

    @Test
    void shouldRefuseAnotherFormOfAGroup() throws Exception
    {
        assertRefused("message 101 (DefineLayout timetable.command since 1 journaled): " +
            "group classes of u16 u8 was changed to group classes of u16 u16",
            "name=\"numInGroup\" primitiveType=\"uint8\" maxValue=\"254\"",
            "name=\"numInGroup\" primitiveType=\"uint16\"");
        assertRefused(HELD + "field seats[].letter u8 at 2 since 1 was changed to " +
            "field seats[].letter i32 at 2 since 1",
            "id=\"13\" type=\"uint8\" description=\"ASCII\"", "id=\"13\" type=\"int32\"");
        assertRefused(HELD + "group seats of u16 u8 was changed to group places of u16 u8",
            "name=\"seats\" id=\"10\" dimensionType=\"groupSizeEncoding\" description=\"One",
            "name=\"places\" id=\"10\" dimensionType=\"groupSizeEncoding\" description=\"One");
    }

    @Test
    void shouldRefuseOtherOrMoreData() throws Exception
    {
        final String text = "<data name=\"text\" id=\"4\"";
        final String was = "message 7 (Terminate session.peer since 1): ";
        assertRefused(was + "data text of u16, text was changed to data text of u16, bytes",
            text + " type=\"varUtf8Encoding\"", text + " type=\"varDataEncoding\"");
        assertRefused(was + "data text of u16, text was changed to data more of u16, bytes",
            text, "<data name=\"more\" id=\"9\" type=\"varDataEncoding\"/>" + text);
        final String last = "<data name=\"name\" id=\"4\" type=\"varUtf8Encoding\"/>";
        assertRefused("message 420 (StationDefined timetable.event since 1 journaled): " +
            "[data more of u16, bytes] was added behind the end",
            last, last + "<data name=\"more\" id=\"9\" type=\"varDataEncoding\"/>");
    }

    @Test
    void shouldRefuseAnotherSchema() throws Exception
    {
        final String header =
            ", message header [blockLength uint16, templateId uint16, schemaId uint16, version uint16]]";
        final String was =
            "schema: [schema 1 version 1, byte order LITTLE_ENDIAN" + header + " was changed to [schema ";
        assertRefused(was + "1 version 1, byte order BIG_ENDIAN" + header,
            "byteOrder=\"littleEndian\"", "byteOrder=\"bigEndian\"");
        assertRefused(was + "3 version 1, byte order LITTLE_ENDIAN" + header, " id=\"1\"\n", " id=\"3\"\n");
    }

    @Test
    void shouldAllowOptionalFieldsAtTheEndOfWhatIsNotJournaled() throws Exception
    {
        final String order = "\"orderId\" id=\"2\" type=\"uint64\"/>";
        assertEquals(List.of(), violationsWithField(902, order, "optional", 2));
        assertEquals(List.of(), violationsWithField(952, "\"token\" id=\"25\" type=\"token_t\"/>", "optional", 2));
        assertEquals(List.of(QUERY + "field more u16 at 16 since 2 was added and is not optional"),
            violationsWithField(902, order, "required", 2));
        assertEquals(List.of(QUERY + "end of block was changed to field more u16 at 16 since 1 optional"),
            violationsWithField(902, order, "optional", 1));
        assertEquals(QUERY + "[field more u16 at 8 since 2 optional] was added before field orderId u64 at 8 since 1",
            violationsWithField(902, "\"queryId\" id=\"1\" type=\"uint64\"/>", "optional", 2).get(0));
    }

    @Test
    void shouldRefuseMoreFieldsOfWhatIsJournaled() throws Exception
    {
        assertEquals(List.of(CANCEL + "[field more u16 at 20 since 2 optional] was added to what is journaled"),
            violationsWithField(122, "\"orderId\" id=\"2\" type=\"uint64\"/>", "optional", 2));
        assertEquals(List.of(HELD + "[field seats[].more u16 at 21 since 2 optional] was added to what is journaled"),
            violationsWithField(440, "\"token\" id=\"15\" type=\"token_t\"/>", "optional", 2));
    }

    @Test
    void shouldRefuseASchemaOlderThanWhatWasReleased() throws Exception
    {
        final SchemaLock newer = SchemaLock.of(WireSchema.of(NextVersion.numbered(WireSchema.wireText())));
        assertEquals(List.of("schema: version 1 is less than the released 2"),
            newer.violations(SchemaLock.of(WireSchema.wire())));
    }

    private static void assertRefused(final String violation, final String part, final String changed) throws Exception
    {
        assertEquals(violation, violations(part, changed).get(0));
    }

    private static List<String> violations(final String part, final String changed) throws Exception
    {
        final String text = WireSchema.wireText();
        assertTrue(text.contains(part), part);
        return violations(text.replace(part, changed));
    }

    /** Of version 2, with one field more in a message. */
    private static List<String> violationsWithField(
        final int templateId, final String before, final String presence, final int since) throws Exception
    {
        final String text = NextVersion.numbered(WireSchema.wireText());
        final int at = text.indexOf(before, text.indexOf("id=\"" + templateId + "\" ")) + before.length();
        return violations(text.substring(0, at) + "<field name=\"more\" id=\"99\" type=\"uint16\" presence=\"" +
            presence + "\" sinceVersion=\"" + since + "\"/>" + text.substring(at));
    }

    private static List<String> violations(final String text) throws Exception
    {
        return SchemaLock.of(WireSchema.wire()).violations(SchemaLock.of(WireSchema.of(text)));
    }
}
