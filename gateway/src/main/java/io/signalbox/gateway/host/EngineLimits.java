package io.signalbox.gateway.host;

/**
 * How large the engine's state may grow. Journaled as the first record at the first start; from then on the journal's
 * limits hold and these are not looked at.
 *
 * @param maxSessions   1 to 65,535
 * @param maxStations   1 to 65,535
 * @param maxLayouts    1 to 4,096
 * @param maxServices   1 to 1,000,000
 * @param maxRuns       1 to 10,000,000
 * @param maxOrders     orders that are held or sold at the same time, 1 to 100,000,000
 * @param maxPassengers of all those orders together, 1 to 200,000,000
 */
public record EngineLimits(
    int maxSessions,
    int maxStations,
    int maxLayouts,
    int maxServices,
    int maxRuns,
    int maxOrders,
    int maxPassengers)
{
    /** Room for a large national timetable of some weeks and a million orders. */
    public static final EngineLimits DEFAULT =
        new EngineLimits(4_096, 16_384, 1_024, 65_536, 262_144, 1_000_000, 2_000_000);

    /**
     * Check the limits.
     *
     * @param maxSessions   as above
     * @param maxStations   as above
     * @param maxLayouts    as above
     * @param maxServices   as above
     * @param maxRuns       as above
     * @param maxOrders     as above
     * @param maxPassengers as above
     * @throws IllegalArgumentException if one is out of range
     */
    public EngineLimits
    {
        SettingChecks.range("maxSessions", maxSessions, 1, 65_535);
        SettingChecks.range("maxStations", maxStations, 1, 65_535);
        SettingChecks.range("maxLayouts", maxLayouts, 1, 4_096);
        SettingChecks.range("maxServices", maxServices, 1, 1_000_000);
        SettingChecks.range("maxRuns", maxRuns, 1, 10_000_000);
        SettingChecks.range("maxOrders", maxOrders, 1, 100_000_000);
        SettingChecks.range("maxPassengers", maxPassengers, 1, 200_000_000);
    }
}
