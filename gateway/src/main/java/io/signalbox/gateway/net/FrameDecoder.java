package io.signalbox.gateway.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.wire.DefineLimitsDecoder;
import io.signalbox.protocol.wire.ExpireHoldsDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/**
 * Walks all frames of a read in one go and hands each, checked, to the session. Keeps at most one partial frame. A
 * frame that is malformed ends the connection. Owned by the connection's event loop; allocates nothing per frame.
 */
final class FrameDecoder extends ChannelInboundHandlerAdapter
{
    private static final Logger LOGGER = LoggerFactory.getLogger(FrameDecoder.class);

    private final Channel channel;
    private final Session session;
    private final ConnectionLoop loop;
    private final UnsafeBuffer buffer;
    private final Runnable resume = this::resume;
    private byte[] partial;
    private int partialLength;
    private ByteBuf unread = Unpooled.EMPTY_BUFFER;

    FrameDecoder(final Channel channel, final Session session, final ConnectionLoop loop)
    {
        this.channel = channel;
        this.session = session;
        this.loop = loop;
        this.buffer = loop.readBuffer();
    }

    @Override
    public void channelRead(final ChannelHandlerContext context, final Object message)
    {
        final ByteBuf bytes = (ByteBuf)message;
        if (session.terminated())
        {
            bytes.release();
        }
        else if (unread.isReadable())
        {
            // Netty may deliver one more read after reading was switched off.
            session.onBytes();
            final ByteBuf before = takeUnread();
            unread = context.alloc().buffer(before.readableBytes() + bytes.readableBytes());
            unread.writeBytes(before).writeBytes(bytes);
            before.release();
            bytes.release();
            walkUnread();
        }
        else
        {
            session.onBytes();
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
            while (unread.isReadable() && session.mayRead())
            {
                walkChunk();
            }
        }
        finally
        {
            if (!unread.isReadable() || session.terminated())
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
        if (walked > 0 && !session.mayRead())
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
        while (end - offset >= Frame.FRAMING_HEADER_LENGTH && session.mayRead())
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
                session.onFrame(buffer, offset, length);
            }
            offset += length;
        }
        return session.terminated() ? end : offset;
    }

    /** What the first four bytes show is refused at once, not when as many bytes as they claim have come. */
    private boolean checkFraming(final int offset, final int length)
    {
        if (length < Frame.MIN_LENGTH || length > Frame.MAX_LENGTH)
        {
            session.terminate(
                TerminateCode.FRAME_LENGTH_INVALID,
                "frame length " + length + " is not " + Frame.MIN_LENGTH + " to " + Frame.MAX_LENGTH + " bytes");
            return false;
        }
        final int type = Frame.encodingType(buffer, offset);
        if (type != Frame.ENCODING_TYPE)
        {
            session.terminate(
                TerminateCode.FRAME_TYPE_INVALID, String.format("framing type 0x%04X is not 0xEB50", type));
            return false;
        }
        return true;
    }

    private boolean checkMessage(final int offset, final int length)
    {
        final FrameValidator validator = loop.clientValidator();
        final int code = validator.validate(buffer, offset, length);
        if (code == FrameValidator.VALID)
        {
            return true;
        }
        if (code == TerminateCode.TEMPLATE_ID_UNKNOWN.value() && hostCommand(offset, length))
        {
            // Well-formed: the session refuses it by its number, without ending the connection.
            return true;
        }
        session.terminate(TerminateCode.get((short)code), validator.describe());
        return false;
    }

    private boolean hostCommand(final int offset, final int length)
    {
        final int templateId = Frame.templateId(buffer, offset);
        return (templateId == DefineLimitsDecoder.TEMPLATE_ID || templateId == ExpireHoldsDecoder.TEMPLATE_ID) &&
            loop.hostValidator().validate(buffer, offset, length) == FrameValidator.VALID;
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
            session.onPartialFrame(length > 0);
        }
        partialLength = length;
    }

    @Override
    public void channelReadComplete(final ChannelHandlerContext context)
    {
        loop.flushStaged();
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
            session.onUnwritable();
        }
    }

    private void resume()
    {
        if (channel.isWritable())
        {
            session.onWritable();
            walkUnread();
            loop.flushStaged();
            if (!unread.isReadable())
            {
                session.resumeReading();
            }
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context)
    {
        takeUnread().release();
        session.onClosed();
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable thrown)
    {
        if (!(thrown instanceof IOException))
        {
            LOGGER.warn("closing the connection of {}", session, thrown);
        }
        context.close();
    }
}
