package io.signalbox.cli;

import io.signalbox.client.Defined;
import io.signalbox.client.DefinitionRefused;
import io.signalbox.client.DefinitionResult;
import io.signalbox.client.LayoutDefinition;
import io.signalbox.client.LayoutDefinition.CoachSection;
import io.signalbox.client.LayoutDefinition.SeatClass;
import io.signalbox.client.OrderHeld;
import io.signalbox.client.SaleSettings;
import io.signalbox.client.ServiceDefinition;
import io.signalbox.client.ServiceDefinition.Stop;
import io.signalbox.client.SignalboxClient;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.DefinitionRefusalReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** Every reason that a client can get for a refused definition, over TCP; docs/errors.md names these tests. */
class DefinitionRefusalTest
{
    private static final SeatClass SECOND = new SeatClass('S', 1_000, 100, "second");

    @TempDir
    private Path directory;

    private SmallSale sale;
    private SignalboxClient client;

    @BeforeEach
    void open() throws Exception
    {
        sale = SmallSale.open(directory);
        client = sale.client();
    }

    @AfterEach
    void close()
    {
        // A refused definition changes nothing that is sold.
        assertInstanceOf(OrderHeld.class, sale.order(0, 3, 1));
        sale.close();
    }

    private static DefinitionRefused assertRefused(
        final DefinitionRefusalReason reason, final CompletableFuture<DefinitionResult> result)
    {
        final DefinitionRefused refused = assertInstanceOf(DefinitionRefused.class, result.join());
        assertEquals(reason, refused.reason());
        return refused;
    }

    private CompletableFuture<DefinitionResult> layout(final CoachSection... coaches)
    {
        return client.defineLayout(new LayoutDefinition("OTHER", List.of(SECOND), List.of(coaches)));
    }

    private CompletableFuture<DefinitionResult> service(final Stop... stops)
    {
        return client.defineService(new ServiceDefinition("T2", List.of(stops)));
    }

    @Test
    void shouldRefuseValuesOutOfRangeWithFieldAndLimit()
    {
        final DefinitionRefused hold = assertRefused(DefinitionRefusalReason.VALUE_OUT_OF_RANGE,
            client.changeSettings(new SaleSettings(99, 600_000, 0, 0)));
        assertEquals("holdMs", hold.field());
        assertEquals(100, hold.limitValue());
        final DefinitionRefused rows = assertRefused(
            DefinitionRefusalReason.VALUE_OUT_OF_RANGE, layout(new CoachSection(1, 'S', 250, 6, "A")));
        assertEquals("rows", rows.field());
        final DefinitionRefused stops =
            assertRefused(DefinitionRefusalReason.VALUE_OUT_OF_RANGE, service(new Stop(1, 0, 0, 0)));
        assertEquals("stops", stops.field());
    }

    @Test
    void shouldTakeTheSameDefinitionAgainAndRefuseAnother()
    {
        final DefinitionRefused same =
            assertRefused(DefinitionRefusalReason.ALREADY_DEFINED, client.defineStation("B", "station B"));
        assertEquals(2, same.existingId());
        assertEquals(2, same.usableId());
        final DefinitionRefused other =
            assertRefused(DefinitionRefusalReason.CONFLICTS_WITH_EXISTING, client.defineStation("B", "another"));
        assertEquals(2, other.existingId());
        assertEquals(0, other.usableId());
    }

    @Test
    void shouldRefuseMoreThanALimit()
    {
        final DefinitionRefused refused =
            assertRefused(DefinitionRefusalReason.LIMIT_REACHED, client.defineStation("E", "station E"));
        assertEquals("maxStations", refused.field());
        assertEquals(SmallSale.LIMITS.of(EngineLimit.MAX_STATIONS), refused.limitValue());
    }

    @Test
    void shouldRefuseAnInvalidCode()
    {
        assertEquals("code",
            assertRefused(DefinitionRefusalReason.CODE_INVALID, client.defineStation("", "nowhere")).field());
        assertRefused(DefinitionRefusalReason.CODE_INVALID, client.defineStation("A B", "a blank"));
    }

    @Test
    void shouldRefuseAServiceAtAnUnknownStation()
    {
        assertEquals(1, assertRefused(DefinitionRefusalReason.STATION_UNKNOWN,
            service(new Stop(1, 0, 0, 0), new Stop(99, 60, 60, 1_000))).limitValue());
    }

    @Test
    void shouldRefuseARunOfAnUnknownServiceOrLayout()
    {
        assertRefused(DefinitionRefusalReason.SERVICE_UNKNOWN, client.openRun(99, 1, SmallSale.DATE, 0));
        assertRefused(DefinitionRefusalReason.LAYOUT_UNKNOWN, client.openRun(1, 99, SmallSale.DATE, 0));
    }

    @Test
    void shouldRefuseToCloseAnUnknownRunOrOneTwice()
    {
        assertRefused(DefinitionRefusalReason.RUN_UNKNOWN, client.closeRun(99));
        final Defined closed = assertInstanceOf(Defined.class, client.closeRun(SmallSale.LEAVING_RUN).join());
        final DefinitionRefused again = assertRefused(
            DefinitionRefusalReason.RUN_ALREADY_CLOSED, client.closeRun(SmallSale.LEAVING_RUN));
        assertEquals(closed.position(), again.decidingPosition());
    }

    @Test
    void shouldRefuseTimesAndDistancesThatDescend()
    {
        assertEquals(1, assertRefused(DefinitionRefusalReason.TIMES_NOT_ASCENDING,
            service(new Stop(1, 60, 60, 0), new Stop(2, 0, 0, 1_000))).limitValue());
        assertEquals(2, assertRefused(DefinitionRefusalReason.DISTANCES_NOT_ASCENDING,
            service(new Stop(1, 0, 0, 0), new Stop(2, 60, 60, 1_000), new Stop(3, 90, 90, 999))).limitValue());
    }

    @Test
    void shouldRefuseALayoutThatContradictsItself()
    {
        assertEquals('S', assertRefused(DefinitionRefusalReason.CLASS_REPEATED, client.defineLayout(
            new LayoutDefinition("OTHER", List.of(SECOND, SECOND), List.of(new CoachSection(1, 'S', 1, 1, "A")))))
            .limitValue());
        assertEquals('X', assertRefused(
            DefinitionRefusalReason.CLASS_UNKNOWN, layout(new CoachSection(1, 'X', 1, 1, "A"))).limitValue());
        assertEquals(1, assertRefused(DefinitionRefusalReason.SEATS_OVERLAP,
            layout(new CoachSection(1, 'S', 1, 5, "AB"), new CoachSection(1, 'S', 5, 1, "BC"))).limitValue());
    }
}
