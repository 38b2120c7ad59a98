package io.signalbox.replay.audit;

import io.signalbox.protocol.wire.OrderRefusalReason;

import java.util.Map;

/**
 * What the ownership check counted and found.
 *
 * @param records            how many records were read
 * @param ordersHeld         orders that were given seats
 * @param ordersConfirmed    of these, paid
 * @param ordersCancelled    of these, cancelled
 * @param ordersExpired      of these, not paid in time
 * @param ordersOpen         of these, neither paid nor ended at the end of the journal
 * @param placementsRefused  PlaceOrder commands that were refused, by reason
 * @param otherRefusals      ConfirmPayment and CancelOrder commands that were refused, by reason
 * @param tickets            seats of paid orders
 * @param seatSegmentsSold   seats of paid orders, each times the segments of its journey
 * @param violation          the first thing that must not be, at which the check stopped; null if there is none
 */
public record OwnershipReport(
    long records,
    long ordersHeld,
    long ordersConfirmed,
    long ordersCancelled,
    long ordersExpired,
    long ordersOpen,
    Map<OrderRefusalReason, Long> placementsRefused,
    Map<OrderRefusalReason, Long> otherRefusals,
    long tickets,
    long seatSegmentsSold,
    Violation violation)
{
    /**
     * Whether no seat was ever owned twice on any segment, and every order ended as it began.
     *
     * @return true if there is no violation
     */
    public boolean passed()
    {
        return violation == null;
    }

    /**
     * What must not be.
     *
     * @param kind            of violation
     * @param position        of the record that makes it one
     * @param earlierPosition of the record that it contradicts, 0 if there is none
     * @param orderId         of the order at {@code position}, 0 if there is none
     * @param text            for people: run, class, seat, stops
     */
    public record Violation(Kind kind, long position, long earlierPosition, long orderId, String text)
    {
    }

    /**
     * Kinds of violation.
     */
    public enum Kind
    {
        /** A seat was given on a segment on which another order owned it. */
        SEAT_OWNED_TWICE,
        /** An order was held under the id of an order that had not ended. */
        ORDER_HELD_TWICE,
        /** One order was given the same seat twice. */
        SEAT_TWICE_IN_ORDER,
        /** An order was paid, cancelled or expired that was not held. */
        ORDER_NOT_HELD,
        /** A cancellation or expiry named other seats, stops or another run than the hold. */
        RELEASE_DIFFERS_FROM_HOLD,
        /** An order was paid that was paid already, or with another amount or run. */
        PAYMENT_DIFFERS_FROM_HOLD,
        /** What stands among the events of a record is no sound event, so nothing can be said of the orders in it. */
        EVENT_UNSOUND
    }
}
