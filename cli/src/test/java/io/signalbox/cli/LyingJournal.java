package io.signalbox.cli;

import io.signalbox.core.Decision;
import io.signalbox.core.SeatEngine;
import io.signalbox.core.StateSlice;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalRecord;
import io.signalbox.journal.JournalWriter;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.DefineLimitsEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.TakeCheckpointEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.file.Path;

/** A journal whose sums are right and whose events are not what the command leads to: somebody wrote it by hand. */
final class LyingJournal
{
    private LyingJournal()
    {
    }

    /** The settings of the first record are not those that the command leads to. */
    static void write(final Path directory)
    {
        final UnsafeBuffer command = limits();
        final Decision decision = new Decision();
        new SeatEngine().execute(0, command, 0, command.capacity(), decision);
        final UnsafeBuffer events = copy(decision);
        // The last field of the last event is the setting saleCloseBeforeDepartureMs.
        events.putByte(events.capacity() - Long.BYTES, (byte)1);
        try (JournalDirectory journal = JournalDirectory.open(directory); JournalWriter writer = journal.writer())
        {
            append(writer, 1, command, events);
        }
    }

    /** The second record is a checkpoint that says something else of the state than what it is. */
    static void writeCheckpoint(final Path directory)
    {
        final SeatEngine engine = new SeatEngine();
        final Decision decision = new Decision();
        try (JournalDirectory journal = JournalDirectory.open(directory); JournalWriter writer = journal.writer())
        {
            final UnsafeBuffer limits = limits();
            engine.execute(0, limits, 0, limits.capacity(), decision);
            append(writer, 1, limits, copy(decision));
            final UnsafeBuffer checkpoint = checkpoint(engine);
            engine.execute(0, checkpoint, 0, checkpoint.capacity(), decision);
            final UnsafeBuffer events = copy(decision);
            // The last field is the digest.
            events.putByte(events.capacity() - 1, (byte)(events.getByte(events.capacity() - 1) ^ 1));
            append(writer, 2, checkpoint, events);
        }
    }

    private static void append(
        final JournalWriter writer, final long position, final UnsafeBuffer command, final UnsafeBuffer events)
    {
        writer.append(new JournalRecord()
            .header(position, 0, 1)
            .command(command, 0, command.capacity())
            .events(events, 0, events.capacity()));
    }

    private static UnsafeBuffer copy(final Decision decision)
    {
        final UnsafeBuffer events = new UnsafeBuffer(new byte[decision.length()]);
        events.putBytes(0, decision.buffer(), 0, decision.length());
        return events;
    }

    private static UnsafeBuffer limits()
    {
        final UnsafeBuffer command = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
        final DefineLimitsEncoder encoder = new DefineLimitsEncoder()
            .wrapAndApplyHeader(command, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(0).msgSeqNum(0);
        final DefineLimitsEncoder.LimitsEncoder limits =
            encoder.decisionVersion(1).limitsCount(EngineLimit.values().length);
        for (final EngineLimit limit : EngineLimit.values())
        {
            limits.next().limit(limit.wire()).value(1);
        }
        return framed(command, encoder.limit());
    }

    private static UnsafeBuffer checkpoint(final SeatEngine engine)
    {
        final StateSlice slice = new StateSlice();
        engine.takeSlice(slice, 100);
        final UnsafeBuffer command = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
        final TakeCheckpointEncoder encoder = new TakeCheckpointEncoder()
            .wrapAndApplyHeader(command, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(0).msgSeqNum(0);
        encoder
            .stateFormat(slice.stateFormat())
            .section((short)slice.section())
            .firstEntity(slice.firstEntity())
            .entityCount(slice.entityCount())
            .sectionLength(slice.sectionLength())
            .digest(slice.digest());
        return framed(command, encoder.limit());
    }

    private static UnsafeBuffer framed(final UnsafeBuffer buffer, final int length)
    {
        Frame.writeHeader(buffer, 0, length);
        return new UnsafeBuffer(buffer, 0, length);
    }
}
