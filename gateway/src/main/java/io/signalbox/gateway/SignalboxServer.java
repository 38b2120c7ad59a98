package io.signalbox.gateway;

import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.net.NetServer;
import io.signalbox.gateway.net.NetSettings;
import io.signalbox.gateway.net.QueryService;
import io.signalbox.gateway.ring.CommandPipeline;
import io.signalbox.gateway.ring.DeliveryGate;
import io.signalbox.gateway.ring.FailStop;
import io.signalbox.gateway.ring.PipelineSettings;
import io.signalbox.gateway.ring.ReplyRing;
import io.signalbox.journal.JournalDamagedException;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalException;
import io.signalbox.journal.JournalReader;
import io.signalbox.journal.JournalRecord;
import io.signalbox.journal.JournalWriter;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.DefineLimitsEncoder;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.replay.query.QueryAnswerer;
import io.signalbox.replay.recovery.Recovery;
import io.signalbox.replay.recovery.RecoveryReport;
import io.signalbox.replay.view.JournalFollower;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One node: journal, engine, command pipeline, views and network. Owned by the thread that starts and closes it.
 */
public final class SignalboxServer implements AutoCloseable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(SignalboxServer.class);
    private static final long STOP_READING_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long DRAIN_NS = TimeUnit.MILLISECONDS.toNanos(700);
    /** A thread that the machine holds up is waited for longer than a stop should take: it is worse to break it off. */
    private static final long END_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long SYNC_NS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final long FINISH_NS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long VIEWS_POLL_MS = 1_000;

    private final ServerConfig config;
    private final ServerEnvironment environment;
    private final SeatEngine engine = new SeatEngine();
    private final JournalRecord record = new JournalRecord();
    private JournalDirectory directory;
    private JournalWriter writer;
    private SpaceGuard spaceGuard;
    private DiskGate diskGate;
    private CommandPipeline pipeline;
    private JournalFollower follower;
    private NetServer net;
    private RecoveryReport recovered;
    private boolean closed;
    private boolean onDisk;

    private SignalboxServer(final ServerConfig config, final ServerEnvironment environment)
    {
        this.config = config;
        this.environment = environment;
    }

    /**
     * Start a server: recover, then serve.
     *
     * @param config of the server
     * @return running server
     * @throws ServerStartException if the directory, the journal or the address is not good
     */
    public static SignalboxServer start(final ServerConfig config) throws ServerStartException
    {
        return start(config, ServerEnvironment.system());
    }

    /**
     * Start a server with clocks and a fail-stop of the caller.
     *
     * @param config      of the server
     * @param environment of the server
     * @return running server
     * @throws ServerStartException if the directory, the journal or the address is not good
     */
    public static SignalboxServer start(final ServerConfig config, final ServerEnvironment environment)
        throws ServerStartException
    {
        final SignalboxServer server = new SignalboxServer(config, environment);
        boolean started = false;
        try
        {
            server.open();
            started = true;
            return server;
        }
        catch (final JournalDamagedException damaged)
        {
            throw new ServerStartException(ServerStartException.Kind.JOURNAL_DAMAGED, damaged);
        }
        catch (final JournalException unusable)
        {
            throw new ServerStartException(
                unusable.kind() == JournalException.Kind.LOCKED ? ServerStartException.Kind.DIRECTORY_LOCKED :
                    ServerStartException.Kind.DIRECTORY_UNUSABLE,
                unusable);
        }
        catch (final IOException unavailable)
        {
            throw new ServerStartException(ServerStartException.Kind.ADDRESS_UNAVAILABLE, unavailable);
        }
        finally
        {
            if (!started)
            {
                server.close();
            }
        }
    }

    private void open() throws IOException, ServerStartException
    {
        directory = JournalDirectory.open(config.directory());
        spaceGuard = SpaceGuard.start(() -> environment.usableBytes().applyAsLong(config.directory()));
        diskGate = config.durability() == Durability.DISK ? new DiskGate() : null;
        final DeliveryGate gate = diskGate == null ? DeliveryGate.afterAppend() : diskGate;
        final ReplyRing[] rings = new ReplyRing[config.eventLoops()];
        for (int i = 0; i < rings.length; i++)
        {
            rings[i] = new ReplyRing(config.replyRingBytes(), gate);
        }
        final CommandPipeline made = new CommandPipeline(
            new PipelineSettings(config.ringSlots(), config.maxBatch(), config.waitMode(), config.repliesKept()),
            engine,
            this::append,
            gate,
            environment.clockMs(),
            environment.failStop(),
            rings);
        recover(made);
        writer = directory.writer();
        if (diskGate != null)
        {
            diskGate.start(writer, rings, environment.failStop());
        }
        if (engine.position() == 0)
        {
            defineLimits(made);
        }
        final List<QueryService> queries = startViews();
        made.start();
        pipeline = made;
        net = NetServer.bind(netSettings(), pipeline.commands(), rings, queries, pipeline::nextDeadlineMs);
    }

    private void append(
        final long position,
        final long timestampMs,
        final int decisionVersion,
        final DirectBuffer command,
        final int commandOffset,
        final int commandLength,
        final DirectBuffer events,
        final int eventsOffset,
        final int eventsLength)
    {
        writer.append(record
            .header(position, timestampMs, decisionVersion)
            .command(command, commandOffset, commandLength)
            .events(events, eventsOffset, eventsLength));
    }

    private void recover(final CommandPipeline made) throws ServerStartException
    {
        try (JournalReader reader = directory.reader())
        {
            recovered = Recovery.recover(
                reader,
                engine,
                (read) -> made.onRecovered(
                    read.position(), read.events(), read.eventsOffset(), read.eventsLength()));
        }
        catch (final IllegalStateException unfit)
        {
            // Every byte is as it was written, but a record does not follow from those before it.
            throw new ServerStartException(ServerStartException.Kind.JOURNAL_DAMAGED, unfit);
        }
    }

    private void defineLimits(final CommandPipeline made)
    {
        final EngineLimits limits = config.limits();
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[128]);
        final DefineLimitsEncoder encoder = new DefineLimitsEncoder()
            .wrapAndApplyHeader(frame, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(0).msgSeqNum(0);
        encoder
            .maxSessions(limits.maxSessions())
            .maxStations(limits.maxStations())
            .maxLayouts(limits.maxLayouts())
            .maxServices(limits.maxServices())
            .maxRuns(limits.maxRuns())
            .maxOrders(limits.maxOrders())
            .maxPassengers(limits.maxPassengers());
        Frame.writeHeader(frame, 0, encoder.limit());
        made.issue(frame, encoder.limit());
    }

    private List<QueryService> startViews()
    {
        final AvailabilityView availability = new AvailabilityView();
        final OrderView orders = new OrderView();
        follower = new JournalFollower(
            directory.reader(),
            environment.clockMs(),
            thrown -> environment.failStop().halt(
                FailStop.BROKEN_INVARIANT, "the views cannot follow the journal: " + thrown, thrown),
            availability,
            orders).start();
        // Views that are still far behind would say that runs do not exist.
        while (!follower.awaitPosition(engine.position(), VIEWS_POLL_MS))
        {
            if (follower.failure() != null)
            {
                throw new IllegalStateException("the views cannot follow the journal", follower.failure());
            }
        }
        final List<QueryService> queries = new ArrayList<>();
        for (int i = 0; i < config.eventLoops(); i++)
        {
            queries.add(new QueryAnswerer(availability, orders, follower::newestAtMs)::answer);
        }
        return queries;
    }

    private NetSettings netSettings()
    {
        return new NetSettings(
            config.host(), config.port(), config.eventLoops(), config.nioOnly(), config.maxPendingBytes(),
            environment.clockMs(), environment.monotonicMs(), spaceGuard::readOnly);
    }

    /**
     * Port that is bound.
     *
     * @return 1 to 65,535
     */
    public int port()
    {
        return net.port();
    }

    /**
     * What was recovered at the start.
     *
     * @return records and events that were applied
     */
    public RecoveryReport recovered()
    {
        return recovered;
    }

    /**
     * Hash of the engine's whole state. Only after {@link #close}: until then the engine is the business thread's.
     *
     * @return the same as replaying the journal gives
     * @throws IllegalStateException if the server is not closed
     */
    public long stateHash()
    {
        if (!closed)
        {
            throw new IllegalStateException("the engine is still the business thread's");
        }
        return engine.stateHash();
    }

    /**
     * Whether {@link #close} has brought the whole journal to the disk. Asked after it.
     *
     * @return false if the disk did not answer in time; what was acknowledged as on disk is there all the same
     */
    public synchronized boolean onDisk()
    {
        return onDisk;
    }

    /**
     * Stop in order: take nothing more, decide what was taken, sync it, send its replies, say good bye. Takes two
     * seconds at most, unless the machine holds the business thread up. What was acknowledged is in the journal. A
     * second call does nothing.
     */
    @Override
    public synchronized void close()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        if (net != null)
        {
            net.stopReading(STOP_READING_NS);
        }
        if (pipeline != null && !pipeline.stop(DRAIN_NS, END_NS))
        {
            environment.failStop().halt(
                FailStop.BROKEN_INVARIANT, "the business thread does not end", new IllegalStateException("stop"));
            return;
        }
        if (diskGate != null)
        {
            // Before the last replies, which wait for it.
            onDisk = diskGate.close(SYNC_NS);
        }
        if (net != null)
        {
            net.finish(FINISH_NS);
        }
        if (follower != null)
        {
            follower.close();
        }
        if (spaceGuard != null)
        {
            spaceGuard.close();
        }
        if (writer != null)
        {
            if (diskGate == null)
            {
                onDisk = syncAppended();
            }
            if (!onDisk)
            {
                LOGGER.warn(
                    "the disk has not taken the newest records within {} ms; nobody was told that they are on it",
                    TimeUnit.NANOSECONDS.toMillis(SYNC_NS));
            }
            writer.close();
        }
        if (directory != null)
        {
            directory.close();
        }
    }

    /** With PROCESS nobody waits for the disk, but who stops in order may switch the machine off. */
    private boolean syncAppended()
    {
        final DiskGate disk = new DiskGate();
        disk.start(writer, new ReplyRing[0], environment.failStop());
        return disk.close(SYNC_NS);
    }
}
