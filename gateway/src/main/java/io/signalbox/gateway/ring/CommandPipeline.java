package io.signalbox.gateway.ring;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.host.DeliveryGate;
import io.signalbox.gateway.host.EngineHost;
import io.signalbox.gateway.host.FailStop;
import io.signalbox.gateway.host.RecordSink;
import io.signalbox.gateway.session.GatewayFrames;
import io.signalbox.gateway.session.KeptReplies;
import io.signalbox.gateway.session.ReplyPublisher;
import io.signalbox.gateway.session.SessionHandler;
import io.signalbox.gateway.session.SessionRoutes;
import org.agrona.DirectBuffer;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The command ring with its business thread. Made and recovered by the thread that starts the node; from
 * {@link #start()} on, the engine belongs to the business thread.
 */
public final class CommandPipeline
{
    private static final long POLL_NS = 200_000;

    private final RingBuffer<CommandSlot> ring;
    private final BatchEventProcessor<CommandSlot> processor;
    private final EngineHost host;
    private final ReplyPublisher replies;
    private final CommandRing commands;
    private Thread thread;

    /**
     * Pipeline that has not started.
     *
     * @param settings   sizes
     * @param engine     that decides
     * @param kept       replies of the records that were journaled before
     * @param journal    that every record is appended to
     * @param gate       that says when replies may leave
     * @param clockMs    the wall clock, ms since 1970-01-01 UTC; may go backwards, the records' times do not
     * @param failStop   called when anything is thrown on the business thread
     * @param replyRings one for each event loop, by its index
     */
    public CommandPipeline(
        final PipelineSettings settings,
        final SeatEngine engine,
        final KeptReplies kept,
        final RecordSink journal,
        final DeliveryGate gate,
        final LongSupplier clockMs,
        final FailStop failStop,
        final ReplyRing[] replyRings)
    {
        final GatewayFrames frames = new GatewayFrames();
        replies = new ReplyPublisher(replyRings, gate);
        final SessionRoutes routes = new SessionRoutes(replies, frames, kept);
        host = new EngineHost(engine, journal, gate, clockMs, routes, settings.checkpointEvery());
        final SessionHandler sessions =
            new SessionHandler(host, engine, routes, replies, frames, gate);
        ring = RingBuffer.createMultiProducer(
            CommandSlot::new, settings.ringSlots(), settings.waitMode().newStrategy());
        commands = new CommandRing(ring);
        processor = new BatchEventProcessorBuilder()
            .setMaxBatchSize(settings.maxBatch())
            .build(ring, ring.newBarrier(), new BusinessThread(host, sessions));
        processor.setExceptionHandler(new FailStopHandler(failStop));
        ring.addGatingSequences(processor.getSequence());
    }

    /**
     * Decide and journal a command of the host, before {@link #start()}.
     *
     * @param command buffer whose first bytes are the command's frame
     * @param length  of the frame, bytes
     */
    public void issue(final DirectBuffer command, final int length)
    {
        host.issue(command, length);
    }

    /**
     * Start the business thread.
     */
    public void start()
    {
        thread = new Thread(processor, "signalbox-business");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The publishing side of the ring.
     *
     * @return ring that event loops publish commands to
     */
    public CommandRing commands()
    {
        return commands;
    }

    /**
     * Deadline of the hold that ends first. Called on any thread.
     *
     * @return ms since 1970-01-01 UTC; {@link Long#MAX_VALUE} if there is no hold
     */
    public long nextDeadlineMs()
    {
        return host.nextDeadlineMs();
    }

    /**
     * Let the business thread finish what is in the ring, then end it. Nothing must be published any more.
     *
     * @param drainNs longest time that it gets for what is in the ring
     * @param endNs   longest time to wait for its end after that: what it does at the moment it finishes
     * @return false if the business thread has not ended: what it uses must not be closed
     */
    public boolean stop(final long drainNs, final long endNs)
    {
        final long startNs = System.nanoTime();
        while (processor.getSequence().get() < ring.getCursor() && thread.isAlive() &&
            System.nanoTime() - startNs < drainNs)
        {
            LockSupport.parkNanos(POLL_NS);
        }
        replies.abandon();
        processor.halt();
        joinUntil(System.nanoTime() + endNs);
        return !thread.isAlive();
    }

    private void joinUntil(final long deadlineNs)
    {
        while (thread.isAlive() && System.nanoTime() - deadlineNs < 0)
        {
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** Ends the process. If that returns (in a test), ends the business thread: nothing more is decided. */
    private static final class FailStopHandler implements ExceptionHandler<CommandSlot>
    {
        private final FailStop failStop;

        FailStopHandler(final FailStop failStop)
        {
            this.failStop = failStop;
        }

        @Override
        public void handleEventException(final Throwable thrown, final long sequence, final CommandSlot slot)
        {
            failStop.halt(FailStop.BROKEN_INVARIANT, "thrown on the business thread: " + thrown, thrown);
            throw new IllegalStateException("the business thread has stopped", thrown);
        }

        @Override
        public void handleOnStartException(final Throwable thrown)
        {
            handleEventException(thrown, 0, null);
        }

        @Override
        public void handleOnShutdownException(final Throwable thrown)
        {
            handleEventException(thrown, 0, null);
        }
    }
}
