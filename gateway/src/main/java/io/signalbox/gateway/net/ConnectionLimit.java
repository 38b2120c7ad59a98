package io.signalbox.gateway.net;

import com.sun.management.UnixOperatingSystemMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many connections there may be at a time. Each takes a file descriptor of the process, and the journal needs some
 * too: a client that only connects, again and again, must not take the last one. Used by all event loops.
 */
final class ConnectionLimit
{
    private static final Logger LOGGER = LoggerFactory.getLogger(ConnectionLimit.class);
    private static final int RESERVED_DESCRIPTORS = 256;
    private static final long QUIET_NS = TimeUnit.MINUTES.toNanos(1);

    private final int max;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong nextWarningNs = new AtomicLong(System.nanoTime());

    ConnectionLimit(final int max)
    {
        this.max = max;
    }

    /** As many as this process may have descriptors, less those that everything else needs. */
    static ConnectionLimit ofProcess()
    {
        return new ConnectionLimit(
            ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix ?
                leaving(unix.getMaxFileDescriptorCount()) : Integer.MAX_VALUE);
    }

    static int leaving(final long descriptors)
    {
        return descriptors < 0 ? Integer.MAX_VALUE :
            (int)Math.min(Integer.MAX_VALUE, descriptors - Math.min(RESERVED_DESCRIPTORS, descriptors / 2));
    }

    /**
     * Count one more connection.
     *
     * @return false if there are as many as there may be: then it is not counted
     */
    boolean tryOpen()
    {
        if (open.incrementAndGet() <= max)
        {
            return true;
        }
        open.decrementAndGet();
        warn();
        return false;
    }

    void closed()
    {
        open.decrementAndGet();
    }

    /** Once a minute: this happens as often as a client connects. */
    private void warn()
    {
        final long nowNs = System.nanoTime();
        final long dueNs = nextWarningNs.get();
        if (nowNs - dueNs >= 0 && nextWarningNs.compareAndSet(dueNs, nowNs + QUIET_NS))
        {
            LOGGER.warn(
                "there are {} connections, as many as the file descriptors of the process allow; new ones are closed",
                max);
        }
    }
}
