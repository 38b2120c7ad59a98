package io.signalbox.core.fare;

/** What a trip costs. */
public final class FareRule
{
    private static final long METRES_PER_100_KM = 100_000;

    private FareRule()
    {
    }

    /**
     * Fare of one passenger by distance, rounded half up.
     *
     * @param distanceM    of the trip, metres, 0 to 100,000,000
     * @param farePer100Km of the class, minor units, 0 to 1,000,000,000
     * @param minimumFare  of the class, minor units
     * @return minor units
     */
    public static long fare(final long distanceM, final long farePer100Km, final long minimumFare)
    {
        return Math.max(minimumFare, (distanceM * farePer100Km + METRES_PER_100_KM / 2) / METRES_PER_100_KM);
    }
}
