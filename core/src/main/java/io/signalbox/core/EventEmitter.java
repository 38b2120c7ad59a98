package io.signalbox.core;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.DefinitionRefusedEncoder;
import io.signalbox.protocol.wire.EventHeaderEncoder;
import io.signalbox.protocol.wire.HoldExpiredEncoder;
import io.signalbox.protocol.wire.LayoutDefinedEncoder;
import io.signalbox.protocol.wire.LimitsDefinedEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateRejectEncoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.NegotiateResponseEncoder;
import io.signalbox.protocol.wire.OrderCancelledEncoder;
import io.signalbox.protocol.wire.OrderConfirmedEncoder;
import io.signalbox.protocol.wire.OrderHeldEncoder;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.OrderRefusedEncoder;
import io.signalbox.protocol.wire.RunClosedEncoder;
import io.signalbox.protocol.wire.RunOpenedEncoder;
import io.signalbox.protocol.wire.ServiceDefinedEncoder;
import io.signalbox.protocol.wire.SettingsChangedEncoder;
import io.signalbox.protocol.wire.StationDefinedEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Writes events: each is encoded into the decision and applied at once through the one {@link EventApplier} that
 * recovery uses. After the first event of a command nothing may fail.
 */
final class EventEmitter
{
    private final EngineState state;
    private final EventApplier applier;

    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final LimitsDefinedEncoder limitsDefined = new LimitsDefinedEncoder();
    private final SettingsChangedEncoder settingsChanged = new SettingsChangedEncoder();
    private final NegotiateResponseEncoder negotiateResponse = new NegotiateResponseEncoder();
    private final NegotiateRejectEncoder negotiateReject = new NegotiateRejectEncoder();
    private final StationDefinedEncoder stationDefined = new StationDefinedEncoder();
    private final LayoutDefinedEncoder layoutDefined = new LayoutDefinedEncoder();
    private final ServiceDefinedEncoder serviceDefined = new ServiceDefinedEncoder();
    private final RunOpenedEncoder runOpened = new RunOpenedEncoder();
    private final RunClosedEncoder runClosed = new RunClosedEncoder();
    private final DefinitionRefusedEncoder definitionRefused = new DefinitionRefusedEncoder();
    private final OrderHeldEncoder orderHeld = new OrderHeldEncoder();
    private final OrderRefusedEncoder orderRefused = new OrderRefusedEncoder();
    private final OrderConfirmedEncoder orderConfirmed = new OrderConfirmedEncoder();
    private final OrderCancelledEncoder orderCancelled = new OrderCancelledEncoder();
    private final HoldExpiredEncoder holdExpired = new HoldExpiredEncoder();

    private Decision decision;
    private MutableDirectBuffer buffer;
    private int offset;
    private long position;
    private long timestampMs;
    private int sessionId;
    private long eventNumber;
    private long requestNumber;

    EventEmitter(final EngineState state, final EventApplier applier)
    {
        this.state = state;
        this.applier = applier;
    }

    void begin(final Decision out, final long recordPosition, final long recordTimestampMs)
    {
        decision = out;
        buffer = out.eventsBuffer();
        position = recordPosition;
        timestampMs = recordTimestampMs;
        addressToNobody();
    }

    long position()
    {
        return position;
    }

    long timestampMs()
    {
        return timestampMs;
    }

    void addressToNobody()
    {
        sessionId = 0;
        eventNumber = 0;
        requestNumber = 0;
    }

    /** The next event answers a request; number 0 if it answers none. */
    void addressTo(final int sessionSlot, final long answeredRequestNumber)
    {
        sessionId = state.sessions().id(sessionSlot);
        eventNumber = state.sessions().nextEventNumber(sessionSlot);
        requestNumber = answeredRequestNumber;
    }

    void limitsDefined(final int decisionVersion, final Limits limits)
    {
        limitsDefined.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(limitsDefined.header());
        limitsDefined
            .decisionVersion(decisionVersion)
            .maxSessions(limits.maxSessions()).maxStations(limits.maxStations())
            .maxLayouts(limits.maxLayouts()).maxServices(limits.maxServices()).maxRuns(limits.maxRuns())
            .maxOrders(limits.maxOrders()).maxPassengers(limits.maxPassengers());
        emit(limitsDefined.encodedLength());
    }

    void settingsChanged(final Settings settings)
    {
        settingsChanged.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(settingsChanged.header());
        settingsChanged
            .holdMs(settings.holdMs())
            .shortHoldMs(settings.shortHoldMs())
            .shortHoldBeforeDepartureMs(settings.shortHoldBeforeDepartureMs())
            .saleCloseBeforeDepartureMs(settings.saleCloseBeforeDepartureMs());
        emit(settingsChanged.encodedLength());
    }

    void negotiateResponse(final long negotiatedSessionId, final long sessionVerId)
    {
        negotiateResponse.wrapAndApplyHeader(buffer, claim(), messageHeader)
            .sessionId(negotiatedSessionId)
            .sessionVerId(sessionVerId)
            .position(position)
            .timestampMs(timestampMs)
            .schemaVersion(NegotiateResponseEncoder.SCHEMA_VERSION);
        emit(negotiateResponse.encodedLength());
    }

    void negotiateReject(
        final long rejectedSessionId,
        final long sessionVerId,
        final NegotiateRejectReason reason,
        final long currentSessionVerId)
    {
        negotiateReject.wrapAndApplyHeader(buffer, claim(), messageHeader)
            .sessionId(rejectedSessionId)
            .sessionVerId(sessionVerId)
            .reason(reason)
            .currentSessionVerId(currentSessionVerId)
            .position(position)
            .timestampMs(timestampMs);
        emit(negotiateReject.encodedLength());
    }

    /** Content: the command's bytes from its code on. */
    void stationDefined(final int stationId, final DirectBuffer command, final int contentOffset, final int length)
    {
        stationDefined.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(stationDefined.header());
        stationDefined.stationId(stationId);
        emitWithContent(StationDefinedEncoder.codeEncodingOffset(), command, contentOffset, length);
    }

    void layoutDefined(final int layoutId, final DirectBuffer command, final int contentOffset, final int length)
    {
        layoutDefined.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(layoutDefined.header());
        layoutDefined.layoutId(layoutId);
        emitWithContent(LayoutDefinedEncoder.codeEncodingOffset(), command, contentOffset, length);
    }

    void serviceDefined(final int serviceId, final DirectBuffer command, final int contentOffset, final int length)
    {
        serviceDefined.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(serviceDefined.header());
        serviceDefined.serviceId(serviceId);
        emitWithContent(ServiceDefinedEncoder.codeEncodingOffset(), command, contentOffset, length);
    }

    void runOpened(
        final int runId, final int serviceId, final int layoutId, final int serviceDate, final long originInstantMs)
    {
        runOpened.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(runOpened.header());
        runOpened
            .runId(runId)
            .serviceId(serviceId).layoutId(layoutId)
            .serviceDate(serviceDate).originInstantMs(originInstantMs);
        emit(runOpened.encodedLength());
    }

    void runClosed(final int runId)
    {
        runClosed.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(runClosed.header());
        runClosed.runId(runId);
        emit(runClosed.encodedLength());
    }

    void definitionRefused(
        final int commandTemplateId,
        final DefinitionRefusalReason reason,
        final int existingId,
        final long limitValue,
        final long decidingPosition,
        final String field)
    {
        definitionRefused.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(definitionRefused.header());
        definitionRefused
            .commandTemplateId(commandTemplateId)
            .reason(reason)
            .existingId(existingId)
            .limitValue(limitValue)
            .decidingPosition(decidingPosition)
            .field(field);
        emit(definitionRefused.encodedLength());
    }

    void orderHeld(
        final long orderId,
        final int runId,
        final int fromStop,
        final int toStop,
        final SeatClass seatClass,
        final Channel channel,
        final long deadlineMs,
        final long amount,
        final int[] seats,
        final PassengerTokens tokens)
    {
        orderHeld.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(orderHeld.header());
        orderHeld
            .orderId(orderId)
            .runId(runId)
            .fromStop((short)fromStop)
            .toStop((short)toStop)
            .classCode((short)seatClass.classCode)
            .channel(channel)
            .deadlineMs(deadlineMs)
            .amount(amount);
        final OrderHeldEncoder.SeatsEncoder group = orderHeld.seatsCount(tokens.count());
        for (int i = 0; i < tokens.count(); i++)
        {
            final int seat = seats[i];
            group.next()
                .coachNumber((short)seatClass.coachNumber(seat))
                .row((short)seatClass.row(seat))
                .letter((short)seatClass.letter(seat))
                .seatIndex(seat);
            // Two words instead of putToken(): the token stands last in the entry, at the limit less its length.
            final int tokenOffset = orderHeld.limit() - PassengerTokens.LENGTH;
            buffer.putLong(tokenOffset, tokens.first(i), LITTLE_ENDIAN);
            buffer.putLong(tokenOffset + Long.BYTES, tokens.second(i), LITTLE_ENDIAN);
        }
        emit(orderHeld.encodedLength());
    }

    void orderRefused(
        final int commandTemplateId, final OrderRefusalReason reason, final long orderId,
        final long runId, final int fromStop, final int toStop, final int classCode, final int passengerCount,
        final long decidingPosition, final long seenPosition, final long limitValue)
    {
        orderRefused.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(orderRefused.header());
        orderRefused
            .commandTemplateId(commandTemplateId)
            .reason(reason)
            .orderId(orderId)
            .runId(runId)
            .fromStop((short)fromStop).toStop((short)toStop)
            .classCode((short)classCode)
            .passengerCount((short)passengerCount)
            .decidingPosition(decidingPosition)
            .seenPosition(seenPosition)
            .limitValue(limitValue);
        emit(orderRefused.encodedLength());
    }

    void orderConfirmed(final int slot, final long paymentReference)
    {
        orderConfirmed.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(orderConfirmed.header());
        orderConfirmed
            .orderId(state.orders().orderId(slot))
            .runId(state.orders().runId(slot))
            .amount(state.orders().amount(slot))
            .paymentReference(paymentReference);
        emit(orderConfirmed.encodedLength());
    }

    void orderCancelled(final int slot)
    {
        final OrderTable orders = state.orders();
        final SeatClass seatClass = seatClassOf(slot);
        orderCancelled.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(orderCancelled.header());
        orderCancelled
            .orderId(orders.orderId(slot))
            .runId(orders.runId(slot))
            .fromStop((short)orders.fromStop(slot))
            .toStop((short)orders.toStop(slot))
            .classCode((short)seatClass.classCode);
        final OrderCancelledEncoder.SeatsEncoder group = orderCancelled.seatsCount(orders.passengerCount(slot));
        int passenger = orders.firstPassenger(slot);
        while (passenger != PassengerTable.NONE)
        {
            final int seat = state.passengers().seatIndex(passenger);
            group.next()
                .coachNumber((short)seatClass.coachNumber(seat))
                .row((short)seatClass.row(seat))
                .letter((short)seatClass.letter(seat))
                .seatIndex(seat);
            passenger = state.passengers().next(passenger);
        }
        emit(orderCancelled.encodedLength());
    }

    void holdExpired(final int slot)
    {
        final OrderTable orders = state.orders();
        final SeatClass seatClass = seatClassOf(slot);
        holdExpired.wrapAndApplyHeader(buffer, claim(), messageHeader);
        header(holdExpired.header());
        holdExpired
            .orderId(orders.orderId(slot))
            .runId(orders.runId(slot))
            .fromStop((short)orders.fromStop(slot))
            .toStop((short)orders.toStop(slot))
            .classCode((short)seatClass.classCode)
            .deadlineMs(orders.deadlineMs(slot));
        final HoldExpiredEncoder.SeatsEncoder group = holdExpired.seatsCount(orders.passengerCount(slot));
        int passenger = orders.firstPassenger(slot);
        while (passenger != PassengerTable.NONE)
        {
            final int seat = state.passengers().seatIndex(passenger);
            group.next()
                .coachNumber((short)seatClass.coachNumber(seat))
                .row((short)seatClass.row(seat))
                .letter((short)seatClass.letter(seat))
                .seatIndex(seat);
            passenger = state.passengers().next(passenger);
        }
        emit(holdExpired.encodedLength());
    }

    private SeatClass seatClassOf(final int slot)
    {
        return state.run(state.orders().runId(slot)).layout.classes[state.orders().classIndex(slot)];
    }

    private int claim()
    {
        offset = decision.length();
        if (offset + Frame.MAX_LENGTH > Decision.MAX_LENGTH)
        {
            throw new IllegalStateException("the events of one command pass " + Decision.MAX_LENGTH + " bytes");
        }
        return offset + Frame.MESSAGE_OFFSET;
    }

    private void header(final EventHeaderEncoder header)
    {
        header
            .sessionId(sessionId & 0xFFFF_FFFFL)
            .msgSeqNum(eventNumber)
            .refSeqNum(requestNumber)
            .position(position)
            .timestampMs(timestampMs)
            .delivery((short)0);
    }

    private void emitWithContent(
        final int codeEncodingOffset, final DirectBuffer content, final int contentOffset, final int length)
    {
        buffer.putBytes(offset + Frame.BODY_OFFSET + codeEncodingOffset, content, contentOffset, length);
        emit(codeEncodingOffset + length);
    }

    private void emit(final int encodedLength)
    {
        final int length = Frame.BODY_OFFSET + encodedLength;
        Frame.writeHeader(buffer, offset, length);
        decision.onEvent(length);
        applier.apply(buffer, offset, length, position);
    }
}
