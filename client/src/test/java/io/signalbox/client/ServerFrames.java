package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.AsOfEncoder;
import io.signalbox.protocol.wire.BusinessMessageRejectEncoder;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.DefineStationDecoder;
import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.DefinitionRefusedEncoder;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.EstablishAckEncoder;
import io.signalbox.protocol.wire.EstablishRejectEncoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.EventHeaderEncoder;
import io.signalbox.protocol.wire.HoldExpiredEncoder;
import io.signalbox.protocol.wire.LayoutDefinedEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateRejectEncoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.NegotiateResponseEncoder;
import io.signalbox.protocol.wire.NotAppliedEncoder;
import io.signalbox.protocol.wire.OrderCancelledEncoder;
import io.signalbox.protocol.wire.OrderConfirmedEncoder;
import io.signalbox.protocol.wire.OrderHeldEncoder;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.OrderRefusedEncoder;
import io.signalbox.protocol.wire.OrderState;
import io.signalbox.protocol.wire.OrderStatusEncoder;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import io.signalbox.protocol.wire.RulesAdoptedEncoder;
import io.signalbox.protocol.wire.RunAvailabilityEncoder;
import io.signalbox.protocol.wire.RunClosedEncoder;
import io.signalbox.protocol.wire.RunOpenedEncoder;
import io.signalbox.protocol.wire.RunsFoundEncoder;
import io.signalbox.protocol.wire.SequenceEncoder;
import io.signalbox.protocol.wire.ServiceDefinedEncoder;
import io.signalbox.protocol.wire.SettingsChangedEncoder;
import io.signalbox.protocol.wire.StationDefinedEncoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateEncoder;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Frames that a server sends, with values that tests can recognise.
 */
final class ServerFrames
{
    static final long TIMESTAMP_MS = 1_700_000_000_000L;
    static final int UNKNOWN_TEMPLATE_ID = 60_000;

    /** Groups or data, which cannot be told apart. */
    private static final int UNKNOWN_TAIL_LENGTH = 20;

    private static final UnsafeBuffer BUFFER = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

    private ServerFrames()
    {
    }

    /** Whom an event is for, and what it answers. */
    record Address(long sessionId, long number, long refSeqNum, long position)
    {
        private void write(final EventHeaderEncoder header)
        {
            header.sessionId(sessionId).msgSeqNum(number).refSeqNum(refSeqNum).position(position)
                .timestampMs(TIMESTAMP_MS).delivery((short)Frame.DELIVERY_ON_DISK);
        }
    }

    static synchronized byte[] negotiateResponse(final long sessionId, final long verId)
    {
        final NegotiateResponseEncoder encoder = new NegotiateResponseEncoder();
        encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER)
            .sessionId(sessionId).sessionVerId(verId).position(1).timestampMs(TIMESTAMP_MS);
        return frame(encoder.limit());
    }

    static synchronized byte[] negotiateReject(
        final long sessionId, final long verId, final NegotiateRejectReason reason, final long currentVerId)
    {
        final NegotiateRejectEncoder encoder = new NegotiateRejectEncoder();
        encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER)
            .sessionId(sessionId).sessionVerId(verId).reason(reason).currentSessionVerId(currentVerId).position(1)
            .timestampMs(TIMESTAMP_MS);
        return frame(encoder.limit());
    }

    static synchronized byte[] establishAck(
        final long sessionId, final long verId, final long keepAliveMs, final long nextSeqNo, final long lastIncoming)
    {
        final EstablishAckEncoder encoder = new EstablishAckEncoder();
        encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER)
            .sessionId(sessionId).sessionVerId(verId).keepAliveMs(keepAliveMs).nextSeqNo(nextSeqNo)
            .lastIncomingSeqNo(lastIncoming).position(1).durability(Durability.DISK).repliesKept(1_000)
            .schemaVersion(1);
        return frame(encoder.limit());
    }

    static synchronized byte[] establishReject(
        final long sessionId, final long verId, final EstablishRejectReason reason)
    {
        final EstablishRejectEncoder encoder = new EstablishRejectEncoder();
        encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER)
            .sessionId(sessionId).sessionVerId(verId).reason(reason);
        return frame(encoder.limit());
    }

    static synchronized byte[] terminate(
        final long sessionId, final long verId, final TerminateCode code, final String text)
    {
        final TerminateEncoder encoder = new TerminateEncoder();
        encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER)
            .sessionId(sessionId).sessionVerId(verId).code(code).text(text);
        return frame(encoder.limit());
    }

    static synchronized byte[] notApplied(final long sessionId, final long from, final long count)
    {
        final NotAppliedEncoder encoder = new NotAppliedEncoder();
        encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER)
            .sessionId(sessionId).fromSeqNo(from).count(count);
        return frame(encoder.limit());
    }

    static synchronized byte[] sequence(final long sessionId, final long nextSeqNo)
    {
        final SequenceEncoder encoder = new SequenceEncoder();
        encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).sessionId(sessionId).nextSeqNo(nextSeqNo);
        return frame(encoder.limit());
    }

    static synchronized byte[] reject(
        final long sessionId, final long refSeqNum, final long queryId, final BusinessRejectReason reason)
    {
        final BusinessMessageRejectEncoder encoder = new BusinessMessageRejectEncoder();
        encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER)
            .sessionId(sessionId).refTemplateId(PlaceOrderDecoder.TEMPLATE_ID).refSeqNum(refSeqNum).queryId(queryId)
            .reason(reason).text("because");
        return frame(encoder.limit());
    }

    static synchronized byte[] stationDefined(final Address address, final int stationId)
    {
        final StationDefinedEncoder encoder = new StationDefinedEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.stationId(stationId).code("ANY").name("Anywhere");
        return frame(encoder.limit());
    }

    static synchronized byte[] layoutDefined(final Address address, final int layoutId)
    {
        final LayoutDefinedEncoder encoder = new LayoutDefinedEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.layoutId(layoutId).code("ANY");
        encoder.classesCount(0);
        encoder.coachesCount(0);
        return frame(encoder.limit());
    }

    static synchronized byte[] serviceDefined(final Address address, final int serviceId)
    {
        final ServiceDefinedEncoder encoder = new ServiceDefinedEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.serviceId(serviceId).code("ANY");
        encoder.stopsCount(0);
        return frame(encoder.limit());
    }

    static synchronized byte[] runOpened(final Address address, final int runId)
    {
        final RunOpenedEncoder encoder = new RunOpenedEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.runId(runId).serviceId(1).layoutId(1).serviceDate(1).originInstantMs(1);
        return frame(encoder.limit());
    }

    static synchronized byte[] runClosed(final Address address, final long runId)
    {
        final RunClosedEncoder encoder = new RunClosedEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.runId(runId);
        return frame(encoder.limit());
    }

    static synchronized byte[] settingsChanged(final Address address)
    {
        final SettingsChangedEncoder encoder = new SettingsChangedEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.holdMs(1).shortHoldMs(2).shortHoldBeforeDepartureMs(3).saleCloseBeforeDepartureMs(4);
        return frame(encoder.limit());
    }

    static synchronized byte[] rulesAdopted(final Address address, final int version, final int previous)
    {
        final RulesAdoptedEncoder encoder = new RulesAdoptedEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.decisionVersion(version).previousDecisionVersion(previous);
        return frame(encoder.limit());
    }

    static synchronized byte[] definitionRefused(
        final Address address, final DefinitionRefusalReason reason, final int existingId, final String field)
    {
        final DefinitionRefusedEncoder encoder = new DefinitionRefusedEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.commandTemplateId(DefineStationDecoder.TEMPLATE_ID).reason(reason).existingId(existingId)
            .limitValue(80).decidingPosition(7).field(field);
        return frame(encoder.limit());
    }

    static synchronized byte[] orderHeld(
        final Address address, final long orderId, final int runId, final List<PassengerToken> passengers)
    {
        final OrderHeldEncoder encoder = new OrderHeldEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.orderId(orderId).runId(runId).fromStop((short)1).toStop((short)3).classCode((short)'S')
            .channel(Channel.ONLINE).deadlineMs(TIMESTAMP_MS + 1_000).amount(1_234);
        final OrderHeldEncoder.SeatsEncoder seats = encoder.seatsCount(passengers.size());
        for (int i = 0; i < passengers.size(); i++)
        {
            final PassengerToken token = passengers.get(i);
            final byte[] bytes = ByteBuffer.allocate(16).putLong(token.high()).putLong(token.low()).array();
            seats.next().coachNumber((short)5).row((short)(i + 1)).letter((short)'A').seatIndex(300 + i)
                .putToken(bytes, 0, bytes.length);
        }
        return frame(encoder.limit());
    }

    static synchronized byte[] orderRefused(
        final Address address, final OrderRefusalReason reason, final long orderId)
    {
        final OrderRefusedEncoder encoder = new OrderRefusedEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.commandTemplateId(PlaceOrderDecoder.TEMPLATE_ID).reason(reason).orderId(orderId).runId(9)
            .fromStop((short)1).toStop((short)3).classCode((short)'S').passengerCount((short)2)
            .decidingPosition(41).seenPosition(40).limitValue(1);
        return frame(encoder.limit());
    }

    static synchronized byte[] orderConfirmed(final Address address, final long orderId)
    {
        final OrderConfirmedEncoder encoder = new OrderConfirmedEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.orderId(orderId).runId(9).amount(1_234).paymentReference(77);
        return frame(encoder.limit());
    }

    static synchronized byte[] orderCancelled(final Address address, final long orderId)
    {
        final OrderCancelledEncoder encoder = new OrderCancelledEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.orderId(orderId).runId(9).fromStop((short)1).toStop((short)3).classCode((short)'S').seatsCount(1)
            .next().coachNumber((short)5).row((short)1).letter((short)'A').seatIndex(300);
        return frame(encoder.limit());
    }

    static synchronized byte[] holdExpired(final Address address, final long orderId)
    {
        final HoldExpiredEncoder encoder = new HoldExpiredEncoder();
        address.write(encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).header());
        encoder.orderId(orderId).runId(9).fromStop((short)1).toStop((short)3).classCode((short)'S')
            .deadlineMs(TIMESTAMP_MS).seatsCount(1)
            .next().coachNumber((short)5).row((short)1).letter((short)'A').seatIndex(300);
        return frame(encoder.limit());
    }

    /** An event that a newer server has added: its template id is in no schema of today. */
    static synchronized byte[] unknownEvent(final Address address, final int blockLength)
    {
        return unknownEvent(address, MessageHeaderEncoder.SCHEMA_VERSION + 1, blockLength);
    }

    static synchronized byte[] unknownEvent(final Address address, final int version, final int blockLength)
    {
        HEADER.wrap(BUFFER, Frame.MESSAGE_OFFSET).blockLength(blockLength).templateId(UNKNOWN_TEMPLATE_ID)
            .schemaId(MessageHeaderEncoder.SCHEMA_ID).version(version);
        BUFFER.setMemory(Frame.BODY_OFFSET, blockLength + UNKNOWN_TAIL_LENGTH, (byte)0x7F);
        address.write(new EventHeaderEncoder().wrap(BUFFER, Frame.BODY_OFFSET));
        return frame(Frame.BODY_OFFSET + blockLength + UNKNOWN_TAIL_LENGTH);
    }

    static synchronized byte[] runsFound(final long queryId, final int index, final int count, final int offers)
    {
        final RunsFoundEncoder encoder = new RunsFoundEncoder();
        encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).queryId(queryId);
        asOf(encoder.asOf());
        encoder.part().index(index).count(count);
        final RunsFoundEncoder.OffersEncoder group = encoder.offersCount(offers);
        for (int i = 0; i < offers; i++)
        {
            group.next().runId(100 * index + i).fromStop((short)1).toStop((short)3).classCode((short)'S')
                .onSale((short)1).seats(40).departureMs(TIMESTAMP_MS).arrivalMs(TIMESTAMP_MS + 5).fare(617)
                .serviceCode("G" + i);
        }
        return frame(encoder.limit());
    }

    static synchronized byte[] runAvailability(
        final long queryId, final int index, final int count, final int stopCount, final int firstPair, final int pairs)
    {
        final RunAvailabilityEncoder encoder = new RunAvailabilityEncoder();
        encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).queryId(queryId);
        asOf(encoder.asOf());
        encoder.part().index(index).count(count);
        final byte[] counts = new byte[2 * pairs];
        for (int i = 0; i < pairs; i++)
        {
            counts[2 * i] = (byte)(1_000 + firstPair + i);
            counts[2 * i + 1] = (byte)((1_000 + firstPair + i) >> 8);
        }
        encoder.runId(9).classCode((short)'S').stopCount((short)stopCount).seatCount(2_000).firstPair(firstPair)
            .putCounts(counts, 0, counts.length);
        return frame(encoder.limit());
    }

    static synchronized byte[] orderStatus(final long queryId, final long orderId)
    {
        final OrderStatusEncoder encoder = new OrderStatusEncoder();
        encoder.wrapAndApplyHeader(BUFFER, Frame.MESSAGE_OFFSET, HEADER).queryId(queryId);
        asOf(encoder.asOf());
        encoder.orderId(orderId).state(OrderState.CONFIRMED).runId(9).fromStop((short)1).toStop((short)3)
            .classCode((short)'S').deadlineMs(TIMESTAMP_MS).amount(1_234).heldPosition(40).statePosition(41)
            .serviceCode("G1").serviceDate(20_000);
        final byte[] token = new byte[16];
        token[15] = 6;
        encoder.seatsCount(1).next().coachNumber((short)5).row((short)1).letter((short)'A').seatIndex(300)
            .putToken(token, 0, token.length);
        return frame(encoder.limit());
    }

    private static void asOf(final AsOfEncoder encoder)
    {
        encoder.position(42).timestampMs(TIMESTAMP_MS).ageMs(3);
    }

    private static byte[] frame(final int length)
    {
        final MutableDirectBuffer buffer = BUFFER;
        Frame.writeHeader(buffer, 0, length);
        return Arrays.copyOf(BUFFER.byteArray(), length);
    }
}
