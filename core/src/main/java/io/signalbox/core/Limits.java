package io.signalbox.core;

/** How much an engine holds at most: journaled with the first record, never changed. */
record Limits(
    int maxSessions,
    int maxStations,
    int maxLayouts,
    int maxServices,
    int maxRuns,
    int maxOrders,
    int maxPassengers)
{
    static final int GREATEST_SESSIONS = 65_535;
    static final int GREATEST_STATIONS = 65_535;
    static final int GREATEST_LAYOUTS = 4_096;
    static final int GREATEST_SERVICES = 1_000_000;
    static final int GREATEST_RUNS = 10_000_000;
    static final int GREATEST_ORDERS = 100_000_000;
    static final int GREATEST_PASSENGERS = 200_000_000;

    static final int STOPS_PER_SERVICE = 128;
    static final int SEATS_PER_CLASS = 4_096;
    static final int CLASSES_PER_LAYOUT = 8;
    static final int SECTIONS_PER_LAYOUT = 64;
    static final int PASSENGERS_PER_ORDER = 9;
    static final int LETTERS_PER_ROW = 8;
    static final int NAME_BYTES = 80;
    static final int EXPIRIES_PER_COMMAND = 128;
}
