package io.signalbox.core.sale;

import io.signalbox.core.kernel.StateInput;
import io.signalbox.core.kernel.StateOutput;
import io.signalbox.core.kernel.StateSection;
import io.signalbox.core.kernel.Timers;
import io.signalbox.core.rules.Limits;
import io.signalbox.core.rules.RulesState;
import io.signalbox.protocol.EngineLimit;

/** Orders with their passengers, and the timers of their holds. */
public final class SaleState implements StateSection
{
    /** Kind of the timers of holds; their key is the order's id. */
    static final int HOLD_TIMER = 1;

    private final RulesState rules;
    private final Timers timers;
    private OrderTable orders = new OrderTable(0);
    private PassengerTable passengers = new PassengerTable(0);

    /**
     * No order yet.
     *
     * @param rules  that say how many there may be
     * @param timers that end holds
     */
    public SaleState(final RulesState rules, final Timers timers)
    {
        this.rules = rules;
        this.timers = timers;
    }

    /** Once the limits are defined. */
    void define()
    {
        orders = new OrderTable(rules.limit(EngineLimit.MAX_ORDERS));
        passengers = new PassengerTable(rules.limit(EngineLimit.MAX_PASSENGERS));
        timers.reserve(rules.limit(EngineLimit.MAX_ORDERS));
    }

    OrderTable orders()
    {
        return orders;
    }

    PassengerTable passengers()
    {
        return passengers;
    }

    Timers timers()
    {
        return timers;
    }

    void startHold(final int slot)
    {
        orders.timer(slot, timers.add(orders.deadlineMs(slot), HOLD_TIMER, orders.orderId(slot)));
    }

    void endHold(final int slot)
    {
        timers.remove(orders.timer(slot));
    }

    /** Add the next passenger of an order, behind the last one. */
    int addPassenger(
        final int slot, final int count, final int last, final long first, final long second, final int seatIndex)
    {
        final int passenger = passengers.add(first, second, seatIndex);
        if (last == PassengerTable.NONE)
        {
            orders.passengers(slot, count, passenger);
        }
        else
        {
            passengers.next(last, passenger);
        }
        return passenger;
    }

    /** The first entity is of the table itself, the others are the orders. */
    @Override
    public int entityCount()
    {
        return rules.isDefined() ? 1 + orders.freshCount() : 0;
    }

    @Override
    public void writeEntity(final int index, final StateOutput output)
    {
        if (index == 0)
        {
            orders.writeTo(output);
            return;
        }
        final int slot = index - 1;
        orders.writeOrder(slot, output);
        int passenger = orders.firstPassenger(slot);
        while (passenger != PassengerTable.NONE)
        {
            output.putLong(passengers.tokenFirst(passenger));
            output.putLong(passengers.tokenSecond(passenger));
            output.putInt(passengers.seatIndex(passenger));
            passenger = passengers.next(passenger);
        }
    }

    @Override
    public void readEntity(final int index, final StateInput input)
    {
        if (index == 0)
        {
            define();
            orders.readFrom(input);
            return;
        }
        final int slot = orders.readOrder(input);
        final int state = orders.state(slot);
        if (state == OrderTable.HELD || state == OrderTable.CONFIRMED)
        {
            readPassengers(slot, input);
        }
        if (state == OrderTable.HELD)
        {
            startHold(slot);
        }
    }

    private void readPassengers(final int slot, final StateInput input)
    {
        final int count = orders.passengerCount(slot);
        if (count < 1 || count > Limits.PASSENGERS_PER_ORDER)
        {
            throw new IllegalStateException("order " + orders.orderId(slot) + " has " + count + " passengers");
        }
        int last = PassengerTable.NONE;
        for (int i = 0; i < count; i++)
        {
            last = addPassenger(slot, count, last, input.getLong(), input.getLong(), input.getInt());
        }
    }
}
