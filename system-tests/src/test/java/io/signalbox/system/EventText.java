package io.signalbox.system;

import io.signalbox.client.HoldExpired;
import io.signalbox.client.OrderCancelled;
import io.signalbox.client.OrderConfirmed;
import io.signalbox.client.OrderHeld;
import io.signalbox.client.OrderRefused;
import io.signalbox.client.PassengerSeat;
import io.signalbox.client.PassengerToken;
import io.signalbox.client.Seat;
import io.signalbox.client.StampedEvent;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import org.agrona.DirectBuffer;

import java.util.StringJoiner;

/**
 * One text for one event of an order, made from what a client was given or from what stands in the journal: the two
 * must be equal.
 */
final class EventText
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderHeldDecoder held = new OrderHeldDecoder();
    private final OrderConfirmedDecoder confirmed = new OrderConfirmedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final HoldExpiredDecoder expired = new HoldExpiredDecoder();
    private final OrderRefusedDecoder refused = new OrderRefusedDecoder();

    /**
     * Text of what a client was given.
     */
    static String of(final StampedEvent event)
    {
        if (event instanceof OrderHeld held)
        {
            final StringJoiner seats = new StringJoiner(" ");
            for (final PassengerSeat each : held.seats())
            {
                seats.add(seat(each.seat()) + "=" + each.passenger());
            }
            return "held " + held.orderId() + " run " + held.runId() + " " + held.fromStop() + "-" + held.toStop() +
                " " + held.classCode() + " until " + held.deadlineMs() + " amount " + held.amount() + " " + seats;
        }
        if (event instanceof OrderConfirmed confirmed)
        {
            return "confirmed " + confirmed.orderId() + " run " + confirmed.runId() + " amount " + confirmed.amount() +
                " reference " + confirmed.paymentReference();
        }
        if (event instanceof OrderCancelled cancelled)
        {
            return "cancelled " + cancelled.orderId() + " run " + cancelled.runId() + " " + seats(cancelled.seats());
        }
        if (event instanceof HoldExpired expired)
        {
            return "expired " + expired.orderId() + " run " + expired.runId() + " " + seats(expired.seats());
        }
        if (event instanceof OrderRefused refused)
        {
            return "refused " + refused.orderId() + " run " + refused.runId() + " " + refused.reason() + " by " +
                refused.decidingPosition() + " limit " + refused.limitValue();
        }
        throw new AssertionError("not an event of an order: " + event);
    }

    /**
     * Text of what stands in the journal.
     *
     * @return null if it is no event of an order
     */
    String of(final DirectBuffer buffer, final int offset)
    {
        final int message = offset + Frame.MESSAGE_OFFSET;
        return switch (Frame.templateId(buffer, offset))
        {
            case OrderHeldDecoder.TEMPLATE_ID -> held(held.wrapAndApplyHeader(buffer, message, header));
            case OrderConfirmedDecoder.TEMPLATE_ID ->
            {
                confirmed.wrapAndApplyHeader(buffer, message, header);
                yield "confirmed " + confirmed.orderId() + " run " + confirmed.runId() + " amount " +
                    confirmed.amount() + " reference " + confirmed.paymentReference();
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> cancelled(cancelled.wrapAndApplyHeader(buffer, message, header));
            case HoldExpiredDecoder.TEMPLATE_ID -> expired(expired.wrapAndApplyHeader(buffer, message, header));
            case OrderRefusedDecoder.TEMPLATE_ID ->
            {
                refused.wrapAndApplyHeader(buffer, message, header);
                yield "refused " + refused.orderId() + " run " + refused.runId() + " " + refused.reason() + " by " +
                    refused.decidingPosition() + " limit " + refused.limitValue();
            }
            default -> null;
        };
    }

    private static String held(final OrderHeldDecoder event)
    {
        final StringBuilder text = new StringBuilder("held " + event.orderId() + " run " + event.runId() + " " +
            event.fromStop() + "-" + event.toStop() + " " + (char)event.classCode() + " until " + event.deadlineMs() +
            " amount " + event.amount());
        for (final OrderHeldDecoder.SeatsDecoder seats = event.seats(); seats.hasNext();)
        {
            seats.next();
            final byte[] token = new byte[PassengerToken.LENGTH];
            for (int i = 0; i < token.length; i++)
            {
                token[i] = (byte)seats.token(i);
            }
            text.append(' ')
                .append(seat(seats.coachNumber(), seats.row(), seats.letter(), seats.seatIndex()))
                .append('=').append(PassengerToken.of(token));
        }
        return text.toString();
    }

    private static String cancelled(final OrderCancelledDecoder event)
    {
        final StringBuilder text = new StringBuilder("cancelled " + event.orderId() + " run " + event.runId());
        for (final OrderCancelledDecoder.SeatsDecoder seats = event.seats(); seats.hasNext();)
        {
            seats.next();
            text.append(' ').append(seat(seats.coachNumber(), seats.row(), seats.letter(), seats.seatIndex()));
        }
        return text.toString();
    }

    private static String expired(final HoldExpiredDecoder event)
    {
        final StringBuilder text = new StringBuilder("expired " + event.orderId() + " run " + event.runId());
        for (final HoldExpiredDecoder.SeatsDecoder seats = event.seats(); seats.hasNext();)
        {
            seats.next();
            text.append(' ').append(seat(seats.coachNumber(), seats.row(), seats.letter(), seats.seatIndex()));
        }
        return text.toString();
    }

    private static String seats(final Iterable<Seat> seats)
    {
        final StringJoiner text = new StringJoiner(" ");
        for (final Seat each : seats)
        {
            text.add(seat(each));
        }
        return text.toString();
    }

    private static String seat(final Seat seat)
    {
        return seat(seat.coachNumber(), seat.row(), seat.letter(), seat.seatIndex());
    }

    private static String seat(final int coachNumber, final int row, final int letter, final int seatIndex)
    {
        return coachNumber + "-" + row + (char)letter + "/" + seatIndex;
    }
}
