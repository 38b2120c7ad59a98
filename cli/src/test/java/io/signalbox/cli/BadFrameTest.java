package io.signalbox.cli;

import io.signalbox.client.OrderHeld;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.DefineStationDecoder;
import io.signalbox.protocol.wire.DefinitionRefusedDecoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.NotAppliedDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Bytes that no client would send, while another client goes on buying; docs/errors.md names these tests. */
class BadFrameTest
{
    private static final int SESSION = 8;

    @TempDir
    private Path directory;

    private SmallSale sale;
    private long sessionVerId;

    @BeforeEach
    void open() throws Exception
    {
        sale = SmallSale.open(directory);
    }

    @AfterEach
    void close()
    {
        // Nobody else has noticed anything.
        assertInstanceOf(OrderHeld.class, sale.order(0, 3, 1));
        sale.close();
    }

    /** A request, then the bytes: the request counts, the session lives on, and nothing behind the bytes was taken. */
    private void assertEnds(final TerminateCode code, final String text, final byte[] bytes) throws IOException
    {
        try (RawConnection connection = new RawConnection(sale.port()))
        {
            connection.negotiated(SESSION, ++sessionVerId).establish(SESSION, sessionVerId);
            connection.send(RawConnection.defineStation(SESSION, 1, "A"));
            connection.expect(DefinitionRefusedDecoder.TEMPLATE_ID);
            connection.send(bytes);
            final String said = connection.expectTerminate(code);
            assertTrue(said.contains(text), said);
        }
        try (RawConnection connection = new RawConnection(sale.port()))
        {
            assertEquals(1, connection.establish(SESSION, sessionVerId));
        }
    }

    private static byte[] changed(final int index, final int value)
    {
        final byte[] frame = RawConnection.defineStation(SESSION, 2, "B");
        new UnsafeBuffer(frame).putShort(index, (short)value, ByteOrder.LITTLE_ENDIAN);
        return frame;
    }

    @Test
    void shouldEndAConnectionThatSpeaksAnotherProtocol() throws IOException
    {
        try (RawConnection connection = new RawConnection(sale.port()))
        {
            connection.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(connection.expectTerminate(TerminateCode.FRAME_LENGTH_INVALID).contains("is not 12 to 4096"));
        }
    }

    @Test
    void shouldEndAConnectionWithAnOversizedFrame() throws IOException
    {
        assertEnds(TerminateCode.FRAME_LENGTH_INVALID, "frame length 4097 is not 12 to 4096", changed(0, 4_097));
    }

    @Test
    void shouldEndAConnectionWithAnUndersizedFrame() throws IOException
    {
        assertEnds(TerminateCode.FRAME_LENGTH_INVALID, "frame length 11 is not 12 to 4096", changed(0, 11));
    }

    @Test
    void shouldEndAConnectionWithAMalformedFrame() throws IOException
    {
        assertEnds(TerminateCode.FRAME_TYPE_INVALID, "0xEB51 is not 0xEB50", changed(2, 0xEB51));
        assertEnds(TerminateCode.BLOCK_LENGTH_INVALID, "blockLength 1 of DefineStation", changed(4, 1));
        assertEnds(TerminateCode.SCHEMA_ID_UNKNOWN, "schemaId 9 is not 1", changed(8, 9));
        assertEnds(TerminateCode.SCHEMA_VERSION_UNSUPPORTED, "version 0 is less than 1", changed(10, 0));
    }

    @Test
    void shouldEndAConnectionWithAnUnknownMessage() throws IOException
    {
        assertEnds(TerminateCode.TEMPLATE_ID_UNKNOWN, "templateId 999", changed(6, 999));
        assertEnds(TerminateCode.TEMPLATE_ID_UNKNOWN, "templateId 60", changed(6, 60));
    }

    @Test
    void shouldEndAConnectionWithATruncatedMessage() throws IOException
    {
        // The text says that it is longer than its frame.
        final byte[] frame = RawConnection.defineStation(SESSION, 2, "B");
        frame[frame.length - "station B".length() - 2] = 100;
        assertEnds(TerminateCode.MESSAGE_LENGTH_INVALID, "name of DefineStation", frame);
    }

    @Test
    void shouldForgetAFrameThatIsNeverFinished() throws IOException
    {
        try (RawConnection connection = new RawConnection(sale.port()))
        {
            connection.negotiated(SESSION, 1).establish(SESSION, 1);
            final byte[] frame = RawConnection.defineStation(SESSION, 1, "E");
            connection.send(Arrays.copyOf(frame, frame.length - 1));
            connection.endOutput();
            assertEquals(null, connection.next());
        }
        try (RawConnection connection = new RawConnection(sale.port()))
        {
            assertEquals(0, connection.establish(SESSION, 1));
        }
    }

    @Test
    void shouldEndAConnectionThatAsksBeforeEstablish() throws IOException
    {
        try (RawConnection connection = new RawConnection(sale.port()))
        {
            connection.negotiated(SESSION, 1).send(RawConnection.defineStation(SESSION, 1, "E"));
            assertTrue(connection.expectTerminate(TerminateCode.NOT_ESTABLISHED)
                .contains("template " + DefineStationDecoder.TEMPLATE_ID));
        }
        try (RawConnection connection = new RawConnection(sale.port()))
        {
            assertEquals(0, connection.establish(SESSION, 1));
        }
    }

    @Test
    void shouldTellAGapAndGoOn() throws IOException
    {
        try (RawConnection connection = new RawConnection(sale.port()))
        {
            connection.negotiated(SESSION, 1).establish(SESSION, 1);
            connection.send(RawConnection.defineStation(SESSION, 5, "A"));
            final NotAppliedDecoder gap = new NotAppliedDecoder().wrapAndApplyHeader(
                connection.expect(NotAppliedDecoder.TEMPLATE_ID), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
            assertEquals(1, gap.fromSeqNo());
            assertEquals(4, gap.count());
            connection.expect(DefinitionRefusedDecoder.TEMPLATE_ID);
            connection.send(RawConnection.defineStation(SESSION, 6, "B"));
            connection.expect(DefinitionRefusedDecoder.TEMPLATE_ID);
        }
    }

    @Test
    void shouldRejectANegotiationForEveryReason() throws IOException
    {
        try (RawConnection connection = new RawConnection(sale.port()))
        {
            connection.send(RawConnection.negotiate(0, 1, FlowType.IDEMPOTENT));
            connection.expectNegotiateReject(NegotiateRejectReason.SESSION_ID_INVALID);
            connection.send(RawConnection.negotiate(SESSION, 1, FlowType.RECOVERABLE));
            connection.expectNegotiateReject(NegotiateRejectReason.FLOW_NOT_SUPPORTED);
            connection.send(RawConnection.negotiate(SmallSale.SESSION, 1, FlowType.IDEMPOTENT));
            connection.expectNegotiateReject(NegotiateRejectReason.SESSION_VER_ID_NOT_GREATER);
            // The sale's own session and three more are the limit.
            for (int session = 101; session <= 103; session++)
            {
                connection.send(RawConnection.negotiate(session, 1, FlowType.IDEMPOTENT));
                connection.expect(NegotiateResponseDecoder.TEMPLATE_ID);
            }
            connection.send(RawConnection.negotiate(104, 1, FlowType.IDEMPOTENT));
            connection.expectNegotiateReject(NegotiateRejectReason.SESSION_LIMIT_REACHED);
        }
    }
}
