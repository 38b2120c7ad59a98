package io.signalbox.gateway.host;

import io.signalbox.core.SeatEngine;
import io.signalbox.core.StateSlice;
import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.wire.DefineLimitsDecoder;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.ExpireHoldsDecoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateEncoder;
import io.signalbox.protocol.wire.TakeCheckpointDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Hosts the engine without a ring, a journal or a session: the order of what happens to a command.
 */
class EngineHostTest
{
    private static final long START_MS = 1_700_000_000_000L;
    private static final long CONNECTION = 5;
    private static final EngineLimits LIMITS = EngineLimits.DEFAULT
        .with(EngineLimit.MAX_SESSIONS, 1)
        .with(EngineLimit.MAX_STATIONS, 2)
        .with(EngineLimit.MAX_LAYOUTS, 3)
        .with(EngineLimit.MAX_SERVICES, 4)
        .with(EngineLimit.MAX_RUNS, 5)
        .with(EngineLimit.MAX_ORDERS, 6)
        .with(EngineLimit.MAX_PASSENGERS, 7);

    private final List<String> steps = new ArrayList<>();
    private final SeatEngine engine = new SeatEngine();
    private final HostCommands commands = new HostCommands();
    private final EngineHost host = new EngineHost(engine, this::append, new Gate(), this::clockMs, new Publisher(), 0);
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private long nowMs = START_MS;

    private long clockMs()
    {
        return nowMs;
    }

    private void append(final JournalRecord record)
    {
        steps.add("append " + record.position() + " at " + (record.timestampMs() - START_MS));
    }

    private int negotiate()
    {
        return negotiate(1);
    }

    private int negotiate(final int sessionVerId)
    {
        final NegotiateEncoder encoder = new NegotiateEncoder()
            .wrapAndApplyHeader(frame, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
            .sessionId(1).sessionVerId(sessionVerId).timestampMs(0)
            .clientFlow(FlowType.IDEMPOTENT).serverFlow(FlowType.RECOVERABLE)
            .putCredentials(new byte[0], 0, 0).clientName("");
        Frame.writeHeader(frame, 0, encoder.limit());
        return encoder.limit();
    }

    @Test
    void shouldAppendBeforeItPublishesAndAskTheGateAtTheEndOfTheBatch()
    {
        host.issue(commands.buffer(), commands.defineLimits(LIMITS, 2));
        host.start();
        nowMs++;
        assertFalse(host.execute(host.advanceTime(), CONNECTION, frame, negotiate()));
        host.endBatch();
        host.endBatch();

        assertEquals(
            List.of(
                "append 1 at 0", "publish 1 for 0", "request", "flush",
                "append 2 at 1", "publish 2 for " + CONNECTION, "request", "flush",
                "flush"),
            steps);
    }

    /** Between batches, so that no command waits for it; never twice for the same records. */
    @Test
    void shouldJournalACheckpointAfterSoManyRecords()
    {
        final EngineHost checking =
            new EngineHost(engine, this::append, new Gate(), this::clockMs, new Publisher(), 3);
        checking.issue(commands.buffer(), commands.defineLimits(LIMITS, 2));
        checking.start();
        for (int batch = 0; batch < 4; batch++)
        {
            // Rejected, since the version is never greater: a record, too.
            checking.execute(checking.advanceTime(), CONNECTION, frame, negotiate(batch == 0 ? 1 : 0));
            checking.endBatch();
        }
        checking.endBatch();

        assertEquals(6, engine.position());
        final String client = " for " + CONNECTION;
        assertEquals(
            List.of("publish 1 for 0", "publish 2" + client, "publish 3" + client, "publish 4" + client,
                "publish 5 for 0", "publish 6" + client),
            steps.stream().filter(step -> step.startsWith("publish")).toList());
    }

    @Test
    void shouldNotGoBackInTimeWithTheClock()
    {
        host.issue(commands.buffer(), commands.defineLimits(LIMITS, 2));
        nowMs -= 1000;
        assertEquals(START_MS, host.advanceTime());
        assertEquals(Long.MAX_VALUE, host.nextDeadlineMs());
    }

    @Test
    void shouldEncodeSoundCommandsOfTheHost()
    {
        final int limitsLength = commands.defineLimits(LIMITS, 2);
        assertEquals(FrameValidator.VALID, FrameValidator.forHost().validate(commands.buffer(), 0, limitsLength));
        final DefineLimitsDecoder limits = new DefineLimitsDecoder()
            .wrapAndApplyHeader(commands.buffer(), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        assertEquals(2, limits.decisionVersion());
        int value = 0;
        for (final DefineLimitsDecoder.LimitsDecoder limit : limits.limits())
        {
            value++;
            assertEquals(EngineLimit.values()[value - 1].wire(), limit.limit());
            assertEquals(value, limit.value());
        }
        assertEquals(7, value);

        final StateSlice slice = new StateSlice();
        engine.takeSlice(slice, 100);
        final int checkpointLength = commands.takeCheckpoint(slice);
        assertEquals(FrameValidator.VALID, FrameValidator.forHost().validate(commands.buffer(), 0, checkpointLength));
        assertEquals(slice.digest(), new TakeCheckpointDecoder()
            .wrapAndApplyHeader(commands.buffer(), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder()).digest());

        final int expireLength = commands.expireHolds(64);
        assertEquals(FrameValidator.VALID, FrameValidator.forHost().validate(commands.buffer(), 0, expireLength));
        assertEquals(64, new ExpireHoldsDecoder()
            .wrapAndApplyHeader(commands.buffer(), Frame.MESSAGE_OFFSET, new MessageHeaderDecoder()).maxCount());
    }

    private final class Gate implements DeliveryGate
    {
        @Override
        public long sendablePosition()
        {
            return 0;
        }

        @Override
        public void request()
        {
            steps.add("request");
        }

        @Override
        public Durability durability()
        {
            return Durability.DISK;
        }
    }

    private final class Publisher implements EventPublisher
    {
        @Override
        public void publish(
            final long askingConnection,
            final long position,
            final DirectBuffer events,
            final int offset,
            final int length)
        {
            steps.add("publish " + position + " for " + askingConnection);
        }

        @Override
        public void flush()
        {
            steps.add("flush");
        }
    }
}
