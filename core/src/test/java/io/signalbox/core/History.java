package io.signalbox.core;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * Commands with their times and the events that an engine made of them, to be applied to other engines, changed or not.
 */
final class History
{
    private final List<Entry> entries = new ArrayList<>();
    private final SeatEngine engine = new SeatEngine();
    private final Decision decision = new Decision();

    /** One record: its position, its time, the frames of its events. */
    record Entry(long position, long timestampMs, byte[] events)
    {
    }

    static History of(final List<Command> commands)
    {
        final History history = new History();
        commands.forEach(command -> history.add(SmallLine.MORNING_MS, command));
        return history;
    }

    /** Execute a command; it must have an effect. */
    History add(final long timestampMs, final Command command)
    {
        final UnsafeBuffer frame = Commands.frame(command);
        engine.execute(timestampMs, frame, 0, frame.capacity(), decision);
        if (decision.length() == 0)
        {
            throw new IllegalArgumentException(command + " has no effect");
        }
        final byte[] events = new byte[decision.length()];
        decision.buffer().getBytes(0, events);
        entries.add(new Entry(engine.position(), timestampMs, events));
        return this;
    }

    List<Entry> entries()
    {
        return entries;
    }

    SeatEngine engine()
    {
        return engine;
    }

    /** A fresh engine with the first records applied. */
    SeatEngine applied(final int count)
    {
        final SeatEngine fresh = new SeatEngine();
        entries.subList(0, count).forEach(entry -> apply(fresh, entry, entry.events()));
        return fresh;
    }

    /** Apply a record with other events than its own. */
    static void apply(final SeatEngine engine, final Entry entry, final byte[] events)
    {
        engine.apply(entry.position(), entry.timestampMs(), new UnsafeBuffer(events), 0, events.length);
    }
}
