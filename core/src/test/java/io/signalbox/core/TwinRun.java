package io.signalbox.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * Gives each command to the engine and to its twin and insists on the same events and the same state. A failure shows
 * the whole history.
 */
final class TwinRun
{
    private final NaiveEngine twin = new NaiveEngine();
    private final EngineDriver driver = new EngineDriver();
    private final List<String> history = new ArrayList<>();
    private final Set<Long> sessionIds = new TreeSet<>();

    NaiveEngine twin()
    {
        return twin;
    }

    EngineDriver driver()
    {
        return driver;
    }

    Outcome execute(final long nowMs, final Command command)
    {
        sessionIds.add(command.session());
        history.add((twin.position() + 1) + " at " + nowMs + ": " + command);
        final Outcome expected = twin.execute(nowMs, command);
        final Outcome actual;
        try
        {
            actual = driver.execute(nowMs, command);
        }
        catch (final RuntimeException exception)
        {
            throw new AssertionError("engine failed, twin says " + expected + trace(), exception);
        }
        if (!expected.equals(actual))
        {
            fail("\ntwin   " + expected + "\nengine " + actual + trace());
        }
        assertSameState();
        return actual;
    }

    void assertJournalLeadsToTheSameState()
    {
        driver.assertJournalLeadsToTheSameState();
        driver.assertRecoveredEngineDecidesAlike((int)(twin.position() / 2));
        driver.assertRestoredEngineDecidesAlike((int)(twin.position() / 2));
    }

    private void assertSameState()
    {
        final SeatEngine engine = driver.engine();
        assertEquals(twin.position(), engine.position(), () -> "position" + trace());
        assertEquals(twin.timestampMs(), engine.timestampMs(), () -> "time" + trace());
        assertEquals(twin.nextDeadlineMs(), engine.nextDeadlineMs(), () -> "next deadline" + trace());
        for (final long id : sessionIds)
        {
            assertEquals(twin.sessionVersionId(id), engine.sessionVerId((int)id), () -> "version of " + id + trace());
            assertEquals(
                twin.lastRequestNumber(id), engine.lastRequestNumber((int)id), () -> "last of " + id + trace());
            assertEquals(
                twin.nextEventNumber(id), engine.nextEventNumber((int)id), () -> "next of " + id + trace());
        }
    }

    private String trace()
    {
        return "\nafter\n" + String.join("\n", history);
    }
}
