package io.signalbox.core.sale;

import io.signalbox.protocol.wire.CancelOrderDecoder;

/** Decides whether an unpaid order is cancelled. */
final class CancelDecider
{
    private final SaleState state;
    private final HoldDecider holds;

    CancelDecider(final SaleState state, final HoldDecider holds)
    {
        this.state = state;
        this.holds = holds;
    }

    void decide(final CancelOrderDecoder command)
    {
        final int slot = state.orders().slotOf(command.orderId());
        if (holds.isHeld(CancelOrderDecoder.TEMPLATE_ID, command.orderId(), slot))
        {
            holds.cancel(slot);
        }
    }
}
