package io.signalbox.protocol;

import io.signalbox.protocol.WireSchema.Message;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
    void shouldTakeOnlyWhatEachRoleMaySend()
    {
        assertTakes(FrameValidator.forServer(), "1 4 7 9 12 20 21 22 23 24 25 26 27 28 100 101 102");
        assertTakes(FrameValidator.forClient(),
            "2 3 5 6 7 8 9 13 14 50 51 52 53 54 55 56 57 60 61 62 63 64 90 110 111 112");
        assertTakes(FrameValidator.forHost(), "20 21 22 23 24 25 26 27 28 40 41");
        assertTakes(FrameValidator.forJournalCommand(), "1 20 21 22 23 24 25 26 27 28 40 41");
        assertTakes(FrameValidator.forJournalEvent(), "2 3 50 51 52 53 54 55 56 57 60 61 62 63 64");
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
        "6, 40, TEMPLATE_ID_UNKNOWN, templateId 40 is not one that a client may send",
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
    void shouldTakeLongerBlocksOfANewerVersionAsAClientOnly()
    {
        final UnsafeBuffer closed = frame("RunClosed");
        final UnsafeBuffer longer = new UnsafeBuffer(new byte[closed.capacity() + 4]);
        longer.putBytes(0, closed, 0, closed.capacity());
        Frame.writeHeader(longer, 0, longer.capacity());
        longer.putShort(4, (short)45, LITTLE_ENDIAN);
        assertRefused(FrameValidator.forClient(), longer, TerminateCode.BLOCK_LENGTH_INVALID,
            "blockLength 45 of RunClosed is not 41");
        longer.putShort(10, (short)2, LITTLE_ENDIAN);
        assertEquals(FrameValidator.VALID, FrameValidator.forClient().validate(longer, 0, longer.capacity()));
        assertRefused(FrameValidator.forJournalEvent(), longer, TerminateCode.SCHEMA_VERSION_UNSUPPORTED,
            "version 2 is more than 1");
        longer.putShort(4, (short)40, LITTLE_ENDIAN);
        assertRefused(FrameValidator.forClient(), longer, TerminateCode.BLOCK_LENGTH_INVALID,
            "blockLength 40 of RunClosed is not 41");
    }

    @Test
    void shouldTakeLongerEntriesOfANewerVersionAsAClientOnly()
    {
        final UnsafeBuffer frame = placeOrder();
        final UnsafeBuffer longer = new UnsafeBuffer(new byte[frame.capacity() + 4]);
        longer.putBytes(0, frame, 0, frame.capacity());
        Frame.writeHeader(longer, 0, longer.capacity());
        longer.putShort(PLACE_ORDER_GROUP, (short)20, LITTLE_ENDIAN);
        for (final FrameValidator strict : List.of(
            FrameValidator.forServer(), FrameValidator.forHost(), FrameValidator.forJournalCommand()))
        {
            longer.putShort(10, (short)2, LITTLE_ENDIAN);
            assertRefused(strict, longer, TerminateCode.SCHEMA_VERSION_UNSUPPORTED, "version 2 is more than 1");
            longer.putShort(10, (short)1, LITTLE_ENDIAN);
            assertRefused(strict, longer, TerminateCode.GROUP_INVALID,
                "blockLength 20 of group passengers of PlaceOrder is not 16");
        }
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

    private void assertTakes(final FrameValidator validator, final String templateIds)
    {
        final List<String> taken = new ArrayList<>();
        for (final Message message : schema.messages())
        {
            final UnsafeBuffer frame = frame(message.name());
            final int code = validator.validate(frame, 0, frame.capacity());
            if (code == FrameValidator.VALID)
            {
                taken.add(Integer.toString(message.templateId()));
            }
            else
            {
                assertEquals(TerminateCode.TEMPLATE_ID_UNKNOWN.value(), code, message.name());
            }
        }
        assertEquals(templateIds, String.join(" ", taken));
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
