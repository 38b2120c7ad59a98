package io.signalbox.protocolgen;

import io.signalbox.protocolgen.Message.EnumField;
import io.signalbox.protocolgen.Message.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.co.real_logic.sbe.ir.Ir;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What is read of a schema, and what is rejected. */
class MessageReaderTest
{
    private static final List<Integer> COLOURS = List.of(1, 7);

    @Test
    void shouldReadMessagesByTemplateId() throws Exception
    {
        final List<Message> expected = List.of(
            new Message("Opened", 10, "door", Kind.EVENT, "", 1, List.of(4, 4, 4), List.of(), List.of(), List.of()),
            new Message("Paint", 20, "shop", Kind.COMMAND, "requestHeader", 1, List.of(13, 13, 13),
                List.of(new Group("parts", List.of(3, 3, 3), List.of(new EnumField("partColour", 2, COLOURS)))),
                List.of("remark"), List.of(new EnumField("colour", 12, COLOURS))),
            new Message("Sweep", 21, "shop", Kind.HOST, "requestHeader", 2, List.of(12, 12),
                List.of(), List.of(), List.of()),
            new Message("Painted", 30, "shop", Kind.EVENT, "", 1, List.of(1, 1, 1), List.of(), List.of(),
                List.of(new EnumField("colour", 0, COLOURS))),
            new Message("Ask", 40, "shop", Kind.QUERY, "", 1, List.of(8, 10, 11),
                List.of(new Group("doors", List.of(4, 4, 5), List.of(new EnumField("colour", 4, COLOURS)))),
                List.of(), List.of()));
        assertEquals(expected, new MessageReader(SmallSchema.read()).messages());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "' semanticType=\"door.event\"'| '' | Opened: semanticType null is not room.kind",
        "door.event | door | Opened: semanticType door is not room.kind",
        "door.event | Door.event | Opened: semanticType Door.event is not room.kind",
        "door.event | door.event.late | Opened: semanticType door.event.late is not room.kind",
        "door.event | door.happening | Opened: there is no kind happening",
        "door.event | door.EVENT | Opened: semanticType door.EVENT is not room.kind",
        "name=\"door\" id=\"1\" type=\"uint32\" | name=\"door\" id=\"1\" type=\"uint32\" sinceVersion=\"2\" |" +
            "'Opened: journaled messages never change, but door is of version 2'",
        "name=\"part\" id=\"4\" | name=\"part\" sinceVersion=\"3\" id=\"4\" |" +
            "'Paint: journaled messages never change, but part is of version 3'",
        "id=\"3\" type=\"uint8\" presence=\"optional\" sinceVersion=\"3\" | id=\"3\" type=\"uint8\" |" +
            "Ask: tint of version 0 stands behind a field of a newer one",
        "name=\"doors\" | name=\"doors\" sinceVersion=\"2\" |" +
            "'Ask: doors is of version 2: only fields are added to a message'",
        "name=\"remark\" | name=\"remark\" sinceVersion=\"2\" |" +
            "'Paint: remark is of version 2: only fields are added to a message'",
        "name=\"door\" id=\"5\" type=\"uint32\" | name=\"door\" id=\"5\" type=\"uint32\" sinceVersion=\"2\" |" +
            "Ask: an entry of group doors began without a field",
        "name=\"Opened\" | name=\"Opened\" blockLength=\"6\" | Opened: the block of Opened is longer than its fields",
        "name=\"Colour\" encodingType=\"uint8\" | name=\"Colour\" encodingType=\"uint16\" |" +
            "Paint: partColour is an enumeration that is not a uint8"})
    void shouldRejectWhatNoMessageMayBe(final String part, final String changed, final String problem) throws Exception
    {
        final Ir ir = SmallSchema.with(part, changed == null ? "" : changed);
        final IllegalArgumentException thrown =
            assertThrows(IllegalArgumentException.class, () -> new MessageReader(ir));
        assertEquals(problem, thrown.getMessage());
    }

    @Test
    void shouldRejectASchemaWithoutAVersion() throws Exception
    {
        final Ir ir = SmallSchema.with("version=\"3\"", "version=\"0\"",
            "sinceVersion=\"2\"", "sinceVersion=\"0\"", "sinceVersion=\"3\"", "sinceVersion=\"0\"");
        final IllegalArgumentException thrown =
            assertThrows(IllegalArgumentException.class, () -> new MessageReader(ir));
        assertEquals("schema: version 0 is less than 1", thrown.getMessage());
    }

    @Test
    void shouldRejectDataInsideGroups() throws Exception
    {
        final String end = "</group>\n    </sbe:message>\n</sbe:messageSchema>";
        final Ir ir = SmallSchema.with(end, "<data name=\"note\" id=\"9\" type=\"varDataEncoding\"/>" + end);
        final IllegalArgumentException thrown =
            assertThrows(IllegalArgumentException.class, () -> new MessageReader(ir));
        assertEquals("Ask: an entry of group doors must have fields and nothing else", thrown.getMessage());
    }
}
