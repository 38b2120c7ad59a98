package io.signalbox.client;

import io.signalbox.protocol.wire.AdoptRulesEncoder;
import io.signalbox.protocol.wire.CancelOrderEncoder;
import io.signalbox.protocol.wire.ChangeSettingsEncoder;
import io.signalbox.protocol.wire.CloseRunEncoder;
import io.signalbox.protocol.wire.ConfirmPaymentEncoder;
import io.signalbox.protocol.wire.DefineLayoutEncoder;
import io.signalbox.protocol.wire.DefineServiceEncoder;
import io.signalbox.protocol.wire.DefineStationEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.OpenRunEncoder;
import io.signalbox.protocol.wire.PlaceOrderEncoder;
import io.signalbox.protocol.wire.QueryOrderEncoder;
import io.signalbox.protocol.wire.QueryRunEncoder;
import io.signalbox.protocol.wire.RequestHeaderEncoder;
import io.signalbox.protocol.wire.SearchRunsEncoder;

/**
 * The encoders of all requests and queries, used again for each. Owned by the event loop.
 */
final class RequestEncoders
{
    private static final long UINT32_MASK = 0xFFFF_FFFFL;

    final MessageHeaderEncoder header = new MessageHeaderEncoder();
    final DefineStationEncoder defineStation = new DefineStationEncoder();
    final DefineLayoutEncoder defineLayout = new DefineLayoutEncoder();
    final DefineServiceEncoder defineService = new DefineServiceEncoder();
    final OpenRunEncoder openRun = new OpenRunEncoder();
    final CloseRunEncoder closeRun = new CloseRunEncoder();
    final PlaceOrderEncoder placeOrder = new PlaceOrderEncoder();
    final ConfirmPaymentEncoder confirmPayment = new ConfirmPaymentEncoder();
    final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
    final ChangeSettingsEncoder changeSettings = new ChangeSettingsEncoder();
    final AdoptRulesEncoder adoptRules = new AdoptRulesEncoder();
    final SearchRunsEncoder searchRuns = new SearchRunsEncoder();
    final QueryRunEncoder queryRun = new QueryRunEncoder();
    final QueryOrderEncoder queryOrder = new QueryOrderEncoder();

    static void address(final RequestHeaderEncoder requestHeader, final long sessionId, final long number)
    {
        requestHeader.sessionId(sessionId).msgSeqNum(number);
    }

    static long uint32(final int value)
    {
        return value & UINT32_MASK;
    }
}
