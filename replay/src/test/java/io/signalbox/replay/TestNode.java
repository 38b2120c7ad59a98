package io.signalbox.replay;

import io.signalbox.core.Decision;
import io.signalbox.core.SeatEngine;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalRecord;
import io.signalbox.journal.JournalWriter;
import io.signalbox.protocol.Frame;
import io.signalbox.replay.view.Projection;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real engine without a server: executes commands, keeps the records, shows them to projections.
 */
public final class TestNode
{
    /** A day, as days since 1970, on which the test runs leave. */
    public static final int DAY = 20_000;

    /** A day, ms. */
    public static final long DAY_MS = 86_400_000L;

    /**
     * A record.
     *
     * @param position        of the record
     * @param timestampMs     of the record, ms since 1970-01-01 UTC
     * @param decisionVersion of the rules that it is stamped with
     * @param command         its frame
     * @param events          their frames
     */
    public record Entry(long position, long timestampMs, int decisionVersion, byte[] command, byte[] events)
    {
        /**
         * A record of the first rules.
         *
         * @param position    of the record
         * @param timestampMs of the record, ms since 1970-01-01 UTC
         * @param command     its frame
         * @param events      their frames
         */
        public Entry(final long position, final long timestampMs, final byte[] command, final byte[] events)
        {
            this(position, timestampMs, 1, command, events);
        }

        /**
         * The same record with another stamp.
         *
         * @param otherVersion of the rules
         * @return a new record
         */
        public Entry stamped(final int otherVersion)
        {
            return new Entry(position, timestampMs, otherVersion, command, events);
        }
    }

    /** Commands of its one session. */
    public final CommandFrames commands = new CommandFrames();

    /** The engine. */
    public final SeatEngine engine = new SeatEngine();

    /** What it has decided, record by record. */
    public final List<Entry> entries = new ArrayList<>();

    /** Time of the next command, ms since 1970-01-01 UTC. */
    public long nowMs = (DAY - 3) * DAY_MS;
    private final Decision decision = new Decision();
    private final Projection[] projections;

    /**
     * A node with room for 1,000 orders.
     *
     * @param projections are shown every record
     */
    public TestNode(final Projection... projections)
    {
        this(1_000, projections);
    }

    /**
     * A node.
     *
     * @param maxOrders   that it has room for
     * @param projections are shown every record
     */
    public TestNode(final int maxOrders, final Projection... projections)
    {
        this.projections = projections;
        execute(commands.limits(maxOrders));
        execute(commands.negotiate(1));
    }

    /**
     * Execute a command.
     *
     * @param command its frame
     * @return frames of its events, none if it had no effect
     */
    public byte[] execute(final byte[] command)
    {
        engine.execute(nowMs, new UnsafeBuffer(command), 0, command.length, decision);
        final byte[] events = new byte[decision.length()];
        decision.buffer().getBytes(0, events);
        if (events.length > 0)
        {
            final Entry entry = new Entry(
                engine.position(), nowMs, decision.decisionVersion(), command, events);
            entries.add(entry);
            for (final Projection projection : projections)
            {
                show(entry, projection);
            }
        }
        return events;
    }

    /**
     * Show a record to a projection.
     *
     * @param entry      the record
     * @param projection that gets it
     */
    public static void show(final Entry entry, final Projection projection)
    {
        // Not at offset 0, as in a journal record.
        final byte[] record = new byte[entry.events.length + 5];
        System.arraycopy(entry.events, 0, record, 5, entry.events.length);
        projection.onRecord(new JournalRecord()
            .header(entry.position, entry.timestampMs, entry.decisionVersion)
            .command(new UnsafeBuffer(entry.command), 0, entry.command.length)
            .events(new UnsafeBuffer(record), 5, entry.events.length));
    }

    /** Execute ExpireHolds as often as something is due. */
    public void expireAll()
    {
        while (engine.nextDeadlineMs() <= nowMs)
        {
            execute(commands.expireHolds());
        }
    }

    /**
     * Define stations.
     *
     * @param codes of the stations
     */
    public void stations(final String... codes)
    {
        for (final String code : codes)
        {
            execute(commands.station(code));
        }
    }

    /**
     * A layout with one coach of class O, of some rows of some letters, and one of class Z with 2 seats.
     *
     * @param code    of the layout
     * @param rows    of class O
     * @param letters of a row
     */
    public void layout(final String code, final int rows, final String letters)
    {
        execute(commands.layout(
            code,
            new CommandFrames.ClassPlan[]
            {
                new CommandFrames.ClassPlan('O', 4_650, 1_000), new CommandFrames.ClassPlan('Z', 10_001, 2_000)
            },
            new CommandFrames.CoachPlan[]
            {
                new CommandFrames.CoachPlan(1, 'O', rows, letters), new CommandFrames.CoachPlan(2, 'Z', 1, "AF")
            }));
    }

    /**
     * A service that calls at stations every half hour, 50 km apart, from an hour of the service day on.
     *
     * @param code       of the service
     * @param firstHour  at which it leaves
     * @param stationIds of its stops
     */
    public void service(final String code, final int firstHour, final int... stationIds)
    {
        final CommandFrames.StopPlan[] stops = new CommandFrames.StopPlan[stationIds.length];
        for (int i = 0; i < stops.length; i++)
        {
            final int arrivalS = firstHour * 3_600 + i * 1_800;
            final boolean end = i == 0 || i == stops.length - 1;
            stops[i] = new CommandFrames.StopPlan(
                stationIds[i], arrivalS, end ? arrivalS : arrivalS + 60, i * 50_000);
        }
        execute(commands.service(code, stops));
    }

    /**
     * Open a run.
     *
     * @param serviceId   of the run
     * @param layoutId    of the run
     * @param serviceDate days since 1970-01-01
     */
    public void openRun(final int serviceId, final int layoutId, final int serviceDate)
    {
        execute(commands.openRun(serviceId, layoutId, serviceDate, serviceDate * DAY_MS));
    }

    /** Run 1, of stations A and B only, with the class O. */
    public void openShortestRun()
    {
        stations("A", "B");
        layout("L", 2, "ABC");
        service("G1", 8, 1, 2);
        openRun(1, 1, DAY);
    }

    /** Run 1, of the stations S0 to S127, with the class O. */
    public void openLongestRun()
    {
        final int[] stationIds = new int[128];
        for (int i = 0; i < stationIds.length; i++)
        {
            stations("S" + i);
            stationIds[i] = i + 1;
        }
        layout("L", 2, "ABC");
        service("LONG", 8, stationIds);
        openRun(1, 1, DAY);
    }

    /**
     * Place an order.
     *
     * @param runId      of the run
     * @param fromStop   of the journey
     * @param toStop     of the journey
     * @param classCode  of the seats
     * @param passengers how many
     * @return frames of its events
     */
    public byte[] order(
        final int runId, final int fromStop, final int toStop, final char classCode, final int passengers)
    {
        return execute(commands.placeOrder(runId, fromStop, toStop, classCode, passengers));
    }

    /**
     * Write all records so far as a journal.
     *
     * @param path of its directory
     */
    public void writeJournal(final Path path)
    {
        writeJournal(path, entries);
    }

    /**
     * Write records as a journal.
     *
     * @param path    of its directory
     * @param entries from position 1
     */
    public static void writeJournal(final Path path, final List<Entry> entries)
    {
        try (
            JournalDirectory directory = JournalDirectory.open(path, JournalDirectory.MIN_BLOCK_SIZE);
            JournalWriter writer = directory.writer())
        {
            for (final Entry entry : entries)
            {
                append(writer, entry);
            }
        }
    }

    /**
     * Append a record.
     *
     * @param writer of the journal
     * @param entry  the record
     */
    public static void append(final JournalWriter writer, final Entry entry)
    {
        writer.append(new JournalRecord()
            .header(entry.position, entry.timestampMs, entry.decisionVersion)
            .command(new UnsafeBuffer(entry.command), 0, entry.command.length)
            .events(new UnsafeBuffer(entry.events), 0, entry.events.length));
    }

    /**
     * Template of a frame.
     *
     * @param frame alone, or the first of some
     * @return its template id
     */
    public static int templateId(final byte[] frame)
    {
        return Frame.templateId(new UnsafeBuffer(frame), 0);
    }
}
