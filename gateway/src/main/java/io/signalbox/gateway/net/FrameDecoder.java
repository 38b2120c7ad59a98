package io.signalbox.gateway.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameSink;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/**
 * Walks all frames of a read in one go and hands each, checked, on. Keeps at most one partial frame. A
 * frame that is malformed ends the connection. Owned by the connection's event loop; allocates nothing per frame.
 */
final class FrameDecoder extends ChannelInboundHandlerAdapter
{
    private static final Logger LOGGER = LoggerFactory.getLogger(FrameDecoder.class);

    private final Channel channel;
    private final InboundHandler handler;
    private final FrameSink frames;
    private final InboundFrameCheck check;
    private final UnsafeBuffer buffer;
    private final Runnable resume = this::resume;
    private byte[] partial;
    private int partialLength;
    private ByteBuf unread = Unpooled.EMPTY_BUFFER;

    /**
     * Decoder of one channel.
     *
     * @param channel    of the connection
     * @param handler    of the connection
     * @param frames     gets the checked frames
     * @param check      of the event loop
     * @param readBuffer of the event loop, longer than a frame
     */
    FrameDecoder(
        final Channel channel,
        final InboundHandler handler,
        final FrameSink frames,
        final InboundFrameCheck check,
        final UnsafeBuffer readBuffer)
    {
        this.channel = channel;
        this.handler = handler;
        this.frames = frames;
        this.check = check;
        this.buffer = readBuffer;
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message)
    {
        final ByteBuf bytes = (ByteBuf)message;
        if (handler.terminated())
        {
            bytes.release();
        }
        else if (unread.isReadable())
        {
            // Netty may deliver one more read after reading was switched off.
            handler.onBytes();
            final ByteBuf before = takeUnread();
            unread = context.alloc().buffer(before.readableBytes() + bytes.readableBytes());
            unread.writeBytes(before).writeBytes(bytes);
            before.release();
            bytes.release();
            walkUnread();
        }
        else
        {
            handler.onBytes();
            unread = bytes;
            walkUnread();
        }
    }

    private ByteBuf takeUnread()
    {
        final ByteBuf taken = unread;
        unread = Unpooled.EMPTY_BUFFER;
        return taken;
    }

    /** As long as the client reads its answers, its next frames are looked at; what is left waits. */
    private void walkUnread()
    {
        try
        {
            while (unread.isReadable() && handler.mayRead())
            {
                walkChunk();
            }
        }
        finally
        {
            if (!unread.isReadable() || handler.terminated())
            {
                takeUnread().release();
            }
        }
    }

    private void walkChunk()
    {
        if (partialLength > 0)
        {
            buffer.putBytes(0, partial, 0, partialLength);
        }
        final int count = Math.min(unread.readableBytes(), buffer.capacity() - partialLength);
        unread.readBytes(buffer.byteArray(), partialLength, count);
        final int end = partialLength + count;
        final int walked = walkFrames(end);
        if (walked > 0 && !handler.mayRead())
        {
            // The rest waits where it came from. It is all from there: what was kept before is in the first frame.
            unread.readerIndex(unread.readerIndex() - (end - walked));
            keepPartial(walked, 0);
        }
        else
        {
            keepPartial(walked, end - walked);
        }
    }

    /** Ends at once when the client does not take its answers: a query of few bytes may have an answer of many. */
    private int walkFrames(final int end)
    {
        int offset = 0;
        while (end - offset >= Frame.FRAMING_HEADER_LENGTH && handler.mayRead())
        {
            final int length = Frame.length(buffer, offset);
            if (!checkFraming(offset, length))
            {
                return end;
            }
            if (length > end - offset)
            {
                return offset;
            }
            if (checkMessage(offset, length))
            {
                frames.onFrame(buffer, offset, length);
            }
            offset += length;
        }
        return handler.terminated() ? end : offset;
    }

    /** What the first four bytes show is refused at once, not when as many bytes as they claim have come. */
    private boolean checkFraming(final int offset, final int length)
    {
        if (length < Frame.MIN_LENGTH || length > Frame.MAX_LENGTH)
        {
            handler.terminate(
                TerminateCode.FRAME_LENGTH_INVALID,
                "frame length " + length + " is not " + Frame.MIN_LENGTH + " to " + Frame.MAX_LENGTH + " bytes");
            return false;
        }
        final int type = Frame.encodingType(buffer, offset);
        if (type != Frame.ENCODING_TYPE)
        {
            handler.terminate(
                TerminateCode.FRAME_TYPE_INVALID, String.format("framing type 0x%04X is not 0xEB50", type));
            return false;
        }
        return true;
    }

    private boolean checkMessage(final int offset, final int length)
    {
        final int code = check.check(buffer, offset, length);
        if (code == FrameValidator.VALID)
        {
            return true;
        }
        handler.terminate(TerminateCode.get((short)code), check.describe());
        return false;
    }

    private void keepPartial(final int offset, final int length)
    {
        if (length > 0)
        {
            if (partial == null)
            {
                partial = new byte[Frame.MAX_LENGTH];
            }
            buffer.getBytes(offset, partial, 0, length);
        }
        // A frame that goes on keeps the time of its first byte.
        if (offset > 0 || partialLength == 0)
        {
            handler.onPartialFrame(length > 0);
        }
        partialLength = length;
    }

    @Override
    public void channelReadComplete(final ChannelHandlerContext context)
    {
        handler.onReadComplete();
    }

    @Override
    public void channelWritabilityChanged(final ChannelHandlerContext context)
    {
        if (context.channel().isWritable())
        {
            // Not at once: this may be called from within a write that a frame being walked has led to.
            context.executor().execute(resume);
        }
        else
        {
            handler.onUnwritable();
        }
    }

    private void resume()
    {
        if (channel.isWritable())
        {
            handler.onWritable();
            walkUnread();
            handler.onReadComplete();
            if (!unread.isReadable())
            {
                handler.resumeReading();
            }
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context)
    {
        takeUnread().release();
        handler.onClosed();
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable thrown)
    {
        if (!(thrown instanceof IOException))
        {
            LOGGER.warn("closing the connection of {}", handler, thrown);
        }
        context.close();
    }
}
