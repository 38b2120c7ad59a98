package io.signalbox.client;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Event loop threads that several clients share: each client lives on one of them. Daemon threads; epoll where it is
 * present, NIO else. May be used from any thread.
 */
public final class ClientThreads implements AutoCloseable
{
    private static final int MAX_THREADS = 256;

    private final boolean epoll;
    private final MultiThreadIoEventLoopGroup group;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    private ClientThreads(final int threads, final boolean epoll)
    {
        this.epoll = epoll;
        final IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("signalbox-client", true), factory);
    }

    /**
     * Start threads.
     *
     * @param threads how many, 1 to 256
     * @return the threads; close them after the clients that use them
     * @throws IllegalArgumentException if the count is out of range
     */
    public static ClientThreads start(final int threads)
    {
        return start(threads, Epoll.isAvailable());
    }

    static ClientThreads start(final int threads, final boolean epoll)
    {
        Checks.range("threads", threads, 1, MAX_THREADS);
        return new ClientThreads(threads, epoll);
    }

    Session newSession(final ClientConfig config, final ClientListener listener)
    {
        final Session session = new Session(
            config, group.next(), epoll ? EpollSocketChannel.class : NioSocketChannel.class, listener);
        sessions.add(session);
        session.closed().whenComplete((done, error) -> sessions.remove(session));
        return session;
    }

    /**
     * Close the clients that still use the threads, then end the threads. Does not wait.
     */
    @Override
    public void close()
    {
        sessions.forEach(Session::close);
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
