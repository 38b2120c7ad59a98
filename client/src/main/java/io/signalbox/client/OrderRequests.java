package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.CancelOrderEncoder;
import io.signalbox.protocol.wire.ConfirmPaymentEncoder;
import io.signalbox.protocol.wire.PlaceOrderEncoder;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;
import java.util.List;

/**
 * The requests about orders.
 */
final class OrderRequests
{
    private OrderRequests()
    {
    }

    /** A {@code PlaceOrder}. */
    static final class Place extends Request<OrderResult>
    {
        private final PlaceOrder order;

        Place(final PlaceOrder order)
        {
            super(OrderResult.class, false, PlaceOrderEncoder.BLOCK_LENGTH +
                PlaceOrderEncoder.PassengersEncoder.sbeHeaderSize() +
                PlaceOrderEncoder.PassengersEncoder.sbeBlockLength() * order.passengers().size());
            this.order = order;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final PlaceOrderEncoder encoder = encoders.placeOrder;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            RequestEncoders.address(encoder.header(), sessionId, number());
            encoder.runId(RequestEncoders.uint32(order.runId()))
                .fromStop((short)order.fromStop())
                .toStop((short)order.toStop())
                .classCode((short)order.classCode())
                .channel(order.channel())
                .seenPosition(order.seenPosition());
            final List<PassengerToken> passengers = order.passengers();
            final PlaceOrderEncoder.PassengersEncoder group = encoder.passengersCount(passengers.size());
            for (int i = 0; i < passengers.size(); i++)
            {
                final int entryOffset = encoder.limit();
                group.next();
                buffer.putLong(entryOffset, passengers.get(i).high(), ByteOrder.BIG_ENDIAN);
                buffer.putLong(entryOffset + Long.BYTES, passengers.get(i).low(), ByteOrder.BIG_ENDIAN);
            }
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }
    }

    /** A {@code ConfirmPayment}. */
    static final class Confirm extends Request<PaymentResult>
    {
        private final long orderId;
        private final long amount;
        private final long paymentReference;

        Confirm(final long orderId, final long amount, final long paymentReference)
        {
            super(PaymentResult.class, false, ConfirmPaymentEncoder.BLOCK_LENGTH);
            this.orderId = orderId;
            this.amount = amount;
            this.paymentReference = paymentReference;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final ConfirmPaymentEncoder encoder = encoders.confirmPayment;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            RequestEncoders.address(encoder.header(), sessionId, number());
            encoder.orderId(orderId).amount(amount).paymentReference(paymentReference);
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }
    }

    /** A {@code CancelOrder}. */
    static final class Cancel extends Request<CancelResult>
    {
        private final long orderId;

        Cancel(final long orderId)
        {
            super(CancelResult.class, false, CancelOrderEncoder.BLOCK_LENGTH);
            this.orderId = orderId;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final CancelOrderEncoder encoder = encoders.cancelOrder;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            RequestEncoders.address(encoder.header(), sessionId, number());
            encoder.orderId(orderId);
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }
    }
}
