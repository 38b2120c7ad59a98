package io.signalbox.cli.timetable;

/**
 * What was read and what came of it. Immutable, safe for any thread.
 *
 * @param stationRows        rows of stations read, bad ones included.
 * @param serviceRows        rows of trains or trips read, bad ones and those not asked for included.
 * @param stopRows           rows of stops read, bad ones included.
 * @param notAskedFor        trains or trips that are sound but were not asked for: not rail, or not in the period.
 * @param stations           stations in the timetable.
 * @param services           services in the timetable.
 * @param runs               runs in the timetable.
 * @param givenDistances     services of the timetable whose distances stand in the input.
 * @param measuredDistances  services of the timetable whose distances are 1.2 times the great circle.
 * @param estimatedDistances services of the timetable whose distances are guessed from their running times.
 * @param interpolatedTimes  stops whose blank times were interpolated.
 * @param leftOut            problems of the kind LEFT_OUT.
 * @param changed            problems of the kind CHANGED.
 */
public record TimetableCounts(
    long stationRows,
    long serviceRows,
    long stopRows,
    long notAskedFor,
    int stations,
    int services,
    int runs,
    int givenDistances,
    int measuredDistances,
    int estimatedDistances,
    long interpolatedTimes,
    int leftOut,
    int changed)
{
}
