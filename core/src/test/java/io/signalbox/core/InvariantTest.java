package io.signalbox.core;

import io.signalbox.protocol.wire.FlowType;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static io.signalbox.core.SmallLine.MORNING_MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What no host may ever do stops the engine; what a client may do at the borders of the numbers does not.
 */
class InvariantTest
{
    @Test
    void shouldStopWhenAnythingComesBeforeTheLimits()
    {
        final Command.Negotiate negotiate =
            new Command.Negotiate(1, 1, FlowType.IDEMPOTENT, FlowType.RECOVERABLE);
        assertStops(new EngineDriver(), 1, negotiate);
        assertStops(new EngineDriver(), 1, new Command.DefineStation(0, 0, "A", "Aix"));
        assertStops(new EngineDriver(), 1, SmallLine.order(0, 0, 0, 1, "ann"));
    }

    @Test
    void shouldStopWhenTimeRunsBackwards()
    {
        final EngineDriver driver = SmallLine.driver();
        assertStops(driver, MORNING_MS - 1, SmallLine.order(1, 1, 0, 1, "ann"));
    }

    @Test
    void shouldStopWhenTheSessionIsUnknown()
    {
        assertStops(SmallLine.driver(), MORNING_MS, SmallLine.order(2, 1, 0, 1, "ann"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 129, 65_535})
    void shouldStopWhenExpiryIsNotBounded(final int maxCount)
    {
        assertStops(SmallLine.driver(), MORNING_MS, new Command.ExpireHolds(0, 0, maxCount));
    }

    @Test
    void shouldStopWhenASessionIssuesACommandOfTheHost()
    {
        assertStops(SmallLine.driver(), MORNING_MS, new Command.ExpireHolds(1, 1, 1));
        assertStops(SmallLine.driver(), MORNING_MS, new Command.DefineLimits(1, 1, 1, 1, 1, 1, 1, 1, 1));
    }

    @Test
    void shouldStopWhenARecordIsAppliedOutOfOrder()
    {
        final EngineDriver source = new EngineDriver();
        final UnsafeBuffer first = frames(source, SmallLine.limits(4, 4));
        final UnsafeBuffer second = frames(source, new Command.DefineStation(0, 0, "A", "Aix"));

        final SeatEngine engine = new SeatEngine();
        assertThrows(IllegalStateException.class, () -> engine.apply(2, 5, first, 0, first.capacity()));
        engine.apply(1, 5, first, 0, first.capacity());
        assertThrows(IllegalStateException.class, () -> engine.apply(3, 5, second, 0, second.capacity()));
        assertThrows(IllegalStateException.class, () -> engine.apply(2, 4, second, 0, second.capacity()));
        assertThrows(IllegalStateException.class, () -> engine.apply(2, 5, second, 0, second.capacity() - 1));
        assertThrows(IllegalStateException.class, () -> engine.apply(2, 5, second, 0, 0));
    }

    @Test
    void shouldExpireAnOrderOfTheHost()
    {
        final EngineDriver driver = SmallLine.driver();
        driver.execute(MORNING_MS, SmallLine.order(0, 0, 0, 1, "ann"));

        final List<Event> events =
            driver.execute(driver.engine().nextDeadlineMs(), new Command.ExpireHolds(0, 0, 1)).events();

        assertEquals("HoldExpired", events.get(0).name());
        assertEquals(0, events.get(0).number("sessionId"));
        assertEquals(0, events.get(0).number("msgSeqNum"));
        driver.assertJournalLeadsToTheSameState();
    }

    @Test
    void shouldCountRequestsBeyondTheGreatestSignedNumber()
    {
        final EngineDriver driver = SmallLine.driver();
        assertEquals(1, driver.execute(MORNING_MS, SmallLine.order(1, -2, 0, 1, "ann")).events().size());
        assertEquals(1, driver.execute(MORNING_MS, SmallLine.order(1, -1, 0, 1, "bob")).events().size());
        assertTrue(driver.execute(MORNING_MS, SmallLine.order(1, 7, 0, 1, "eve")).repeated());
        driver.assertJournalLeadsToTheSameState();
    }

    private static UnsafeBuffer frames(final EngineDriver source, final Command command)
    {
        final UnsafeBuffer frame = Commands.frame(command);
        final Decision decision = new Decision();
        source.engine().execute(5, frame, 0, frame.capacity(), decision);
        final byte[] bytes = new byte[decision.length()];
        decision.buffer().getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private static void assertStops(final EngineDriver driver, final long nowMs, final Command command)
    {
        final long position = driver.engine().position();
        assertThrows(IllegalStateException.class, () -> driver.execute(nowMs, command));
        assertEquals(position, driver.engine().position(), "nothing may be counted as a record");
    }
}
