package io.signalbox.gateway.host;

import io.signalbox.core.Decision;
import io.signalbox.core.SeatEngine;
import io.signalbox.core.StateSlice;
import io.signalbox.journal.JournalRecord;
import org.agrona.DirectBuffer;

import java.util.function.LongSupplier;

/**
 * Runs the engine: stamps the time, expires what is due, lets the engine decide, appends one record, and only then
 * hands the events out. Owned by the thread that decides; allocates nothing in steady state.
 */
public final class EngineHost
{
    /** Holds that one record expires at most. */
    public static final int EXPIRIES_PER_RECORD = 64;

    /** Bytes of state that one checkpoint looks at: some tens of microseconds. */
    private static final int CHECKPOINT_BYTES = 64 * 1024;

    private final SeatEngine engine;
    private final RecordSink journal;
    private final DeliveryGate gate;
    private final LongSupplier clockMs;
    private final EventPublisher publisher;
    private final Decision decision = new Decision();
    private final JournalRecord record = new JournalRecord();
    private final HostCommands expiry = new HostCommands();
    private final int expireHoldsLength;
    private final HostCommands checkpoint = new HostCommands();
    private final StateSlice slice = new StateSlice();
    private final int checkpointEvery;
    private long checkpointPosition;
    private boolean appended;
    private volatile long nextDeadlineMs = Long.MAX_VALUE;

    /**
     * Host of an engine that nothing else executes commands on.
     *
     * @param engine    that decides
     * @param journal   that every record is appended to
     * @param gate      asked at the end of a batch to make sendable what was appended
     * @param clockMs   the wall clock, ms since 1970-01-01 UTC; may go backwards, the records' times do not
     * @param publisher gets the events of each record
     * @param checkpointEvery records after which a checkpoint is journaled at the end of a batch; 0 for never
     */
    public EngineHost(
        final SeatEngine engine,
        final RecordSink journal,
        final DeliveryGate gate,
        final LongSupplier clockMs,
        final EventPublisher publisher,
        final int checkpointEvery)
    {
        this.engine = engine;
        this.journal = journal;
        this.gate = gate;
        this.clockMs = clockMs;
        this.publisher = publisher;
        this.checkpointEvery = checkpointEvery;
        this.expireHoldsLength = expiry.expireHolds(EXPIRIES_PER_RECORD);
    }

    /**
     * The engine is recovered, and the calling thread is the one that decides from now on.
     */
    public void start()
    {
        nextDeadlineMs = engine.nextDeadlineMs();
        checkpointPosition = engine.position();
    }

    /**
     * Stamp the time and expire what is due at it. Called before each command.
     *
     * @return time of the next command, ms since 1970-01-01 UTC; never less than before
     */
    public long advanceTime()
    {
        final long nowMs = nowMs();
        while (engine.nextDeadlineMs() <= nowMs)
        {
            execute(nowMs, 0, expiry.buffer(), expireHoldsLength);
        }
        return nowMs;
    }

    /**
     * Execute one command: decide it, append its record, publish its events.
     *
     * @param nowMs        from {@link #advanceTime()}
     * @param connectionId of the connection that it came from; 0 if none
     * @param command      buffer whose first bytes are the command's frame
     * @param length       of the frame, bytes
     * @return whether the command was a repetition of one that has been executed: then it has had no effect
     */
    public boolean execute(
        final long nowMs, final long connectionId, final DirectBuffer command, final int length)
    {
        engine.execute(nowMs, command, 0, length, decision);
        if (decision.length() > 0)
        {
            final long position = engine.position();
            journal.append(record
                .header(position, nowMs, decision.decisionVersion())
                .command(command, 0, length)
                .events(decision.buffer(), 0, decision.length()));
            appended = true;
            publisher.publish(connectionId, position, decision.buffer(), 0, decision.length());
        }
        return decision.repeated();
    }

    /**
     * Issue a command of the host itself, as a batch of its own, before the first command of a client.
     *
     * @param command buffer whose first bytes are the command's frame
     * @param length  of the frame, bytes
     */
    public void issue(final DirectBuffer command, final int length)
    {
        execute(nowMs(), 0, command, length);
        endBatch();
    }

    /**
     * No command is waiting, or enough were executed: what was appended shall become sendable, what may be sent shall
     * go.
     */
    public void endBatch()
    {
        if (checkpointEvery != 0 && engine.position() - checkpointPosition >= checkpointEvery)
        {
            engine.takeSlice(slice, CHECKPOINT_BYTES);
            execute(nowMs(), 0, checkpoint.buffer(), checkpoint.takeCheckpoint(slice));
            checkpointPosition = engine.position();
        }
        nextDeadlineMs = engine.nextDeadlineMs();
        if (appended)
        {
            appended = false;
            gate.request();
        }
        publisher.flush();
    }

    /**
     * Deadline of the hold that ends first, as of the last batch. Called on any thread.
     *
     * @return ms since 1970-01-01 UTC; {@link Long#MAX_VALUE} if there is no hold
     */
    public long nextDeadlineMs()
    {
        return nextDeadlineMs;
    }

    private long nowMs()
    {
        return Math.max(engine.timestampMs(), clockMs.getAsLong());
    }
}
