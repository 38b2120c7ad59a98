package io.signalbox.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One TCP connection of a session: turns bytes into checked frames, all those of a read in one walk, and remembers when
 * something was last sent and received. Owned by the event loop.
 */
final class Connection extends ByteToMessageDecoder
{
    private static final long NS_PER_MS = 1_000_000L;

    private final Session session;
    private final FrameValidator validator = FrameValidator.forClient();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private Channel channel;
    private boolean established;
    private boolean closing;
    private long lastReceivedNs = System.nanoTime();
    private long lastSentNs = lastReceivedNs;
    private String closeReason = "closed by the server";

    Connection(final Session session)
    {
        this.session = session;
    }

    Channel channel()
    {
        return channel;
    }

    boolean established()
    {
        return established;
    }

    void onEstablished()
    {
        established = true;
    }

    boolean closing()
    {
        return closing;
    }

    void onSent()
    {
        lastSentNs = System.nanoTime();
    }

    /** Give up a silent server; tell one that hears nothing that this client is still there. */
    void keepAlive(
        final long nowNs,
        final int keepAliveMs,
        final int tickMs,
        final SessionEncoder encoder,
        final long nextRequestNumber)
    {
        if (nowNs - lastReceivedNs > 2 * keepAliveMs * NS_PER_MS)
        {
            final String text = "nothing received for " + 2 * keepAliveMs + " ms";
            encoder.sendTerminate(channel, TerminateCode.KEEP_ALIVE_LAPSED, text);
            close(text);
        }
        // Early by one tick, because the next tick would be too late.
        else if (nowNs - lastSentNs >= (keepAliveMs - tickMs) * NS_PER_MS)
        {
            encoder.sendSequence(channel, nextRequestNumber);
            lastSentNs = nowNs;
        }
    }

    String closeReason()
    {
        return closeReason;
    }

    /** Close without more words; frames that are still unread are dropped. */
    void close(final String reason)
    {
        if (!closing)
        {
            closing = true;
            closeReason = reason;
        }
        channel.close();
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext context)
    {
        channel = context.channel();
    }

    @Override
    public void channelActive(final ChannelHandlerContext context)
    {
        lastReceivedNs = System.nanoTime();
        session.onConnected(this);
    }

    @Override
    protected void decode(final ChannelHandlerContext context, final ByteBuf in, final List<Object> out)
    {
        lastReceivedNs = System.nanoTime();
        final int length = in.readableBytes();
        final ByteBuffer memory = in.internalNioBuffer(in.readerIndex(), length);
        view.wrap(memory, memory.position(), length);
        in.skipBytes(walk(length));
    }

    /** Take all whole frames; returns the bytes that are done with. */
    private int walk(final int length)
    {
        int offset = 0;
        while (!closing && length - offset >= Frame.FRAMING_HEADER_LENGTH)
        {
            final int frameLength = Frame.length(view, offset);
            // A wrong length or type is told at once: the rest of such a frame may never come.
            final boolean whole = frameLength <= length - offset;
            final boolean possible = frameLength >= Frame.MIN_LENGTH && frameLength <= Frame.MAX_LENGTH &&
                Frame.encodingType(view, offset) == Frame.ENCODING_TYPE;
            if (!whole && possible)
            {
                break;
            }
            final int refusal = validator.validate(view, offset, length - offset);
            final boolean unknownEvent = isUnknownEvent(refusal, offset);
            if (refusal != FrameValidator.VALID && !unknownEvent)
            {
                session.onBadFrame(this, TerminateCode.get((short)refusal), validator.describe());
                break;
            }
            try
            {
                take(offset, unknownEvent);
            }
            catch (final RuntimeException ex)
            {
                session.onBadFrame(this, TerminateCode.MESSAGE_LENGTH_INVALID, ex.toString());
            }
            offset += frameLength;
        }
        return closing ? length : offset;
    }

    private void take(final int offset, final boolean unknownEvent)
    {
        final int templateId = Frame.templateId(view, offset);
        if (unknownEvent)
        {
            session.onUnknownEvent(this, templateId, view, offset);
        }
        else
        {
            session.onFrame(this, templateId, view, offset);
        }
    }

    /**
     * Whether a newer server has added this message: then it is an event, because a server sends other messages only to
     * a client that knows their version. Framing, length and schema id are right, or the refusal would be another.
     */
    private boolean isUnknownEvent(final int refusal, final int offset)
    {
        if (refusal != TerminateCode.TEMPLATE_ID_UNKNOWN.value())
        {
            return false;
        }
        header.wrap(view, offset + Frame.MESSAGE_OFFSET);
        return MessageTable.kind(header.templateId()) == null &&
            header.version() > MessageHeaderDecoder.SCHEMA_VERSION &&
            header.blockLength() >= EventHeaderDecoder.ENCODED_LENGTH &&
            header.blockLength() <= Frame.length(view, offset) - Frame.BODY_OFFSET;
    }

    @Override
    public void channelReadComplete(final ChannelHandlerContext context) throws Exception
    {
        super.channelReadComplete(context);
        session.onRoom(this);
    }

    @Override
    public void channelWritabilityChanged(final ChannelHandlerContext context)
    {
        session.onRoom(this);
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context) throws Exception
    {
        super.channelInactive(context);
        closing = true;
        session.onDisconnected(this);
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause)
    {
        close(cause.toString());
    }
}
