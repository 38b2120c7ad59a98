package io.signalbox.gateway;

import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.protocol.wire.Durability;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ServerConfigTest
{
    private static final ServerConfig GOOD = ServerConfig.of(Path.of("data"));

    private static void expectRefusal(final String text, final Runnable change)
    {
        final IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, change::run);
        assertTrue(refused.getMessage().contains(text), refused.getMessage());
    }

    @Test
    void shouldWaitForTheDiskByDefault()
    {
        assertEquals(Durability.DISK, GOOD.durability());
        assertEquals(7306, GOOD.port());
        assertEquals(1024, GOOD.repliesKept());
        assertEquals(WaitMode.BLOCKING, GOOD.waitMode());
    }

    @Test
    void shouldNameTheFieldTheValueAndTheLimit()
    {
        expectRefusal("port 65536 is not 0 to 65535", () -> GOOD.withAddress("127.0.0.1", 65_536));
        expectRefusal("eventLoops 0 is not 1 to 64", () -> GOOD.withThreads(0, false, WaitMode.BLOCKING));
        expectRefusal("ringSlots 1000 is not a power of two", () -> GOOD.withRings(1000, 1, 1 << 20));
        expectRefusal("maxBatch 0 is not 1 to 65536", () -> GOOD.withRings(1024, 0, 1 << 20));
        expectRefusal("replyRingBytes 4096 is not 65536", () -> GOOD.withRings(1024, 1, 4096));
        expectRefusal("repliesKept 0 is not 1 to 65536", () -> GOOD.withRepliesKept(0));
        expectRefusal("maxPendingBytes 1 is not 65536", () -> GOOD.withMaxPendingBytes(1));
        expectRefusal("durability NULL_VAL is not DISK or PROCESS", () -> GOOD.withDurability(Durability.NULL_VAL));
        expectRefusal("maxOrders 0 is not 1 to 100000000", () -> new EngineLimits(1, 1, 1, 1, 1, 0, 1));
    }
}
