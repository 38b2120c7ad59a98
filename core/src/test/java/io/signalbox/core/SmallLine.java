package io.signalbox.core;

import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.FlowType;

import java.util.ArrayList;
import java.util.List;

/**
 * The line of the plain tests: one run of five stops, ten kilometres apart, that leaves at 12:00, with four seats of
 * class 1 in coach 1. Session 1 is open.
 */
final class SmallLine
{
    /** 2026-05-01T00:00Z. */
    static final long MIDNIGHT_MS = 1_777_593_600_000L;

    static final long MORNING_MS = MIDNIGHT_MS + 6 * 3_600_000L;

    private SmallLine()
    {
    }

    static Command.DefineLimits limits(final long maxOrders, final long maxPassengers)
    {
        return new Command.DefineLimits(0, 0, 10, 10, 10, 10, 10, maxOrders, maxPassengers);
    }

    static List<Command> setUp()
    {
        final List<Command> commands = new ArrayList<>();
        commands.add(limits(100, 100));
        commands.add(new Command.Negotiate(1, 1, FlowType.IDEMPOTENT, FlowType.RECOVERABLE));
        final List<Command.Stop> stops = new ArrayList<>();
        for (int i = 0; i < 5; i++)
        {
            commands.add(new Command.DefineStation(0, 0, "S" + i, "Station " + i));
            final int timeS = 12 * 3_600 + i * 600;
            stops.add(new Command.Stop(i + 1, timeS, timeS, i * 10_000));
        }
        commands.add(new Command.DefineLayout(0, 0, "SET",
            List.of(new Command.SeatClass('1', 10_000, 500, "first")),
            List.of(new Command.Coach(1, '1', 1, 2, "AB"))));
        commands.add(new Command.DefineService(0, 0, "T1", stops));
        commands.add(new Command.OpenRun(0, 0, 1, 1, 20_574, MIDNIGHT_MS));
        return commands;
    }

    static EngineDriver driver()
    {
        final EngineDriver driver = new EngineDriver();
        setUp().forEach(command -> driver.execute(MORNING_MS, command));
        return driver;
    }

    static Command.PlaceOrder order(
        final long session, final long number, final int fromStop, final int toStop, final String... passengers)
    {
        return new Command.PlaceOrder(
            session, number, 1, fromStop, toStop, '1', Channel.ONLINE, 0, List.of(passengers));
    }
}
