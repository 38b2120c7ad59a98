package io.signalbox.cli.timetable;

/**
 * Reads clock times of tables. Stateless.
 */
final class ClockTimes
{
    private static final int MAX_HOURS = 8_760;
    private static final int MAX_DAYS = 365;

    private ClockTimes()
    {
    }

    /**
     * Reads a time with the days that lie before it.
     *
     * @param row       that it stands in.
     * @param column    of the time, H:MM or H:MM:SS.
     * @param dayColumn of the number of days; blank means 0.
     * @return seconds from the start of the service day; BlankTimes.BLANK if the time is blank.
     * @throws BadRowException if it is no time.
     */
    static int offsetS(final CsvRow row, final String column, final String dayColumn) throws BadRowException
    {
        final String text = row.text(column);
        if (text.isEmpty())
        {
            return BlankTimes.BLANK;
        }
        final int days = row.text(dayColumn).isEmpty() ? 0 : row.number(dayColumn, -1, MAX_DAYS);
        return days * 86_400 + seconds(column, text);
    }

    /**
     * Reads a time.
     *
     * @param column for the message.
     * @param text   H:MM or H:MM:SS, the hours may be past 24.
     * @return seconds.
     * @throws BadRowException if it is no time.
     */
    static int seconds(final String column, final String text) throws BadRowException
    {
        final String[] parts = text.split(":", -1);
        if (parts.length == 2 || parts.length == 3)
        {
            final int hours = part(parts[0], 4, MAX_HOURS);
            final int minutes = part(parts[1], 2, 59);
            final int seconds = parts.length == 2 ? 0 : part(parts[2], 2, 59);
            if (hours >= 0 && minutes >= 0 && seconds >= 0)
            {
                return hours * 3600 + minutes * 60 + seconds;
            }
        }
        throw new BadRowException(column + " '" + text + "' is not a time like 08:30 or 25:10:00");
    }

    private static int part(final String text, final int mostDigits, final int most)
    {
        if (text.isEmpty() || text.length() > mostDigits || !text.chars().allMatch((c) -> c >= '0' && c <= '9'))
        {
            return -1;
        }
        final int value = Integer.parseInt(text);
        return value <= most ? value : -1;
    }
}
