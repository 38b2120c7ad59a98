package io.signalbox.protocol;

import io.signalbox.protocol.WireSchema.Message;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** One refusal at a time, with its code and its words. */
class FrameValidatorTest
{
    private static final int PLACE_ORDER_GROUP = Frame.BODY_OFFSET + 28;

    private final WireSchema schema;

    FrameValidatorTest() throws Exception
    {
        schema = WireSchema.wire();
    }

    @Test
    void shouldAcceptOnlyWhatEachRoleMaySend()
    {
        assertAccepts(FrameValidator.forServer(),
            kinds(MessageKind.COMMAND, MessageKind.QUERY, MessageKind.CLIENT, MessageKind.PEER));
        assertAccepts(FrameValidator.forClient(), kinds(MessageKind.EVENT, MessageKind.ANSWER,
            MessageKind.REJECTION, MessageKind.SERVER, MessageKind.PEER));
        assertAccepts(FrameValidator.forHost(), kinds(MessageKind.COMMAND, MessageKind.HOST)
            .and(message -> message.beginsWith("header.sessionId", "header.msgSeqNum")));
        assertAccepts(FrameValidator.forJournalCommand(), kinds(MessageKind.COMMAND, MessageKind.HOST));
        assertAccepts(FrameValidator.forJournalEvent(), kinds(MessageKind.EVENT));
    }

    @Test
    void shouldAcceptTheseMessagesByNumber()
    {
        assertEquals("1 4 7 9 100 101 102 103 104 120 121 122 140 141 900 901 902",
            accepted(FrameValidator.forServer()));
        assertEquals("1 100 101 102 103 104 120 121 122 140 141 300 301 302",
            accepted(FrameValidator.forJournalCommand()));
        assertEquals("2 3 400 401 402 410 411 420 421 422 423 424 440 441 442 443 444",
            accepted(FrameValidator.forJournalEvent()));
    }

    /** The layout of PlaceOrder: block at 12, group header at 40 with block length and count, one token at 43. */
    @ParameterizedTest
    @CsvSource({
        "0, 11, FRAME_LENGTH_INVALID, frame length 11 is not 12 to 4096 bytes",
        "0, 4097, FRAME_LENGTH_INVALID, frame length 4097 is not 12 to 4096 bytes",
        "0, 60, FRAME_LENGTH_INVALID, 'frame has 59 bytes, it needs 60'",
        "2, 51966, FRAME_TYPE_INVALID, framing type 0xCAFE is not 0xEB50",
        "8, 2, SCHEMA_ID_UNKNOWN, schemaId 2 is not 1",
        "10, 0, SCHEMA_VERSION_UNSUPPORTED, version 0 is less than 1",
        "6, 300, TEMPLATE_ID_UNKNOWN, templateId 300 is not one that a client may send",
        "6, 953, TEMPLATE_ID_UNKNOWN, templateId 953 is not one that a client may send",
        "6, 65535, TEMPLATE_ID_UNKNOWN, templateId 65535 is not one that a client may send",
        "4, 27, BLOCK_LENGTH_INVALID, blockLength 27 of PlaceOrder is not 28",
        "4, 29, BLOCK_LENGTH_INVALID, blockLength 29 of PlaceOrder is not 28",
        "40, 15, GROUP_INVALID, blockLength 15 of group passengers of PlaceOrder is not 16",
        "0, 58, GROUP_INVALID, count 1 of group passengers of PlaceOrder is more than 0",
        "0, 42, MESSAGE_LENGTH_INVALID, 'header of passengers of PlaceOrder has 2 bytes, it needs 3'",
        "0, 39, MESSAGE_LENGTH_INVALID, 'block of PlaceOrder ends at byte 40, its frame at byte 39'"
    })
    void shouldRefuseAValueAndNameFieldValueAndLimit(
        final int offset, final int value, final TerminateCode code, final String text)
    {
        final UnsafeBuffer frame = placeOrder();
        frame.putShort(offset, (short)value, LITTLE_ENDIAN);
        assertRefused(FrameValidator.forServer(), frame, code, text);
    }

    @Test
    void shouldRefuseACountOfEntriesThatDoNotFit()
    {
        final UnsafeBuffer frame = placeOrder();
        frame.putByte(PLACE_ORDER_GROUP + 2, (byte)200);
        assertRefused(FrameValidator.forServer(), frame, TerminateCode.GROUP_INVALID,
            "count 200 of group passengers of PlaceOrder is more than 1");
    }

    @Test
    void shouldRefuseTheNullValueAsACount()
    {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
        frame.putBytes(0, placeOrder(), 0, PLACE_ORDER_GROUP);
        Frame.writeHeader(frame, 0, PLACE_ORDER_GROUP + 3 + 255 * 15);
        frame.putShort(4, (short)28, LITTLE_ENDIAN);
        frame.putShort(PLACE_ORDER_GROUP, (short)16, LITTLE_ENDIAN);
        frame.putByte(PLACE_ORDER_GROUP + 2, (byte)255);
        assertRefused(FrameValidator.forServer(), frame, TerminateCode.GROUP_INVALID,
            "count 255 of group passengers of PlaceOrder is more than 239");
    }

    @Test
    void shouldRefuseBytesBehindTheMessage()
    {
        final UnsafeBuffer frame = placeOrder();
        frame.putByte(PLACE_ORDER_GROUP + 2, (byte)0);
        assertRefused(FrameValidator.forServer(), frame, TerminateCode.MESSAGE_LENGTH_INVALID,
            "message of PlaceOrder ends at byte 43, its frame at byte 59");
    }

    @Test
    void shouldRefuseANumberThatTheEnumerationDoesNotHave()
    {
        final UnsafeBuffer frame = placeOrder();
        for (final int value : new int[]{0, 5, 255})
        {
            frame.putByte(Frame.BODY_OFFSET + 19, (byte)value);
            assertRefused(FrameValidator.forServer(), frame, TerminateCode.ENUM_VALUE_INVALID,
                "channel " + value + " of PlaceOrder is not a value of its enumeration");
        }
    }

    @Test
    void shouldLetAClientReadAReasonThatItHasNoNameFor()
    {
        final UnsafeBuffer frame = frame("EstablishReject");
        frame.putByte(Frame.BODY_OFFSET + 12, (byte)99);
        assertEquals(FrameValidator.VALID, FrameValidator.forClient().validate(frame, 0, frame.capacity()));
    }

    @Test
    void shouldRefuseDataThatReachBeyondTheFrame()
    {
        final UnsafeBuffer frame = new UnsafeBuffer(FrameOfValues.encode(message("DefineStation"), Map.of(
            "header.sessionId", "1", "header.msgSeqNum", "1", "code", "\"BJP\"", "name", "\"Beijing\"")));
        frame.putShort(Frame.BODY_OFFSET + 28, (short)8, LITTLE_ENDIAN);
        assertRefused(FrameValidator.forServer(), frame, TerminateCode.MESSAGE_LENGTH_INVALID,
            "length 8 of name of DefineStation is more than 7");
    }

    @Test
    void shouldRefuseDataLongerThanTheSchemaAllows()
    {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
        frame.putBytes(0, frame("DefineStation"), 0, Frame.BODY_OFFSET);
        frame.putShort(Frame.BODY_OFFSET + 28, (short)4001, LITTLE_ENDIAN);
        Frame.writeHeader(frame, 0, Frame.BODY_OFFSET + 28 + 2 + 4001);
        assertRefused(FrameValidator.forServer(), frame, TerminateCode.MESSAGE_LENGTH_INVALID,
            "length 4001 of name of DefineStation is more than 4000");
    }

    @Test
    void shouldRefuseAnEntryWithANumberThatItsEnumerationDoesNotHave()
    {
        final UnsafeBuffer frame = new UnsafeBuffer(FrameOfValues.encode(message("DefineLimits"), Map.of(
            "header.sessionId", "0", "header.msgSeqNum", "1", "decisionVersion", "1",
            "limits[0].limit", "MAX_RUNS", "limits[0].value", "5",
            "limits[1].limit", "MAX_ORDERS", "limits[1].value", "6")));
        final int secondEntry = frame.capacity() - 5;
        frame.putByte(secondEntry, (byte)99);
        for (final FrameValidator validator : List.of(FrameValidator.forHost(), FrameValidator.forJournalCommand()))
        {
            assertRefused(validator, frame, TerminateCode.ENUM_VALUE_INVALID,
                "limit 99 of DefineLimits is not a value of its enumeration");
        }
        frame.putByte(secondEntry, (byte)7);
        assertEquals(FrameValidator.VALID, FrameValidator.forHost().validate(frame, 0, frame.capacity()));
    }

    @Test
    void shouldAcceptLongerBlocksOfANewerVersionOfWhatIsNotJournaled()
    {
        assertAcceptsLongerBlock(FrameValidator.forClient(), frame("EstablishReject"), 13);
        assertAcceptsLongerBlock(FrameValidator.forServer(), frame("Establish"), 32);
        assertAcceptsLongerBlock(FrameValidator.forServer(), frame("QueryOrder"), 16);
        assertAcceptsLongerBlock(FrameValidator.forServer(), frame("Sequence"), 12);
    }

    @Test
    void shouldAcceptWhatIsJournaledWithTheSameBlockInEveryVersion()
    {
        final List<FrameValidator> ofEvents = List.of(FrameValidator.forClient(), FrameValidator.forJournalEvent());
        ofEvents.forEach(validator -> assertRefusesLongerBlock(validator, frame("RunClosed"), "RunClosed", 41));
        final List<FrameValidator> ofCommands =
            List.of(FrameValidator.forServer(), FrameValidator.forHost(), FrameValidator.forJournalCommand());
        ofCommands.forEach(validator -> assertRefusesLongerBlock(validator, frame("CloseRun"), "CloseRun", 16));
    }

    @Test
    void shouldRefuseLongerEntriesOfWhatIsJournaledInEveryVersion()
    {
        final UnsafeBuffer longer = placeOrder();
        longer.putShort(PLACE_ORDER_GROUP, (short)20, LITTLE_ENDIAN);
        for (final FrameValidator validator : List.of(
            FrameValidator.forServer(), FrameValidator.forHost(), FrameValidator.forJournalCommand()))
        {
            for (final int version : new int[]{1, 2, 65_535})
            {
                longer.putShort(10, (short)version, LITTLE_ENDIAN);
                assertRefused(validator, longer, TerminateCode.GROUP_INVALID,
                    "blockLength 20 of group passengers of PlaceOrder is not 16");
            }
        }
    }

    @Test
    void shouldAcceptLongerEntriesOfANewerVersionAsAClient()
    {
        final byte[] bytes = FrameOfValues.encode(message("RunsFound"), entryOfRunsFound());
        final UnsafeBuffer longer = longer(new UnsafeBuffer(bytes));
        final int group = Frame.BODY_OFFSET + 32;
        longer.putShort(group, (short)54, LITTLE_ENDIAN);
        assertRefused(FrameValidator.forClient(), longer, TerminateCode.GROUP_INVALID,
            "blockLength 54 of group offers of RunsFound is not 50");
        longer.putShort(10, (short)2, LITTLE_ENDIAN);
        assertEquals(FrameValidator.VALID, FrameValidator.forClient().validate(longer, 0, longer.capacity()));
        longer.putShort(group, (short)49, LITTLE_ENDIAN);
        assertRefused(FrameValidator.forClient(), longer, TerminateCode.GROUP_INVALID,
            "blockLength 49 of group offers of RunsFound is not 50");
    }

    @Test
    void shouldLetAClientTellAMessageThatItDoesNotKnowFromOneThatNoServerSends()
    {
        final UnsafeBuffer frame = frame("RunClosed");
        frame.putShort(6, (short)445, LITTLE_ENDIAN);
        assertRefused(FrameValidator.forClient(), frame, TerminateCode.TEMPLATE_ID_UNKNOWN,
            "templateId 445 is not one that a server may send");
        assertNull(MessageTable.kind(Frame.templateId(frame, 0)));
        assertEquals(MessageKind.COMMAND, MessageTable.kind(Frame.templateId(placeOrder(), 0)));
    }

    @Test
    void shouldLookOnlyAtTheFrameAndForgetTheLastRefusal()
    {
        final UnsafeBuffer order = placeOrder();
        final UnsafeBuffer stream = new UnsafeBuffer(new byte[200]);
        stream.setMemory(0, 200, (byte)0xA5);
        stream.putBytes(7, order, 0, order.capacity());
        final FrameValidator validator = FrameValidator.forServer();
        assertEquals(TerminateCode.FRAME_LENGTH_INVALID.value(), validator.validate(stream, 0, 200));
        assertTrue(validator.describe().contains("42405"), validator.describe());
        assertEquals(FrameValidator.VALID, validator.validate(stream, 7, 193));
        assertEquals("", validator.describe());
    }

    private static Predicate<Message> kinds(final MessageKind... kinds)
    {
        return message -> List.of(kinds).contains(message.kind());
    }

    private void assertAccepts(final FrameValidator validator, final Predicate<Message> expected)
    {
        assertEquals(schema.messages().stream().filter(expected)
            .map(message -> Integer.toString(message.templateId())).collect(Collectors.joining(" ")),
            accepted(validator));
    }

    private String accepted(final FrameValidator validator)
    {
        final List<String> accepted = new ArrayList<>();
        for (final Message message : schema.messages())
        {
            final UnsafeBuffer frame = frame(message.name());
            final int code = validator.validate(frame, 0, frame.capacity());
            if (code == FrameValidator.VALID)
            {
                accepted.add(Integer.toString(message.templateId()));
            }
            else
            {
                assertEquals(TerminateCode.TEMPLATE_ID_UNKNOWN.value(), code, message.name());
            }
        }
        return String.join(" ", accepted);
    }

    private void assertAcceptsLongerBlock(
        final FrameValidator validator, final UnsafeBuffer frame, final int blockLength)
    {
        final UnsafeBuffer longer = longer(frame);
        final String name = MessageTable.name(Frame.templateId(frame, 0));
        longer.putShort(4, (short)(blockLength + 4), LITTLE_ENDIAN);
        assertRefused(validator, longer, TerminateCode.BLOCK_LENGTH_INVALID,
            "blockLength " + (blockLength + 4) + " of " + name + " is not " + blockLength);
        longer.putShort(10, (short)2, LITTLE_ENDIAN);
        assertEquals(FrameValidator.VALID, validator.validate(longer, 0, longer.capacity()));
        longer.putShort(4, (short)(blockLength - 1), LITTLE_ENDIAN);
        assertRefused(validator, longer, TerminateCode.BLOCK_LENGTH_INVALID,
            "blockLength " + (blockLength - 1) + " of " + name + " is not " + blockLength);
    }

    private void assertRefusesLongerBlock(
        final FrameValidator validator, final UnsafeBuffer frame, final String name, final int blockLength)
    {
        final UnsafeBuffer longer = longer(frame);
        longer.putShort(4, (short)(blockLength + 4), LITTLE_ENDIAN);
        for (final int version : new int[]{1, 2, 65_535})
        {
            longer.putShort(10, (short)version, LITTLE_ENDIAN);
            assertRefused(validator, longer, TerminateCode.BLOCK_LENGTH_INVALID,
                "blockLength " + (blockLength + 4) + " of " + name + " is not " + blockLength);
            frame.putShort(10, (short)version, LITTLE_ENDIAN);
            assertEquals(FrameValidator.VALID, validator.validate(frame, 0, frame.capacity()), name);
        }
    }

    /** The same frame with four bytes more at its end. */
    private static UnsafeBuffer longer(final UnsafeBuffer frame)
    {
        final UnsafeBuffer longer = new UnsafeBuffer(new byte[frame.capacity() + 4]);
        longer.putBytes(0, frame, 0, frame.capacity());
        Frame.writeHeader(longer, 0, longer.capacity());
        return longer;
    }

    private Map<String, String> entryOfRunsFound()
    {
        final Map<String, String> values = new LinkedHashMap<>();
        message("RunsFound").fields().forEach(field -> values.put(field.name(), "1"));
        message("RunsFound").groups().get(0).fields().forEach(field ->
            values.put("offers[0]." + field.name(), field.type().startsWith("char") ? "\"G1\"" : "1"));
        return values;
    }

    private void assertRefused(
        final FrameValidator validator, final UnsafeBuffer frame, final TerminateCode code, final String text)
    {
        final int actual = validator.validate(frame, 0, frame.capacity());
        assertEquals(text, validator.describe());
        assertEquals(code.value(), actual);
    }

    private UnsafeBuffer placeOrder()
    {
        return new UnsafeBuffer(FrameOfValues.encode(message("PlaceOrder"), Map.of(
            "header.sessionId", "7", "header.msgSeqNum", "1", "runId", "3", "fromStop", "0", "toStop", "4",
            "classCode", "'O'", "channel", "ONLINE", "seenPosition", "0",
            "passengers[0].token", "000102030405060708090a0b0c0d0e0f")));
    }

    private UnsafeBuffer frame(final String name)
    {
        final Message message = message(name);
        return new UnsafeBuffer(FrameOfValues.encode(message, RandomValues.of(schema, message, new Random(1))));
    }

    private Message message(final String name)
    {
        return schema.messages().stream().filter(message -> message.name().equals(name)).findFirst().orElseThrow();
    }
}
