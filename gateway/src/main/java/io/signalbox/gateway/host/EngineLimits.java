package io.signalbox.gateway.host;

import io.signalbox.protocol.EngineLimit;

import java.util.EnumMap;
import java.util.Map;

/**
 * How large the engine's state may grow. Journaled as the first record at the first start; from then on the journal's
 * limits hold and these are not looked at. Immutable.
 */
public final class EngineLimits
{
    /** Each limit as {@link EngineLimit} has it for an operator who says nothing. */
    public static final EngineLimits DEFAULT = new EngineLimits(defaults());

    private final Map<EngineLimit, Integer> values;

    private EngineLimits(final Map<EngineLimit, Integer> values)
    {
        this.values = values;
    }

    private static Map<EngineLimit, Integer> defaults()
    {
        final Map<EngineLimit, Integer> values = new EnumMap<>(EngineLimit.class);
        for (final EngineLimit limit : EngineLimit.values())
        {
            values.put(limit, limit.defaultValue());
        }
        return values;
    }

    /**
     * The same limits but for one.
     *
     * @param limit to set
     * @param value of the limit
     * @return new limits
     * @throws IllegalArgumentException if the value is out of the limit's range
     */
    public EngineLimits with(final EngineLimit limit, final int value)
    {
        SettingChecks.range(limit.fieldName(), value, 1, limit.max());
        final Map<EngineLimit, Integer> changed = new EnumMap<>(values);
        changed.put(limit, value);
        return new EngineLimits(changed);
    }

    /**
     * Value of a limit.
     *
     * @param limit that is asked for
     * @return 1 to its greatest value
     */
    public int of(final EngineLimit limit)
    {
        return values.get(limit);
    }

    @Override
    public boolean equals(final Object other)
    {
        return other instanceof EngineLimits && values.equals(((EngineLimits)other).values);
    }

    @Override
    public int hashCode()
    {
        return values.hashCode();
    }

    @Override
    public String toString()
    {
        return values.toString();
    }
}
