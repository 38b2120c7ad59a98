package io.signalbox.cli.timetable;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DistancesTest
{
    @Test
    void shouldMeasureADegreeOfTheEquatorWithTheDetour()
    {
        // A degree of a great circle of the mean earth is 111,195 m.
        assertArrayEquals(new int[]{0, 133_434}, Distances.measured(new double[]{0, 0}, new double[]{0, 1}));
        assertArrayEquals(new int[]{0, 133_434, 266_868},
            Distances.measured(new double[]{0, 1, 0}, new double[]{0, 0, 0}));
        assertNull(Distances.measured(new double[]{0, Double.NaN}, new double[]{0, 1}));
    }

    @Test
    void shouldEstimateWithoutTheTimeSpentStanding()
    {
        assertArrayEquals(new int[]{0, 200_000, 300_000},
            Distances.estimated(new int[]{0, 3600, 9000}, new int[]{0, 7200, 9000}, 200));
        assertEquals(List.of(200, 140, 120, 90, 90, 70, 50, 50), List.of("G", "D", "C", "Z", "T", "K", "O", "gtfs/x")
            .stream().map(Distances::speedKmh).toList());
    }

    @Property
    void everyUnitIsFoundAgainFromItsDistances(
        @ForAll @DoubleRange(min = 1.0, max = 1.59) final double detour,
        @ForAll @DoubleRange(min = 1_000, max = 2_000_000) final double greatCircleM)
    {
        for (final double unitM : new double[]{1, 1000, 1609.344, 0.3048})
        {
            final int[] measuredM = {0, (int)Math.round(greatCircleM * 1.2)};
            final int[] foundM =
                Distances.inGuessedUnit(new double[]{7, 7 + greatCircleM * detour / unitM}, measuredM);

            assertNotNull(foundM, "unit " + unitM);
            assertEquals(greatCircleM * detour, foundM[1], 1.0, "unit " + unitM);
        }
    }

    @Property
    void measuredDistancesNeverDescend(
        @ForAll @Size(min = 2, max = 30) final List<@DoubleRange(min = -90, max = 90) Double> latitudes,
        @ForAll @Size(30) final List<@DoubleRange(min = -180, max = 180) Double> longitudes)
    {
        final int[] distancesM = Distances.measured(
            latitudes.stream().mapToDouble(Double::doubleValue).toArray(),
            longitudes.stream().mapToDouble(Double::doubleValue).toArray());

        assertEquals(0, distancesM[0]);
        for (int i = 1; i < distancesM.length; i++)
        {
            assertTrue(distancesM[i] >= distancesM[i - 1]);
        }
    }
}
