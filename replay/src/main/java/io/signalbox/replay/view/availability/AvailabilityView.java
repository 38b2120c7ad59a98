package io.signalbox.replay.view.availability;

import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
import io.signalbox.protocol.wire.EventAdapter;
import io.signalbox.replay.view.AppliedPosition;
import io.signalbox.replay.view.EntityReader;
import io.signalbox.replay.view.EntitySink;
import io.signalbox.replay.view.RestorableView;
import org.agrona.DirectBuffer;

import java.util.concurrent.locks.StampedLock;

/**
 * For every run, class and pair of stops the number of seats that one order could really get: seats that are free on
 * every segment of the pair, 0 where the sale is closed. Follows the journal record by record and is exact at every
 * position.
 *
 * <p>Written by one follower thread. Read by any thread through a {@code QueryAnswerer}: reads are optimistic, and wait
 * for the application of one record at most. {@code AvailabilityReads} says why each answer is exact at its stamp.
 */
public final class AvailabilityView implements RestorableView
{
    private final Frames frames = new Frames();

    private final Timetable timetable = new Timetable();
    private final StampedLock recordLock = new StampedLock();
    private final StripedRunLocks runLocks = new StripedRunLocks();
    private final AppliedPosition applied = new AppliedPosition();
    private final AvailabilityReads reads = new AvailabilityReads(timetable, applied, recordLock, runLocks);
    private final AvailabilityEvents events = new AvailabilityEvents(timetable, runLocks);
    private final EventAdapter adapter = new EventAdapter(events);
    private final AvailabilityState state = new AvailabilityState(timetable, applied);
    private final EntityReader entities = state.reader();

    /**
     * An empty view, as before the first record.
     */
    public AvailabilityView()
    {
    }

    /**
     * {@inheritDoc}
     *
     * <p>Called by the follower thread only. After an exception the view is of no position; it must not be served.
     */
    @Override
    public void onRecord(final JournalRecord record)
    {
        final long position = record.position();
        final long timestampMs = record.timestampMs();
        applied.requireNext(position);
        final long write = recordLock.writeLock();
        try
        {
            events.beginRecord(position, timestampMs);
            frames.wrap(record.events(), record.eventsOffset(), record.eventsLength());
            while (frames.next())
            {
                adapter.dispatch(
                    Frame.templateId(record.events(), frames.offset()), record.events(), frames.offset());
            }
            runLocks.unlockRecord();
            applied.advance(position, timestampMs);
        }
        finally
        {
            runLocks.unlockRecord();
            recordLock.unlockWrite(write);
        }
    }

    @Override
    public long position()
    {
        return applied.position();
    }

    @Override
    public long timestampMs()
    {
        return applied.timestampMs();
    }

    @Override
    public void writeTo(final EntitySink sink)
    {
        state.writeTo(sink);
    }

    @Override
    public void readEntity(final int section, final DirectBuffer buffer, final int offset, final int length)
    {
        entities.read(section, buffer, offset, length);
    }

    /**
     * How many runs the view knows. Any thread.
     *
     * @return 0 or more
     */
    public int runCount()
    {
        return timetable.runCount();
    }

    /**
     * Reference data. Any thread.
     *
     * @return stations, layouts, services and runs
     */
    public Timetable timetable()
    {
        return timetable;
    }

    /**
     * Copies out of the view. Any thread.
     *
     * @return what copies counts and offers
     */
    public AvailabilityReads reads()
    {
        return reads;
    }
}
