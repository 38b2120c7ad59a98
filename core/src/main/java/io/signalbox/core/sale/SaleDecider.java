package io.signalbox.core.sale;

import io.signalbox.core.inventory.InventoryState;
import io.signalbox.core.kernel.Emission;
import io.signalbox.core.kernel.KernelState;
import io.signalbox.core.rules.RulesState;
import io.signalbox.core.timetable.TimetableState;
import io.signalbox.protocol.wire.CancelOrderDecoder;
import io.signalbox.protocol.wire.ConfirmPaymentDecoder;
import io.signalbox.protocol.wire.ExpireHoldsDecoder;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import io.signalbox.protocol.wire.SaleCommandHandler;

/** Passes each command of the sale on to the decider that knows it. */
public final class SaleDecider implements SaleCommandHandler
{
    private final PlaceDecider places;
    private final PaymentDecider payments;
    private final CancelDecider cancels;
    private final HoldDecider holds;

    /**
     * Decider over a state.
     *
     * @param state     that decisions are made by
     * @param kernel    position of the last record
     * @param rules     in force
     * @param timetable that orders are for
     * @param inventory that seats are chosen from
     * @param emission  that events get out by
     */
    public SaleDecider(
        final SaleState state,
        final KernelState kernel,
        final RulesState rules,
        final TimetableState timetable,
        final InventoryState inventory,
        final Emission emission)
    {
        final SaleEvents events = new SaleEvents(emission);
        places = new PlaceDecider(state, kernel, rules, timetable, inventory, emission, events);
        holds = new HoldDecider(state, timetable, emission, events);
        payments = new PaymentDecider(state, rules, emission, events, holds);
        cancels = new CancelDecider(state, holds);
    }

    @Override
    public void onPlaceOrder(final PlaceOrderDecoder command)
    {
        places.decide(command);
    }

    @Override
    public void onConfirmPayment(final ConfirmPaymentDecoder command)
    {
        payments.decide(command);
    }

    @Override
    public void onCancelOrder(final CancelOrderDecoder command)
    {
        cancels.decide(command);
    }

    @Override
    public void onExpireHolds(final ExpireHoldsDecoder command)
    {
        holds.decide(command);
    }
}
