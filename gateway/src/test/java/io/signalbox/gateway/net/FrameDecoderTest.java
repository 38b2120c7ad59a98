package io.signalbox.gateway.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.host.DeliveryGate;
import io.signalbox.gateway.ring.CommandPipeline;
import io.signalbox.gateway.ring.PipelineSettings;
import io.signalbox.gateway.ring.ReplyRing;
import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.gateway.session.KeptReplies;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.EstablishEncoder;
import io.signalbox.protocol.wire.EstablishRejectDecoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.TerminateDecoder;
import io.signalbox.replay.query.QueryAnswerer;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Feeds bytes in pieces. The frames are Establish with a keep-alive interval out of range: each is answered at once by
 * a reject that names its session.
 */
class FrameDecoderTest
{
    private static final NetSettings SETTINGS =
        new NetSettings("127.0.0.1", 0, 1, true, 1 << 20, () -> 0, () -> 0, () -> false, id -> true);

    private final EmbeddedChannel channel = new EmbeddedChannel();

    FrameDecoderTest()
    {
        final ReplyRing replies = new ReplyRing(ReplyRing.MIN_CAPACITY, DeliveryGate.afterAppend());
        final CommandPipeline neverStarted = new CommandPipeline(
            new PipelineSettings(2, 1, WaitMode.BLOCKING, 0),
            new SeatEngine(),
            new KeptReplies(1),
            record ->
                nothing(),
            DeliveryGate.afterAppend(),
            () -> 0,
            (exitCode, reason, cause) -> nothing(),
            new ReplyRing[] {replies});
        new ConnectionLoop(
            0, channel.eventLoop(), SETTINGS, neverStarted.commands(), replies,
            new QueryAnswerer(new AvailabilityView(), new OrderView(), () -> 0)).connect(channel);
    }

    private static void nothing()
    {
        assertEquals(0, SETTINGS.port());
    }

    private static byte[] establishes(final int count)
    {
        final int frameLength = Frame.BODY_OFFSET + EstablishEncoder.BLOCK_LENGTH;
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[count * frameLength]);
        for (int i = 0; i < count; i++)
        {
            new EstablishEncoder()
                .wrapAndApplyHeader(buffer, i * frameLength + Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
                .sessionId(i + 1).sessionVerId(1).timestampMs(0).keepAliveMs(1).nextSeqNo(1);
            Frame.writeHeader(buffer, i * frameLength, frameLength);
        }
        return buffer.byteArray();
    }

    private void feed(final byte[] bytes, final int from, final int to)
    {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, from, to - from));
    }

    private List<byte[]> answers()
    {
        final List<byte[]> frames = new ArrayList<>();
        ByteBuf out = channel.readOutbound();
        while (out != null)
        {
            while (out.isReadable())
            {
                final byte[] frame = new byte[out.getUnsignedShortLE(out.readerIndex())];
                out.readBytes(frame);
                frames.add(frame);
            }
            out.release();
            out = channel.readOutbound();
        }
        return frames;
    }

    private void expectRejects(final int first, final int count)
    {
        final List<byte[]> frames = answers();
        assertEquals(count, frames.size());
        for (int i = 0; i < count; i++)
        {
            final EstablishRejectDecoder reject = new EstablishRejectDecoder().wrapAndApplyHeader(
                new UnsafeBuffer(frames.get(i)), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
            assertEquals(first + i, reject.sessionId());
            assertEquals(EstablishRejectReason.KEEP_ALIVE_OUT_OF_RANGE, reject.reason());
        }
    }

    @Test
    void shouldFindTheSameFramesWhereverTheBytesAreSplit()
    {
        final byte[] bytes = establishes(3);
        for (int first = 0; first <= bytes.length; first++)
        {
            for (int second = first; second <= bytes.length; second += 1 + (second - first) / 8)
            {
                feed(bytes, 0, first);
                feed(bytes, first, second);
                feed(bytes, second, bytes.length);
                expectRejects(1, 3);
            }
        }
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldFindTheSameFramesInSingleBytes()
    {
        final byte[] bytes = establishes(2);
        for (int i = 0; i < bytes.length; i++)
        {
            feed(bytes, i, i + 1);
        }
        expectRejects(1, 2);
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldWalkAllFramesOfAReadAndAnswerInOneBuffer()
    {
        final int count = 1_000;
        final byte[] bytes = establishes(count);
        feed(bytes, 0, bytes.length);
        assertEquals(1, channel.outboundMessages().size());
        expectRejects(1, count);
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldRefuseABadHeaderWithoutWaitingForTheRest()
    {
        final byte[] bytes = establishes(2);
        final int secondFrame = bytes.length / 2;
        bytes[secondFrame + 1] = 0x7F;
        feed(bytes, 0, secondFrame + 4);
        final List<byte[]> frames = answers();
        assertEquals(2, frames.size());
        assertEquals(
            TerminateDecoder.TEMPLATE_ID, Frame.templateId(new UnsafeBuffer(frames.get(1)), 0));
        assertFalse(channel.isOpen());
        channel.finishAndReleaseAll();
    }
}
