package io.signalbox.client;

import org.junit.jupiter.api.Test;

import java.util.function.Consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClientConfigTest
{
    private static ClientConfig.Builder builder()
    {
        return ClientConfig.builder("localhost", 1, 2);
    }

    private static void expectRefusal(final String name, final Consumer<ClientConfig.Builder> change)
    {
        final ClientConfig.Builder builder = builder();
        change.accept(builder);
        final IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, builder::build);
        assertTrue(refused.getMessage().contains(name), refused.getMessage());
    }

    @Test
    void shouldHaveDefaults()
    {
        final ClientConfig config = ClientConfig.of("localhost", 1, 2);
        assertEquals("localhost", config.host());
        assertEquals(1, config.port());
        assertEquals(2, config.sessionId());
        assertEquals(0, config.sessionVerId());
        assertEquals("signalbox-java", config.clientName());
        assertEquals(5_000, config.keepAliveMs());
        assertEquals(5_000, config.connectTimeoutMs());
        assertEquals(30_000, config.requestTimeoutMs());
        assertEquals(8_192, config.maxInFlight());
        assertEquals(20, config.reconnectMinMs());
        assertEquals(2_000, config.reconnectMaxMs());
    }

    @Test
    void shouldHaveWhatIsAskedFor()
    {
        final ClientConfig config = builder()
            .sessionVerId(3)
            .clientName("name")
            .keepAliveMs(104)
            .connectTimeoutMs(5)
            .requestTimeoutMs(6)
            .maxInFlight(7)
            .reconnectMinMs(8)
            .reconnectMaxMs(9)
            .build();
        assertEquals(3, config.sessionVerId());
        assertEquals("name", config.clientName());
        assertEquals(104, config.keepAliveMs());
        assertEquals(5, config.connectTimeoutMs());
        assertEquals(6, config.requestTimeoutMs());
        assertEquals(7, config.maxInFlight());
        assertEquals(8, config.reconnectMinMs());
        assertEquals(9, config.reconnectMaxMs());
    }

    @Test
    void shouldNotChangeWithTheBuilderThatMadeItNorWithACopy()
    {
        final ClientConfig.Builder builder = builder();
        final ClientConfig before = builder.sessionVerId(1).build();
        assertEquals(2, builder.sessionVerId(2).build().sessionVerId());
        assertEquals(3, before.withSessionVerId(3).sessionVerId());
        assertEquals(1, before.sessionVerId());
    }

    @Test
    void shouldNameWhatIsOutOfItsRange()
    {
        assertThrows(IllegalArgumentException.class, () -> ClientConfig.of("", 1, 1));
        assertThrows(IllegalArgumentException.class, () -> ClientConfig.of("localhost", 0, 1));
        assertThrows(IllegalArgumentException.class, () -> ClientConfig.of("localhost", 1, 0xFFFF_FFFFL));
        expectRefusal("clientName", config -> config.clientName("n".repeat(201)));
        expectRefusal("keepAliveMs", config -> config.keepAliveMs(99));
        expectRefusal("connectTimeoutMs", config -> config.connectTimeoutMs(0));
        expectRefusal("requestTimeoutMs", config -> config.requestTimeoutMs(3_600_001));
        expectRefusal("maxInFlight", config -> config.maxInFlight(0));
        expectRefusal("reconnectMinMs", config -> config.reconnectMinMs(0));
        expectRefusal("reconnectMaxMs", config -> config.reconnectMinMs(30).reconnectMaxMs(29));
    }
}
