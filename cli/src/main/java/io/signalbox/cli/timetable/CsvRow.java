package io.signalbox.cli.timetable;

import java.util.List;
import java.util.Map;

/**
 * A row of a CSV file with a header. Fields are stripped of blanks around them; a column that the file does not have
 * reads as blank. Immutable.
 */
final class CsvRow
{
    private final String file;
    private final long line;
    private final Map<String, Integer> columns;
    private final List<String> values;

    CsvRow(final String file, final long line, final Map<String, Integer> columns, final List<String> values)
    {
        this.file = file;
        this.line = line;
        this.columns = columns;
        this.values = values;
    }

    String file()
    {
        return file;
    }

    /**
     * The line that the row begins on.
     *
     * @return from 1, which is the header.
     */
    long line()
    {
        return line;
    }

    boolean hasColumn(final String column)
    {
        return columns.containsKey(column);
    }

    String text(final String column)
    {
        final Integer index = columns.get(column);
        return index == null ? "" : values.get(index);
    }

    /**
     * Reads a whole number.
     *
     * @param column that it stands in.
     * @param least  smallest value.
     * @param most   greatest value.
     * @return the number.
     * @throws BadRowException if it is blank, no whole number, or out of the range.
     */
    int number(final String column, final int least, final int most) throws BadRowException
    {
        final String text = text(column);
        try
        {
            final int number = Integer.parseInt(text);
            if (number >= least && number <= most)
            {
                return number;
            }
        }
        catch (final NumberFormatException ignored)
        {
            // Falls through to the one message for everything that is not such a number.
        }
        throw new BadRowException(column + " '" + text + "' is not a whole number from " + least + " to " + most);
    }

    /**
     * Reads a decimal number.
     *
     * @param column that it stands in.
     * @param least  smallest value.
     * @param most   greatest value.
     * @return the number, NaN if the field is blank.
     * @throws BadRowException if it is no number, or out of the range.
     */
    double decimal(final String column, final double least, final double most) throws BadRowException
    {
        final String text = text(column);
        if (text.isEmpty())
        {
            return Double.NaN;
        }
        try
        {
            final double number = Double.parseDouble(text);
            if (number >= least && number <= most)
            {
                return number;
            }
        }
        catch (final NumberFormatException ignored)
        {
            // Falls through to the one message for everything that is not such a number.
        }
        throw new BadRowException(
            column + " '" + text + "' is not a number from " + plain(least) + " to " + plain(most));
    }

    private static String plain(final double value)
    {
        return Long.toString((long)value);
    }
}
