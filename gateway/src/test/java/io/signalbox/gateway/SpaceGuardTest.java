package io.signalbox.gateway;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SpaceGuardTest
{
    private static final long THROW = -1;

    @Test
    void shouldTakeNothingWhileTheSpaceCannotBeAskedAndGoOnLooking()
    {
        final AtomicLong usableBytes = new AtomicLong(SpaceGuard.FLOOR_BYTES);
        try (SpaceGuard guard = SpaceGuard.start(() -> bytesOrThrow(usableBytes.get())))
        {
            assertFalse(guard.readOnly());
            usableBytes.set(THROW);
            TestNode.await(guard::readOnly);
            usableBytes.set(SpaceGuard.FLOOR_BYTES);
            TestNode.await(() -> !guard.readOnly());
            usableBytes.set(SpaceGuard.FLOOR_BYTES - 1);
            TestNode.await(guard::readOnly);
        }
    }

    @Test
    void shouldBeginWithoutTakingAnythingIfTheSpaceCannotBeAsked()
    {
        try (SpaceGuard guard = SpaceGuard.start(() -> bytesOrThrow(THROW)))
        {
            assertTrue(guard.readOnly());
        }
    }

    private static long bytesOrThrow(final long usableBytes)
    {
        if (usableBytes == THROW)
        {
            throw new IllegalStateException("the file store is gone");
        }
        return usableBytes;
    }
}
