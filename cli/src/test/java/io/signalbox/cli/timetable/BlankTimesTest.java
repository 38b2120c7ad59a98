package io.signalbox.cli.timetable;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BlankTimesTest
{
    private static final int BLANK = BlankTimes.BLANK;

    @Test
    void shouldTakeOneTimeForBoth()
    {
        final int[] arrivalsS = {BLANK, 20, 30};
        final int[] departuresS = {10, BLANK, BLANK};

        assertEquals(0, BlankTimes.fill(arrivalsS, departuresS, null));
        assertArrayEquals(new int[]{10, 20, 30}, arrivalsS);
        assertArrayEquals(new int[]{10, 20, 30}, departuresS);
    }

    @Test
    void shouldNotFillTheFirstOrTheLast()
    {
        assertEquals(-1, BlankTimes.fill(new int[]{BLANK, 1}, new int[]{BLANK, 1}, null));
        assertEquals(-1, BlankTimes.fill(new int[]{1, BLANK}, new int[]{1, BLANK}, null));
        assertEquals(-1, BlankTimes.fill(new int[0], new int[0], null));
    }

    @Test
    void shouldFillEvenlyWhereDistancesAreMissingOrDescend()
    {
        for (final double[] distances : new double[][]{null, {0, Double.NaN, 9}, {0, 10, 9}, {5, 5, 5}})
        {
            final int[] arrivalsS = {0, BLANK, 100};
            final int[] departuresS = {20, BLANK, 100};

            assertEquals(1, BlankTimes.fill(arrivalsS, departuresS, distances));
            assertArrayEquals(new int[]{0, 60, 100}, arrivalsS);
        }
    }

    @Property
    void filledTimesAscendAndGivenOnesStay(
        @ForAll @Size(min = 2, max = 40) final List<@IntRange(min = 0, max = 4_000) Integer> stepsS,
        @ForAll @Size(40) final List<Boolean> blanks,
        @ForAll @Size(40) final List<@IntRange(min = 0, max = 9_000) Integer> stepsM,
        @ForAll final boolean withDistances)
    {
        final int[] arrivalsS = new int[stepsS.size()];
        final int[] departuresS = new int[stepsS.size()];
        final double[] distances = new double[stepsS.size()];
        int timeS = 0;
        int expectedFilled = 0;
        for (int i = 0; i < arrivalsS.length; i++)
        {
            timeS += stepsS.get(i);
            arrivalsS[i] = timeS;
            timeS += stepsS.get(i) % 300;
            departuresS[i] = timeS;
            distances[i] = i == 0 ? 0 : distances[i - 1] + stepsM.get(i);
            if (i > 0 && i < arrivalsS.length - 1 && blanks.get(i))
            {
                arrivalsS[i] = BLANK;
                departuresS[i] = BLANK;
                expectedFilled++;
            }
        }
        final int[] givenS = arrivalsS.clone();

        assertEquals(expectedFilled, BlankTimes.fill(arrivalsS, departuresS, withDistances ? distances : null));
        for (int i = 0; i < arrivalsS.length; i++)
        {
            assertTrue(givenS[i] == BLANK || givenS[i] == arrivalsS[i]);
            assertTrue(arrivalsS[i] <= departuresS[i]);
            assertTrue(i == 0 || departuresS[i - 1] <= arrivalsS[i]);
        }
    }
}
