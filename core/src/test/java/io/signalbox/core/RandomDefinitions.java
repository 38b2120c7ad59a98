package io.signalbox.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes definitions, each with a few faults or none, under few codes so that the same code comes again.
 */
final class RandomDefinitions
{
    private static final String[] CODES = {"A", "B", "S1", "L1", "T1", "ABCDEFGHIJKLMNOP", "C", "D", "E", "F"};
    private static final String[] BAD_CODES = {"", "A B", "A\0B", "\0A", "A\u0080", "A\u007F", "\u00FF", " "};

    private final Random random;

    private RandomDefinitions(final Random random)
    {
        this.random = random;
    }

    static Command next(final Random random, final long session, final long number)
    {
        final RandomDefinitions definitions = new RandomDefinitions(random);
        return switch (random.nextInt(4))
        {
            case 0 -> definitions.station(session, number);
            case 1, 2 -> definitions.layout(session, number);
            default -> definitions.service(session, number);
        };
    }

    /** The same definition, asked for by somebody else. */
    static Command again(final Command command, final long session, final long number)
    {
        if (command instanceof Command.DefineStation known)
        {
            return new Command.DefineStation(session, number, known.code(), known.name());
        }
        if (command instanceof Command.DefineLayout known)
        {
            return new Command.DefineLayout(session, number, known.code(), known.classes(), known.coaches());
        }
        if (command instanceof Command.DefineService known)
        {
            return new Command.DefineService(session, number, known.code(), known.stops());
        }
        if (command instanceof Command.OpenRun known)
        {
            return new Command.OpenRun(session, number, known.serviceId(), known.layoutId(),
                known.serviceDate(), known.originInstantMs());
        }
        return command;
    }

    private String code()
    {
        return fault() ? BAD_CODES[random.nextInt(BAD_CODES.length)] : CODES[random.nextInt(CODES.length)];
    }

    private Command station(final long session, final long number)
    {
        final String[] names = {"", "x", "Z\u00FCrich HB", "y".repeat(80), "y".repeat(81), "\u00FC".repeat(41)};
        return new Command.DefineStation(session, number, code(), names[random.nextInt(fault() ? 6 : 3)]);
    }

    private Command layout(final long session, final long number)
    {
        final int classCount = fault() ? pick(0, 8, 9, 20) : 1 + random.nextInt(2);
        final List<Command.SeatClass> classes = new ArrayList<>();
        for (int i = 0; i < classCount; i++)
        {
            classes.add(new Command.SeatClass(
                fault() ? pick(0, 0x20, 0x21, 0x7E, 0x7F, 255, '1', '1', '2') : '1' + i,
                fault() ? pick(-1, 0, 1_000_000_000, 1_000_000_001) : random.nextInt(2) * 100,
                fault() ? pick(-1, 0, 1_000_000_000, 1_000_000_001) : 0,
                random.nextInt(9) == 0 ? "" : "name"));
        }
        final int coachCount = fault() ? pick(0, 1, 64, 65, 200) : Math.max(1, classCount + random.nextInt(2));
        final List<Command.Coach> coaches = new ArrayList<>();
        for (int i = 0; i < coachCount; i++)
        {
            coaches.add(new Command.Coach(
                fault() ? pick(0, 1, 2, 99, 100, 255) : 1 + i,
                fault() ? pick(0, '1', '2', '9', 255) : '1' + (classCount == 0 ? 0 : i % classCount),
                fault() ? pick(0, 1, 2, 254, 255) : 1,
                fault() ? pick(0, 1, 253, 254, 255) : 1 + random.nextInt(2),
                fault() ? letters() : "ABC"));
        }
        return new Command.DefineLayout(session, number, code(), classes, coaches);
    }

    private String letters()
    {
        final String[] letters = {"", "A", "ABCDEFGH", "AA", "ABCA", "A B", "A\0B", "\0A", "AB\u007F", "\u00E4"};
        return letters[random.nextInt(letters.length)];
    }

    private Command service(final long session, final long number)
    {
        final int count = fault() ? pick(0, 1, 2, 128, 129, 253) : 2 + random.nextInt(3);
        final List<Command.Stop> stops = new ArrayList<>();
        int timeS = 0;
        int distanceM = 0;
        for (int i = 0; i < count; i++)
        {
            final int dwellS = i == 0 || i == count - 1 ? 0 : random.nextInt(2) * 60;
            final int arrivalS = rareFault() ? timeS - 1 : timeS;
            final int departureS = rareFault() ? arrivalS + pick(-1, 1) : timeS + dwellS;
            stops.add(new Command.Stop(
                rareFault() ? pick(0, 1, 12, 13, 99_999) : 1 + random.nextInt(3),
                rareFault() ? pick(-86_401, -86_400, 31_536_000, 31_536_001) : arrivalS,
                rareFault() ? pick(-86_401, -86_400, 31_536_000, 31_536_001) : departureS,
                rareFault() ? pick(0, 1, 99_999_999, 100_000_000, 100_000_001) : distanceM));
            timeS += dwellS + random.nextInt(2) * 60;
            distanceM += random.nextInt(2) * 1_000;
        }
        return new Command.DefineService(session, number, code(), stops);
    }

    private int pick(final int... values)
    {
        return values[random.nextInt(values.length)];
    }

    private boolean fault()
    {
        return random.nextInt(14) == 0;
    }

    private boolean rareFault()
    {
        return random.nextInt(30) == 0;
    }
}
