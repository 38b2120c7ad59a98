package io.signalbox.replay.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
import io.signalbox.protocol.wire.DefinitionRefusedEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.replay.SmallWorld;
import io.signalbox.replay.TestNode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JournalExportTest
{
    @TempDir
    private Path path;
    private final WireSchema schema = new WireSchema();
    private final MessageJson messages = new MessageJson();

    @Test
    void shouldKnowEveryMessageOfTheSchema()
    {
        assertEquals(
            schema.messages().stream().map(WireSchema::id).sorted().toList(),
            messages.templateIds().stream().sorted().toList());
    }

    @TestFactory
    Stream<DynamicTest> shouldWriteEveryFieldOfEveryMessage()
    {
        return schema.messages().stream().map(message ->
            DynamicTest.dynamicTest(message.getAttribute("name"), () -> assertComplete(message)));
    }

    private void assertComplete(final Element message) throws IOException
    {
        for (final int groupSize : new int[]{0, 1, 3})
        {
            final Map<String, Object> object = json(schema.frame(message, groupSize));
            assertEquals(message.getAttribute("name"), object.remove("message"));
            schema.assertFields(message, object, groupSize);
        }
    }

    @Test
    void shouldWriteValuesInTheirOwnForms() throws IOException
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
        final DefinitionRefusedEncoder encoder = new DefinitionRefusedEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(0xFFFF_FFFEL).msgSeqNum(Long.MAX_VALUE).refSeqNum(Long.MIN_VALUE).position(5)
            .timestampMs(-1).delivery((short)0x81);
        encoder.commandTemplateId(20).existingId(0).limitValue(Long.MIN_VALUE).decidingPosition(-1).field("a\"b\\c");
        buffer.putByte(Frame.MESSAGE_OFFSET + 8 + DefinitionRefusedEncoder.reasonEncodingOffset(), (byte)200);
        final int length = Frame.BODY_OFFSET + encoder.encodedLength();
        Frame.writeHeader(buffer, 0, length);
        final byte[] frame = new byte[length];
        buffer.getBytes(0, frame);

        assertEquals(
            "{\"message\":\"DefinitionRefused\",\"header\":{\"sessionId\":4294967294," +
                "\"msgSeqNum\":9223372036854775807,\"refSeqNum\":\"9223372036854775808\",\"position\":5," +
                "\"timestampMs\":-1,\"delivery\":129},\"commandTemplateId\":20,\"reason\":200,\"existingId\":0," +
                "\"limitValue\":-9223372036854775808,\"decidingPosition\":\"18446744073709551615\"," +
                "\"field\":\"a\\\"b\\\\c\"}",
            text(frame));
    }

    @Test
    void shouldWriteAnUnknownMessageAsBytes() throws IOException
    {
        final byte[] frame = schema.frame(schema.messages().get(0), 1);
        new UnsafeBuffer(frame).putByte(Frame.MESSAGE_OFFSET + 2, (byte)0xEE);

        final Map<String, Object> object = json(frame);

        assertNull(object.get("message"));
        assertEquals(0xEEL, object.get("templateId"));
        assertEquals(frame.length * 2, ((String)object.get("frame")).length());
    }

    @Test
    void shouldWriteOneRecordALine() throws IOException
    {
        final SmallWorld world = new SmallWorld(11, 40);
        for (int i = 0; i < 200; i++)
        {
            world.step();
        }
        final List<TestNode.Entry> entries = world.node.entries;
        final String[] lines = export(entries).split("\n");

        assertEquals(entries.size(), lines.length);
        for (int i = 0; i < lines.length; i++)
        {
            final Map<String, Object> record = JsonMaps.object(lines[i]);
            assertEquals(
                List.of("position", "timestampMs", "time", "decisionVersion", "command", "events"),
                List.copyOf(record.keySet()));
            assertEquals(entries.get(i).position(), record.get("position"));
            assertEquals(entries.get(i).timestampMs(), record.get("timestampMs"));
            assertEquals(
                Frames.count(new UnsafeBuffer(entries.get(i).events()), 0, entries.get(i).events().length),
                ((List<?>)record.get("events")).size());
        }
        assertTrue(lines[0].startsWith("{\"position\":1,\"timestampMs\":1727740800000," +
            "\"time\":\"2024-10-01T00:00:00.000Z\",\"decisionVersion\":1,\"command\":{\"message\":\"DefineLimits\"," +
            "\"header\":{\"sessionId\":0,\"msgSeqNum\":0},\"decisionVersion\":1," +
            "\"limits\":[{\"limit\":\"MAX_SESSIONS\",\"value\":10},"), lines[0]);
    }

    @Test
    void shouldTellWhoGotWhichSeat() throws IOException
    {
        final TestNode node = new TestNode();
        node.stations("A", "B");
        node.layout("L", 2, "ABC");
        node.service("G1", 8, 1, 2);
        node.openRun(1, 1, TestNode.DAY);
        node.order(1, 0, 1, 'O', 2);
        final String token = "000000000000000600000000000000";

        final String[] lines = export(node.entries).split("\n");

        assertEquals(
            "{\"position\":8,\"timestampMs\":1727740800000,\"time\":\"2024-10-01T00:00:00.000Z\"," +
                "\"decisionVersion\":1,\"command\":{\"message\":\"PlaceOrder\"," +
                "\"header\":{\"sessionId\":7,\"msgSeqNum\":6},\"runId\":1,\"fromStop\":0,\"toStop\":1," +
                "\"classCode\":79,\"channel\":\"ONLINE\",\"seenPosition\":0,\"passengers\":[" +
                "{\"token\":\"" + token + "00\"},{\"token\":\"" + token + "01\"}]}," +
                "\"events\":[{\"message\":\"OrderHeld\",\"header\":{\"sessionId\":7,\"msgSeqNum\":6," +
                "\"refSeqNum\":6,\"position\":8,\"timestampMs\":1727740800000,\"delivery\":0},\"orderId\":1," +
                "\"runId\":1,\"fromStop\":0,\"toStop\":1,\"classCode\":79,\"channel\":\"ONLINE\"," +
                "\"deadlineMs\":1727742000000,\"amount\":4650,\"seats\":[" +
                "{\"coachNumber\":1,\"row\":1,\"letter\":65,\"seatIndex\":0,\"token\":\"" + token + "00\"}," +
                "{\"coachNumber\":1,\"row\":1,\"letter\":66,\"seatIndex\":1,\"token\":\"" + token + "01\"}]}]}",
            lines[7]);
    }

    private String export(final List<TestNode.Entry> entries) throws IOException
    {
        TestNode.writeJournal(path, entries);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (
            JournalDirectory directory = JournalDirectory.openForReading(path, JournalDirectory.MIN_BLOCK_SIZE);
            JournalReader reader = directory.reader())
        {
            assertEquals(entries.size(), new JournalExport().export(reader, out));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private Map<String, Object> json(final byte[] frame) throws IOException
    {
        return JsonMaps.object(text(frame));
    }

    private String text(final byte[] frame) throws IOException
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(out))
        {
            messages.write(json, new UnsafeBuffer(frame), 0, frame.length);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
