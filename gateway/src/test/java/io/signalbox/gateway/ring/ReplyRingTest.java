package io.signalbox.gateway.ring;

import io.signalbox.gateway.host.DeliveryGate;
import io.signalbox.gateway.session.ConnectionIds;
import io.signalbox.protocol.Frame;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReplyRingTest
{
    private final ReplyRing ring = new ReplyRing(ReplyRing.MIN_CAPACITY, DeliveryGate.afterAppend());
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private long expected;

    private void expectInOrder(
        final long connectionId,
        final boolean sentBefore,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        assertEquals(expected, buffer.getLong(offset));
        assertEquals(ConnectionIds.of(3, 7), connectionId);
        assertEquals(3, ConnectionIds.loopOf(connectionId));
        assertEquals(expected % 2 == 1, sentBefore);
        assertEquals(lengthOf(expected), length);
        expected++;
    }

    private static int lengthOf(final long number)
    {
        return 12 + (int)(number * 37 % 3000);
    }

    private boolean offer(final long number)
    {
        frame.putLong(0, number);
        return ring.offer(ConnectionIds.of(3, 7), number, number % 2 == 1, frame, 0, lengthOf(number));
    }

    @Test
    void shouldDrainEverythingThatWasWrittenAlsoAcrossTheEndOfTheBuffer()
    {
        long written = 0;
        for (int round = 0; round < 500; round++)
        {
            for (int i = 0; i < round % 20 + 1 && offer(written); i++)
            {
                written++;
            }
            ring.drain(this::expectInOrder, Integer.MAX_VALUE);
            assertEquals(written, expected);
        }
    }

    @Test
    void shouldTakeNoMoreWhenFull()
    {
        long written = 0;
        while (offer(written))
        {
            written++;
        }
        assertTrue(written > 10);
        while (expected < written)
        {
            assertEquals(1, ring.drain(this::expectInOrder, 1));
        }
        assertTrue(offer(written));
    }

    @Test
    void shouldWakeOnceUntilTheLoopDrains()
    {
        final AtomicInteger wakes = new AtomicInteger();
        ring.wake();
        ring.onWake(wakes::incrementAndGet);
        ring.wakeIfFilled();
        assertEquals(0, wakes.get());
        assertTrue(offer(0));
        ring.wakeIfFilled();
        ring.wake();
        assertEquals(1, wakes.get());
        ring.drain(this::expectInOrder, 10);
        ring.wakeIfFilled();
        assertEquals(1, wakes.get());
        ring.wake();
        assertEquals(2, wakes.get());
    }

    @Test
    void shouldRefuseABadCapacity()
    {
        assertThrows(IllegalArgumentException.class, () -> new ReplyRing(1000, DeliveryGate.afterAppend()));
        assertThrows(IllegalArgumentException.class, () -> new ReplyRing(100_000, DeliveryGate.afterAppend()));
    }
}
