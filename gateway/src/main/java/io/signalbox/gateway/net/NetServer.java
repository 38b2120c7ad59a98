package io.signalbox.gateway.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.signalbox.gateway.ring.CommandRing;
import io.signalbox.gateway.ring.ReplyRing;
import io.signalbox.replay.query.QueryAnswerer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Accepts connections and serves them on a few event loops. Started and stopped by the thread that owns the node.
 */
public final class NetServer
{
    private static final int BACKLOG = 1024;
    private static final int LOW_WATER_MARK = 64 * 1024;
    private static final int HIGH_WATER_MARK = 256 * 1024;
    private static final long POLL_NS = 1_000_000;

    private final MultiThreadIoEventLoopGroup group;
    private final ConnectionLoop[] loops;
    private final Channel acceptor;

    private NetServer(
        final MultiThreadIoEventLoopGroup group, final ConnectionLoop[] loops, final Channel acceptor)
    {
        this.group = group;
        this.loops = loops;
        this.acceptor = acceptor;
    }

    /**
     * Bind and serve.
     *
     * @param settings       of the server
     * @param commands       ring that requests are published to
     * @param replies        one ring for each event loop
     * @param queries        one answerer for each event loop
     * @param nextDeadlineMs deadline of the hold that ends first, ms since 1970-01-01 UTC
     * @return server that accepts connections
     * @throws IOException if the address cannot be bound
     */
    public static NetServer bind(
        final NetSettings settings,
        final CommandRing commands,
        final ReplyRing[] replies,
        final List<QueryAnswerer> queries,
        final LongSupplier nextDeadlineMs) throws IOException
    {
        return bind(settings, ConnectionLimit.ofProcess(), commands, replies, queries, nextDeadlineMs);
    }

    static NetServer bind(
        final NetSettings settings,
        final ConnectionLimit limit,
        final CommandRing commands,
        final ReplyRing[] replies,
        final List<QueryAnswerer> queries,
        final LongSupplier nextDeadlineMs) throws IOException
    {
        final boolean epoll = Epoll.isAvailable() && !settings.nioOnly();
        final IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            settings.eventLoops(), new DefaultThreadFactory("signalbox-loop", true), handlers);
        final ConnectionLoop[] loops = new ConnectionLoop[settings.eventLoops()];
        int index = 0;
        for (final EventExecutor executor : group)
        {
            loops[index] = new ConnectionLoop(
                index, (EventLoop)executor, settings, commands, replies[index], queries.get(index));
            loops[index].start();
            index++;
        }
        try
        {
            final Channel acceptor = bootstrap(group, loops, limit, epoll)
                .bind(new InetSocketAddress(settings.host(), settings.port())).syncUninterruptibly().channel();
            loops[0].eventLoop().scheduleAtFixedRate(
                () -> expire(settings, commands, nextDeadlineMs),
                TimeLimits.TICK_MS, TimeLimits.TICK_MS, TimeUnit.MILLISECONDS);
            return new NetServer(group, loops, acceptor);
        }
        catch (final Exception failed)
        {
            group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
            throw new IOException(
                "cannot bind " + settings.host() + ":" + settings.port() + ": " +
                    (failed instanceof UnresolvedAddressException ? "unknown host" : failed.getMessage()), failed);
        }
    }

    private static ServerBootstrap bootstrap(
        final MultiThreadIoEventLoopGroup group,
        final ConnectionLoop[] loops,
        final ConnectionLimit limit,
        final boolean epoll)
    {
        final Class<? extends ServerChannel> channelClass =
            epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        return new ServerBootstrap()
            .group(group)
            .channel(channelClass)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW_WATER_MARK, HIGH_WATER_MARK))
            .childHandler(new ChannelInitializer<>()
            {
                @Override
                protected void initChannel(final Channel channel)
                {
                    if (limit.tryOpen())
                    {
                        channel.closeFuture().addListener(closed -> limit.closed());
                        loopOf(loops, channel).connect(channel);
                    }
                    else
                    {
                        channel.close();
                    }
                }
            });
    }

    private static ConnectionLoop loopOf(final ConnectionLoop[] loops, final Channel channel)
    {
        for (final ConnectionLoop loop : loops)
        {
            if (loop.owns(channel.eventLoop()))
            {
                return loop;
            }
        }
        throw new IllegalStateException("event loop of " + channel + " is not one of this server");
    }

    /** Holds end also when no command comes. */
    private static void expire(
        final NetSettings settings, final CommandRing commands, final LongSupplier nextDeadlineMs)
    {
        if (nextDeadlineMs.getAsLong() <= settings.clockMs().getAsLong())
        {
            commands.tryPublishTick();
        }
    }

    /**
     * Port that is bound.
     *
     * @return 1 to 65,535
     */
    public int port()
    {
        return ((InetSocketAddress)acceptor.localAddress()).getPort();
    }

    /**
     * Accept no more connections, read nothing more. When this returns, no request will be published any more.
     *
     * @param timeoutNs longest time to wait
     */
    public void stopReading(final long timeoutNs)
    {
        acceptor.close().awaitUninterruptibly(timeoutNs, TimeUnit.NANOSECONDS);
        for (final ConnectionLoop loop : loops)
        {
            loop.eventLoop().submit(loop::stopReading).awaitUninterruptibly(timeoutNs, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Send the replies that are left, terminate the remaining connections, close.
     *
     * @param timeoutNs longest time to give the clients
     */
    public void finish(final long timeoutNs)
    {
        final long deadlineNs = System.nanoTime() + timeoutNs;
        for (final ConnectionLoop loop : loops)
        {
            loop.eventLoop().submit(loop::finish).awaitUninterruptibly(timeoutNs, TimeUnit.NANOSECONDS);
        }
        while (connectionCount() > 0 && System.nanoTime() - deadlineNs < 0)
        {
            LockSupport.parkNanos(POLL_NS);
        }
        group.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS).awaitUninterruptibly(timeoutNs, TimeUnit.NANOSECONDS);
    }

    private int connectionCount()
    {
        int count = 0;
        for (final ConnectionLoop loop : loops)
        {
            count += loop.connectionCount();
        }
        return count;
    }
}
