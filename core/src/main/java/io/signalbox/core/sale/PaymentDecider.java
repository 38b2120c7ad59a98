package io.signalbox.core.sale;

import io.signalbox.core.kernel.Emission;
import io.signalbox.core.rules.DecisionVersion;
import io.signalbox.core.rules.RulesState;
import io.signalbox.protocol.wire.ConfirmPaymentDecoder;
import io.signalbox.protocol.wire.OrderRefusalReason;

/** Decides about payments. */
final class PaymentDecider
{
    private final SaleState state;
    private final RulesState rules;
    private final Emission emission;
    private final SaleEvents events;
    private final HoldDecider holds;

    PaymentDecider(
        final SaleState state,
        final RulesState rules,
        final Emission emission,
        final SaleEvents events,
        final HoldDecider holds)
    {
        this.state = state;
        this.rules = rules;
        this.emission = emission;
        this.events = events;
        this.holds = holds;
    }

    void decide(final ConfirmPaymentDecoder command)
    {
        final OrderTable orders = state.orders();
        final int slot = orders.slotOf(command.orderId());
        if (holds.isHeld(ConfirmPaymentDecoder.TEMPLATE_ID, command.orderId(), slot))
        {
            final long amount = orders.amount(slot);
            if (command.amount() == amount)
            {
                events.orderConfirmed(command.orderId(), orders.runId(slot), amount, command.paymentReference());
            }
            else
            {
                final boolean isTold = rules.decisionVersion() < DecisionVersion.AMOUNT_NOT_TOLD;
                holds.refuse(
                    ConfirmPaymentDecoder.TEMPLATE_ID,
                    slot,
                    OrderRefusalReason.AMOUNT_MISMATCH,
                    emission.position(),
                    isTold ? amount : 0);
            }
        }
    }
}
