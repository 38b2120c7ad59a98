package io.signalbox.core;

import io.signalbox.protocol.wire.FlowType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small world for random commands: limits, sessions, stations, layouts, services and runs, all valid.
 */
final class RandomWorld
{
    /** 2026-05-01T00:00Z. */
    static final long START_MS = 1_777_593_600_000L;

    private final Random random;
    private final Size size;
    private final List<Command> setUp = new ArrayList<>();

    /**
     * How large a world is; each pair is the least and the greatest number.
     *
     * @param stops       of a service
     * @param rows        of a coach section
     * @param letters     of a row
     * @param sections    of coaches in a layout
     * @param orders      limit of orders
     * @param passengers  limit of passengers
     * @param runs        that are opened at first
     * @param maxParty    passengers of one order, mostly
     */
    record Size(
        int[] stops, int[] rows, int[] letters, int[] sections, int[] orders, int[] passengers, int[] runs,
        int maxParty)
    {
        /** Collisions in every respect. */
        static Size small()
        {
            return new Size(new int[]{3, 8}, new int[]{1, 3}, new int[]{1, 3}, new int[]{1, 3},
                new int[]{4, 30}, new int[]{8, 50}, new int[]{2, 4}, 3);
        }

        /** One run of many segments and few seats with room for many orders: seats of every pattern. */
        static Size crowded()
        {
            return new Size(new int[]{6, 12}, new int[]{1, 2}, new int[]{2, 4}, new int[]{1, 1},
                new int[]{100, 150}, new int[]{150, 200}, new int[]{1, 1}, 2);
        }

        /** Segments and seats on both sides of the borders of a 64-bit word. */
        static Size wide()
        {
            return new Size(new int[]{60, 128}, new int[]{10, 20}, new int[]{4, 6}, new int[]{3, 5},
                new int[]{300, 400}, new int[]{500, 2_000}, new int[]{2, 4}, 9);
        }

        /** Many classes in one layout. */
        static Size manyClasses()
        {
            return new Size(new int[]{3, 12}, new int[]{1, 4}, new int[]{1, 8}, new int[]{8, 16},
                new int[]{10, 60}, new int[]{20, 120}, new int[]{2, 4}, 5);
        }
    }

    RandomWorld(final int seed, final Size size)
    {
        random = new Random(seed);
        this.size = size;
        build();
    }

    List<Command> setUp()
    {
        return setUp;
    }

    Size size()
    {
        return size;
    }

    private void build()
    {
        setUp.add(new Command.DefineLimits(
            0, 0, 3, 12, 4, 4, 6, between(size.orders()), between(size.passengers())));
        setUp.add(new Command.Negotiate(1, 7, FlowType.IDEMPOTENT, FlowType.RECOVERABLE));
        setUp.add(new Command.Negotiate(4_000_000_000L, 1, FlowType.IDEMPOTENT, FlowType.RECOVERABLE));
        for (int station = 1; station <= 10; station++)
        {
            setUp.add(new Command.DefineStation(0, 0, "S" + station, "Station " + station));
        }
        for (int layout = 1; layout <= 3; layout++)
        {
            setUp.add(layout("L" + layout));
        }
        for (int service = 1; service <= 3; service++)
        {
            setUp.add(service("T" + service));
        }
        final int runs = between(size.runs());
        for (int run = 1; run <= runs; run++)
        {
            setUp.add(new Command.OpenRun(0, 0, 1 + random.nextInt(3), 1 + random.nextInt(3), run,
                START_MS + (size.runs()[1] == 1 ? 24 : random.nextInt(5)) * 3_600_000L));
        }
    }

    Command.DefineLayout layout(final String code)
    {
        final int sections = between(size.sections());
        final int classCount = Math.min(sections, 1 + random.nextInt(Math.min(8, size.sections()[1])));
        final List<Command.SeatClass> classes = new ArrayList<>();
        for (int i = 0; i < classCount; i++)
        {
            classes.add(new Command.SeatClass('1' + i, random.nextInt(30_000), random.nextInt(2_000), "class " + i));
        }
        final List<Command.Coach> coaches = new ArrayList<>();
        for (int i = 0; i < sections; i++)
        {
            final int rows = between(size.rows());
            coaches.add(new Command.Coach(1 + i / 2, '1' + i % classCount, i % 2 == 0 ? 1 : 100, rows,
                "ABCDEFGH".substring(0, between(size.letters()))));
        }
        return new Command.DefineLayout(0, 0, code, classes, coaches);
    }

    Command.DefineService service(final String code)
    {
        final int count = between(size.stops());
        final List<Command.Stop> stops = new ArrayList<>();
        int timeS = random.nextInt(3) * 1_800 + 1_800;
        int distanceM = 0;
        for (int i = 0; i < count; i++)
        {
            final int dwellS = i == 0 || i == count - 1 ? 0 : random.nextInt(600);
            stops.add(new Command.Stop(1 + random.nextInt(10), timeS, timeS + dwellS, distanceM));
            timeS += dwellS + random.nextInt(3_000);
            distanceM += random.nextInt(90_000);
        }
        return new Command.DefineService(0, 0, code, stops);
    }

    private int between(final int[] bounds)
    {
        return bounds[0] + random.nextInt(bounds[1] - bounds[0] + 1);
    }
}
