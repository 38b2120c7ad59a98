package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.AdoptRulesDecoder;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.CancelOrderDecoder;
import io.signalbox.protocol.wire.ChangeSettingsDecoder;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.CloseRunDecoder;
import io.signalbox.protocol.wire.ConfirmPaymentDecoder;
import io.signalbox.protocol.wire.DefineLayoutDecoder;
import io.signalbox.protocol.wire.DefineServiceDecoder;
import io.signalbox.protocol.wire.DefineStationDecoder;
import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.OpenRunDecoder;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.OrderState;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import io.signalbox.protocol.wire.QueryOrderDecoder;
import io.signalbox.protocol.wire.QueryRunDecoder;
import io.signalbox.protocol.wire.SearchRunsDecoder;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What each command and query sends, and what its caller gets.
 */
@Timeout(180)
class SignalboxClientTest
{
    private static final PassengerToken ANNA = new PassengerToken(1, 2);
    private static final PassengerToken BERT = new PassengerToken(-3, 4);
    private static final LocalDate DATE = LocalDate.of(2026, 11, 22);

    private FakeServer server;
    private SignalboxClient client;

    @BeforeEach
    void connect() throws IOException
    {
        server = new FakeServer((peer, templateId, frame) -> answer(peer, templateId, frame));
        client = SignalboxClient.connect(ClientConfig.of("127.0.0.1", server.port(), 1)).join();
    }

    @AfterEach
    void close() throws IOException
    {
        client.close();
        server.close();
        assertEquals(List.of(), List.copyOf(server.problems));
    }

    private void answer(final FakeServer.Peer peer, final int templateId, final DirectBuffer frame) throws IOException
    {
        final long queryId = frame.getLong(Frame.BODY_OFFSET);
        switch (templateId)
        {
            case SearchRunsDecoder.TEMPLATE_ID ->
            {
                peer.send(ServerFrames.runsFound(queryId, 0, 3, 2));
                peer.send(ServerFrames.runsFound(queryId, 1, 3, 40));
                peer.send(ServerFrames.runsFound(queryId, 2, 3, 0));
            }
            case QueryRunDecoder.TEMPLATE_ID ->
            {
                peer.send(ServerFrames.runAvailability(queryId, 0, 2, 5, 0, 7));
                peer.send(ServerFrames.runAvailability(queryId, 1, 2, 5, 7, 3));
            }
            case QueryOrderDecoder.TEMPLATE_ID -> peer.send(frame.getLong(Frame.BODY_OFFSET + 8) == 404 ?
                ServerFrames.reject(1, 0, queryId, BusinessRejectReason.ORDER_UNKNOWN) :
                ServerFrames.orderStatus(queryId, frame.getLong(Frame.BODY_OFFSET + 8)));
            default -> server.apply(peer, FakeServer.number(frame), address -> decide(address, templateId, frame));
        }
    }

    private static byte[] decide(
        final ServerFrames.Address address, final int templateId, final DirectBuffer frame)
    {
        return switch (templateId)
        {
            case DefineStationDecoder.TEMPLATE_ID -> defineStation(address, frame);
            case DefineLayoutDecoder.TEMPLATE_ID -> ServerFrames.layoutDefined(address, 12);
            case DefineServiceDecoder.TEMPLATE_ID -> ServerFrames.serviceDefined(address, 13);
            case OpenRunDecoder.TEMPLATE_ID -> ServerFrames.runOpened(address, 14);
            case CloseRunDecoder.TEMPLATE_ID ->
            {
                final CloseRunDecoder closeRun = new CloseRunDecoder();
                closeRun.wrapAndApplyHeader(frame, Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
                yield ServerFrames.runClosed(address, closeRun.runId());
            }
            case ChangeSettingsDecoder.TEMPLATE_ID -> ServerFrames.settingsChanged(address);
            case AdoptRulesDecoder.TEMPLATE_ID -> adoptRules(address, frame);
            case PlaceOrderDecoder.TEMPLATE_ID -> placeOrder(address, frame);
            case ConfirmPaymentDecoder.TEMPLATE_ID ->
                ServerFrames.orderConfirmed(address, frame.getLong(Frame.BODY_OFFSET + 12));
            case CancelOrderDecoder.TEMPLATE_ID -> frame.getLong(Frame.BODY_OFFSET + 12) == 404 ?
                ServerFrames.orderRefused(address, OrderRefusalReason.ORDER_UNKNOWN, 404) :
                ServerFrames.orderCancelled(address, frame.getLong(Frame.BODY_OFFSET + 12));
            default -> throw new IllegalStateException("template " + templateId);
        };
    }

    private static byte[] defineStation(final ServerFrames.Address address, final DirectBuffer frame)
    {
        final DefineStationDecoder decoder = new DefineStationDecoder();
        decoder.wrapAndApplyHeader(frame, Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        return switch (decoder.code())
        {
            case "OLD" -> ServerFrames.definitionRefused(address, DefinitionRefusalReason.ALREADY_DEFINED, 3, "");
            case "LONG" -> ServerFrames.definitionRefused(
                address, DefinitionRefusalReason.VALUE_OUT_OF_RANGE, 0, "name");
            default -> ServerFrames.stationDefined(address, decoder.name().length());
        };
    }

    private static byte[] adoptRules(final ServerFrames.Address address, final DirectBuffer frame)
    {
        final AdoptRulesDecoder decoder = new AdoptRulesDecoder();
        decoder.wrapAndApplyHeader(frame, Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        return decoder.decisionVersion() == 1 ?
            ServerFrames.definitionRefused(address, DefinitionRefusalReason.ALREADY_DEFINED, 1, "decisionVersion") :
            ServerFrames.rulesAdopted(address, decoder.decisionVersion(), 1);
    }

    private static byte[] placeOrder(final ServerFrames.Address address, final DirectBuffer frame)
    {
        final PlaceOrderDecoder decoder = new PlaceOrderDecoder();
        decoder.wrapAndApplyHeader(frame, Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        if (decoder.runId() == 404)
        {
            return ServerFrames.orderRefused(address, OrderRefusalReason.SOLD_OUT, 0);
        }
        assertEquals(1, decoder.fromStop());
        assertEquals(3, decoder.toStop());
        assertEquals('S', decoder.classCode());
        assertEquals(Channel.ONLINE, decoder.channel());
        assertEquals(40, decoder.seenPosition());
        final byte[] token = new byte[PassengerToken.LENGTH];
        final PlaceOrderDecoder.PassengersDecoder group = decoder.passengers();
        final PassengerToken[] tokens = new PassengerToken[group.count()];
        for (int i = 0; i < tokens.length; i++)
        {
            group.next().getToken(token, 0, token.length);
            tokens[i] = PassengerToken.of(token);
        }
        return ServerFrames.orderHeld(address, 55, (int)decoder.runId(), List.of(tokens));
    }

    private static PlaceOrder order(final int runId)
    {
        return new PlaceOrder(runId, 1, 3, 'S', Channel.ONLINE, 40, List.of(ANNA, BERT));
    }

    @Test
    void shouldHoldSeatsForAnOrder()
    {
        final OrderHeld held = assertInstanceOf(OrderHeld.class, client.placeOrder(order(9)).join());

        assertEquals(55, held.orderId());
        assertEquals(9, held.runId());
        assertEquals(1_234, held.amount());
        assertEquals(Channel.ONLINE, held.channel());
        assertEquals(ServerFrames.TIMESTAMP_MS + 1_000, held.deadlineMs());
        assertEquals(List.of(
            new PassengerSeat(new Seat(5, 1, 'A', 300), ANNA), new PassengerSeat(new Seat(5, 2, 'A', 301), BERT)),
            held.seats());
        assertEquals(new EventStamp(2, ServerFrames.TIMESTAMP_MS, true, false), held.stamp());
        assertTrue(held.onDisk());
        assertEquals("5-2A", held.seats().get(1).seat().label());
    }

    @Test
    void shouldTellWhyAnOrderIsRefused()
    {
        final OrderRefused refused = assertInstanceOf(OrderRefused.class, client.placeOrder(order(404)).join());

        assertEquals(new OrderRefused(OrderRefusalReason.SOLD_OUT, 0, 9, 1, 3, 'S', 2, 41, 40, 1, refused.stamp()),
            refused);
    }

    @Test
    void shouldConfirmAndCancelOrders()
    {
        final PaymentResult paid = client.confirmPayment(55, 1_234, 77).join();
        final CancelResult cancelled = client.cancelOrder(56).join();
        final CancelResult unknown = client.cancelOrder(404).join();

        assertEquals(new OrderConfirmed(55, 9, 1_234, 77, paid.stamp()), paid);
        assertEquals(new OrderCancelled(56, 9, 1, 3, 'S', List.of(new Seat(5, 1, 'A', 300)), cancelled.stamp()),
            cancelled);
        assertEquals(OrderRefusalReason.ORDER_UNKNOWN, ((OrderRefused)unknown).reason());
        assertEquals(List.of(1L, 2L, 3L), List.copyOf(server.requestsSeen));
    }

    @Test
    void shouldDefineTheTimetable()
    {
        final LayoutDefinition layout = new LayoutDefinition("CR400", List.of(
            new LayoutDefinition.SeatClass('S', 4_600, 500, "second")),
            List.of(new LayoutDefinition.CoachSection(1, 'S', 1, 20, "ABCDF")));
        final ServiceDefinition service = new ServiceDefinition("G1", List.of(
            new ServiceDefinition.Stop(1, 0, 0, 0), new ServiceDefinition.Stop(2, 3_600, 3_600, 300_000)));

        assertEquals(5, client.defineStation("NEW", "Paris").join().usableId());
        assertEquals(12, client.defineLayout(layout).join().usableId());
        assertEquals(13, client.defineService(service).join().usableId());
        assertEquals(14, client.openRun(13, 12, DATE, 1_000).join().usableId());
        assertEquals(14, client.closeRun(14).join().usableId());
        assertInstanceOf(Defined.class, client.changeSettings(new SaleSettings(100, 100, 0, 0)).join());
    }

    @Test
    void shouldGiveTheIdOfWhatIsThereAlready()
    {
        final DefinitionRefused existing =
            assertInstanceOf(DefinitionRefused.class, client.defineStation("OLD", "Paris").join());
        final DefinitionRefused tooLong =
            assertInstanceOf(DefinitionRefused.class, client.defineStation("LONG", "Paris").join());

        assertEquals(3, existing.usableId());
        assertEquals(0, tooLong.usableId());
        assertEquals("name", tooLong.field());
        assertEquals(80, tooLong.limitValue());
        assertEquals(7, tooLong.decidingPosition());
    }

    @Test
    void shouldAdoptRules()
    {
        final RulesResult adopted = client.adoptRules(3).join();
        final RulesResult refused = client.adoptRules(1).join();

        assertEquals(new RulesAdopted(3, 1, adopted.stamp()), adopted);
        assertEquals(1, assertInstanceOf(DefinitionRefused.class, refused).usableId());
        assertThrows(IllegalArgumentException.class, () -> client.adoptRules(65_535));
        assertThrows(IllegalArgumentException.class, () -> client.adoptRules(-1));
    }

    @Test
    void shouldCollectAllPartsOfASearch()
    {
        final RunsFound found = client.searchRuns("AAA", "BBB", DATE).join();

        assertEquals(new AsOf(42, ServerFrames.TIMESTAMP_MS, 3), found.asOf());
        assertEquals(42, found.offers().size());
        assertEquals(new Offer(1, "G1", 1, 3, 'S', true, 40, ServerFrames.TIMESTAMP_MS, ServerFrames.TIMESTAMP_MS + 5,
            617), found.offers().get(1));
        assertEquals(139, found.offers().get(41).runId());
    }

    @Test
    void shouldCollectAllPairsOfARun()
    {
        final RunAvailability availability = client.queryRun(9, 'S').join();

        assertEquals(5, availability.stopCount());
        assertEquals(2_000, availability.seatCount());
        assertEquals(9, availability.runId());
        assertEquals('S', availability.classCode());
        assertEquals(42, availability.asOf().position());
        int pair = 0;
        for (int from = 0; from < 5; from++)
        {
            for (int to = from + 1; to < 5; to++)
            {
                assertEquals(1_000 + pair++, availability.seats(from, to));
            }
        }
        assertThrows(IllegalArgumentException.class, () -> availability.seats(2, 2));
        assertThrows(IllegalArgumentException.class, () -> availability.seats(0, 5));
    }

    @Test
    void shouldQueryAnOrder()
    {
        final OrderStatus status = client.queryOrder(55).join();

        assertEquals(new OrderStatus(new AsOf(42, ServerFrames.TIMESTAMP_MS, 3), 55, OrderState.CONFIRMED, 9, "G1",
            LocalDate.ofEpochDay(20_000), 1, 3, 'S', ServerFrames.TIMESTAMP_MS, 1_234, 40, 41,
            List.of(new PassengerSeat(new Seat(5, 1, 'A', 300), new PassengerToken(0, 6)))), status);
    }

    @Test
    void shouldTellThatAQueryHasNoAnswer()
    {
        final CompletableFuture<OrderStatus> status = client.queryOrder(404);

        final Throwable error = assertThrows(CompletionException.class, status::join).getCause();
        assertEquals(BusinessRejectReason.ORDER_UNKNOWN, assertInstanceOf(RejectedException.class, error).reason());
    }

    @Test
    void shouldRefuseWhatTheWireCannotCarry()
    {
        final List<PassengerToken> many = Collections.nCopies(254, ANNA);
        final PlaceOrder tooLong = new PlaceOrder(9, 1, 3, 'S', Channel.ONLINE, 0, many);

        assertThrows(IllegalArgumentException.class, () -> client.placeOrder(tooLong));
        assertThrows(IllegalArgumentException.class, () -> client.defineStation("seventeen letters", ""));
        assertThrows(IllegalArgumentException.class, () -> client.searchRuns("é", "B", DATE));
        assertThrows(IllegalArgumentException.class, () -> client.openRun(1, 1, LocalDate.MAX, 0));
        assertEquals(5, client.defineStation("NEW", "Paris").join().usableId());
    }
}
