package io.signalbox.cli.timetable;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/**
 * What the engine takes: the ranges beyond which it would refuse a definition. Stateless.
 */
final class EngineLimits
{
    static final int MAX_CODE_LENGTH = 16;
    static final int MAX_NAME_BYTES = 80;
    static final int MIN_STOPS = 2;
    static final int MAX_STOPS = 128;
    static final int MIN_OFFSET_S = -86_400;
    static final int MAX_OFFSET_S = 31_536_000;
    static final int MAX_DISTANCE_M = 100_000_000;
    static final LocalDate FIRST_DATE = LocalDate.of(1970, 1, 2);
    static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 30);
    static final int MAX_DAYS = 3_660;

    private EngineLimits()
    {
    }

    /**
     * A stop that breaks a limit.
     *
     * @param stop   its index.
     * @param reason what it breaks.
     */
    record Breach(int stop, String reason)
    {
    }

    static boolean isCode(final String text)
    {
        return !text.isEmpty() && text.length() <= MAX_CODE_LENGTH && text.chars().allMatch((c) -> c > ' ' && c <= '~');
    }

    static String codeBreach(final String field, final String value)
    {
        if (value.isEmpty())
        {
            return field + " is blank";
        }
        return isCode(value) ? null :
            field + " '" + value + "' is not a code of 1 to " + MAX_CODE_LENGTH + " printable ASCII characters";
    }

    static boolean isTooLongName(final String name)
    {
        return name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES;
    }

    static String shortenedName(final String name)
    {
        int end = name.length();
        while (isTooLongName(name.substring(0, end)))
        {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end).strip();
    }

    static Breach breach(final List<Timetable.Stop> stops)
    {
        if (stops.size() < MIN_STOPS || stops.size() > MAX_STOPS)
        {
            return new Breach(0, stops.size() + " stops, not " + MIN_STOPS + " to " + MAX_STOPS);
        }
        for (int i = 0; i < stops.size(); i++)
        {
            final String reason = timeBreach(stops, i);
            if (reason != null)
            {
                return new Breach(i, reason);
            }
            final int distanceM = stops.get(i).distanceM();
            final int beforeM = i == 0 ? 0 : stops.get(i - 1).distanceM();
            if (distanceM > MAX_DISTANCE_M)
            {
                return new Breach(i, "distance " + distanceM + " m is more than " + MAX_DISTANCE_M);
            }
            if (distanceM < beforeM || i == 0 && distanceM != 0)
            {
                return new Breach(i, "distance " + distanceM + " m at stop " + (i + 1) + " is not ascending: " +
                    (i == 0 ? "the first is 0" : "the stop before has " + beforeM));
            }
        }
        return null;
    }

    private static String timeBreach(final List<Timetable.Stop> stops, final int i)
    {
        final Timetable.Stop stop = stops.get(i);
        for (final int offsetS : new int[]{stop.arrivalS(), stop.departureS()})
        {
            if (offsetS < MIN_OFFSET_S || offsetS > MAX_OFFSET_S)
            {
                return "time " + clock(offsetS) + " at stop " + (i + 1) + " is not within -24:00:00 to 8760:00:00";
            }
        }
        if (stop.arrivalS() > stop.departureS())
        {
            return "times do not ascend: departure " + clock(stop.departureS()) + " at stop " + (i + 1) +
                " is before its arrival " + clock(stop.arrivalS());
        }
        if (i > 0 && stops.get(i - 1).departureS() > stop.arrivalS())
        {
            return "times do not ascend: arrival " + clock(stop.arrivalS()) + " at stop " + (i + 1) +
                " is before the departure " + clock(stops.get(i - 1).departureS()) + " of the stop before";
        }
        return null;
    }

    static String clock(final int offsetS)
    {
        final int absoluteS = Math.abs(offsetS);
        return String.format("%s%02d:%02d:%02d", offsetS < 0 ? "-" : "", absoluteS / 3600, absoluteS / 60 % 60,
            absoluteS % 60);
    }
}
