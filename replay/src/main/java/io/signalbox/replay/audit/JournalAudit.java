package io.signalbox.replay.audit;

import io.signalbox.core.Decision;
import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalReader;
import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.Frames;
import org.agrona.DirectBuffer;

import java.util.HexFormat;

/**
 * Executes every command of a journal again, those of the host too, on an engine of its own, and compares the events
 * byte for byte; a second engine only applies the journaled events, and at the end both must have the same state hash.
 * Stops at the first difference. Begins at the first record, or at a snapshot. Owned by one thread; used once.
 */
public final class JournalAudit
{
    private static final HexFormat HEX = HexFormat.of();

    private final SeatEngine executing;
    private final SeatEngine applying;
    private final FrameValidator validator = FrameValidator.forJournalCommand();
    private final Decision decision = new Decision();
    private final Frames frames = new Frames();
    private long records;
    private long commands;
    private long events;
    private AuditReport.Difference difference;

    private JournalAudit(final SeatEngine executing, final SeatEngine applying)
    {
        this.executing = executing;
        this.applying = applying;
    }

    /**
     * Audit a journal from its first record to its end.
     *
     * @param reader of the journal, that has read nothing yet
     * @return what was found
     * @throws io.signalbox.journal.JournalDamagedException at the first record that fails a check of the journal itself
     * @throws RuntimeException                             if the engine fails at a sound command in a way that it does
     *                                                      not foresee: a defect of this program, not of the journal
     */
    public static AuditReport audit(final JournalReader reader)
    {
        return audit(reader, new SeatEngine(), new SeatEngine());
    }

    /**
     * Audit a journal behind a record, from the state after it to the journal's end. What led to that state is taken
     * for granted: only the records that are read are audited.
     *
     * @param reader    of the journal, that has read nothing yet, or begins behind a record
     * @param executing engine that executes the commands again; stands where the reader does, as an engine that was
     *                  restored from a snapshot; of no other use from here on
     * @param applying  another engine that was restored from the same; it only applies the journaled events
     * @return what was found; the numbers count from there on
     * @throws IllegalArgumentException                     if an engine does not stand at the reader's position, or
     *                                                      both are one, or differ
     * @throws io.signalbox.journal.JournalDamagedException at the first record that fails a check of the journal itself
     * @throws RuntimeException                             if the engine fails at a sound command in a way that it does
     *                                                      not foresee: a defect of this program, not of the journal
     */
    public static AuditReport audit(
        final JournalReader reader, final SeatEngine executing, final SeatEngine applying)
    {
        checkStart(reader.position(), executing, applying);
        final JournalAudit audit = new JournalAudit(executing, applying);
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

    private static void checkStart(final long position, final SeatEngine executing, final SeatEngine applying)
    {
        if (executing.position() != position || applying.position() != position)
        {
            throw new IllegalArgumentException("engines at positions " + executing.position() + " and " +
                applying.position() + " cannot audit behind position " + position);
        }
        if (executing == applying || executing.stateHash() != applying.stateHash())
        {
            throw new IllegalArgumentException("the engines of an audit must be two of the same state");
        }
    }

    private void onRecord(final JournalRecord record)
    {
        if (record.decisionVersion() > SeatEngine.LATEST_DECISION_VERSION)
        {
            difference = difference(record, "decided by version " + record.decisionVersion() +
                " of the rules, this program knows them up to " + SeatEngine.LATEST_DECISION_VERSION);
            return;
        }
        commands++;
        final String unsound = whatIsUnsound(record);
        if (unsound != null)
        {
            // What no server lets through: the engine trusts a command's frame.
            difference = difference(record, "no sound command: " + unsound);
            return;
        }
        try
        {
            executing.execute(
                record.timestampMs(), record.command(), record.commandOffset(), record.commandLength(), decision);
            compare(record.position(), record.events(), record.eventsOffset(), record.eventsLength());
            if (difference == null && record.decisionVersion() != decision.decisionVersion())
            {
                difference = difference(record, "stamped with version " + record.decisionVersion() +
                    " of the rules, version " + decision.decisionVersion() + " was in force");
            }
            if (difference == null)
            {
                // They are byte for byte what an engine has just decided, so they need no validator.
                applying.apply(
                    record.position(),
                    record.timestampMs(),
                    record.events(),
                    record.eventsOffset(),
                    record.eventsLength());
                events += decision.eventCount();
            }
        }
        catch (final IllegalStateException ex)
        {
            difference = difference(record, "engine stopped: " + ex.getMessage());
        }
    }

    /** What is wrong with the frame of a command, null if it is sound. */
    private String whatIsUnsound(final JournalRecord record)
    {
        final int length = record.commandLength();
        if (validator.validate(record.command(), record.commandOffset(), length) != FrameValidator.VALID)
        {
            return validator.describe();
        }
        final int frameLength = Frame.length(record.command(), record.commandOffset());
        return frameLength == length ? null : "frame of " + frameLength + " bytes in a command of " + length;
    }

    private static AuditReport.Difference difference(final JournalRecord record, final String reason)
    {
        return new AuditReport.Difference(record.position(), 0, 0, "", "", reason);
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
        // Where the first frame begins that differs, or one that only one of them has.
        int index = 0;
        int start = 0;
        frames.wrap(buffer, offset, length);
        while (frames.next() && frames.walked() <= same)
        {
            start = frames.walked();
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
        final byte[] bytes = new byte[Frames.lengthAt(buffer, offset, end)];
        buffer.getBytes(offset, bytes);
        return HEX.formatHex(bytes);
    }
}
