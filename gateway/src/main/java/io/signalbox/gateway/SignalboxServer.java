package io.signalbox.gateway;

import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.host.DeliveryGate;
import io.signalbox.gateway.host.FailStop;
import io.signalbox.gateway.host.HostCommands;
import io.signalbox.gateway.net.NetServer;
import io.signalbox.gateway.net.NetSettings;
import io.signalbox.gateway.ring.CommandPipeline;
import io.signalbox.gateway.ring.PipelineSettings;
import io.signalbox.gateway.ring.ReplyRing;
import io.signalbox.journal.JournalDamagedException;
import io.signalbox.journal.JournalException;
import io.signalbox.replay.query.QueryAnswerer;
import io.signalbox.replay.recovery.RecoveryPoint;
import io.signalbox.replay.recovery.RecoveryReport;
import io.signalbox.snapshot.SnapshotHeader;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * One node: in which order its journal, engine, command pipeline, views and network start and stop. Owned by the thread
 * that starts and closes it.
 */
public final class SignalboxServer implements AutoCloseable
{
    private static final long STOP_READING_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long DRAIN_NS = TimeUnit.MILLISECONDS.toNanos(700);
    /**
     * Longest wait for the business thread to finish the command in hand. Longer than a stop should take, because
     * interrupting a decision is worse.
     */
    private static final long END_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long FINISH_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private final ServerConfig config;
    private final ServerEnvironment environment;
    private SeatEngine engine;
    private JournalHost journal;
    private CommandPipeline pipeline;
    private ViewHost views;
    private SnapshotHost snapshots;
    private SnapshotHeader recoveredSnapshot;
    private NetServer net;
    private RecoveryReport recovered;
    private boolean closed;

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
        journal = JournalHost.open(config, environment);
        final DeliveryGate gate = journal.gate();
        final ReplyRing[] rings = new ReplyRing[config.eventLoops()];
        for (int i = 0; i < rings.length; i++)
        {
            rings[i] = new ReplyRing(config.replyRingBytes(), gate);
        }
        final RecoveryPoint<NodeReplica> point = journal.recoveryPoint(config);
        recovered = journal.recover(point);
        recoveredSnapshot = point.snapshot();
        engine = point.replica().engine();
        final CommandPipeline made = new CommandPipeline(
            new PipelineSettings(
                config.ringSlots(), config.maxBatch(), config.waitMode(), config.checkpointEvery()),
            engine,
            point.replica().replies(),
            journal,
            gate,
            environment.clockMs(),
            environment.failStop(),
            rings);
        journal.startAppending(rings);
        if (engine.position() == 0)
        {
            final HostCommands commands = new HostCommands();
            final int length = commands.defineLimits(config.limits(), config.decisionVersion());
            made.issue(commands.buffer(), length);
        }
        views = new ViewHost(point.replica(), journal.readerBehind(point.snapshot()), environment);
        views.awaitPosition(engine.position());
        made.start();
        pipeline = made;
        net = NetServer.bind(
            netSettings(), pipeline.commands(), rings, views.answerers(config.eventLoops()), pipeline::nextDeadlineMs);
        snapshots = SnapshotHost.start(config, journal);
    }

    private NetSettings netSettings()
    {
        return new NetSettings(
            config.host(), config.port(), config.eventLoops(), config.nioOnly(), config.maxPendingBytes(),
            environment.clockMs(), environment.monotonicMs(), journal::readOnly,
            templateId -> SeatEngine.decides(templateId) || QueryAnswerer.answers(templateId));
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
     * Position of the snapshot that the start began with.
     *
     * @return 0 if there was none: then the whole journal was read
     */
    public long recoveredSnapshotPosition()
    {
        return recoveredSnapshot == null ? 0 : recoveredSnapshot.position();
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
        return journal != null && journal.onDisk();
    }

    /**
     * Graceful shutdown: stop accepting, decide what was accepted, sync it, send its replies, close. Takes two seconds
     * at most, unless the machine holds the business thread up. What was acknowledged is in the journal. A second call
     * does nothing.
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
        if (journal != null)
        {
            // Before the last replies, which wait for it.
            journal.stopAppending();
        }
        if (net != null)
        {
            net.finish(FINISH_NS);
        }
        if (views != null)
        {
            views.close();
        }
        if (snapshots != null)
        {
            snapshots.close();
        }
        if (journal != null)
        {
            journal.close();
        }
    }
}
