package io.signalbox.protocol;

import io.signalbox.protocol.WireSchema.Field;
import io.signalbox.protocol.WireSchema.Message;
import io.signalbox.protocol.wire.EstablishAckDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.OrderStatusDecoder;
import io.signalbox.protocol.wire.QueryOrderDecoder;
import io.signalbox.protocol.wire.RunsFoundDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** This build and one with the next version of the schema, each as client and as server of the other. */
class SchemaVersionsTest
{
    private static final List<String> ROLES =
        List.of("forServer", "forClient", "forHost", "forJournalCommand", "forJournalEvent");
    private static final int VERSION_OFFSET = 10;

    @TempDir
    private static Path folder;

    private static NewerBuild newer;
    private static WireSchema oldSchema;
    private static WireSchema newSchema;

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();

    @BeforeAll
    static void buildTheNextVersion() throws Exception
    {
        oldSchema = WireSchema.wire();
        newSchema = WireSchema.of(NextVersion.text());
        newer = NewerBuild.of(newSchema.ir(), folder);
    }

    @AfterAll
    static void close() throws Exception
    {
        newer.close();
    }

    @Test
    void shouldAcceptEveryOldMessageOfTheOtherVersionInTheSameRoles() throws Exception
    {
        for (final Message message : oldSchema.messages())
        {
            final byte[] old = oldFrame(message.name(), values(oldSchema, message.name()));
            final byte[] fresh = newFrame(message.name(), values(newSchema, message.name()));
            assertEquals(1, version(old), message.name());
            assertEquals(2, version(fresh), message.name());
            for (final String role : ROLES)
            {
                final int expected = oldValidate(role, old);
                assertEquals(expected, newer.validate(role, old), () -> message.name() + " " + role);
                assertEquals(expected, newer.validate(role, fresh), () -> message.name() + " " + role);
                assertEquals(expected, oldValidate(role, fresh), () -> message.name() + " " + role);
            }
        }
    }

    @Test
    void shouldLetAnOldClientReadWhatItKnowsOfANewServer() throws Exception
    {
        final Map<String, String> ack = values(newSchema, "EstablishAck");
        final EstablishAckDecoder established = new EstablishAckDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(newFrame("EstablishAck", ack)), Frame.MESSAGE_OFFSET, messageHeader);
        assertEquals(ack.get("nextSeqNo"), Long.toUnsignedString(established.nextSeqNo()));
        assertEquals(ack.get("schemaVersion"), Integer.toString(established.schemaVersion()));

        final Map<String, String> end = values(newSchema, "Terminate");
        final TerminateDecoder terminate = new TerminateDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(newFrame("Terminate", end)), Frame.MESSAGE_OFFSET, messageHeader);
        assertEquals(end.get("code"), terminate.code().name());
        final byte[] text = new byte[terminate.textLength()];
        terminate.getText(text, 0, text.length);
        assertEquals(end.get("text"), HexFormat.of().formatHex(text));
    }

    @Test
    void shouldLetAnOldClientReadTheGroupsOfANewServer() throws Exception
    {
        final Map<String, String> status = values(newSchema, "OrderStatus");
        final OrderStatusDecoder order = new OrderStatusDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(newFrame("OrderStatus", status)), Frame.MESSAGE_OFFSET, messageHeader);
        assertEquals(status.get("amount"), Long.toString(order.amount()));
        final OrderStatusDecoder.SeatsDecoder seats = order.seats();
        assertTrue(seats.count() > 1);
        for (int i = 0; seats.hasNext(); i++)
        {
            assertEquals(status.get("seats[" + i + "].seatIndex"), Integer.toString(seats.next().seatIndex()));
        }

        final Map<String, String> found = values(newSchema, "RunsFound");
        final RunsFoundDecoder.OffersDecoder offers = new RunsFoundDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(newFrame("RunsFound", found)), Frame.MESSAGE_OFFSET, messageHeader).offers();
        assertTrue(offers.count() > 1);
        for (int i = 0; offers.hasNext(); i++)
        {
            assertEquals(found.get("offers[" + i + "].fare"), Long.toString(offers.next().fare()));
        }
    }

    @Test
    void shouldLetAnOldServerReadWhatItKnowsOfANewClient() throws Exception
    {
        final Map<String, String> query = values(newSchema, "QueryOrder");
        final byte[] frame = newFrame("QueryOrder", query);
        assertEquals(FrameValidator.VALID, oldValidate("forServer", frame));
        final QueryOrderDecoder decoded = new QueryOrderDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(frame), Frame.MESSAGE_OFFSET, messageHeader);
        assertEquals(query.get("orderId"), Long.toUnsignedString(decoded.orderId()));
        assertEquals(17, decoded.encodedLength());
    }

    @Test
    void shouldGiveTheNullValueForWhatAnOldSideDoesNotSay() throws Exception
    {
        final Map<String, String> ack = values(oldSchema, "EstablishAck");
        final Object established = newer.decoder("EstablishAck", oldFrame("EstablishAck", ack));
        assertEquals(ack.get("nextSeqNo"), Long.toUnsignedString((long)NewerBuild.get(established, "nextSeqNo")));
        assertEquals(NewerBuild.get(established, "inFlight"),
            established.getClass().getMethod("inFlightNullValue").invoke(null));

        final Object query = newer.decoder("QueryOrder", oldFrame("QueryOrder", values(oldSchema, "QueryOrder")));
        assertEquals("NULL_VAL", NewerBuild.get(query, "detail").toString());

        final Map<String, String> status = values(oldSchema, "OrderStatus");
        final Object order = newer.decoder("OrderStatus", oldFrame("OrderStatus", status));
        assertEquals(Long.MIN_VALUE, NewerBuild.get(order, "refundable"));
        final Object seats = NewerBuild.get(order, "seats");
        assertEquals(status.get("seats[0].seatIndex"),
            NewerBuild.get(NewerBuild.get(seats, "next"), "seatIndex").toString());

        final Map<String, String> found = values(oldSchema, "RunsFound");
        final Object offers = NewerBuild.get(newer.decoder("RunsFound", oldFrame("RunsFound", found)), "offers");
        for (int i = 0; i < 2; i++)
        {
            final Object offer = NewerBuild.get(offers, "next");
            assertEquals(found.get("offers[" + i + "].runId"),
                Long.toString((long)NewerBuild.get(offer, "runId")));
            assertEquals(65_535, NewerBuild.get(offer, "promotion"));
        }
    }

    @Test
    void shouldRefuseTheBlockOfOneVersionUnderTheNumberOfTheOther() throws Exception
    {
        for (final String name : List.of("EstablishAck", "QueryOrder", "OrderStatus"))
        {
            final String role = "QueryOrder".equals(name) ? "forServer" : "forClient";
            final byte[] old = withVersion(oldFrame(name, values(oldSchema, name)), 2);
            assertEquals(TerminateCode.BLOCK_LENGTH_INVALID.value(), newer.validate(role, old), name);
            final byte[] fresh = withVersion(newFrame(name, values(newSchema, name)), 1);
            assertEquals(TerminateCode.BLOCK_LENGTH_INVALID.value(), newer.validate(role, fresh), name);
            assertEquals(TerminateCode.BLOCK_LENGTH_INVALID.value(), oldValidate(role, fresh), name);
        }
        final byte[] found = withVersion(oldFrame("RunsFound", values(oldSchema, "RunsFound")), 2);
        assertEquals(TerminateCode.GROUP_INVALID.value(), newer.validate("forClient", found));
    }

    @Test
    void shouldKeepTheBytesOfWhatIsJournaledWhateverTheBuild() throws Exception
    {
        for (final Message message : oldSchema.messages())
        {
            if (message.kind().isJournaled())
            {
                final Map<String, String> values = values(oldSchema, message.name());
                final int introduced = (int)newer.table("introducedVersion", message.templateId());
                assertArrayEquals(oldFrame(message.name(), values),
                    withVersion(newFrame(message.name(), values), introduced), message.name());
            }
        }
    }

    @Test
    void shouldLetAnOldClientSkipAnEventThatItDoesNotKnow() throws Exception
    {
        final byte[] frame = newFrame("RunDelayed", values(newSchema, "RunDelayed"));
        assertEquals(FrameValidator.VALID, newer.validate("forClient", frame));
        assertEquals("EVENT", newer.table("kind", 425).toString());
        assertEquals(2, newer.table("introducedVersion", 425));
        assertEquals(TerminateCode.TEMPLATE_ID_UNKNOWN.value(), oldValidate("forClient", frame));
        assertNull(MessageTable.kind(425));
        assertEquals(TerminateCode.SCHEMA_VERSION_UNSUPPORTED.value(),
            newer.validate("forClient", withVersion(frame, 1)));
    }

    @Test
    void shouldCheckEnumerationsThatTheBlockReaches() throws Exception
    {
        final byte[] query = newFrame("QueryOrder", values(newSchema, "QueryOrder"));
        query[query.length - 1] = 99;
        assertEquals(TerminateCode.ENUM_VALUE_INVALID.value(), newer.validate("forServer", query));
        assertEquals(FrameValidator.VALID, oldValidate("forServer", query));
    }

    /** Values of every field, with two entries in each group and three bytes in each data. */
    private static Map<String, String> values(final WireSchema schema, final String name)
    {
        final Message message = message(schema, name);
        final Map<String, String> values = new HashMap<>();
        final Map<String, String> random = RandomValues.of(schema, message, new Random(5));
        message.fields().forEach(field -> values.put(field.name(), random.get(field.name())));
        message.data().forEach(data -> values.put(data.name(), "414243"));
        message.groups().forEach(group -> group.fields().forEach(field ->
        {
            values.put(group.name() + "[0]." + field.name(), valueInEntry(schema, field));
            values.put(group.name() + "[1]." + field.name(), valueInEntry(schema, field));
        }));
        return values;
    }

    private static String valueInEntry(final WireSchema schema, final Field field)
    {
        if (!field.enumName().isEmpty())
        {
            return schema.enums().get(field.enumName()).keySet().iterator().next();
        }
        return field.type().startsWith("char") ? "\"AB\"" : field.type().startsWith("u8[") ? "07".repeat(16) : "7";
    }

    private static byte[] oldFrame(final String name, final Map<String, String> values)
    {
        return FrameOfValues.encode(message(oldSchema, name), values);
    }

    private static byte[] newFrame(final String name, final Map<String, String> values)
    {
        return FrameOfValues.encode(newer, message(newSchema, name), values);
    }

    private static int oldValidate(final String role, final byte[] frame) throws ReflectiveOperationException
    {
        final FrameValidator validator = (FrameValidator)FrameValidator.class.getMethod(role).invoke(null);
        return validator.validate(new UnsafeBuffer(frame), 0, frame.length);
    }

    private static int version(final byte[] frame)
    {
        return new UnsafeBuffer(frame).getShort(VERSION_OFFSET, LITTLE_ENDIAN);
    }

    private static byte[] withVersion(final byte[] frame, final int version)
    {
        new UnsafeBuffer(frame).putShort(VERSION_OFFSET, (short)version, LITTLE_ENDIAN);
        return frame;
    }

    private static Message message(final WireSchema schema, final String name)
    {
        return schema.messages().stream().filter(message -> message.name().equals(name)).findFirst().orElseThrow();
    }
}
