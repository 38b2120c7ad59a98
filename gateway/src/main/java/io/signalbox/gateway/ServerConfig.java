package io.signalbox.gateway;

import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.gateway.host.SettingChecks;
import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.protocol.wire.Durability;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Configuration of one server. Start from {@link #builder} and change what is wanted.
 *
 * @param directory       data directory; made if there is none
 * @param host            address to bind to
 * @param port            to bind to, 0 to 65,535; 0 takes a free one
 * @param durability      when replies are sent: {@code DISK} or {@code PROCESS}
 * @param limits          journaled at the first start
 * @param decisionVersion of the rules that a new journal begins with, 1 to the newest; journaled at the first start
 * @param eventLoops      network threads, 1 to 64
 * @param nioOnly         whether to leave epoll alone even where it is present
 * @param waitMode        how the business thread waits for commands
 * @param ringSlots       commands that may wait to be decided, a power of two, 2 to 262,144; each takes 4 KiB
 * @param maxBatch        commands after which replies are let out at the latest, 1 to 65,536
 * @param replyRingBytes  of each event loop, a power of two, 65,536 to 1,073,741,824
 * @param repliesKept     events of each session that can be had again, 1 to 65,536
 * @param maxPendingBytes of one connection that may wait to be sent, 65,536 to 1,073,741,824; more end it
 * @param checkpointEvery records after which a checkpoint is journaled; 0 (never) to 1,000,000,000
 * @param snapshotEvery   records after which a snapshot is taken; 0 (never) to 1,000,000,000
 * @param snapshotEveryMs time after which one is taken if there is a new record, 1 to 2,147,483,647 ms
 * @param snapshotsKept   how many snapshots are kept, 2 to 1,000
 */
public record ServerConfig(
    Path directory,
    String host,
    int port,
    Durability durability,
    EngineLimits limits,
    int decisionVersion,
    int eventLoops,
    boolean nioOnly,
    WaitMode waitMode,
    int ringSlots,
    int maxBatch,
    int replyRingBytes,
    int repliesKept,
    int maxPendingBytes,
    int checkpointEvery,
    int snapshotEvery,
    int snapshotEveryMs,
    int snapshotsKept)
{
    /** Directory of the snapshots in the data directory. */
    public static final String SNAPSHOTS = "snapshots";

    /** The port of a server if nothing else is said. */
    public static final int DEFAULT_PORT = 7306;

    private static final int MIN_BYTES = 64 * 1024;
    private static final int MAX_BYTES = 1 << 30;
    private static final int MAX_RECORDS = 1_000_000_000;

    /**
     * Check all values.
     *
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
        SettingChecks.range("port", port, 0, 65_535);
        SettingChecks.range("decisionVersion", decisionVersion, 1, SeatEngine.LATEST_DECISION_VERSION);
        SettingChecks.range("eventLoops", eventLoops, 1, 64);
        SettingChecks.powerOfTwo("ringSlots", ringSlots, 2, 1 << 18);
        SettingChecks.range("maxBatch", maxBatch, 1, 1 << 16);
        SettingChecks.powerOfTwo("replyRingBytes", replyRingBytes, MIN_BYTES, MAX_BYTES);
        SettingChecks.range("repliesKept", repliesKept, 1, 1 << 16);
        SettingChecks.range("maxPendingBytes", maxPendingBytes, MIN_BYTES, MAX_BYTES);
        SettingChecks.range("checkpointEvery", checkpointEvery, 0, MAX_RECORDS);
        SettingChecks.range("snapshotEvery", snapshotEvery, 0, MAX_RECORDS);
        SettingChecks.range("snapshotEveryMs", snapshotEveryMs, 1, Integer.MAX_VALUE);
        SettingChecks.range("snapshotsKept", snapshotsKept, 2, 1_000);
    }

    /**
     * Where the snapshots are.
     *
     * @return directory in the data directory
     */
    public Path snapshots()
    {
        return directory.resolve(SNAPSHOTS);
    }

    /**
     * Default configuration: loopback, port 7306, replies after the disk, one network thread.
     *
     * @param directory data directory; made if there is none
     * @return the configuration
     */
    public static ServerConfig of(final Path directory)
    {
        return builder(directory).build();
    }

    /**
     * Builder that has the values of {@link #of}.
     *
     * @param directory data directory; made if there is none
     * @return builder
     */
    public static Builder builder(final Path directory)
    {
        return new Builder(directory);
    }

    /**
     * Builds a configuration. Owned by one thread; can be changed and used again.
     */
    public static final class Builder
    {
        private final Path directory;
        private String host = "127.0.0.1";
        private int port = DEFAULT_PORT;
        private Durability durability = Durability.DISK;
        private EngineLimits limits = EngineLimits.DEFAULT;
        private int decisionVersion = SeatEngine.LATEST_DECISION_VERSION;
        private int eventLoops = 1;
        private boolean nioOnly;
        private WaitMode waitMode = WaitMode.BLOCKING;
        private int ringSlots = 1 << 14;
        private int maxBatch = 1024;
        private int replyRingBytes = 8 * 1024 * 1024;
        private int repliesKept = 1024;
        private int maxPendingBytes = 4 * 1024 * 1024;
        private int checkpointEvery = 4_096;
        private int snapshotEvery = 1_000_000;
        private int snapshotEveryMs = 600_000;
        private int snapshotsKept = 2;

        private Builder(final Path directory)
        {
            this.directory = directory;
        }

        /**
         * Bind to another address.
         *
         * @param newHost name or address
         * @return this
         */
        public Builder host(final String newHost)
        {
            host = newHost;
            return this;
        }

        /**
         * Bind to another port.
         *
         * @param newPort 0 to 65,535; 0 takes a free one
         * @return this
         */
        public Builder port(final int newPort)
        {
            port = newPort;
            return this;
        }

        /**
         * Send replies at another time.
         *
         * @param newDurability {@code DISK} or {@code PROCESS}
         * @return this
         */
        public Builder durability(final Durability newDurability)
        {
            durability = newDurability;
            return this;
        }

        /**
         * Start with other limits.
         *
         * @param newLimits limits, journaled at the first start
         * @return this
         */
        public Builder limits(final EngineLimits newLimits)
        {
            limits = newLimits;
            return this;
        }

        /**
         * Begin a new journal with other rules.
         *
         * @param newDecisionVersion 1 to the newest, journaled at the first start
         * @return this
         */
        public Builder decisionVersion(final int newDecisionVersion)
        {
            decisionVersion = newDecisionVersion;
            return this;
        }

        /**
         * Use more network threads.
         *
         * @param newEventLoops 1 to 64
         * @return this
         */
        public Builder eventLoops(final int newEventLoops)
        {
            eventLoops = newEventLoops;
            return this;
        }

        /**
         * Leave epoll alone, or not.
         *
         * @param newNioOnly true: NIO also where epoll is present
         * @return this
         */
        public Builder nioOnly(final boolean newNioOnly)
        {
            nioOnly = newNioOnly;
            return this;
        }

        /**
         * Let the business thread wait in another way.
         *
         * @param newWaitMode the way
         * @return this
         */
        public Builder waitMode(final WaitMode newWaitMode)
        {
            waitMode = newWaitMode;
            return this;
        }

        /**
         * Let more or fewer commands wait to be decided.
         *
         * @param newRingSlots a power of two, 2 to 262,144; each takes 4 KiB
         * @return this
         */
        public Builder ringSlots(final int newRingSlots)
        {
            ringSlots = newRingSlots;
            return this;
        }

        /**
         * Let replies out after more or fewer commands.
         *
         * @param newMaxBatch 1 to 65,536
         * @return this
         */
        public Builder maxBatch(final int newMaxBatch)
        {
            maxBatch = newMaxBatch;
            return this;
        }

        /**
         * Use larger or smaller reply rings.
         *
         * @param newReplyRingBytes bytes of each event loop, a power of two, 65,536 to 1,073,741,824
         * @return this
         */
        public Builder replyRingBytes(final int newReplyRingBytes)
        {
            replyRingBytes = newReplyRingBytes;
            return this;
        }

        /**
         * Keep another number of replies.
         *
         * @param newRepliesKept events of each session, 1 to 65,536
         * @return this
         */
        public Builder repliesKept(final int newRepliesKept)
        {
            repliesKept = newRepliesKept;
            return this;
        }

        /**
         * Let more or fewer bytes wait for a slow client.
         *
         * @param newMaxPendingBytes bytes of one connection, 65,536 to 1,073,741,824; more end it
         * @return this
         */
        public Builder maxPendingBytes(final int newMaxPendingBytes)
        {
            maxPendingBytes = newMaxPendingBytes;
            return this;
        }

        /**
         * Journal the digest of a slice of the state after so many records; 0 for never.
         *
         * @param newCheckpointEvery as the configuration says
         * @return this
         */
        public Builder checkpointEvery(final int newCheckpointEvery)
        {
            checkpointEvery = newCheckpointEvery;
            return this;
        }

        /**
         * Take a snapshot after so many records; 0 for never.
         *
         * @param newSnapshotEvery as the configuration says
         * @return this
         */
        public Builder snapshotEvery(final int newSnapshotEvery)
        {
            snapshotEvery = newSnapshotEvery;
            return this;
        }

        /**
         * Take a snapshot after so much time, if there is a new record.
         *
         * @param newSnapshotEveryMs as the configuration says
         * @return this
         */
        public Builder snapshotEveryMs(final int newSnapshotEveryMs)
        {
            snapshotEveryMs = newSnapshotEveryMs;
            return this;
        }

        /**
         * Keep so many snapshots.
         *
         * @param newSnapshotsKept as the configuration says
         * @return this
         */
        public Builder snapshotsKept(final int newSnapshotsKept)
        {
            snapshotsKept = newSnapshotsKept;
            return this;
        }

        /**
         * Check all values and build.
         *
         * @return the configuration
         * @throws IllegalArgumentException if a value is out of range; the text names it, its value and the range
         */
        public ServerConfig build()
        {
            return new ServerConfig(
                directory, host, port, durability, limits, decisionVersion, eventLoops, nioOnly, waitMode, ringSlots,
                maxBatch, replyRingBytes, repliesKept, maxPendingBytes, checkpointEvery, snapshotEvery,
                snapshotEveryMs, snapshotsKept);
        }
    }
}
