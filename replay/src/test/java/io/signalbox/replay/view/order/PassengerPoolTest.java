package io.signalbox.replay.view.order;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;

class PassengerPoolTest
{
    @Test
    void shouldUseThePlacesOfPassengersAgain()
    {
        final PassengerPool pool = new PassengerPool();
        final UnsafeBuffer token = new UnsafeBuffer(new byte[16]);
        int chain = PassengerPool.NONE;
        final Set<Integer> places = new HashSet<>();
        for (int i = 0; i < 3; i++)
        {
            chain = pool.add(i, token, chain);
            places.add(chain);
        }
        pool.release(chain, 3);
        final Set<Integer> again = new HashSet<>();
        for (int i = 0; i < 3; i++)
        {
            again.add(pool.add(i, token, PassengerPool.NONE));
        }
        assertEquals(places, again);
    }
}
