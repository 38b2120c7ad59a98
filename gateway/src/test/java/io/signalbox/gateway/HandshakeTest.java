package io.signalbox.gateway;

import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.EstablishAckDecoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.SequenceDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HandshakeTest
{
    @TempDir
    private Path directory;

    private TestNode node;

    @BeforeEach
    void start() throws ServerStartException
    {
        node = new TestNode(TestNode.config(directory).build());
        node.freezeMonotonic();
    }

    @AfterEach
    void stop()
    {
        node.close();
        assertEquals(0, node.exitCode());
    }

    @Test
    void shouldNegotiateEstablishAndAnswerARequest() throws IOException
    {
        try (TestClient client = new TestClient(node.port()))
        {
            client.negotiated(7, 1);
            final EstablishAckDecoder ack = client.establish(7, 1);
            assertEquals(7, ack.sessionId());
            assertEquals(1, ack.nextSeqNo());
            assertEquals(0, ack.lastIncomingSeqNo());
            assertEquals(2, ack.position());
            assertEquals(Durability.PROCESS, ack.durability());
            assertEquals(1024, ack.repliesKept());
            client.send(TestFrames.defineStation(7, 1, "A"));
            final byte[] event = client.expect(StationDefinedDecoder.TEMPLATE_ID);
            assertEquals(1, TestClient.refSeqNum(event));
            assertEquals(3, TestClient.position(event));
            assertEquals(0, TestClient.delivery(event));
        }
    }

    @Test
    void shouldServeOnNioToo() throws Exception
    {
        final Path other = directory.resolve("nio");
        final ServerConfig config =
            TestNode.config(other).eventLoops(2).nioOnly(true).waitMode(WaitMode.SLEEPING).build();
        try (TestNode nio = new TestNode(config);
            TestClient client = new TestClient(nio.port()).established(7, 1);
            TestClient second = new TestClient(nio.port()).established(8, 1))
        {
            client.send(TestFrames.defineStation(7, 1, "A"));
            assertEquals(1, TestClient.refSeqNum(client.expect(StationDefinedDecoder.TEMPLATE_ID)));
            second.send(TestFrames.defineStation(8, 1, "B"));
            assertEquals(1, TestClient.refSeqNum(second.expect(StationDefinedDecoder.TEMPLATE_ID)));
        }
    }

    @Test
    void shouldRejectANegotiationThatTheEngineRefuses() throws IOException
    {
        try (TestClient client = new TestClient(node.port()))
        {
            client.send(TestFrames.negotiate(0, 1));
            assertEquals(NegotiateRejectReason.SESSION_ID_INVALID, negotiateReject(client).reason());
            client.negotiated(7, 5);
            client.send(TestFrames.negotiate(7, 5));
            final NegotiateRejectDecoder reject = negotiateReject(client);
            assertEquals(NegotiateRejectReason.SESSION_VER_ID_NOT_GREATER, reject.reason());
            assertEquals(5, reject.currentSessionVerId());
            client.establish(7, 5);
        }
    }

    private static NegotiateRejectDecoder negotiateReject(final TestClient client) throws IOException
    {
        return new NegotiateRejectDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(client.expect(NegotiateRejectDecoder.TEMPLATE_ID)), Frame.MESSAGE_OFFSET,
            new MessageHeaderDecoder());
    }

    @Test
    void shouldRejectAnEstablishForEveryReason() throws IOException
    {
        try (TestClient client = new TestClient(node.port()))
        {
            client.send(TestFrames.establish(7, 1, 1000, 1));
            client.expectEstablishReject(EstablishRejectReason.SESSION_NOT_NEGOTIATED);
            client.negotiated(7, 1);
            client.send(TestFrames.establish(7, 2, 1000, 1));
            client.expectEstablishReject(EstablishRejectReason.SESSION_VER_ID_MISMATCH);
            client.send(TestFrames.establish(7, 1, 99, 1));
            client.expectEstablishReject(EstablishRejectReason.KEEP_ALIVE_OUT_OF_RANGE);
            client.send(TestFrames.establish(7, 1, 60_001, 1));
            client.expectEstablishReject(EstablishRejectReason.KEEP_ALIVE_OUT_OF_RANGE);
            client.send(TestFrames.establish(7, 1, 1000, 2));
            client.expectEstablishReject(EstablishRejectReason.NEXT_SEQ_NO_TOO_HIGH);
            client.establish(7, 1);
            client.send(TestFrames.establish(7, 1, 1000, 1));
            client.expectEstablishReject(EstablishRejectReason.ALREADY_ESTABLISHED);
            client.send(TestFrames.defineStation(7, 1, "A"));
            client.expect(StationDefinedDecoder.TEMPLATE_ID);
        }
    }

    @Test
    void shouldEndAConnectionThatAsksBeforeItIsEstablished() throws IOException
    {
        final byte[][] early = {
            TestFrames.defineStation(7, 1, "A"), TestFrames.queryOrder(1, 1), TestFrames.sequence(7, 1),
            TestFrames.expireHolds(7, 1)};
        for (final byte[] frame : early)
        {
            try (TestClient client = new TestClient(node.port()).negotiated(7 + TestClient.templateId(frame), 1))
            {
                client.send(frame);
                final String text = client.expectTerminate(TerminateCode.NOT_ESTABLISHED);
                assertTrue(text.contains("template " + TestClient.templateId(frame)), text);
            }
        }
    }

    @Test
    void shouldEndAConnectionThatNamesAnotherSession() throws IOException
    {
        final byte[][] foreign = {TestFrames.defineStation(8, 1, "A"), TestFrames.sequence(8, 1)};
        long verId = 0;
        for (final byte[] frame : foreign)
        {
            try (TestClient client = new TestClient(node.port()).established(7, ++verId))
            {
                client.send(frame);
                assertTrue(client.expectTerminate(TerminateCode.SESSION_ID_MISMATCH).contains("sessionId 8"));
            }
        }
    }

    @Test
    void shouldEndTheOlderConnectionOfASession() throws IOException
    {
        try (TestClient older = new TestClient(node.port()).established(7, 1);
            TestClient newer = new TestClient(node.port()))
        {
            older.send(TestFrames.defineStation(7, 1, "A"));
            older.expect(StationDefinedDecoder.TEMPLATE_ID);
            final EstablishAckDecoder ack = newer.establish(7, 1);
            assertEquals(1, ack.lastIncomingSeqNo());
            assertEquals(2, ack.nextSeqNo());
            older.expectTerminate(TerminateCode.REPLACED);
            newer.send(TestFrames.defineStation(7, 2, "B"));
            assertEquals(2, TestClient.refSeqNum(newer.expect(StationDefinedDecoder.TEMPLATE_ID)));
        }
    }

    @Test
    void shouldEndTheConnectionOfASessionThatIsNegotiatedAgain() throws IOException
    {
        try (TestClient older = new TestClient(node.port()).established(7, 1);
            TestClient newer = new TestClient(node.port()).established(7, 2))
        {
            older.expectTerminate(TerminateCode.REPLACED);
            newer.send(TestFrames.defineStation(7, 1, "A"));
            newer.expect(StationDefinedDecoder.TEMPLATE_ID);
        }
    }

    @Test
    void shouldRefuseANegotiateOnAnEstablishedConnection() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            client.send(TestFrames.negotiate(7, 2));
            client.expectTerminate(TerminateCode.TEMPLATE_ID_UNKNOWN);
        }
    }

    @Test
    void shouldAnswerTerminateWithTerminate() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).established(7, 1))
        {
            client.send(TestFrames.terminate(7));
            client.expectTerminate(TerminateCode.FINISHED);
        }
    }

    @Test
    void shouldEndAHandshakeThatTakesTooLong() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).negotiated(7, 1))
        {
            node.advanceMonotonicMs(5_001);
            client.expectTerminate(TerminateCode.HANDSHAKE_TIMEOUT);
        }
    }

    @Test
    void shouldEndAConnectionThatIsSilentForTwoKeepAliveIntervals() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).negotiated(7, 1))
        {
            client.establish(7, 1, 30_000);
            node.advanceMonotonicMs(30_000);
            client.wantHeartbeats().expect(SequenceDecoder.TEMPLATE_ID);
            node.advanceMonotonicMs(31_000);
            byte[] frame = client.next();
            while (TestClient.templateId(frame) == SequenceDecoder.TEMPLATE_ID)
            {
                frame = client.next();
            }
            assertEquals(TerminateCode.KEEP_ALIVE_LAPSED.value(), frame[Frame.BODY_OFFSET + 12]);
        }
    }

    @Test
    void shouldKeepAConnectionThatSendsHeartbeats() throws IOException
    {
        try (TestClient client = new TestClient(node.port()).negotiated(7, 1).wantHeartbeats())
        {
            client.establish(7, 1, 30_000);
            for (int i = 0; i < 4; i++)
            {
                node.advanceMonotonicMs(30_000);
                final byte[] heartbeat = client.expect(SequenceDecoder.TEMPLATE_ID);
                assertEquals(1, new SequenceDecoder().wrapAndApplyHeader(
                    new UnsafeBuffer(heartbeat), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder()).nextSeqNo());
                // The answer to a query proves that the heartbeat before it has been read.
                client.send(TestFrames.sequence(7, 1), TestFrames.queryOrder(1, 1));
                client.expect(800);
            }
        }
    }
}
