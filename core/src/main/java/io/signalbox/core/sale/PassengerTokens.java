package io.signalbox.core.sale;

import io.signalbox.core.rules.Limits;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** The passengers of the order at hand, each a token of two words. Scratch of the engine's thread. */
final class PassengerTokens
{
    static final int LENGTH = 16;

    private final long[] words = new long[2 * Limits.PASSENGERS_PER_ORDER];
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private int count;

    void read(final PlaceOrderDecoder.PassengersDecoder passengers)
    {
        count = 0;
        while (passengers.hasNext())
        {
            passengers.next().wrapToken(view);
            words[2 * count] = view.getLong(0, LITTLE_ENDIAN);
            words[2 * count + 1] = view.getLong(Long.BYTES, LITTLE_ENDIAN);
            count++;
        }
    }

    int count()
    {
        return count;
    }

    long first(final int passenger)
    {
        return words[2 * passenger];
    }

    long second(final int passenger)
    {
        return words[2 * passenger + 1];
    }

    boolean hasRepeated()
    {
        for (int i = 1; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (first(i) == first(j) && second(i) == second(j))
                {
                    return true;
                }
            }
        }
        return false;
    }
}
