package io.signalbox.cli;

import io.signalbox.core.Decision;
import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalRecord;
import io.signalbox.journal.JournalWriter;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.DefineLimitsEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.file.Path;

/** A journal whose sums are right and whose events are not what the command leads to: somebody wrote it by hand. */
final class LyingJournal
{
    private LyingJournal()
    {
    }

    static void write(final Path directory)
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
        Frame.writeHeader(command, 0, encoder.limit());
        final Decision decision = new Decision();
        new SeatEngine().execute(0, command, 0, encoder.limit(), decision);

        final UnsafeBuffer events = new UnsafeBuffer(new byte[decision.length()]);
        events.putBytes(0, decision.buffer(), 0, decision.length());
        // The last field of the last event is the setting saleCloseBeforeDepartureMs.
        events.putByte(decision.length() - Long.BYTES, (byte)1);
        try (JournalDirectory journal = JournalDirectory.open(directory); JournalWriter writer = journal.writer())
        {
            writer.append(new JournalRecord()
                .header(1, 0, 1)
                .command(command, 0, encoder.limit())
                .events(events, 0, events.capacity()));
        }
    }
}
