package io.signalbox.cli.timetable;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The dates on which a train of a CSV timetable runs: every day, or dates and ranges. Immutable.
 */
final class RunDates
{
    private static final String RANGE = "..";
    private static final String EVERY_DAY = "ALL";

    private final List<LocalDate> firsts = new ArrayList<>();
    private final List<LocalDate> lasts = new ArrayList<>();

    private RunDates()
    {
    }

    /**
     * Reads the field {@code run_dates}.
     *
     * @param text blank or {@code ALL}, or dates and ranges {@code from..to} separated by blanks.
     * @return the dates.
     * @throws BadRowException if it is neither.
     */
    static RunDates parse(final String text) throws BadRowException
    {
        final RunDates dates = new RunDates();
        if (text.isEmpty() || EVERY_DAY.equals(text))
        {
            dates.firsts.add(LocalDate.MIN);
            dates.lasts.add(LocalDate.MAX);
            return dates;
        }
        for (final String part : text.split("\\s+"))
        {
            final int range = part.indexOf(RANGE);
            final LocalDate first = date(range < 0 ? part : part.substring(0, range));
            final LocalDate last = range < 0 ? first : date(part.substring(range + RANGE.length()));
            if (last.isBefore(first))
            {
                throw new BadRowException("run_dates '" + part + "' ends before it begins");
            }
            dates.firsts.add(first);
            dates.lasts.add(last);
        }
        return dates;
    }

    boolean contains(final LocalDate date)
    {
        for (int i = 0; i < firsts.size(); i++)
        {
            if (!date.isBefore(firsts.get(i)) && !date.isAfter(lasts.get(i)))
            {
                return true;
            }
        }
        return false;
    }

    private static LocalDate date(final String text) throws BadRowException
    {
        try
        {
            return LocalDate.parse(text);
        }
        catch (final DateTimeParseException ex)
        {
            throw new BadRowException("run_dates '" + text + "' is not a date like 2016-03-10, nor a range, nor ALL");
        }
    }
}
