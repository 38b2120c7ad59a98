package io.signalbox.core.sale;

import io.signalbox.core.kernel.Emission;
import io.signalbox.core.timetable.SeatClass;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.HoldExpiredEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.OrderCancelledEncoder;
import io.signalbox.protocol.wire.OrderConfirmedEncoder;
import io.signalbox.protocol.wire.OrderHeldEncoder;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.OrderRefusedEncoder;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Writes the events of the sale. */
final class SaleEvents
{
    private final Emission emission;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final OrderHeldEncoder orderHeld = new OrderHeldEncoder();
    private final OrderRefusedEncoder orderRefused = new OrderRefusedEncoder();
    private final OrderConfirmedEncoder orderConfirmed = new OrderConfirmedEncoder();
    private final OrderCancelledEncoder orderCancelled = new OrderCancelledEncoder();
    private final HoldExpiredEncoder holdExpired = new HoldExpiredEncoder();

    SaleEvents(final Emission emission)
    {
        this.emission = emission;
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
        orderHeld.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(orderHeld.header());
        orderHeld
            .orderId(orderId)
            .runId(runId)
            .fromStop((short)fromStop)
            .toStop((short)toStop)
            .classCode((short)seatClass.classCode())
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
            emission.buffer().putLong(tokenOffset, tokens.first(i), LITTLE_ENDIAN);
            emission.buffer().putLong(tokenOffset + Long.BYTES, tokens.second(i), LITTLE_ENDIAN);
        }
        emission.emit(orderHeld.encodedLength());
    }

    void orderRefused(
        final int commandTemplateId,
        final OrderRefusalReason reason,
        final long orderId,
        final long runId,
        final int fromStop,
        final int toStop,
        final int classCode,
        final int passengerCount,
        final long decidingPosition,
        final long seenPosition,
        final long limitValue)
    {
        orderRefused.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(orderRefused.header());
        orderRefused
            .commandTemplateId(commandTemplateId)
            .reason(reason)
            .orderId(orderId)
            .runId(runId)
            .fromStop((short)fromStop)
            .toStop((short)toStop)
            .classCode((short)classCode)
            .passengerCount((short)passengerCount)
            .decidingPosition(decidingPosition)
            .seenPosition(seenPosition)
            .limitValue(limitValue);
        emission.emit(orderRefused.encodedLength());
    }

    void orderConfirmed(final long orderId, final int runId, final long amount, final long paymentReference)
    {
        orderConfirmed.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(orderConfirmed.header());
        orderConfirmed
            .orderId(orderId)
            .runId(runId)
            .amount(amount)
            .paymentReference(paymentReference);
        emission.emit(orderConfirmed.encodedLength());
    }

    void orderCancelled(
        final long orderId,
        final int runId,
        final int fromStop,
        final int toStop,
        final SeatClass seatClass,
        final int[] seats,
        final int seatCount)
    {
        orderCancelled.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(orderCancelled.header());
        orderCancelled
            .orderId(orderId)
            .runId(runId)
            .fromStop((short)fromStop)
            .toStop((short)toStop)
            .classCode((short)seatClass.classCode());
        final OrderCancelledEncoder.SeatsEncoder group = orderCancelled.seatsCount(seatCount);
        for (int i = 0; i < seatCount; i++)
        {
            group.next()
                .coachNumber((short)seatClass.coachNumber(seats[i]))
                .row((short)seatClass.row(seats[i]))
                .letter((short)seatClass.letter(seats[i]))
                .seatIndex(seats[i]);
        }
        emission.emit(orderCancelled.encodedLength());
    }

    void holdExpired(
        final long orderId,
        final int runId,
        final int fromStop,
        final int toStop,
        final SeatClass seatClass,
        final long deadlineMs,
        final int[] seats,
        final int seatCount)
    {
        holdExpired.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(holdExpired.header());
        holdExpired
            .orderId(orderId)
            .runId(runId)
            .fromStop((short)fromStop)
            .toStop((short)toStop)
            .classCode((short)seatClass.classCode())
            .deadlineMs(deadlineMs);
        final HoldExpiredEncoder.SeatsEncoder group = holdExpired.seatsCount(seatCount);
        for (int i = 0; i < seatCount; i++)
        {
            group.next()
                .coachNumber((short)seatClass.coachNumber(seats[i]))
                .row((short)seatClass.row(seats[i]))
                .letter((short)seatClass.letter(seats[i]))
                .seatIndex(seats[i]);
        }
        emission.emit(holdExpired.encodedLength());
    }
}
