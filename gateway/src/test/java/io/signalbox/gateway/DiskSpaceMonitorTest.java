package io.signalbox.gateway;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DiskSpaceMonitorTest
{
    private static final long THROW = -1;

    @Test
    void shouldTakeNothingWhileTheSpaceCannotBeAskedAndGoOnLooking()
    {
        final AtomicLong usableBytes = new AtomicLong(DiskSpaceMonitor.FLOOR_BYTES);
        try (DiskSpaceMonitor monitor = DiskSpaceMonitor.start(() -> bytesOrThrow(usableBytes.get())))
        {
            assertFalse(monitor.readOnly());
            usableBytes.set(THROW);
            TestNode.await(monitor::readOnly);
            usableBytes.set(DiskSpaceMonitor.FLOOR_BYTES);
            TestNode.await(() -> !monitor.readOnly());
            usableBytes.set(DiskSpaceMonitor.FLOOR_BYTES - 1);
            TestNode.await(monitor::readOnly);
        }
    }

    @Test
    void shouldBeginWithoutTakingAnythingIfTheSpaceCannotBeAsked()
    {
        try (DiskSpaceMonitor monitor = DiskSpaceMonitor.start(() -> bytesOrThrow(THROW)))
        {
            assertTrue(monitor.readOnly());
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
