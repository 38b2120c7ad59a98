package io.signalbox.client;

import io.signalbox.protocol.wire.OrderState;

import java.time.LocalDate;
import java.util.List;

/**
 * Answer to a query for an order.
 *
 * @param asOf          what the answer is true at
 * @param orderId       of the order
 * @param state         of the order at that position
 * @param runId         of the run
 * @param serviceCode   train number
 * @param serviceDate   date of the run, a label
 * @param fromStop      index of the boarding stop
 * @param toStop        index of the alighting stop
 * @param classCode     seat class
 * @param deadlineMs    pay before this instant, ms since 1970-01-01 UTC
 * @param amount        of all passengers together, minor units
 * @param heldPosition  position of the record that held the seats
 * @param statePosition position of the record that made the state
 * @param seats         of the order; after it ended they may belong to others
 */
public record OrderStatus(
    AsOf asOf,
    long orderId,
    OrderState state,
    int runId,
    String serviceCode,
    LocalDate serviceDate,
    int fromStop,
    int toStop,
    char classCode,
    long deadlineMs,
    long amount,
    long heldPosition,
    long statePosition,
    List<PassengerSeat> seats)
{
}
