package io.signalbox.core.rules;

/**
 * Settings of the sale: each change is journaled and counts for orders from there on.
 *
 * @param holdMs                     payment time, ms
 * @param shortHoldMs                payment time close to departure, ms
 * @param shortHoldBeforeDepartureMs what is close to departure, ms
 * @param saleCloseBeforeDepartureMs the sale ends so long before departure, ms
 */
public record Settings(
    long holdMs,
    long shortHoldMs,
    long shortHoldBeforeDepartureMs,
    long saleCloseBeforeDepartureMs)
{
    static final long HOLD_MS_MIN = 100;
    static final long HOLD_MS_MAX = 7L * 24 * 3_600_000;
    static final long BEFORE_DEPARTURE_MS_MAX = 30L * 24 * 3_600_000;

    /** What a journal begins with, by all versions of the rules so far: another default is another version. */
    static final Settings DEFAULTS = new Settings(20 * 60_000L, 10 * 60_000L, 120 * 60_000L, 30 * 60_000L);
}
