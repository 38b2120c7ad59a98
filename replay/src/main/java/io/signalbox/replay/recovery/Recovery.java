package io.signalbox.replay.recovery;

import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalReader;
import io.signalbox.journal.JournalRecord;
import io.signalbox.journal.RecordHandler;
import io.signalbox.protocol.Frames;

/**
 * Brings an engine to the end of a journal by applying events. Nothing is decided again: a rule that has changed since
 * cannot change what was sold. Owned by the thread that starts the server.
 */
public final class Recovery
{
    private static final int BATCH = 1024;
    private static final RecordHandler NO_OBSERVER = (record) ->
    {
    };

    private final SeatEngine engine;
    private final RecordHandler observer;
    private long records;
    private long events;

    private Recovery(final SeatEngine engine, final RecordHandler observer)
    {
        this.engine = engine;
        this.observer = observer;
    }

    /**
     * Apply every record that the reader has not yet read.
     *
     * @param reader of the journal
     * @param engine whose last record is the reader's last one
     * @return what was applied
     * @throws io.signalbox.journal.JournalDamagedException at the first record that fails a check
     * @throws IllegalStateException                        if a record does not fit the engine's state, or was decided
     *                                                      by rules that are newer than those of this program
     */
    public static RecoveryReport recover(final JournalReader reader, final SeatEngine engine)
    {
        return recover(reader, engine, NO_OBSERVER);
    }

    /**
     * Apply every record that the reader has not yet read, and show each to an observer after that.
     *
     * @param reader   of the journal
     * @param engine   whose last record is the reader's last one
     * @param observer sees each record once the engine has applied it
     * @return what was applied
     * @throws io.signalbox.journal.JournalDamagedException at the first record that fails a check
     * @throws IllegalStateException                        if a record does not fit the engine's state, or was decided
     *                                                      by rules that are newer than those of this program
     */
    public static RecoveryReport recover(
        final JournalReader reader, final SeatEngine engine, final RecordHandler observer)
    {
        final Recovery recovery = new Recovery(engine, observer);
        final RecordHandler handler = recovery::onRecord;
        int read = reader.poll(handler, BATCH);
        while (read > 0)
        {
            read = reader.poll(handler, BATCH);
        }
        return new RecoveryReport(
            recovery.records, recovery.events, engine.position(), engine.timestampMs());
    }

    private void onRecord(final JournalRecord record)
    {
        checkDecisionVersion(record);
        engine.apply(
            record.position(), record.timestampMs(), record.events(), record.eventsOffset(), record.eventsLength());
        records++;
        events += Frames.count(record.events(), record.eventsOffset(), record.eventsLength());
        observer.onRecord(record);
    }

    /** Newer rules cannot be gone on with: what they have decided may mean something that this program cannot see. */
    static void checkDecisionVersion(final JournalRecord record)
    {
        if (record.decisionVersion() > SeatEngine.LATEST_DECISION_VERSION)
        {
            throw new IllegalStateException("record " + record.position() + " was decided by version " +
                record.decisionVersion() + " of the rules, this program knows them up to " +
                SeatEngine.LATEST_DECISION_VERSION);
        }
    }
}
