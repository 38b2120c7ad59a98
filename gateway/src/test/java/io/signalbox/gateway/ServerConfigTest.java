package io.signalbox.gateway;

import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.Durability;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.function.Consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ServerConfigTest
{
    private static final Path DIRECTORY = Path.of("data");

    private static void expectRefusal(final String text, final Consumer<ServerConfig.Builder> change)
    {
        final ServerConfig.Builder builder = ServerConfig.builder(DIRECTORY);
        change.accept(builder);
        final IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, builder::build);
        assertTrue(refused.getMessage().contains(text), refused.getMessage());
    }

    @Test
    void shouldWaitForTheDiskByDefault()
    {
        final ServerConfig config = ServerConfig.of(DIRECTORY);
        assertEquals(DIRECTORY, config.directory());
        assertEquals("127.0.0.1", config.host());
        assertEquals(7306, config.port());
        assertEquals(Durability.DISK, config.durability());
        assertEquals(EngineLimits.DEFAULT, config.limits());
        assertEquals(SeatEngine.LATEST_DECISION_VERSION, config.decisionVersion());
        assertEquals(1, config.eventLoops());
        assertEquals(WaitMode.BLOCKING, config.waitMode());
        assertEquals(1 << 14, config.ringSlots());
        assertEquals(1024, config.maxBatch());
        assertEquals(8 * 1024 * 1024, config.replyRingBytes());
        assertEquals(1024, config.repliesKept());
        assertEquals(4 * 1024 * 1024, config.maxPendingBytes());
    }

    @Test
    void shouldHaveWhatIsAskedFor()
    {
        final EngineLimits limits = EngineLimits.DEFAULT
            .with(EngineLimit.MAX_SESSIONS, 1)
            .with(EngineLimit.MAX_STATIONS, 2)
            .with(EngineLimit.MAX_LAYOUTS, 3)
            .with(EngineLimit.MAX_SERVICES, 4)
            .with(EngineLimit.MAX_RUNS, 5)
            .with(EngineLimit.MAX_ORDERS, 6)
            .with(EngineLimit.MAX_PASSENGERS, 7);
        final ServerConfig config = ServerConfig.builder(DIRECTORY)
            .host("::1")
            .port(1)
            .durability(Durability.PROCESS)
            .limits(limits)
            .decisionVersion(1)
            .eventLoops(2)
            .nioOnly(true)
            .waitMode(WaitMode.YIELDING)
            .ringSlots(4)
            .maxBatch(5)
            .replyRingBytes(1 << 17)
            .repliesKept(6)
            .maxPendingBytes(1 << 18)
            .build();
        assertEquals("::1", config.host());
        assertEquals(1, config.port());
        assertEquals(Durability.PROCESS, config.durability());
        assertEquals(limits, config.limits());
        assertEquals(1, config.decisionVersion());
        assertEquals(2, config.eventLoops());
        assertTrue(config.nioOnly());
        assertEquals(WaitMode.YIELDING, config.waitMode());
        assertEquals(4, config.ringSlots());
        assertEquals(5, config.maxBatch());
        assertEquals(1 << 17, config.replyRingBytes());
        assertEquals(6, config.repliesKept());
        assertEquals(1 << 18, config.maxPendingBytes());
    }

    @Test
    void shouldNotChangeWithTheBuilderThatMadeIt()
    {
        final ServerConfig.Builder builder = ServerConfig.builder(DIRECTORY);
        final ServerConfig before = builder.port(1).build();
        final ServerConfig after = builder.port(2).build();
        assertEquals(1, before.port());
        assertEquals(2, after.port());
    }

    @Test
    void shouldNameTheFieldTheValueAndTheLimit()
    {
        expectRefusal("port 65536 is not 0 to 65535", config -> config.port(65_536));
        expectRefusal("decisionVersion 0 is not 1 to ", config -> config.decisionVersion(0));
        expectRefusal(
            "decisionVersion 99 is not 1 to " + SeatEngine.LATEST_DECISION_VERSION,
            config -> config.decisionVersion(99));
        expectRefusal("eventLoops 0 is not 1 to 64", config -> config.eventLoops(0));
        expectRefusal("ringSlots 1000 is not a power of two", config -> config.ringSlots(1000));
        expectRefusal("maxBatch 0 is not 1 to 65536", config -> config.maxBatch(0));
        expectRefusal("replyRingBytes 4096 is not 65536", config -> config.replyRingBytes(4096));
        expectRefusal("repliesKept 0 is not 1 to 65536", config -> config.repliesKept(0));
        expectRefusal("maxPendingBytes 1 is not 65536", config -> config.maxPendingBytes(1));
        expectRefusal("durability NULL_VAL is not DISK", config -> config.durability(Durability.NULL_VAL));
        final IllegalArgumentException refused =
            assertThrows(IllegalArgumentException.class, () ->
            EngineLimits.DEFAULT.with(EngineLimit.MAX_ORDERS, 0));
        assertTrue(refused.getMessage().contains("maxOrders 0 is not 1 to 100000000"), refused.getMessage());
        assertThrows(NullPointerException.class, () -> ServerConfig.of(null));
        assertThrows(NullPointerException.class, () -> ServerConfig.builder(DIRECTORY).host(null).build());
    }
}
