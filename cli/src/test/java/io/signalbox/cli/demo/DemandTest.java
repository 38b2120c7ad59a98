package io.signalbox.cli.demo;

import io.signalbox.cli.timetable.LayoutSet;
import io.signalbox.cli.timetable.SampleTimetable;
import io.signalbox.cli.timetable.Timetable;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What visitors of the demo do, against the published figures that Demand names. */
class DemandTest
{
    private static final int DRAWS = 100_000;
    private static final LocalDate FROM = LocalDate.of(2030, 1, 7);

    private final Timetable timetable;
    private final Demand demand;

    DemandTest() throws Exception
    {
        timetable = SampleTimetable.load(FROM, 2);
        demand = new Demand(timetable, LayoutSet.builtIn(), FROM, 2, 12_306);
    }

    @Test
    void shouldAskForSeatsInThePublishedMean()
    {
        long seats = 0;
        for (int i = 0; i < DRAWS; i++)
        {
            seats += demand.nextPartySize();
        }
        assertEquals(1.24, (double)seats / DRAWS, 0.01);
    }

    @Test
    void shouldLeaveThePublishedShareUnpaid()
    {
        final Map<Demand.Fate, Integer> fates = new EnumMap<>(Demand.Fate.class);
        for (int i = 0; i < DRAWS; i++)
        {
            fates.merge(demand.nextFate(), 1, Integer::sum);
        }
        assertEquals(0.57, (double)fates.get(Demand.Fate.PAY) / DRAWS, 0.01);
        assertTrue(fates.get(Demand.Fate.CANCEL) > 0 && fates.get(Demand.Fate.FORGET) > 0, fates::toString);
    }

    @Test
    void shouldPayAsFastAsPublishedAndAlwaysInTime()
    {
        final long holdMs = 20 * 60_000;
        int within4Minutes = 0;
        int within10Minutes = 0;
        for (int i = 0; i < DRAWS; i++)
        {
            final long delayMs = demand.nextDelayMs(holdMs);
            assertTrue(delayMs >= 0 && delayMs < holdMs, () -> delayMs + " ms");
            within4Minutes += delayMs < 4 * 60_000 ? 1 : 0;
            within10Minutes += delayMs < 10 * 60_000 ? 1 : 0;
        }
        assertEquals(0.58, (double)within4Minutes / DRAWS, 0.01);
        assertEquals(0.82, (double)within10Minutes / DRAWS, 0.01);
    }

    @Test
    void shouldOrderOnceInSoManySearches()
    {
        int orders = 0;
        for (int i = 0; i < DRAWS; i++)
        {
            orders += demand.isOrder(100) ? 1 : 0;
        }
        assertEquals(DRAWS / 100, orders, 150);
    }

    @Test
    void shouldWantTrainsOfTheTimetableAndSomeFarMoreThanOthers()
    {
        final Map<String, Integer> wishes = new HashMap<>();
        for (int i = 0; i < DRAWS; i++)
        {
            final Demand.Wish wish = demand.nextWish();
            wishes.merge(wish.serviceCode(), 1, Integer::sum);
            assertTrue(wish.fromCode().length() > 0 && !wish.date().isBefore(FROM), wish::toString);
        }
        assertEquals(timetable.services().size(), wishes.size());
        final int hottest = wishes.values().stream().max(Integer::compare).orElseThrow();
        assertTrue(hottest > DRAWS / 10, () -> "the hottest train is wanted " + hottest + " times");
    }
}
