package io.signalbox.core;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * How much memory a run and an order take.
 */
class MemoryTest
{
    private static final int RUNS = 1_000;
    private static final int WARM_UP_RUNS = 100;
    private static final int SEATS = 1_100;
    private static final int STOPS = 12;
    private static final int GREATEST_BYTES_PER_RUN = 8 * 1_024;
    private static final int GREATEST_BYTES_PER_ORDER = 160;

    private final SeatEngine engine = new SeatEngine();
    private final Decision decision = new Decision();

    @Test
    void shouldOpenALongRunInEightKibibytes()
    {
        define();
        for (int i = 0; i < WARM_UP_RUNS; i++)
        {
            open(i);
        }
        long allocatedBytes = 0;
        for (int i = WARM_UP_RUNS; i < RUNS; i++)
        {
            allocatedBytes += open(i);
        }
        final long bytesPerRun = allocatedBytes / (RUNS - WARM_UP_RUNS);
assertTrue(bytesPerRun > SEATS / 8, "a run of " + bytesPerRun + " bytes cannot know its seats");
        assertTrue(bytesPerRun <= GREATEST_BYTES_PER_RUN, "a run takes " + bytesPerRun + " bytes");
    }

    @Test
    void shouldKeepAnOrderOfOnePassengerInOneHundredAndSixtyBytes()
    {
        final int orders = 200_000;
        allocatedByLimits(orders);
        final long once = allocatedByLimits(orders);
        final long twice = allocatedByLimits(2 * orders);
        final long bytesPerOrder = (twice - once) / orders;
assertTrue(bytesPerOrder >= 16, "an order of " + bytesPerOrder + " bytes cannot know its passenger");
        assertTrue(bytesPerOrder <= GREATEST_BYTES_PER_ORDER, "an order takes " + bytesPerOrder + " bytes");
    }

    private long allocatedByLimits(final int orders)
    {
        final UnsafeBuffer frame = Commands.frame(SmallLine.limits(orders, orders));
        final SeatEngine empty = new SeatEngine();
        final long before = AllocatedBytes.now();
        empty.execute(1, frame, 0, frame.capacity(), decision);
        return AllocatedBytes.now() - before;
    }

    private long open(final int date)
    {
        return execute(new Command.OpenRun(0, 0, 1, 1, date, SmallLine.MIDNIGHT_MS));
    }

    private void define()
    {
        execute(new Command.DefineLimits(0, 0, 10, 100, 10, 10, RUNS, 1_000, 1_000));
        final List<Command.Stop> stops = new ArrayList<>();
        for (int i = 0; i < STOPS; i++)
        {
            execute(new Command.DefineStation(0, 0, "S" + i, "Station " + i));
            stops.add(new Command.Stop(i + 1, i * 600, i * 600, i * 10_000));
        }
        final List<Command.Coach> coaches = new ArrayList<>();
        coaches.add(new Command.Coach(1, 'B', 1, 7, "ABDF"));
        for (int i = 2; i <= 4; i++)
        {
            coaches.add(new Command.Coach(i, '1', 1, 13, "ACDF"));
        }
        for (int i = 5; i <= 15; i++)
        {
            coaches.add(new Command.Coach(i, '2', 1, 15, "ABCDF"));
        }
        coaches.add(new Command.Coach(16, '2', 1, 13, "ABCDEFG"));
        assertEquals(SEATS, coaches.stream().mapToInt(coach -> coach.rows() * coach.letters().length()).sum());
        execute(new Command.DefineLayout(0, 0, "LONG", List.of(
            new Command.SeatClass('B', 3, 2, "business"),
            new Command.SeatClass('1', 2, 2, "first"),
            new Command.SeatClass('2', 1, 2, "second")), coaches));
        execute(new Command.DefineService(0, 0, "G1", stops));
    }

    private long execute(final Command command)
    {
        final UnsafeBuffer frame = Commands.frame(command);
        final long positionBefore = engine.position();
        final long before = AllocatedBytes.now();
        engine.execute(1, frame, 0, frame.capacity(), decision);
        final long allocated = AllocatedBytes.now() - before;
        assertEquals(positionBefore + 1, engine.position());
        assertTrue(Events.decode(decision.buffer(), decision.length()).get(0).name().matches(".*(Defined|Opened)"));
        return allocated;
    }
}
