package io.signalbox.core.rules;

import io.signalbox.protocol.EngineLimit;

/** How much an engine holds at most: what is fixed by its structures, and what was journaled with the first record. */
public final class Limits
{
    /** Stops of a service. */
    public static final int STOPS_PER_SERVICE = 128;

    /** Seats of one class of a layout. */
    public static final int SEATS_PER_CLASS = 4_096;

    /** Classes of a layout. */
    public static final int CLASSES_PER_LAYOUT = 8;

    /** Coach sections of a layout. */
    public static final int SECTIONS_PER_LAYOUT = 64;

    /** Seats of a row. */
    public static final int LETTERS_PER_ROW = 8;

    /** Passengers of an order. */
    public static final int PASSENGERS_PER_ORDER = 9;

    /** Bytes of a station's name. */
    public static final int NAME_BYTES = 80;

    /** Holds that one command can expire. */
    public static final int EXPIRIES_PER_COMMAND = 128;

    private final int[] values;

    Limits(final int[] values)
    {
        this.values = values.clone();
    }

    /**
     * Value of a limit.
     *
     * @param limit that is asked for
     * @return 1 to its greatest value
     */
    public int of(final EngineLimit limit)
    {
        return values[limit.ordinal()];
    }
}
