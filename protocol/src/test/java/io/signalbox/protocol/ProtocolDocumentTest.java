package io.signalbox.protocol;

import io.signalbox.protocol.WireSchema.Message;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code docs/protocol.md} against the schema and the generated encoders. With {@code -Dprotocol.document.write=true}
 * the tables and the bytes of the document are first written anew.
 */
class ProtocolDocumentTest
{
    private static final Path FILE =
        Path.of(System.getProperty("basedir", ".")).resolve("..").resolve("docs").resolve("protocol.md").normalize();

    private final WireSchema schema;
    private final String text;
    private final ProtocolDocument document;

    ProtocolDocumentTest() throws Exception
    {
        schema = WireSchema.wire();
        if (Boolean.getBoolean("protocol.document.write"))
        {
            Files.writeString(FILE, new ProtocolDocument(schema, Files.readString(FILE)).rendered());
        }
        text = Files.readString(FILE);
        document = new ProtocolDocument(schema, text);
    }

    @Test
    void shouldHaveATableOfEveryMessageInOrder()
    {
        assertEquals(schema.messages().stream().map(Message::name).toList(), document.regions("fields"));
    }

    @Test
    void shouldHaveATableOfEveryEnumeration()
    {
        assertEquals(new TreeSet<>(schema.enums().keySet()), new TreeSet<>(document.regions("enum")));
        assertEquals(schema.enums().size(), document.regions("enum").size());
    }

    @Test
    void shouldGiveEveryFieldAndEveryNumberAMeaning()
    {
        assertEquals(List.of(), document.rowsWithoutMeaning());
    }

    @Test
    void shouldHaveAnExampleOfEveryMessage()
    {
        final List<String> messages = schema.messages().stream().map(Message::name).toList();
        assertEquals(messages, document.examples().stream().map(Map.Entry::getKey).toList());
    }

    @Test
    void shouldShowTheBytesThatTheEncodersGive()
    {
        for (final Map.Entry<String, String> example : document.examples())
        {
            final byte[] encoded = FrameOfValues.encode(
                document.message(example.getKey()), ProtocolDocument.values(example.getValue()));
            assertArrayEquals(encoded, WorkedExample.bytesIn(example.getValue()), example.getKey());
        }
    }

    @Test
    void shouldShowFramesThatAreValid()
    {
        final List<FrameValidator> validators = List.of(
            FrameValidator.forServer(), FrameValidator.forClient(), FrameValidator.forHost());
        for (final Map.Entry<String, String> example : document.examples())
        {
            final UnsafeBuffer frame = new UnsafeBuffer(WorkedExample.bytesIn(example.getValue()));
            assertTrue(validators.stream().anyMatch(validator ->
                validator.validate(frame, 0, frame.capacity()) == FrameValidator.VALID), example.getKey());
        }
    }

    @Test
    void shouldBeUpToDateWithTheSchema()
    {
        assertEquals(document.rendered(), text, "write it anew with -Dprotocol.document.write=true");
    }

    @Test
    void shouldLinkOnlyToHeadingsThatExist()
    {
        final Set<String> anchors = Pattern.compile("(?m)^#+ (.*)$").matcher(text).results()
            .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
            .collect(Collectors.toSet());
        final List<String> links = Pattern.compile("\\(#([^)]*)\\)").matcher(text).results()
            .map(link -> link.group(1)).toList();
        assertTrue(links.size() > schema.messages().size());
        assertEquals(List.of(), links.stream().filter(link -> !anchors.contains(link)).toList());
    }

    @Test
    void shouldNoticeABadByteAValueThatIsMissingAndAnOldTable()
    {
        final Map.Entry<String, String> first = document.examples().get(0);
        final String block = first.getValue();
        final String wrong = text.replace(block, block.replace("50 EB", "50 EC"));
        assertEquals(text, new ProtocolDocument(schema, wrong).rendered());
        assertNotEquals(text, wrong);
        final String older = text.replace("| `sessionVerId` | u64 |", "| `sessionVerId` | u32 |");
        assertEquals(text, new ProtocolDocument(schema, older).rendered());
        assertNotEquals(text, older);
    }
}
