package io.signalbox.gateway;

import io.signalbox.protocol.wire.StationDefinedDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FrameErrorTest
{
    @TempDir
    private Path directory;

    private TestNode node;
    private long sessionVerId;

    @BeforeEach
    void start() throws ServerStartException
    {
        node = new TestNode(TestNode.config(directory).build());
    }

    @AfterEach
    void stop()
    {
        node.close();
        assertEquals(0, node.exitCode());
    }

    private void expectEnd(final TerminateCode code, final String text, final byte[] frame) throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, ++sessionVerId))
        {
            client.send(TestFrames.defineStation(7, 1, "S" + sessionVerId));
            client.expect(StationDefinedDecoder.TEMPLATE_ID);
            client.send(TestFrames.sequence(7, 2), frame, TestFrames.defineStation(7, 2, "T"));
            final String said = client.expectTerminate(code);
            assertTrue(said.contains(text), said);
        }
        try (TestClient client = new TestClient(node.port()))
        {
            // Nothing behind the bad frame was taken.
            assertEquals(1, client.establish(7, sessionVerId).lastIncomingSeqNo());
        }
    }

    private static byte[] changed(final byte[] frame, final int index, final int value)
    {
        final byte[] changed = frame.clone();
        changed[index] = (byte)value;
        return changed;
    }

    @Test
    void shouldEndTheConnectionWithACodeForEachDamage() throws IOException
    {
        final byte[] good = TestFrames.placeOrder(7, 2, 1);
        expectEnd(TerminateCode.FRAME_LENGTH_INVALID, "frame length 11 is not 12 to 4096", changed(good, 0, 11));
        expectEnd(TerminateCode.FRAME_LENGTH_INVALID, "is not 12 to 4096", changed(good, 1, 0x20));
        expectEnd(TerminateCode.FRAME_TYPE_INVALID, "0xEB51 is not 0xEB50", changed(good, 2, 0x51));
        expectEnd(TerminateCode.BLOCK_LENGTH_INVALID, "blockLength", changed(good, 4, 1));
        expectEnd(TerminateCode.TEMPLATE_ID_UNKNOWN, "templateId 60", changed(good, 6, 60));
        expectEnd(TerminateCode.TEMPLATE_ID_UNKNOWN, "templateId 255", changed(good, 6, 255));
        expectEnd(TerminateCode.SCHEMA_ID_UNKNOWN, "schemaId 2", changed(good, 8, 2));
        expectEnd(TerminateCode.SCHEMA_VERSION_UNSUPPORTED, "version 0", changed(good, 10, 0));
        expectEnd(TerminateCode.GROUP_INVALID, "passengers", changed(good, good.length - 17, 2));
        expectEnd(TerminateCode.MESSAGE_LENGTH_INVALID, "PlaceOrder", changed(good, good.length - 17, 0));
        expectEnd(TerminateCode.ENUM_VALUE_INVALID, "channel 9", changed(good, 12 + 12 + 7, 9));
    }

    @Test
    void shouldEndTheConnectionThatDoesNotFinishAFrame() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            client.send(TestFrames.defineStation(7, 1, "A"));
            client.sendBytes(TestFrames.defineStation(7, 2, "B"), 0, 20);
            client.expect(StationDefinedDecoder.TEMPLATE_ID);
            node.advanceMonotonicMs(2_001);
            assertTrue(client.expectTerminate(TerminateCode.MESSAGE_LENGTH_INVALID).contains("not complete"));
        }
    }

    @Test
    void shouldServeOthersWhenAClientDisappearsInTheMiddleOfAFrame() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            try (TestClient leaving = new TestClient(node.port()).established(8, 1))
            {
                leaving.sendBytes(TestFrames.defineStation(8, 1, "B"), 0, 30);
            }
            client.send(TestFrames.defineStation(7, 1, "A"));
            client.expect(StationDefinedDecoder.TEMPLATE_ID);
        }
    }
}
