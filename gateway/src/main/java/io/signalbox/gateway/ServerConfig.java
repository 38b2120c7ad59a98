package io.signalbox.gateway;

import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.protocol.wire.Durability;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Configuration of one server. Start from {@link #of} and change what is wanted.
 *
 * @param directory       data directory; made if there is none
 * @param host            address to bind to
 * @param port            to bind to, 0 to 65,535; 0 takes a free one
 * @param durability      when replies are sent: {@code DISK} or {@code PROCESS}
 * @param limits          journaled at the first start
 * @param eventLoops      network threads, 1 to 64
 * @param nioOnly         whether to leave epoll alone even where it is present
 * @param waitMode        how the business thread waits for commands
 * @param ringSlots       commands that may wait to be decided, a power of two, 2 to 262,144; each takes 4 KiB
 * @param maxBatch        commands after which replies are let out at the latest, 1 to 65,536
 * @param replyRingBytes  of each event loop, a power of two, 65,536 to 1,073,741,824
 * @param repliesKept     events of each session that can be had again, 1 to 65,536
 * @param maxPendingBytes of one connection that may wait to be sent, 65,536 to 1,073,741,824; more end it
 */
public record ServerConfig(
    Path directory,
    String host,
    int port,
    Durability durability,
    EngineLimits limits,
    int eventLoops,
    boolean nioOnly,
    WaitMode waitMode,
    int ringSlots,
    int maxBatch,
    int replyRingBytes,
    int repliesKept,
    int maxPendingBytes)
{
    /** The port of a server if nothing else is said. */
    public static final int DEFAULT_PORT = 7306;

    private static final int MIN_BYTES = 64 * 1024;
    private static final int MAX_BYTES = 1 << 30;

    /**
     * Check the configuration.
     *
     * @param directory       as above
     * @param host            as above
     * @param port            as above
     * @param durability      as above
     * @param limits          as above
     * @param eventLoops      as above
     * @param nioOnly         as above
     * @param waitMode        as above
     * @param ringSlots       as above
     * @param maxBatch        as above
     * @param replyRingBytes  as above
     * @param repliesKept     as above
     * @param maxPendingBytes as above
     * @throws IllegalArgumentException if a value is out of range; the text names it, its value and the range
     */
    public ServerConfig
    {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(waitMode, "waitMode");
        if (durability != Durability.DISK && durability != Durability.PROCESS)
        {
            throw new IllegalArgumentException("durability " + durability + " is not DISK or PROCESS");
        }
        checkRange("port", port, 0, 65_535);
        checkRange("eventLoops", eventLoops, 1, 64);
        checkPowerOfTwo("ringSlots", ringSlots, 2, 1 << 18);
        checkRange("maxBatch", maxBatch, 1, 1 << 16);
        checkPowerOfTwo("replyRingBytes", replyRingBytes, MIN_BYTES, MAX_BYTES);
        checkRange("repliesKept", repliesKept, 1, 1 << 16);
        checkRange("maxPendingBytes", maxPendingBytes, MIN_BYTES, MAX_BYTES);
    }

    /**
     * Default configuration: loopback, port 7306, replies after the disk, one network thread.
     *
     * @param directory data directory
     * @return the configuration
     */
    public static ServerConfig of(final Path directory)
    {
        return new ServerConfig(
            directory, "127.0.0.1", DEFAULT_PORT, Durability.DISK, EngineLimits.DEFAULT, 1, false, WaitMode.BLOCKING,
            1 << 14, 1024, 8 * 1024 * 1024, 1024, 4 * 1024 * 1024);
    }

    /**
     * Bind elsewhere.
     *
     * @param newHost address
     * @param newPort 0 to 65,535; 0 takes a free one
     * @return changed copy
     */
    public ServerConfig withAddress(final String newHost, final int newPort)
    {
        return new ServerConfig(
            directory, newHost, newPort, durability, limits, eventLoops, nioOnly, waitMode, ringSlots, maxBatch,
            replyRingBytes, repliesKept, maxPendingBytes);
    }

    /**
     * Send replies at another time.
     *
     * @param newDurability {@code DISK} or {@code PROCESS}
     * @return changed copy
     */
    public ServerConfig withDurability(final Durability newDurability)
    {
        return new ServerConfig(
            directory, host, port, newDurability, limits, eventLoops, nioOnly, waitMode, ringSlots, maxBatch,
            replyRingBytes, repliesKept, maxPendingBytes);
    }

    /**
     * Start with other limits.
     *
     * @param newLimits journaled at the first start
     * @return changed copy
     */
    public ServerConfig withLimits(final EngineLimits newLimits)
    {
        return new ServerConfig(
            directory, host, port, durability, newLimits, eventLoops, nioOnly, waitMode, ringSlots, maxBatch,
            replyRingBytes, repliesKept, maxPendingBytes);
    }

    /**
     * Use other threads.
     *
     * @param newEventLoops network threads, 1 to 64
     * @param newNioOnly    whether to leave epoll alone
     * @param newWaitMode   how the business thread waits
     * @return changed copy
     */
    public ServerConfig withThreads(final int newEventLoops, final boolean newNioOnly, final WaitMode newWaitMode)
    {
        return new ServerConfig(
            directory, host, port, durability, limits, newEventLoops, newNioOnly, newWaitMode, ringSlots, maxBatch,
            replyRingBytes, repliesKept, maxPendingBytes);
    }

    /**
     * Use other rings.
     *
     * @param newRingSlots      commands that may wait, a power of two
     * @param newMaxBatch       commands after which replies are let out
     * @param newReplyRingBytes of each event loop, a power of two
     * @return changed copy
     */
    public ServerConfig withRings(final int newRingSlots, final int newMaxBatch, final int newReplyRingBytes)
    {
        return new ServerConfig(
            directory, host, port, durability, limits, eventLoops, nioOnly, waitMode, newRingSlots, newMaxBatch,
            newReplyRingBytes, repliesKept, maxPendingBytes);
    }

    /**
     * Keep another number of replies.
     *
     * @param newRepliesKept events of each session, 1 to 65,536
     * @return changed copy
     */
    public ServerConfig withRepliesKept(final int newRepliesKept)
    {
        return new ServerConfig(
            directory, host, port, durability, limits, eventLoops, nioOnly, waitMode, ringSlots, maxBatch,
            replyRingBytes, newRepliesKept, maxPendingBytes);
    }

    /**
     * Let more or fewer bytes wait for a slow client.
     *
     * @param newMaxPendingBytes of one connection
     * @return changed copy
     */
    public ServerConfig withMaxPendingBytes(final int newMaxPendingBytes)
    {
        return new ServerConfig(
            directory, host, port, durability, limits, eventLoops, nioOnly, waitMode, ringSlots, maxBatch,
            replyRingBytes, repliesKept, newMaxPendingBytes);
    }

    static void checkRange(final String name, final int value, final int min, final int max)
    {
        if (value < min || value > max)
        {
            throw new IllegalArgumentException(name + " " + value + " is not " + min + " to " + max);
        }
    }

    private static void checkPowerOfTwo(final String name, final int value, final int min, final int max)
    {
        checkRange(name, value, min, max);
        if (Integer.bitCount(value) != 1)
        {
            throw new IllegalArgumentException(name + " " + value + " is not a power of two");
        }
    }
}
