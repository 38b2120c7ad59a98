package io.signalbox.core.rules;

import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.LimitsDefinedDecoder;
import io.signalbox.protocol.wire.RulesAdoptedDecoder;
import io.signalbox.protocol.wire.RulesEventHandler;
import io.signalbox.protocol.wire.SettingsChangedDecoder;

/** Applies events to the rules. */
public final class RulesApplier implements RulesEventHandler
{
    private final RulesState state;

    /**
     * Applier of a state.
     *
     * @param state to change
     */
    public RulesApplier(final RulesState state)
    {
        this.state = state;
    }

    @Override
    public void onLimitsDefined(final LimitsDefinedDecoder event)
    {
        final int[] values = new int[EngineLimit.values().length];
        for (final LimitsDefinedDecoder.LimitsDecoder group : event.limits())
        {
            final EngineLimit limit = EngineLimit.of(group.limitRaw());
            if (limit == null || values[limit.ordinal()] != 0 || group.value() < 1 || group.value() > limit.max())
            {
                throw new IllegalStateException("limit " + group.limitRaw() + " of " + group.value());
            }
            values[limit.ordinal()] = (int)group.value();
        }
        for (final int value : values)
        {
            if (value == 0)
            {
                throw new IllegalStateException("not every limit is defined");
            }
        }
        state.define(event.decisionVersion(), new Limits(values));
    }

    @Override
    public void onSettingsChanged(final SettingsChangedDecoder event)
    {
        state.settings(new Settings(
            event.holdMs(),
            event.shortHoldMs(),
            event.shortHoldBeforeDepartureMs(),
            event.saleCloseBeforeDepartureMs()));
    }

    @Override
    public void onRulesAdopted(final RulesAdoptedDecoder event)
    {
        if (event.previousDecisionVersion() != state.decisionVersion())
        {
            throw new IllegalStateException("rules of version " + event.previousDecisionVersion() +
                " were not in force, but those of version " + state.decisionVersion());
        }
        state.adopt(event.decisionVersion());
    }
}
