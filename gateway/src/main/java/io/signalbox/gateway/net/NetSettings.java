package io.signalbox.gateway.net;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * Settings of the Netty server.
 *
 * @param host            address to bind to
 * @param port            to bind to, 0 to 65,535; 0 takes a free one
 * @param eventLoops      threads, 1 to 64
 * @param nioOnly         whether to leave epoll alone even where it is present
 * @param maxPendingBytes of one connection that may wait to be sent; more end it
 * @param clockMs         the wall clock, ms since 1970-01-01 UTC
 * @param monotonicMs     a clock for time limits that never goes backwards, ms
 * @param readOnly        whether no command may be accepted now; asked for each
 * @param served          which commands and queries this node serves, by template id; asked for each
 */
public record NetSettings(
    String host,
    int port,
    int eventLoops,
    boolean nioOnly,
    int maxPendingBytes,
    LongSupplier clockMs,
    LongSupplier monotonicMs,
    BooleanSupplier readOnly,
    IntPredicate served)
{
    /**
     * Check the settings.
     *
     * @param host as above
     * @param port as above
     * @param eventLoops as above
     * @param nioOnly as above
     * @param maxPendingBytes as above
     * @param clockMs as above
     * @param monotonicMs as above
     * @param readOnly as above
     * @param served as above
     * @throws IllegalArgumentException if one is out of range
     */
    public NetSettings
    {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(clockMs, "clockMs");
        Objects.requireNonNull(monotonicMs, "monotonicMs");
        Objects.requireNonNull(readOnly, "readOnly");
        Objects.requireNonNull(served, "served");
        if (port < 0 || port > 65_535)
        {
            throw new IllegalArgumentException("port " + port + " is not 0 to 65535");
        }
        if (eventLoops < 1 || eventLoops > 64)
        {
            throw new IllegalArgumentException("eventLoops " + eventLoops + " is not 1 to 64");
        }
        if (maxPendingBytes < 64 * 1024)
        {
            throw new IllegalArgumentException("maxPendingBytes " + maxPendingBytes + " is less than 65536");
        }
    }
}
