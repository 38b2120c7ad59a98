package io.signalbox.gateway.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.signalbox.gateway.ring.CommandRing;
import io.signalbox.gateway.ring.ReplyHandler;
import io.signalbox.gateway.ring.ReplyRing;
import io.signalbox.gateway.session.ConnectionIds;
import io.signalbox.gateway.session.GatewayFrames;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.replay.query.QueryAnswerer;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The connections of one event loop: makes each, hands the replies to it, flushes what it has staged, and ticks its
 * time limits. Owned by that loop.
 */
final class ConnectionLoop implements ClientConnection.Owner
{
    private static final int READ_CHUNK_LENGTH = 8 * 1024;
    private static final int DRAIN_LIMIT = 4096;

    private final int index;
    private final EventLoop eventLoop;
    private final NetSettings settings;
    private final CommandRing commands;
    private final ReplyRing replies;
    private final QueryAnswerer queries;
    private final GatewayFrames frames = new GatewayFrames();
    private final InboundFrameCheck check = new InboundFrameCheck();
    private final UnsafeBuffer readBuffer = new UnsafeBuffer(new byte[READ_CHUNK_LENGTH + Frame.MAX_LENGTH]);
    private final StagingBuffers stagingBuffers = new StagingBuffers();
    private final Long2ObjectHashMap<ClientConnection> connections = new Long2ObjectHashMap<>();
    private final ArrayList<ClientConnection> ticking = new ArrayList<>();
    private final ArrayList<ClientConnection> staged = new ArrayList<>();
    private final ReplyHandler replyHandler = this::onReply;
    private long lastConnection;
    private volatile int connectionCount;
    private boolean stopping;

    ConnectionLoop(
        final int index,
        final EventLoop eventLoop,
        final NetSettings settings,
        final CommandRing commands,
        final ReplyRing replies,
        final QueryAnswerer queries)
    {
        this.index = index;
        this.eventLoop = eventLoop;
        this.settings = settings;
        this.commands = commands;
        this.replies = replies;
        this.queries = queries;
    }

    void start()
    {
        final Runnable drain = this::drain;
        replies.onWake(() -> eventLoop.execute(drain));
        eventLoop.scheduleAtFixedRate(this::tick, TimeLimits.TICK_MS, TimeLimits.TICK_MS, TimeUnit.MILLISECONDS);
    }

    void connect(final Channel channel)
    {
        final long connectionId = ConnectionIds.of(index, ++lastConnection);
        final LongSupplier monotonicMs = settings.monotonicMs();
        final ClientConnection connection = new ClientConnection(
            connectionId,
            new FrameWriter(channel, stagingBuffers, settings.maxPendingBytes(), monotonicMs),
            frames,
            monotonicMs,
            this);
        final InboundFrames inbound =
            new InboundFrames(connection, commands, queries, frames, settings.clockMs(), settings.readOnly(),
                settings.served());
        channel.pipeline().addLast(new FrameDecoder(channel, connection, inbound, check, readBuffer));
        connections.put(connectionId, connection);
        connectionCount = connections.size();
        if (stopping)
        {
            connection.close();
        }
    }

    @Override
    public void onClosed(final long connectionId)
    {
        connections.remove(connectionId);
        connectionCount = connections.size();
    }

    boolean owns(final EventLoop candidate)
    {
        return candidate == eventLoop;
    }

    EventLoop eventLoop()
    {
        return eventLoop;
    }

    /** Read on any thread. */
    int connectionCount()
    {
        return connectionCount;
    }

    @Override
    public void onStaging(final ClientConnection connection)
    {
        staged.add(connection);
    }

    /**
     * End of a read, a drain or a tick: each connection that got frames writes and flushes once.
     */
    @Override
    public void flushStaged()
    {
        for (int i = 0; i < staged.size(); i++)
        {
            final ClientConnection connection = staged.get(i);
            try
            {
                connection.flush();
            }
            catch (final RuntimeException | Error ex)
            {
                connection.fail(ex);
            }
        }
        staged.clear();
    }

    private void drain()
    {
        final int taken = replies.drain(replyHandler, DRAIN_LIMIT);
        flushStaged();
        if (taken == DRAIN_LIMIT)
        {
            replies.wake();
        }
    }

    private void onReply(
        final long connectionId,
        final boolean sentBefore,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        final ClientConnection connection = connections.get(connectionId);
        if (connection != null)
        {
            try
            {
                connection.onReply(sentBefore, buffer, offset, length);
            }
            catch (final RuntimeException | Error ex)
            {
                // This frame has left the ring: the client gets it again when it reconnects, not a gap.
                connection.fail(ex);
            }
        }
    }

    private void tick()
    {
        final long nowMs = settings.monotonicMs().getAsLong();
        // A connection that ends leaves the table, so the table cannot be walked meanwhile.
        ticking.addAll(connections.values());
        for (int i = 0; i < ticking.size(); i++)
        {
            final ClientConnection connection = ticking.get(i);
            try
            {
                connection.onTick(nowMs);
            }
            catch (final RuntimeException | Error ex)
            {
                // What is thrown here would end the ticks, and with them the time limits of all connections.
                connection.fail(ex);
            }
        }
        ticking.clear();
        flushStaged();
    }

    /**
     * The server stops: accept nothing more from any client.
     */
    void stopReading()
    {
        stopping = true;
        for (final ClientConnection connection : connections.values())
        {
            connection.stopReading();
        }
    }

    /**
     * The last replies are in the ring: send them, and terminate the remaining connections.
     */
    void finish()
    {
        while (replies.drain(replyHandler, DRAIN_LIMIT) > 0)
        {
            flushStaged();
        }
        for (final ClientConnection connection : connections.values().toArray(new ClientConnection[0]))
        {
            connection.terminate(TerminateCode.SERVER_STOPPING, "the server is stopping");
        }
    }
}
