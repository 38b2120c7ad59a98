package io.signalbox.gateway;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.CancelOrderEncoder;
import io.signalbox.protocol.wire.ChangeSettingsEncoder;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.DefineLayoutEncoder;
import io.signalbox.protocol.wire.DefineServiceEncoder;
import io.signalbox.protocol.wire.DefineStationEncoder;
import io.signalbox.protocol.wire.EstablishEncoder;
import io.signalbox.protocol.wire.ExpireHoldsEncoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateEncoder;
import io.signalbox.protocol.wire.OpenRunEncoder;
import io.signalbox.protocol.wire.PlaceOrderEncoder;
import io.signalbox.protocol.wire.QueryOrderEncoder;
import io.signalbox.protocol.wire.QueryRunEncoder;
import io.signalbox.protocol.wire.SequenceEncoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;

/**
 * Frames as a client sends them, each in an array of its own.
 */
final class TestFrames
{
    private final byte[] bytes = new byte[Frame.MAX_LENGTH];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);

    private TestFrames()
    {
    }

    private byte[] framed(final int end)
    {
        Frame.writeHeader(buffer, 0, end);
        return Arrays.copyOf(bytes, end);
    }

    static byte[] negotiate(final int sessionId, final long sessionVerId)
    {
        final TestFrames frame = new TestFrames();
        final NegotiateEncoder encoder = new NegotiateEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
            .sessionId(sessionId).sessionVerId(sessionVerId).timestampMs(0)
            .clientFlow(FlowType.IDEMPOTENT).serverFlow(FlowType.RECOVERABLE)
            .putCredentials(new byte[0], 0, 0).clientName("test");
        return frame.framed(encoder.limit());
    }

    static byte[] establish(
        final int sessionId, final long sessionVerId, final long keepAliveMs, final long nextSeqNo)
    {
        final TestFrames frame = new TestFrames();
        final EstablishEncoder encoder = new EstablishEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
            .sessionId(sessionId).sessionVerId(sessionVerId).timestampMs(0).keepAliveMs(keepAliveMs)
            .nextSeqNo(nextSeqNo);
        return frame.framed(encoder.limit());
    }

    static byte[] terminate(final int sessionId)
    {
        final TestFrames frame = new TestFrames();
        final TerminateEncoder encoder = new TerminateEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
            .sessionId(sessionId).sessionVerId(1).code(TerminateCode.FINISHED).text("");
        return frame.framed(encoder.limit());
    }

    static byte[] sequence(final int sessionId, final long nextSeqNo)
    {
        final TestFrames frame = new TestFrames();
        final SequenceEncoder encoder = new SequenceEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
            .sessionId(sessionId).nextSeqNo(nextSeqNo);
        return frame.framed(encoder.limit());
    }

    static byte[] expireHolds(final int sessionId, final long number)
    {
        final TestFrames frame = new TestFrames();
        final ExpireHoldsEncoder encoder = new ExpireHoldsEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(sessionId).msgSeqNum(number);
        encoder.maxCount(1);
        return frame.framed(encoder.limit());
    }

    static byte[] defineStation(final int sessionId, final long number, final String code)
    {
        final TestFrames frame = new TestFrames();
        final DefineStationEncoder encoder = new DefineStationEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(sessionId).msgSeqNum(number);
        encoder.code(code).name("station " + code);
        return frame.framed(encoder.limit());
    }

    /** One class 'S' in one coach. */
    static byte[] defineLayout(final int sessionId, final long number, final String code, final int rows)
    {
        final TestFrames frame = new TestFrames();
        final DefineLayoutEncoder encoder = new DefineLayoutEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(sessionId).msgSeqNum(number);
        encoder.code(code);
        encoder.classesCount(1).next().classCode((short)'S').farePer100Km(1000).minimumFare(100).className("second");
        encoder.coachesCount(1).next().coachNumber((short)1).classCode((short)'S').firstRow((short)1)
            .rows((short)rows).letters("ABCDEF");
        return frame.framed(encoder.limit());
    }

    /** Two stops: stations 1 and 2, one hour, 100 km. */
    static byte[] defineService(final int sessionId, final long number, final String code)
    {
        final TestFrames frame = new TestFrames();
        final DefineServiceEncoder encoder = new DefineServiceEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(sessionId).msgSeqNum(number);
        encoder.code(code);
        encoder.stopsCount(2)
            .next().stationId(1).arrivalS(0).departureS(0).distanceM(0)
            .next().stationId(2).arrivalS(3600).departureS(3600).distanceM(100_000);
        return frame.framed(encoder.limit());
    }

    /** Stations 1 and 2 in turn, a minute and a kilometre apart. */
    static byte[] defineLongService(final int sessionId, final long number, final String code, final int stops)
    {
        final TestFrames frame = new TestFrames();
        final DefineServiceEncoder encoder = new DefineServiceEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(sessionId).msgSeqNum(number);
        encoder.code(code);
        final DefineServiceEncoder.StopsEncoder group = encoder.stopsCount(stops);
        for (int i = 0; i < stops; i++)
        {
            group.next().stationId(1 + i % 2).arrivalS(i * 60).departureS(i * 60).distanceM(i * 1000);
        }
        return frame.framed(encoder.limit());
    }

    static byte[] openRun(final int sessionId, final long number, final int date, final long originInstantMs)
    {
        final TestFrames frame = new TestFrames();
        final OpenRunEncoder encoder = new OpenRunEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(sessionId).msgSeqNum(number);
        encoder.serviceId(1).layoutId(1).serviceDate(date).originInstantMs(originInstantMs);
        return frame.framed(encoder.limit());
    }

    static byte[] changeSettings(final int sessionId, final long number, final long holdMs)
    {
        final TestFrames frame = new TestFrames();
        final ChangeSettingsEncoder encoder = new ChangeSettingsEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(sessionId).msgSeqNum(number);
        encoder.holdMs(holdMs).shortHoldMs(holdMs).shortHoldBeforeDepartureMs(0).saleCloseBeforeDepartureMs(0);
        return frame.framed(encoder.limit());
    }

    /** One passenger on run 1, from the first stop to the second. */
    static byte[] placeOrder(final int sessionId, final long number, final int passenger)
    {
        final TestFrames frame = new TestFrames();
        final PlaceOrderEncoder encoder = new PlaceOrderEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(sessionId).msgSeqNum(number);
        encoder.runId(1).fromStop((short)0).toStop((short)1).classCode((short)'S').channel(Channel.ONLINE)
            .seenPosition(0);
        final PlaceOrderEncoder.PassengersEncoder group = encoder.passengersCount(1).next();
        for (int i = 0; i < 4; i++)
        {
            group.token(i, (short)(passenger >>> (8 * i) & 0xFF));
        }
        return frame.framed(encoder.limit());
    }

    static byte[] cancelOrder(final int sessionId, final long number, final long orderId)
    {
        final TestFrames frame = new TestFrames();
        final CancelOrderEncoder encoder = new CancelOrderEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder());
        encoder.header().sessionId(sessionId).msgSeqNum(number);
        encoder.orderId(orderId);
        return frame.framed(encoder.limit());
    }

    static byte[] queryOrder(final long queryId, final long orderId)
    {
        final TestFrames frame = new TestFrames();
        final QueryOrderEncoder encoder = new QueryOrderEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
            .queryId(queryId).orderId(orderId);
        return frame.framed(encoder.limit());
    }

    /** Class 'S' of run 1. */
    static byte[] queryRun(final long queryId)
    {
        final TestFrames frame = new TestFrames();
        final QueryRunEncoder encoder = new QueryRunEncoder()
            .wrapAndApplyHeader(frame.buffer, Frame.MESSAGE_OFFSET, new MessageHeaderEncoder())
            .queryId(queryId).runId(1).classCode((short)'S');
        return frame.framed(encoder.limit());
    }
}
