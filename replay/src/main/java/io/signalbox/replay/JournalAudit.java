package io.signalbox.replay;

import io.signalbox.core.Decision;
import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalReader;
import org.agrona.DirectBuffer;

import java.util.HexFormat;

/**
 * Executes every command of a journal again, those of the host too, on an engine of its own, and compares the events
 * byte for byte; a second engine only applies the journaled events, and at the end both must have the same state hash.
 * Stops at the first difference. Owned by one thread; used once.
 */
public final class JournalAudit
{
    private static final HexFormat HEX = HexFormat.of();

    private final SeatEngine executing = new SeatEngine();
    private final SeatEngine applying = new SeatEngine();
    private final Decision decision = new Decision();
    private long records;
    private long commands;
    private long events;
    private AuditReport.Difference difference;

    private JournalAudit()
    {
    }

    /**
     * Audit a journal from its first record to its end.
     *
     * @param reader of the journal, that has read nothing yet
     * @return what was found
     * @throws io.signalbox.journal.JournalDamagedException at the first record that fails a check of the journal itself
     */
    public static AuditReport audit(final JournalReader reader)
    {
        final JournalAudit audit = new JournalAudit();
        while (audit.difference == null && reader.poll(audit::onRecord, 1) > 0)
        {
            audit.records++;
        }
        return new AuditReport(
            audit.records,
            audit.commands,
            audit.events,
            audit.executing.stateHash(),
            audit.applying.stateHash(),
            audit.difference);
    }

    private void onRecord(
        final long position,
        final long timestampMs,
        final int decisionVersion,
        final DirectBuffer buffer,
        final int commandOffset,
        final int commandLength,
        final int eventsOffset,
        final int eventsLength)
    {
        if (decisionVersion != SeatEngine.DECISION_VERSION)
        {
            difference = new AuditReport.Difference(position, 0, 0, "", "", "decisionVersion " + decisionVersion +
                " is not " + SeatEngine.DECISION_VERSION + ", the one that these rules have");
            return;
        }
        commands++;
        try
        {
            executing.execute(timestampMs, buffer, commandOffset, commandLength, decision);
            compare(position, buffer, eventsOffset, eventsLength);
            if (difference == null)
            {
                applying.apply(position, timestampMs, buffer, eventsOffset, eventsLength);
                events += decision.eventCount();
            }
        }
        catch (final IllegalStateException ex)
        {
            difference = new AuditReport.Difference(position, 0, 0, "", "", "engine stopped: " + ex.getMessage());
        }
        catch (final RuntimeException ex)
        {
            // What no server lets through: the engine trusts a command's frame, and nobody has validated this one.
            difference = new AuditReport.Difference(position, 0, 0, "", "", "no sound command: " + ex);
        }
    }

    private void compare(final long position, final DirectBuffer buffer, final int offset, final int length)
    {
        final DirectBuffer executed = decision.buffer();
        final int executedLength = decision.length();
        final int common = Math.min(length, executedLength);
        int same = 0;
        while (same < common && buffer.getByte(offset + same) == executed.getByte(same))
        {
            same++;
        }
        if (same == length && same == executedLength)
        {
            return;
        }
        int index = 0;
        int start = 0;
        int frameLength = EventFrames.lengthAt(buffer, offset, offset + length);
        while (start + frameLength <= same && start + frameLength < length)
        {
            start += frameLength;
            index++;
            frameLength = EventFrames.lengthAt(buffer, offset + start, offset + length);
        }
        if (start + frameLength <= same)
        {
            start += frameLength;
            index++;
        }
        difference = new AuditReport.Difference(
            position,
            index,
            same - start,
            hexOfFrame(buffer, offset + start, offset + length),
            hexOfFrame(executed, start, executedLength),
            executedLength == 0 ? "the command has no effect" :
                "events of " + length + " bytes in the journal, of " + executedLength + " bytes executed again");
    }

    private static String hexOfFrame(final DirectBuffer buffer, final int offset, final int end)
    {
        if (offset >= end)
        {
            return "";
        }
        final byte[] bytes = new byte[EventFrames.lengthAt(buffer, offset, end)];
        buffer.getBytes(offset, bytes);
        return HEX.formatHex(bytes);
    }
}
