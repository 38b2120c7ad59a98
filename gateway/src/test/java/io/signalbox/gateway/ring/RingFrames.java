package io.signalbox.gateway.ring;

import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.CancelOrderEncoder;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.DefineLayoutEncoder;
import io.signalbox.protocol.wire.DefineLimitsEncoder;
import io.signalbox.protocol.wire.DefineServiceEncoder;
import io.signalbox.protocol.wire.DefineStationEncoder;
import io.signalbox.protocol.wire.EstablishEncoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateEncoder;
import io.signalbox.protocol.wire.OpenRunEncoder;
import io.signalbox.protocol.wire.PlaceOrderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes commands into one buffer, again and again, without allocating.
 */
final class RingFrames
{
    static final int SESSION = 3;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PlaceOrderEncoder placeOrder = new PlaceOrderEncoder();
    private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    int defineLimits()
    {
        final DefineLimitsEncoder encoder = new DefineLimitsEncoder()
            .wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header);
        encoder.header().sessionId(0).msgSeqNum(0);
        final DefineLimitsEncoder.LimitsEncoder limits =
            encoder.decisionVersion(1).limitsCount(EngineLimit.values().length);
        for (final EngineLimit limit : EngineLimit.values())
        {
            limits.next().limit(limit.wire()).value(Math.min(limit.defaultValue(), 1000));
        }
        return framed(encoder.limit());
    }

    int negotiate(final long sessionVerId)
    {
        final NegotiateEncoder encoder = new NegotiateEncoder()
            .wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(SESSION).sessionVerId(sessionVerId).timestampMs(0)
            .clientFlow(FlowType.IDEMPOTENT).serverFlow(FlowType.RECOVERABLE)
            .putCredentials(new byte[0], 0, 0).clientName("");
        return framed(encoder.limit());
    }

    int establish(final long sessionVerId)
    {
        final EstablishEncoder encoder = new EstablishEncoder()
            .wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header)
            .sessionId(SESSION).sessionVerId(sessionVerId).timestampMs(0).keepAliveMs(1000)
            .nextSeqNo(1);
        return framed(encoder.limit());
    }

    int defineStation(final long number, final String code)
    {
        final DefineStationEncoder encoder = new DefineStationEncoder()
            .wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header);
        encoder.header().sessionId(SESSION).msgSeqNum(number);
        encoder.code(code).name(code);
        return framed(encoder.limit());
    }

    int defineLayout(final long number)
    {
        final DefineLayoutEncoder encoder = new DefineLayoutEncoder()
            .wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header);
        encoder.header().sessionId(SESSION).msgSeqNum(number);
        encoder.code("L");
        encoder.classesCount(1).next().classCode((short)'S').farePer100Km(1000).minimumFare(100).className("second");
        encoder.coachesCount(1).next().coachNumber((short)1).classCode((short)'S').firstRow((short)1)
            .rows((short)20).letters("ABCDEF");
        return framed(encoder.limit());
    }

    int defineService(final long number)
    {
        final DefineServiceEncoder encoder = new DefineServiceEncoder()
            .wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header);
        encoder.header().sessionId(SESSION).msgSeqNum(number);
        encoder.code("T");
        encoder.stopsCount(2)
            .next().stationId(1).arrivalS(0).departureS(0).distanceM(0)
            .next().stationId(2).arrivalS(3600).departureS(3600).distanceM(100_000);
        return framed(encoder.limit());
    }

    int openRun(final long number, final long originInstantMs)
    {
        final OpenRunEncoder encoder = new OpenRunEncoder().wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header);
        encoder.header().sessionId(SESSION).msgSeqNum(number);
        encoder.serviceId(1).layoutId(1).serviceDate(1).originInstantMs(originInstantMs);
        return framed(encoder.limit());
    }

    int placeOrder(final long number, final int fromStop, final int passengers)
    {
        placeOrder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header);
        placeOrder.header().sessionId(SESSION).msgSeqNum(number);
        placeOrder.runId(1).fromStop((short)fromStop).toStop((short)1).classCode((short)'S').channel(Channel.ONLINE)
            .seenPosition(0);
        final PlaceOrderEncoder.PassengersEncoder group = placeOrder.passengersCount(passengers);
        for (int i = 0; i < passengers; i++)
        {
            group.next();
            for (int k = 0; k < PlaceOrderEncoder.PassengersEncoder.tokenLength(); k++)
            {
                group.token(k, (short)(k == 0 ? i + 1 : 7));
            }
        }
        return framed(placeOrder.limit());
    }

    int cancelOrder(final long number, final long orderId)
    {
        cancelOrder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, header);
        cancelOrder.header().sessionId(SESSION).msgSeqNum(number);
        cancelOrder.orderId(orderId);
        return framed(cancelOrder.limit());
    }

    private int framed(final int end)
    {
        Frame.writeHeader(buffer, 0, end);
        return end;
    }
}
