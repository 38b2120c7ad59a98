package io.signalbox.gateway.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.signalbox.gateway.ring.CommandRing;
import io.signalbox.gateway.ring.GatewayFrames;
import io.signalbox.gateway.ring.ReplyHandler;
import io.signalbox.gateway.ring.ReplyRing;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/**
 * What the connections of one event loop share: the two rings, the buffers, the table of sessions, the tick of the time
 * limits. Owned by that loop.
 */
final class ConnectionLoop
{
    private static final int STAGE_LENGTH = 64 * 1024;
    private static final int READ_CHUNK_LENGTH = 8 * 1024;
    private static final int DRAIN_LIMIT = 4096;

    private final int index;
    private final EventLoop eventLoop;
    private final NetSettings settings;
    private final CommandRing commands;
    private final ReplyRing replies;
    private final QueryService queries;
    private final GatewayFrames frames = new GatewayFrames();
    private final FrameValidator clientValidator = FrameValidator.forServer();
    private final FrameValidator hostValidator = FrameValidator.forHost();
    private final UnsafeBuffer readBuffer = new UnsafeBuffer(new byte[READ_CHUNK_LENGTH + Frame.MAX_LENGTH]);
    private final Long2ObjectHashMap<Session> sessions = new Long2ObjectHashMap<>();
    private final ArrayList<Session> ticking = new ArrayList<>();
    private final ArrayList<Connection> staged = new ArrayList<>();
    private final ArrayDeque<UnsafeBuffer> freeStages = new ArrayDeque<>();
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
        final QueryService queries)
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
        final long connectionId = ReplyRing.connectionId(index, ++lastConnection);
        final Session session = new Session(connectionId, channel, this);
        channel.pipeline().addLast(new FrameDecoder(channel, session, this));
        sessions.put(connectionId, session);
        connectionCount = sessions.size();
        if (stopping)
        {
            session.close();
        }
    }

    void disconnected(final long connectionId)
    {
        sessions.remove(connectionId);
        connectionCount = sessions.size();
    }

    boolean owns(final EventLoop candidate)
    {
        return candidate == eventLoop;
    }

    EventLoop eventLoop()
    {
        return eventLoop;
    }

    NetSettings settings()
    {
        return settings;
    }

    CommandRing commands()
    {
        return commands;
    }

    QueryService queries()
    {
        return queries;
    }

    GatewayFrames frames()
    {
        return frames;
    }

    FrameValidator clientValidator()
    {
        return clientValidator;
    }

    FrameValidator hostValidator()
    {
        return hostValidator;
    }

    UnsafeBuffer readBuffer()
    {
        return readBuffer;
    }

    long monotonicMs()
    {
        return settings.monotonicMs().getAsLong();
    }

    /** Read on any thread. */
    int connectionCount()
    {
        return connectionCount;
    }

    UnsafeBuffer acquireStage(final Connection connection)
    {
        staged.add(connection);
        final UnsafeBuffer free = freeStages.pollLast();
        return free == null ? new UnsafeBuffer(new byte[STAGE_LENGTH]) : free;
    }

    void releaseStage(final UnsafeBuffer stage)
    {
        freeStages.addLast(stage);
    }

    /**
     * End of a read, a drain or a tick: each connection that got frames writes and flushes once.
     */
    void flushStaged()
    {
        for (int i = 0; i < staged.size(); i++)
        {
            final Connection connection = staged.get(i);
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
        final Session session = sessions.get(connectionId);
        if (session != null)
        {
            try
            {
                session.onReply(sentBefore, buffer, offset, length);
            }
            catch (final RuntimeException | Error ex)
            {
                // This frame has left the ring: the client gets it again when it reconnects, not a gap.
                session.fail(ex);
            }
        }
    }

    private void tick()
    {
        final long nowMs = monotonicMs();
        // A session that ends leaves the table, so the table cannot be walked meanwhile.
        ticking.addAll(sessions.values());
        for (int i = 0; i < ticking.size(); i++)
        {
            final Session session = ticking.get(i);
            try
            {
                session.onTick(nowMs);
            }
            catch (final RuntimeException | Error ex)
            {
                // What is thrown here would end the ticks, and with them the time limits of all connections.
                session.fail(ex);
            }
        }
        ticking.clear();
        flushStaged();
    }

    /**
     * The server stops: take nothing more from any client.
     */
    void stopReading()
    {
        stopping = true;
        for (final Session session : sessions.values())
        {
            session.stopReading();
        }
    }

    /**
     * The last replies are in the ring: send them, and say good bye.
     */
    void finish()
    {
        while (replies.drain(replyHandler, DRAIN_LIMIT) > 0)
        {
            flushStaged();
        }
        for (final Session session : sessions.values().toArray(new Session[0]))
        {
            session.terminate(TerminateCode.SERVER_STOPPING, "the server is stopping");
        }
    }
}
