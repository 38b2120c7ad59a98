package io.signalbox.core.kernel;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Timers are due in the total order of deadline, kind and key, whatever their history. */
class TimersTest
{
    private static final Comparator<Timer> ORDER =
        Comparator.comparingLong(Timer::deadlineMs).thenComparingInt(Timer::kind).thenComparingLong(Timer::key);

    /** One timer of the twin, which is a plain list. */
    private record Timer(long deadlineMs, int kind, long key, int handle)
    {
    }

    @Property(tries = 300)
    void shouldBeDueInTheSameOrderAsAPlainList(@ForAll final long seed)
    {
        final Random random = new Random(seed);
        final Timers timers = new Timers();
        timers.reserve(10);
        timers.reserve(20);
        final List<Timer> twin = new ArrayList<>();
        for (int step = 0; step < 300; step++)
        {
            if (twin.size() < 30 && random.nextInt(5) < 3)
            {
                final long deadlineMs = random.nextInt(20);
                final int kind = 1 + random.nextInt(2);
                twin.add(new Timer(deadlineMs, kind, step, timers.add(deadlineMs, kind, step)));
            }
            else if (!twin.isEmpty())
            {
                timers.remove(twin.remove(random.nextInt(twin.size())).handle());
            }
            assertFirst(twin, timers);
        }
        twin.sort(ORDER);
        while (!twin.isEmpty())
        {
            timers.remove(twin.remove(0).handle());
            assertFirst(twin, timers);
        }
    }

    private static void assertFirst(final List<Timer> twin, final Timers timers)
    {
        final Timer first = twin.stream().min(ORDER).orElse(null);
        assertEquals(first == null ? Long.MAX_VALUE : first.deadlineMs(), timers.nextDeadlineMs());
        if (first != null)
        {
            assertEquals(first.kind(), timers.nextKind());
            assertEquals(first.key(), timers.nextKey());
        }
    }

    @Test
    void shouldStopWhenATimerIsNotThere()
    {
        final Timers timers = new Timers();
        timers.reserve(2);
        final int handle = timers.add(5, 1, 1);
        timers.remove(handle);
        assertThrows(IllegalStateException.class, () -> timers.remove(handle));
        assertThrows(IllegalStateException.class, () -> timers.remove(-1));
        assertThrows(IllegalStateException.class, () -> timers.remove(2));
    }

    @Test
    void shouldStopWhenMoreComeThanWereReserved()
    {
        final Timers timers = new Timers();
        timers.reserve(1);
        timers.add(5, 1, 1);
        assertThrows(IllegalStateException.class, () -> timers.add(5, 1, 2));
    }
}
