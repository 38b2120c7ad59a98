package io.signalbox.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One run of the twin: who sits where, seat by seat and segment by segment.
 */
final class NaiveRun
{
    private final long openedPosition;
    private final Command.OpenRun opening;
    private final Command.DefineService service;
    private final Command.DefineLayout layout;
    private final Map<Integer, boolean[][]> soldByClass = new TreeMap<>();
    private final Map<Integer, long[]> lastTakenByClass = new TreeMap<>();
    private long closedPosition;

    /** One seat of a layout. */
    record Seat(int coach, int row, char letter, int index)
    {
        String text(final String token)
        {
            return Event.seat(coach, row, letter, index, token);
        }
    }

    NaiveRun(
        final long openedPosition,
        final Command.OpenRun opening,
        final Command.DefineService service,
        final Command.DefineLayout layout)
    {
        this.openedPosition = openedPosition;
        this.opening = opening;
        this.service = service;
        this.layout = layout;
        for (final Command.SeatClass seatClass : layout.classes())
        {
            final int seatCount = seatsOf(layout, seatClass.code()).size();
            soldByClass.put(seatClass.code(), new boolean[seatCount][segmentCount()]);
            lastTakenByClass.put(seatClass.code(), new long[segmentCount()]);
        }
    }

    static List<Seat> seatsOf(final Command.DefineLayout layout, final int classCode)
    {
        final List<Seat> seats = new ArrayList<>();
        for (final Command.Coach coach : layout.coaches())
        {
            for (int row = coach.firstRow(); row < coach.firstRow() + coach.rows(); row++)
            {
                for (final char letter : coach.letters().toCharArray())
                {
                    if (coach.classCode() == classCode)
                    {
                        seats.add(new Seat(coach.number(), row, letter, seats.size()));
                    }
                }
            }
        }
        return seats;
    }

    Command.OpenRun opening()
    {
        return opening;
    }

    long openedPosition()
    {
        return openedPosition;
    }

    long closedPosition()
    {
        return closedPosition;
    }

    void close(final long position)
    {
        closedPosition = position;
    }

    int stopCount()
    {
        return service.stops().size();
    }

    int segmentCount()
    {
        return stopCount() - 1;
    }

    List<Integer> classCodes()
    {
        return layout.classes().stream().map(Command.SeatClass::code).toList();
    }

    boolean hasClass(final int classCode)
    {
        return soldByClass.containsKey(classCode);
    }

    long departureMs(final int stop)
    {
        return opening.originInstantMs() + service.stops().get(stop).departureS() * 1000L;
    }

    long fare(final int fromStop, final int toStop, final int classCode)
    {
        final long metres = service.stops().get(toStop).distanceM() - service.stops().get(fromStop).distanceM();
        for (final Command.SeatClass seatClass : layout.classes())
        {
            if (seatClass.code() == classCode)
            {
                final long product = metres * seatClass.farePer100Km();
                final long whole = product / 100_000;
                final long rest = product % 100_000;
                return Math.max(seatClass.minimumFare(), rest * 2 >= 100_000 ? whole + 1 : whole);
            }
        }
        throw new IllegalStateException("class " + classCode);
    }

    List<Seat> candidates(final int fromStop, final int toStop, final int classCode)
    {
        final boolean[][] sold = soldByClass.get(classCode);
        final List<Seat> candidates = new ArrayList<>();
        for (final Seat seat : seatsOf(layout, classCode))
        {
            boolean free = true;
            for (int segment = fromStop; segment < toStop; segment++)
            {
                free &= !sold[seat.index()][segment];
            }
            if (free)
            {
                candidates.add(seat);
            }
        }
        candidates.sort((a, b) -> compareKeys(key(sold[a.index()], fromStop, toStop, a.index()),
            key(sold[b.index()], fromStop, toStop, b.index())));
        return candidates;
    }

    /** Gap left over on both sides, sides that are left over, minus the sold segments of the seat, its index. */
    private static int[] key(final boolean[] sold, final int fromStop, final int toStop, final int index)
    {
        int left = 0;
        while (fromStop - left > 0 && !sold[fromStop - left - 1])
        {
            left++;
        }
        int right = 0;
        while (toStop + right < sold.length && !sold[toStop + right])
        {
            right++;
        }
        int soldSegments = 0;
        for (final boolean taken : sold)
        {
            soldSegments += taken ? 1 : 0;
        }
        final int sides = (left > 0 ? 1 : 0) + (right > 0 ? 1 : 0);
        return new int[]{left + right, sides, -soldSegments, index};
    }

    private static int compareKeys(final int[] a, final int[] b)
    {
        for (int i = 0; i < a.length; i++)
        {
            if (a[i] != b[i])
            {
                return Integer.compare(a[i], b[i]);
            }
        }
        return 0;
    }

    boolean someSegmentIsFull(final int fromStop, final int toStop, final int classCode)
    {
        for (int segment = fromStop; segment < toStop; segment++)
        {
            boolean full = true;
            for (final boolean[] seat : soldByClass.get(classCode))
            {
                full &= seat[segment];
            }
            if (full)
            {
                return true;
            }
        }
        return false;
    }

    long lastTaken(final int fromStop, final int toStop, final int classCode)
    {
        long last = 0;
        for (int segment = fromStop; segment < toStop; segment++)
        {
            last = Math.max(last, lastTakenByClass.get(classCode)[segment]);
        }
        return last;
    }

    void take(final NaiveOrder order, final long position)
    {
        mark(order, true);
        for (int segment = order.fromStop; segment < order.toStop; segment++)
        {
            lastTakenByClass.get(order.classCode)[segment] = position;
        }
    }

    void release(final NaiveOrder order)
    {
        mark(order, false);
    }

    private void mark(final NaiveOrder order, final boolean value)
    {
        for (final Seat seat : order.seats)
        {
            for (int segment = order.fromStop; segment < order.toStop; segment++)
            {
                final boolean[] sold = soldByClass.get(order.classCode)[seat.index()];
                if (sold[segment] == value)
                {
                    throw new IllegalStateException("segment " + segment + " of " + seat + " is already " + value);
                }
                sold[segment] = value;
            }
        }
    }
}
