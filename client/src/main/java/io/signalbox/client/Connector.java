package io.signalbox.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Opens the connections of a session, with pauses that grow while none gets established. Owned by the event loop.
 */
final class Connector
{
    private static final int LOW_WATER_MARK = 64 * 1024;
    private static final int HIGH_WATER_MARK = 256 * 1024;

    private final ClientConfig config;
    private final EventLoop loop;
    private final Session session;
    private final Bootstrap bootstrap;
    private ChannelFuture connecting;
    private boolean cancelled;
    private long startedNs;
    private int pauseMs;

    Connector(
        final ClientConfig config,
        final EventLoop loop,
        final Class<? extends SocketChannel> channelType,
        final Session session)
    {
        this.config = config;
        this.loop = loop;
        this.session = session;
        pauseMs = config.reconnectMinMs();
        bootstrap = new Bootstrap()
            .group(loop)
            .channel(channelType)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, config.connectTimeoutMs())
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW_WATER_MARK, HIGH_WATER_MARK))
            .remoteAddress(config.host(), config.port());
    }

    void connect()
    {
        if (cancelled)
        {
            return;
        }
        startedNs = System.nanoTime();
        connecting = bootstrap.clone().handler(new Connection(session)).connect();
        connecting.addListener(done ->
        {
            connecting = null;
            if (!done.isSuccess())
            {
                session.onConnectFailed(done.cause());
            }
        });
    }

    void connectLater()
    {
        if (loop.isShuttingDown())
        {
            // What is scheduled now would never run.
            session.onClosed();
            return;
        }
        // Half of the pause is random, so that the clients of a server that comes back do not come all at once.
        final int fixedMs = pauseMs / 2;
        final int delayMs = fixedMs + ThreadLocalRandom.current().nextInt(pauseMs - fixedMs) + 1;
        pauseMs = (int)Math.min(config.reconnectMaxMs(), 2L * pauseMs);
        loop.schedule(this::connect, delayMs, TimeUnit.MILLISECONDS);
    }

    void onEstablished()
    {
        pauseMs = config.reconnectMinMs();
    }

    /** When the newest attempt began, {@link System#nanoTime()}. */
    long startedNs()
    {
        return startedNs;
    }

    /**
     * Make no more attempts.
     *
     * @return true if one was under way: the session hears of its failure
     */
    boolean cancel()
    {
        cancelled = true;
        if (connecting == null)
        {
            return false;
        }
        connecting.channel().close();
        return true;
    }
}
