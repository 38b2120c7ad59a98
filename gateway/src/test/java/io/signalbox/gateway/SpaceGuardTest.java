package io.signalbox.gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.atomic.AtomicBoolean;

import static org.junit.jupiter.api.Assertions.assertFalse;

class SpaceGuardTest
{
    @Test
    @Timeout(60)
    void shouldGoOnLookingWhenALookHasFailed()
    {
        final AtomicBoolean fails = new AtomicBoolean();
        try (SpaceGuard guard = SpaceGuard.start(() -> looked(fails)))
        {
            assertFalse(guard.readOnly());
            fails.set(true);
            TestNode.await(guard::readOnly);
            fails.set(false);
            TestNode.await(() -> !guard.readOnly());
        }
    }

    private static long looked(final AtomicBoolean fails)
    {
        if (fails.get())
        {
            throw new OutOfMemoryError("thrown by the test");
        }
        return SpaceGuard.FLOOR_BYTES;
    }
}
