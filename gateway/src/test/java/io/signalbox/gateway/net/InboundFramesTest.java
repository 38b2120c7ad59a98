package io.signalbox.gateway.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.host.DeliveryGate;
import io.signalbox.gateway.ring.CommandPipeline;
import io.signalbox.gateway.ring.PipelineSettings;
import io.signalbox.gateway.ring.ReplyRing;
import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.gateway.session.GatewayFrames;
import io.signalbox.gateway.session.KeptReplies;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.MessageKind;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.replay.query.QueryAnswerer;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is in the schema and this node does not serve is rejected, and never gets to the engine or a view. */
class InboundFramesTest
{
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void release()
    {
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldRejectWhatTheNodeDoesNotServe()
    {
        final CommandPipeline neverStarted = new CommandPipeline(
            new PipelineSettings(2, 1, WaitMode.BLOCKING, 0),
            new SeatEngine(),
            new KeptReplies(1),
            record -> notCalled(),
            DeliveryGate.afterAppend(),
            () -> 0,
            (exitCode, reason, cause) -> notCalled(),
            new ReplyRing[] {new ReplyRing(ReplyRing.MIN_CAPACITY, DeliveryGate.afterAppend())});
        final ClientConnection connection = new ClientConnection(
            1, new FrameWriter(channel, new StagingBuffers(), 1 << 20, () -> 0), new GatewayFrames(), () -> 0,
            new NoOwner());
        connection.state(ConnectionState.ESTABLISHED);
        final InboundFrames frames = new InboundFrames(
            connection,
            neverStarted.commands(),
            new QueryAnswerer(new AvailabilityView(), new OrderView(), () -> 0),
            new GatewayFrames(),
            () -> 0,
            () -> false,
            templateId -> false);
        int rejected = 0;
        for (final int templateId : MessageTable.templateIds())
        {
            final MessageKind kind = MessageTable.kind(templateId);
            if (templateId != NegotiateDecoder.TEMPLATE_ID &&
                (kind == MessageKind.COMMAND || kind == MessageKind.QUERY))
            {
                frames.onFrame(frame(templateId, ++rejected), 0, 64);
                connection.flush();
                expectRejected(templateId, kind == MessageKind.QUERY ? 0 : rejected);
            }
        }
        // More than the ring has slots: not one of them was published.
        assertTrue(rejected > 2, rejected + " were rejected");
    }

    private static void notCalled()
    {
        throw new AssertionError("nothing gets that far");
    }

    /** Session 0, a number, and zeros: all that is looked at. */
    private static UnsafeBuffer frame(final int templateId, final long number)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        new MessageHeaderEncoder().wrap(buffer, Frame.MESSAGE_OFFSET).blockLength(52).templateId(templateId)
            .schemaId(MessageHeaderEncoder.SCHEMA_ID).version(1);
        buffer.putLong(Frame.BODY_OFFSET + Integer.BYTES, number);
        Frame.writeHeader(buffer, 0, buffer.capacity());
        return buffer;
    }

    private void expectRejected(final int templateId, final long number)
    {
        final ByteBuf sent = channel.readOutbound();
        assertNotNull(sent, MessageTable.name(templateId));
        final byte[] bytes = new byte[sent.readableBytes()];
        sent.readBytes(bytes);
        sent.release();
        final BusinessMessageRejectDecoder reject = new BusinessMessageRejectDecoder().wrapAndApplyHeader(
            new UnsafeBuffer(bytes), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        assertEquals(BusinessRejectReason.TEMPLATE_NOT_SERVED, reject.reason());
        assertEquals(templateId, reject.refTemplateId());
        assertEquals(number, reject.refSeqNum());
    }

    /** Nothing is staged for anyone else. */
    private static final class NoOwner implements ClientConnection.Owner
    {
        @Override
        public void onStaging(final ClientConnection connection)
        {
            // The test flushes by itself.
        }

        @Override
        public void flushStaged()
        {
            // As above.
        }

        @Override
        public void onClosed(final long connectionId)
        {
            // It stays open.
        }
    }
}
