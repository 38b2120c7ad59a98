package io.signalbox.protocol;

import io.signalbox.protocol.wire.Limit;

/**
 * What limits the size of the engine's state: its name for people, its range and what a server takes when its operator
 * says nothing. A limit is journaled with the first record and never changes.
 */
public enum EngineLimit
{
    /** Sessions that were ever negotiated. */
    MAX_SESSIONS(Limit.MAX_SESSIONS, "maxSessions", 65_535, 4_096),

    /** Stations. */
    MAX_STATIONS(Limit.MAX_STATIONS, "maxStations", 65_535, 16_384),

    /** Layouts. */
    MAX_LAYOUTS(Limit.MAX_LAYOUTS, "maxLayouts", 4_096, 1_024),

    /** Services. */
    MAX_SERVICES(Limit.MAX_SERVICES, "maxServices", 1_000_000, 65_536),

    /** Runs. */
    MAX_RUNS(Limit.MAX_RUNS, "maxRuns", 10_000_000, 262_144),

    /** Orders that are held or sold at the same time. */
    MAX_ORDERS(Limit.MAX_ORDERS, "maxOrders", 100_000_000, 1_000_000),

    /** Passengers of all those orders together. */
    MAX_PASSENGERS(Limit.MAX_PASSENGERS, "maxPassengers", 200_000_000, 2_000_000);

    private static final EngineLimit[] BY_NUMBER = byNumber();

    private final Limit wire;
    private final String fieldName;
    private final int max;
    private final int defaultValue;

    EngineLimit(final Limit wire, final String fieldName, final int max, final int defaultValue)
    {
        this.wire = wire;
        this.fieldName = fieldName;
        this.max = max;
        this.defaultValue = defaultValue;
    }

    private static EngineLimit[] byNumber()
    {
        final EngineLimit[] byNumber = new EngineLimit[values().length + 1];
        for (final EngineLimit limit : values())
        {
            byNumber[limit.wire.value()] = limit;
        }
        return byNumber;
    }

    /**
     * The limit that has a number on the wire.
     *
     * @param number of the limit
     * @return null if no limit has it
     */
    public static EngineLimit of(final int number)
    {
        return number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    /**
     * The limit as messages name it.
     *
     * @return constant of the schema
     */
    public Limit wire()
    {
        return wire;
    }

    /**
     * Name for people.
     *
     * @return for example {@code maxOrders}
     */
    public String fieldName()
    {
        return fieldName;
    }

    /**
     * Greatest value; the least is 1.
     *
     * @return greatest value
     */
    public int max()
    {
        return max;
    }

    /**
     * Value that a new journal gets when its operator says nothing.
     *
     * @return room for a large national timetable of some weeks and a million orders
     */
    public int defaultValue()
    {
        return defaultValue;
    }
}
