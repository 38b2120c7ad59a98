package io.signalbox.core;

import io.signalbox.protocol.wire.OrderState;

/** The states of an order as the numbers that the order table keeps. */
final class OrderStates
{
    static final int HELD = OrderState.HELD.value();
    static final int CONFIRMED = OrderState.CONFIRMED.value();
    static final int CANCELLED = OrderState.CANCELLED.value();
    static final int EXPIRED = OrderState.EXPIRED.value();

    private OrderStates()
    {
    }
}
