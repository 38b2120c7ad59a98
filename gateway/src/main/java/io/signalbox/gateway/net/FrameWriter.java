package io.signalbox.gateway.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.signalbox.protocol.Frame;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.function.LongSupplier;

/**
 * The sending side of one connection: stages frames in one buffer until the end of the read or drain, then writes and
 * flushes once. Owned by its event loop; allocates nothing on the Java heap per frame.
 */
final class FrameWriter
{
    private static final ChannelFutureListener END_OUTPUT = future ->
    {
        if (future.isSuccess() && future.channel() instanceof DuplexChannel channel)
        {
            channel.shutdownOutput();
        }
        else
        {
            future.channel().close();
        }
    };

    private final Channel channel;
    private final StagingBuffers buffers;
    private final int maxPendingBytes;
    private final LongSupplier monotonicMs;
    private UnsafeBuffer stage;
    private int staged;
    private boolean unflushed;
    private long lastSentMs;

    FrameWriter(
        final Channel channel,
        final StagingBuffers buffers,
        final int maxPendingBytes,
        final LongSupplier monotonicMs)
    {
        this.channel = channel;
        this.buffers = buffers;
        this.maxPendingBytes = maxPendingBytes;
        this.monotonicMs = monotonicMs;
    }

    /**
     * Whether any frame was staged since the last flush.
     */
    boolean staging()
    {
        return stage != null;
    }

    /**
     * Stage a frame.
     */
    void append(final DirectBuffer buffer, final int offset, final int length)
    {
        stageFrame(buffer, offset, length);
    }

    /**
     * Stage an event, with its delivery byte.
     */
    void appendEvent(final DirectBuffer buffer, final int offset, final int length, final int delivery)
    {
        final int at = stageFrame(buffer, offset, length);
        stage.putByte(at + Frame.EVENT_DELIVERY_OFFSET, (byte)delivery);
    }

    private int stageFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        if (stage == null)
        {
            stage = buffers.acquire();
        }
        if (staged + length > stage.capacity())
        {
            write();
        }
        final int at = staged;
        stage.putBytes(at, buffer, offset, length);
        staged += length;
        return at;
    }

    /** Hand what is staged to the channel, without a system call. */
    private void write()
    {
        final ByteBuf out = channel.alloc().directBuffer(staged);
        out.writeBytes(stage.byteArray(), 0, staged);
        staged = 0;
        unflushed = true;
        channel.write(out, channel.voidPromise());
    }

    /**
     * Write and flush what is staged.
     *
     * @return whether more bytes wait to be sent than may
     */
    boolean flush()
    {
        if (staged > 0)
        {
            write();
        }
        if (stage != null)
        {
            buffers.release(stage);
            stage = null;
        }
        if (!unflushed)
        {
            return false;
        }
        unflushed = false;
        lastSentMs = monotonicMs.getAsLong();
        channel.flush();
        return !channel.isWritable() && pendingBytes() > maxPendingBytes;
    }

    /**
     * Send a last frame, then nothing more. The channel closes when the peer has closed its side too: closing at once
     * with bytes unread would take from the peer what it has not yet read.
     */
    void flushLast(final DirectBuffer buffer, final int offset, final int length)
    {
        flush();
        final byte[] frame = new byte[length];
        buffer.getBytes(offset, frame);
        channel.writeAndFlush(Unpooled.wrappedBuffer(frame)).addListener(END_OUTPUT);
    }

    long pendingBytes()
    {
        final ChannelOutboundBuffer pending = channel.unsafe().outboundBuffer();
        return pending == null ? 0 : pending.totalPendingWriteBytes();
    }

    int maxPendingBytes()
    {
        return maxPendingBytes;
    }

    void reading(final boolean wanted)
    {
        channel.config().setAutoRead(wanted);
    }

    long lastSentMs()
    {
        return lastSentMs;
    }

    void close()
    {
        channel.close();
    }

    @Override
    public String toString()
    {
        return String.valueOf(channel.remoteAddress());
    }
}
