package io.signalbox.gateway.ring;

import com.lmax.disruptor.EventHandler;
import io.signalbox.core.Decision;
import io.signalbox.core.SeatEngine;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.ExpireHoldsEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.function.LongSupplier;

/**
 * The one thread that decides. For each slot of the command ring: stamp the time, expire what is due, let the engine
 * decide, append one record, and only then let the replies out. Allocates nothing in steady state.
 */
final class BusinessThread implements EventHandler<CommandSlot>
{
    /** Holds that one record expires at most. */
    static final int EXPIRIES_PER_RECORD = 64;

    private final SeatEngine engine;
    private final RecordSink journal;
    private final DeliveryGate gate;
    private final LongSupplier clockMs;
    private final SessionRoutes routes;
    private final SessionDesk desk;
    private final ReplySender sender;
    private final Decision decision = new Decision();
    private final UnsafeBuffer expireHolds = new UnsafeBuffer(new byte[64]);
    private final int expireHoldsLength;
    private boolean appended;
    private volatile long nextDeadlineMs = Long.MAX_VALUE;

    BusinessThread(
        final SeatEngine engine,
        final RecordSink journal,
        final DeliveryGate gate,
        final LongSupplier clockMs,
        final SessionRoutes routes,
        final SessionDesk desk,
        final ReplySender sender)
    {
        this.engine = engine;
        this.journal = journal;
        this.gate = gate;
        this.clockMs = clockMs;
        this.routes = routes;
        this.desk = desk;
        this.sender = sender;
        this.expireHoldsLength = encodeExpireHolds();
    }

    @Override
    public void onStart()
    {
        nextDeadlineMs = engine.nextDeadlineMs();
    }

    @Override
    public void onEvent(final CommandSlot slot, final long sequence, final boolean endOfBatch)
    {
        final long nowMs = Math.max(engine.timestampMs(), clockMs.getAsLong());
        while (engine.nextDeadlineMs() <= nowMs)
        {
            decide(nowMs, 0, expireHolds, expireHoldsLength);
        }
        switch (slot.kind())
        {
            case CommandSlot.COMMAND -> onCommand(nowMs, slot);
            case CommandSlot.NEGOTIATE -> decide(nowMs, slot.connectionId(), slot.frame(), slot.length());
            case CommandSlot.ESTABLISH -> desk.onEstablish(slot.connectionId(), slot.frame());
            default ->
            {
                // A tick has done its work above; a slot that could not be filled has none.
            }
        }
        if (endOfBatch)
        {
            endBatch();
        }
    }

    /**
     * Deadline of the hold that ends first, as of the last batch. Called on any thread.
     *
     * @return ms since 1970-01-01 UTC; {@link Long#MAX_VALUE} if there is no hold
     */
    long nextDeadlineMs()
    {
        return nextDeadlineMs;
    }

    /**
     * Issue a command of the host, before the ring is started.
     *
     * @param command buffer whose first bytes are the command's frame
     * @param length  of the frame, bytes
     */
    void issue(final DirectBuffer command, final int length)
    {
        decide(Math.max(engine.timestampMs(), clockMs.getAsLong()), 0, command, length);
        endBatch();
    }

    private void onCommand(final long nowMs, final CommandSlot slot)
    {
        final SessionRoute route = routes.route(EventFields.sessionId(slot.frame(), 0));
        if (route == null || route.connectionId() != slot.connectionId())
        {
            // The session has gone to a newer connection, which was told exactly what had been applied by then.
            return;
        }
        decide(nowMs, slot.connectionId(), slot.frame(), slot.length());
        if (decision.repeated())
        {
            desk.onRepeated(route, slot.frame());
        }
    }

    private void decide(final long nowMs, final long connectionId, final DirectBuffer command, final int length)
    {
        engine.execute(nowMs, command, 0, length, decision);
        if (decision.length() > 0)
        {
            final long position = engine.position();
            journal.append(
                position, nowMs, SeatEngine.DECISION_VERSION, command, 0, length,
                decision.buffer(), 0, decision.length());
            appended = true;
            routes.onEvents(connectionId, position, decision.buffer(), 0, decision.length());
        }
    }

    private void endBatch()
    {
        nextDeadlineMs = engine.nextDeadlineMs();
        if (appended)
        {
            appended = false;
            gate.request();
        }
        sender.wakeLoops();
    }

    private int encodeExpireHolds()
    {
        final ExpireHoldsEncoder encoder = new ExpireHoldsEncoder()
            .wrapAndApplyHeader(expireHolds, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(0).msgSeqNum(0);
        encoder.maxCount(EXPIRIES_PER_RECORD);
        Frame.writeHeader(expireHolds, 0, encoder.limit());
        return encoder.limit();
    }
}
