package io.signalbox.gateway.net;

import io.netty.buffer.AbstractByteBufAllocator;
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
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.TerminateDecoder;
import io.signalbox.replay.query.QueryAnswerer;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Two connections of one loop: one finds no memory for what it is to be sent. Both have asked something that is
 * answered at once.
 */
class ConnectionLoopTest
{
    private final AtomicLong monotonicMs = new AtomicLong();
    private final EmbeddedChannel failing = new EmbeddedChannel();
    private final EmbeddedChannel sound = new EmbeddedChannel();

    @BeforeEach
    void connect()
    {
        final ReplyRing replies = new ReplyRing(ReplyRing.MIN_CAPACITY, DeliveryGate.afterAppend());
        final CommandPipeline neverStarted = new CommandPipeline(
            new PipelineSettings(2, 1, WaitMode.BLOCKING, 0),
            new SeatEngine(),
            new KeptReplies(1),
            record -> notCalled(),
            DeliveryGate.afterAppend(),
            monotonicMs::get,
            (exitCode, reason, cause) -> notCalled(),
            new ReplyRing[] {replies});
        final ConnectionLoop loop = new ConnectionLoop(
            0,
            sound.eventLoop(),
            new NetSettings(
                "127.0.0.1", 0, 1, true, 1 << 20, monotonicMs::get, monotonicMs::get, () -> false, id -> true),
            neverStarted.commands(),
            replies,
            new QueryAnswerer(new AvailabilityView(), new OrderView(), () -> 0));
        loop.start();
        loop.connect(failing);
        loop.connect(sound);
        failing.config().setAllocator(new NoDirectMemory());
        failing.pipeline().fireChannelRead(Unpooled.wrappedBuffer(establish()));
        sound.pipeline().fireChannelRead(Unpooled.wrappedBuffer(establish()));
    }

    @AfterEach
    void release()
    {
        failing.finishAndReleaseAll();
        sound.finishAndReleaseAll();
    }

    private static void notCalled()
    {
        throw new AssertionError("nothing gets that far");
    }

    /** The keep-alive interval is out of range, so the loop itself rejects it. */
    private static byte[] establish()
    {
        final int length = Frame.BODY_OFFSET + EstablishEncoder.BLOCK_LENGTH;
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[length]);
        new EstablishEncoder()
            .wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
            .sessionId(1).sessionVerId(1).timestampMs(0).keepAliveMs(1).nextSeqNo(1);
        Frame.writeHeader(buffer, 0, length);
        return buffer.byteArray();
    }

    private void expectSent(final int templateId)
    {
        final ByteBuf sent = sound.readOutbound();
        assertNotNull(sent, "template " + templateId + " was not sent");
        final byte[] bytes = new byte[sent.readableBytes()];
        sent.readBytes(bytes);
        sent.release();
        assertEquals(templateId, Frame.templateId(new UnsafeBuffer(bytes), 0));
    }

    @Test
    void shouldCloseOnlyTheConnectionThatCannotBeWrittenTo()
    {
        sound.pipeline().fireChannelReadComplete();
        assertFalse(failing.isOpen());
        assertTrue(sound.isOpen());
        expectSent(EstablishRejectDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldGoOnToWatchTheTimeLimitsOfTheOthers()
    {
        monotonicMs.set(TimeLimits.HANDSHAKE_MS + 1);
        sound.advanceTimeBy(TimeLimits.TICK_MS, TimeUnit.MILLISECONDS);
        sound.runScheduledPendingTasks();
        assertFalse(failing.isOpen());
        expectSent(EstablishRejectDecoder.TEMPLATE_ID);
        expectSent(TerminateDecoder.TEMPLATE_ID);
    }

    /** Has none left. */
    private static final class NoDirectMemory extends AbstractByteBufAllocator
    {
        @Override
        protected ByteBuf newHeapBuffer(final int initialCapacity, final int maxCapacity)
        {
            return Unpooled.buffer(initialCapacity, maxCapacity);
        }

        @Override
        protected ByteBuf newDirectBuffer(final int initialCapacity, final int maxCapacity)
        {
            throw new OutOfMemoryError("of the test");
        }

        @Override
        public boolean isDirectBufferPooled()
        {
            return false;
        }
    }
}
