package io.signalbox.replay.view;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class PairTableTest
{
    @Test
    void shouldFindEveryKeyOfALargeTable()
    {
        final PairTable<Integer> table = new PairTable<>();
        for (int i = 0; i < 2_000; i++)
        {
            table.add(i / 40, i % 40, i);
        }
        for (int i = 0; i < 2_000; i++)
        {
            assertEquals(i, table.get(i / 40, i % 40));
            assertNull(table.get(i / 40, 40 + i));
            assertNull(table.get(50 + i, i % 40));
        }
    }
}
