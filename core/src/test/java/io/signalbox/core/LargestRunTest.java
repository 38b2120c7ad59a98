package io.signalbox.core;

import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.FlowType;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import static io.signalbox.core.SmallLine.MORNING_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The largest run there can be: 128 stops and 4,096 seats of one class, sold to the last seat and given back.
 */
class LargestRunTest
{
    private static final int STOPS = 128;
    private static final int SEATS = 4_096;
    private static final int LARGEST_PARTY = 9;
    private static final int LAST_OF_COACH_2 = 2 * 254 * 8 - 1;

    private static final Pattern SEAT_INDEX = Pattern.compile("#(\\d+)");

    private final EngineDriver driver = new EngineDriver();
    private long number;

    @Test
    void shouldSellEverySeatOfTheLargestRunInOrder()
    {
        setUp();
        final List<Integer> seats = new ArrayList<>();
        final StringBuilder places = new StringBuilder();
        while (seats.size() < SEATS)
        {
            final int count = Math.min(LARGEST_PARTY, SEATS - seats.size());
            final Event held = order(0, STOPS - 1, count);
            assertEquals("OrderHeld", held.name(), () -> seats.size() + " seats are sold: " + held);
            seats.addAll(seatIndices(held));
            places.append(held.text("seats"));
        }
        for (int i = 0; i < SEATS; i++)
        {
            assertEquals(i, seats.get(i));
        }
        assertTrue(places.indexOf("2/254H#" + LAST_OF_COACH_2 + ":") > 0, "the last row of coach 2");
        assertEquals("SOLD_OUT", order(STOPS - 2, STOPS - 1, 1).text("reason"));

        // The last order had the last seat alone: it is the only one that is free now.
        final long lastOrder = (SEATS + LARGEST_PARTY - 1) / LARGEST_PARTY;
        execute(new Command.CancelOrder(1, ++number, lastOrder));
        assertEquals("TOO_FEW_SEATS", order(0, STOPS - 1, 2).text("reason"));
        final Event lastSeat = order(STOPS / 2, STOPS / 2 + 1, 1);
        assertEquals(List.of(SEATS - 1), seatIndices(lastSeat));
        assertTrue(lastSeat.text("seats").startsWith("[3/4H#"), lastSeat.text("seats"));
        driver.assertJournalLeadsToTheSameState();
    }

    @Test
    void shouldTellGapsOfTheLargestRunApart()
    {
        setUp();
        // Seat 0 is left with a gap of 126 segments, seat 1 with one of 125.
        assertEquals(List.of(0), seatIndices(order(STOPS - 2, STOPS - 1, 1)));
        assertEquals(List.of(1), seatIndices(order(STOPS - 3, STOPS - 1, 1)));
        assertEquals(List.of(1), seatIndices(order(0, 1, 1)));
        assertEquals(List.of(0), seatIndices(order(0, 1, 1)));
        assertEquals(List.of(2), seatIndices(order(0, STOPS - 1, 1)));
    }

    @Test
    void shouldHashAStateThatIsLargerThanAnyBuffer()
    {
        final Command close = new Command.CloseRun(0, 0, 1);
        final Command refused = new Command.CloseRun(0, 0, 9);
        setUp();
        execute(close);
        execute(refused);
        final LargestRunTest other = new LargestRunTest();
        other.setUp();
        other.execute(refused);
        other.execute(close);

        // The states differ before the seats of the run, in the position at which it was closed.
        assertNotEquals(driver.engine().stateHash(), other.driver.engine().stateHash());
    }

    private void setUp()
    {
        final List<Command.Stop> stops = new ArrayList<>();
        execute(new Command.DefineLimits(0, 0, 1, 1, 1, 1, 1, 1_000, 5_000));
        execute(new Command.Negotiate(1, 1, FlowType.IDEMPOTENT, FlowType.RECOVERABLE));
        execute(new Command.DefineStation(0, 0, "A", "Aix"));
        for (int i = 0; i < STOPS; i++)
        {
            stops.add(new Command.Stop(1, 43_200 + i * 60, 43_200 + i * 60, i * 1_000));
        }
        execute(new Command.DefineService(0, 0, "T1", stops));
        execute(new Command.DefineLayout(0, 0, "MAX", List.of(new Command.SeatClass('1', 100, 0, "first")), List.of(
            new Command.Coach(1, '1', 1, 254, "ABCDEFGH"),
            new Command.Coach(2, '1', 1, 254, "ABCDEFGH"),
            new Command.Coach(3, '1', 1, 4, "ABCDEFGH"))));
        execute(new Command.OpenRun(0, 0, 1, 1, 20_574, SmallLine.MIDNIGHT_MS));
    }

    private Event order(final int fromStop, final int toStop, final int passengers)
    {
        final List<String> tokens = new ArrayList<>();
        for (int i = 0; i < passengers; i++)
        {
            tokens.add("p" + i);
        }
        return execute(new Command.PlaceOrder(
            1, ++number, 1, fromStop, toStop, '1', Channel.ONLINE, 0, tokens));
    }

    private Event execute(final Command command)
    {
        return driver.execute(MORNING_MS, command).events().get(0);
    }

    private static List<Integer> seatIndices(final Event event)
    {
        return SEAT_INDEX.matcher(event.text("seats")).results().map(found -> Integer.valueOf(found.group(1))).toList();
    }
}
