package io.signalbox.cli.timetable;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SampleTimetableTest
{
    @Test
    void shouldLoadWithoutAProblemOnAnyDate() throws Exception
    {
        for (final LocalDate from : List.of(LocalDate.of(1970, 1, 2), LocalDate.of(2026, 2, 28),
            LocalDate.of(9999, 12, 28)))
        {
            final Timetable timetable = SampleTimetable.load(from, 3);

            assertEquals(List.of(), timetable.problems());
            assertEquals(201, timetable.services().size());
            assertEquals(115, timetable.stations().size());
            assertEquals(3 * 201, timetable.runs().size());
            assertEquals(0, timetable.counts().estimatedDistances());
            assertEquals(Set.of(from, from.plusDays(1), from.plusDays(2)), new HashSet<>(
                timetable.runs().stream().map(Timetable.Run::serviceDate).toList()));
        }
    }

    @Test
    void shouldBeConnected() throws Exception
    {
        final Timetable timetable = SampleTimetable.load(LocalDate.of(2026, 3, 10), 1);
        final Map<String, Set<String>> neighbours = new HashMap<>();
        for (final Timetable.Service service : timetable.services())
        {
            final String first = service.stops().get(0).stationCode();
            for (final Timetable.Stop stop : service.stops())
            {
                neighbours.computeIfAbsent(first, (key) -> new HashSet<>()).add(stop.stationCode());
                neighbours.computeIfAbsent(stop.stationCode(), (key) -> new HashSet<>()).add(first);
            }
        }
        final Set<String> reached = new HashSet<>(Set.of("AOH"));
        final Deque<String> next = new ArrayDeque<>(reached);
        while (!next.isEmpty())
        {
            for (final String neighbour : neighbours.get(next.remove()))
            {
                if (reached.add(neighbour))
                {
                    next.add(neighbour);
                }
            }
        }

        assertEquals(neighbours.keySet(), reached);
        assertEquals(timetable.stations().size(), reached.size());
    }

    @Test
    void shouldHaveTrainsOfPlausibleLengthAndSpeed() throws Exception
    {
        for (final Timetable.Service service : SampleTimetable.load(LocalDate.of(2026, 3, 10), 1).services())
        {
            final Timetable.Stop last = service.stops().get(service.stops().size() - 1);
            final double speedKmh = last.distanceM() * 3.6 / (last.arrivalS() - service.stops().get(0).departureS());

            assertTrue(speedKmh > 60 && speedKmh < 350, service.code() + " travels at " + speedKmh + " km/h");
        }
    }
}
