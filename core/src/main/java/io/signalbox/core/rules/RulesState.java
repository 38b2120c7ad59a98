package io.signalbox.core.rules;

import io.signalbox.core.kernel.StateInput;
import io.signalbox.core.kernel.StateOutput;
import io.signalbox.core.kernel.StateSection;
import io.signalbox.protocol.EngineLimit;

/** The rules in force: their version, the limits, the settings of the sale. */
public final class RulesState implements StateSection
{
    private static final EngineLimit[] LIMITS = EngineLimit.values();

    private int decisionVersion;
    private Limits limits;
    private Settings settings;

    /**
     * Whether the first record has defined the limits.
     *
     * @return false for an empty journal
     */
    public boolean isDefined()
    {
        return limits != null;
    }

    /**
     * Version of the rules that decide the next command.
     *
     * @return 1 or more; 0 before the first record
     */
    public int decisionVersion()
    {
        return decisionVersion;
    }

    /**
     * Value of a limit.
     *
     * @param limit that is asked for
     * @return 1 to its greatest value
     */
    public int limit(final EngineLimit limit)
    {
        return limits.of(limit);
    }

    /**
     * Settings of the sale.
     *
     * @return those in force
     */
    public Settings settings()
    {
        return settings;
    }

    void define(final int version, final Limits defined)
    {
        if (limits != null)
        {
            throw new IllegalStateException("limits are defined twice");
        }
        limits = defined;
        adopt(version);
    }

    void adopt(final int version)
    {
        if (version <= decisionVersion || version > DecisionVersion.LATEST)
        {
            throw new IllegalStateException("rules of version " + version + " do not follow version " +
                decisionVersion + ", or are newer than this program, which knows them up to " +
                DecisionVersion.LATEST);
        }
        decisionVersion = version;
    }

    void settings(final Settings changed)
    {
        settings = changed;
    }

    @Override
    public int entityCount()
    {
        return isDefined() ? 1 : 0;
    }

    @Override
    public void writeEntity(final int index, final StateOutput output)
    {
        output.putInt(decisionVersion);
        output.putInt(LIMITS.length);
        for (final EngineLimit limit : LIMITS)
        {
            output.putInt(limits.of(limit));
        }
        output.putLong(settings.holdMs());
        output.putLong(settings.shortHoldMs());
        output.putLong(settings.shortHoldBeforeDepartureMs());
        output.putLong(settings.saleCloseBeforeDepartureMs());
    }

    @Override
    public void readEntity(final int index, final StateInput input)
    {
        final int version = input.getInt();
        final int[] values = new int[input.getCount(LIMITS.length)];
        if (values.length != LIMITS.length)
        {
            throw new IllegalStateException(values.length + " limits are not " + LIMITS.length);
        }
        for (int i = 0; i < values.length; i++)
        {
            values[i] = input.getCount(LIMITS[i].max());
        }
        define(version, new Limits(values));
        settings = new Settings(input.getLong(), input.getLong(), input.getLong(), input.getLong());
    }
}
