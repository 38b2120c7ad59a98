package io.signalbox.core;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Runs an engine as a host does, and keeps what a journal would keep, so that the same history can be applied and
 * executed again.
 */
final class EngineDriver
{
    private final SeatEngine engine = new SeatEngine();
    private final Decision decision = new Decision();
    private final List<JournalRecord> journal = new ArrayList<>();

    SeatEngine engine()
    {
        return engine;
    }

    Outcome execute(final long timestampMs, final Command command)
    {
        final UnsafeBuffer frame = Commands.frame(command);
        final long positionBefore = engine.position();
        engine.execute(timestampMs, frame, 0, frame.capacity(), decision);
        final List<Event> events = Events.decode(decision.buffer(), decision.length());
        assertEquals(events.size(), decision.eventCount(), "event count of the decision");
        assertEquals(positionBefore + (events.isEmpty() ? 0 : 1), engine.position(), "position of the engine");
        if (!events.isEmpty())
        {
            assertEquals(timestampMs, engine.timestampMs(), "time of the engine");
            final byte[] bytes = eventBytes(decision);
            journal.add(new JournalRecord(engine.position(), timestampMs, frame, bytes));
        }
        return new Outcome(decision.repeated(), events);
    }

    /** Live state = events applied from zero = commands executed again, and the events are the same bytes. */
    void assertJournalLeadsToTheSameState()
    {
        final SeatEngine recovered = new SeatEngine();
        final SeatEngine audited = new SeatEngine();
        final Decision again = new Decision();
        for (final JournalRecord entry : journal)
        {
            final UnsafeBuffer events = new UnsafeBuffer(entry.events());
            recovered.apply(entry.position(), entry.timestampMs(), events, 0, events.capacity());
            audited.execute(entry.timestampMs(), entry.command(), 0, entry.command().capacity(), again);
            assertArrayEquals(entry.events(), eventBytes(again), "events at position " + entry.position());
        }
        assertSameState(recovered, "recovered");
        assertSameState(audited, "audited");
    }

    /** An engine that was recovered in the middle decides the rest of the journal in the same way. */
    void assertRecoveredEngineDecidesAlike(final int recordsApplied)
    {
        final SeatEngine resumed = new SeatEngine();
        final Decision again = new Decision();
        for (final JournalRecord entry : journal)
        {
            if (entry.position() <= recordsApplied)
            {
                final UnsafeBuffer events = new UnsafeBuffer(entry.events());
                resumed.apply(entry.position(), entry.timestampMs(), events, 0, events.capacity());
            }
            else
            {
                resumed.execute(entry.timestampMs(), entry.command(), 0, entry.command().capacity(), again);
                assertArrayEquals(entry.events(), eventBytes(again),
                    "events at position " + entry.position() + ", recovered to " + recordsApplied);
            }
        }
        assertSameState(resumed, "recovered to " + recordsApplied);
    }

    private void assertSameState(final SeatEngine other, final String name)
    {
        assertEquals(engine.position(), other.position(), name + ": position");
        assertEquals(engine.timestampMs(), other.timestampMs(), name + ": time");
        assertEquals(engine.nextDeadlineMs(), other.nextDeadlineMs(), name + ": next deadline");
        assertEquals(engine.stateHash(), other.stateHash(), name + ": state hash");
        assertTrue(engine.position() == 0 || engine.stateHash() != new SeatEngine().stateHash(),
            name + ": state hash is that of an empty engine");
    }

    private static byte[] eventBytes(final Decision decision)
    {
        final byte[] bytes = new byte[decision.length()];
        decision.buffer().getBytes(0, bytes);
        return bytes;
    }

    private record JournalRecord(long position, long timestampMs, UnsafeBuffer command, byte[] events)
    {
    }
}
