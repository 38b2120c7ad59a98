package io.signalbox.core.rules;

import io.signalbox.core.kernel.Checks;
import io.signalbox.core.kernel.Emission;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.AdoptRulesDecoder;
import io.signalbox.protocol.wire.ChangeSettingsDecoder;
import io.signalbox.protocol.wire.DefineLimitsDecoder;
import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.RulesCommandHandler;

/** Decides about limits, settings and the version of the rules. Not on the hot path: it may allocate. */
public final class RulesDecider implements RulesCommandHandler
{
    private final RulesState state;
    private final RulesEvents events;
    private final Checks checks;

    /**
     * Decider over a state.
     *
     * @param state    that decisions are made by
     * @param emission that events get out by
     */
    public RulesDecider(final RulesState state, final Emission emission)
    {
        this.state = state;
        events = new RulesEvents(emission);
        checks = new Checks(emission);
    }

    @Override
    public void onDefineLimits(final DefineLimitsDecoder command)
    {
        Checks.checkHost(command.header().sessionId(), "DefineLimits");
        checks.begin(DefineLimitsDecoder.TEMPLATE_ID);
        final int[] values = new int[EngineLimit.values().length];
        if (state.isDefined())
        {
            checks.refuse(DefinitionRefusalReason.LIMITS_ALREADY_DEFINED, 0, 0, "");
        }
        else if (
            checks.isWithin(
                "decisionVersion", command.decisionVersion(), DecisionVersion.FIRST, DecisionVersion.LATEST) &&
            areLimitsValid(command.limits(), values))
        {
            events.limitsDefined(command.decisionVersion(), new Limits(values));
            // The first settings are events too: a reader of the journal needs no default of this code.
            events.settingsChanged(Settings.DEFAULTS);
        }
    }

    /** Every limit once, each in its range. */
    private boolean areLimitsValid(final DefineLimitsDecoder.LimitsDecoder group, final int[] values)
    {
        while (group.hasNext())
        {
            final EngineLimit limit = EngineLimit.of(group.next().limitRaw());
            if (limit == null || values[limit.ordinal()] != 0)
            {
                return checks.refuse(
                    DefinitionRefusalReason.VALUE_OUT_OF_RANGE, 0, group.limitRaw(), limit == null ? "limit" :
                    limit.fieldName());
            }
            if (!checks.isWithin(limit.fieldName(), group.value(), 1, limit.max()))
            {
                return false;
            }
            values[limit.ordinal()] = (int)group.value();
        }
        for (final EngineLimit limit : EngineLimit.values())
        {
            if (values[limit.ordinal()] == 0)
            {
                return checks.isWithin(limit.fieldName(), 0, 1, limit.max());
            }
        }
        return true;
    }

    @Override
    public void onChangeSettings(final ChangeSettingsDecoder command)
    {
        checks.begin(ChangeSettingsDecoder.TEMPLATE_ID);
        if (isHoldTime("holdMs", command.holdMs()) &&
            isHoldTime("shortHoldMs", command.shortHoldMs()) &&
            isBeforeDeparture("shortHoldBeforeDepartureMs", command.shortHoldBeforeDepartureMs()) &&
            isBeforeDeparture("saleCloseBeforeDepartureMs", command.saleCloseBeforeDepartureMs()))
        {
            events.settingsChanged(new Settings(
                command.holdMs(),
                command.shortHoldMs(),
                command.shortHoldBeforeDepartureMs(),
                command.saleCloseBeforeDepartureMs()));
        }
    }

    private boolean isHoldTime(final String field, final long value)
    {
        return checks.isWithin(field, value, Settings.HOLD_MS_MIN, Settings.HOLD_MS_MAX);
    }

    private boolean isBeforeDeparture(final String field, final long value)
    {
        return checks.isWithin(field, value, 0, Settings.BEFORE_DEPARTURE_MS_MAX);
    }

    /** There is no way back: what was decided by newer rules may not be valid by older ones. */
    @Override
    public void onAdoptRules(final AdoptRulesDecoder command)
    {
        checks.begin(AdoptRulesDecoder.TEMPLATE_ID);
        final int version = command.decisionVersion();
        final int current = state.decisionVersion();
        if (version == current)
        {
            checks.refuse(DefinitionRefusalReason.ALREADY_DEFINED, current, 0, "decisionVersion");
        }
        else if (checks.isWithin("decisionVersion", version, current, DecisionVersion.LATEST))
        {
            events.rulesAdopted(version, current);
        }
    }
}
