package io.signalbox.cli.timetable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one CSV file, one after the other. A row that is no CSV is reported and passed over, and reading goes on
 * with the next line, so that one open quotation mark does not cost the rest of the file.
 */
final class CsvRows implements AutoCloseable
{
    private static final int MAX_LINES_OF_A_ROW = 16;
    private static final ObjectReader PARSER = CsvMapper.builder()
        .enable(CsvParser.Feature.TRIM_SPACES)
        .build()
        .readerForListOf(String.class)
        .with(CsvParser.Feature.WRAP_AS_ARRAY);

    private final String file;
    private final BufferedReader reader;
    private final TimetableBuilder timetable;
    private final Deque<String> ahead = new ArrayDeque<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private long line;
    private long rows;

    private CsvRows(final String file, final InputStream bytes, final TimetableBuilder timetable)
    {
        this.file = file;
        this.reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
        this.timetable = timetable;
    }

    /**
     * Opens a file and reads its header.
     *
     * @param files     where it is.
     * @param file      its name.
     * @param timetable that is told of bad rows.
     * @param required  columns that it must have.
     * @return the rows, null if there is no such file.
     * @throws TimetableException if it cannot be read or lacks a column.
     */
    static CsvRows open(
        final TimetableFiles files, final String file, final TimetableBuilder timetable, final String... required)
        throws TimetableException
    {
        try
        {
            final InputStream bytes = files.open(file);
            if (bytes == null)
            {
                return null;
            }
            final CsvRows rows = new CsvRows(file, bytes, timetable);
            rows.readHeader(required);
            return rows;
        }
        catch (final IOException ex)
        {
            throw new TimetableException(file + ": cannot be read: " + ex.getMessage(), ex);
        }
    }

    static CsvRows openRequired(
        final TimetableFiles files, final String file, final TimetableBuilder timetable, final String... required)
        throws TimetableException
    {
        final CsvRows rows = open(files, file, timetable, required);
        if (rows == null)
        {
            throw new TimetableException(file + ": there is no such file");
        }
        return rows;
    }

    /**
     * The columns of the file, in order.
     *
     * @return their names.
     */
    List<String> columns()
    {
        return List.copyOf(columns.keySet());
    }

    /**
     * Rows read so far, bad ones included.
     *
     * @return their number, without the header.
     */
    long rows()
    {
        return rows;
    }

    /**
     * Reads the next row.
     *
     * @return the row, null at the end of the file.
     * @throws TimetableException if the file cannot be read any further.
     */
    CsvRow next() throws TimetableException
    {
        try
        {
            String text = nextLine();
            while (text != null)
            {
                if (!text.isBlank())
                {
                    rows++;
                    final CsvRow row = row(text);
                    if (row != null)
                    {
                        return row;
                    }
                }
                text = nextLine();
            }
            return null;
        }
        catch (final IOException ex)
        {
            throw new TimetableException(file + ": cannot be read after line " + line + ": " + ex.getMessage(), ex);
        }
    }

    @Override
    public void close() throws TimetableException
    {
        try
        {
            reader.close();
        }
        catch (final IOException ex)
        {
            throw new TimetableException(file + ": cannot be closed: " + ex.getMessage(), ex);
        }
    }

    private void readHeader(final String... required) throws IOException, TimetableException
    {
        String text = nextLine();
        while (text != null && text.replace("\uFEFF", "").isBlank())
        {
            text = nextLine();
        }
        if (text == null)
        {
            throw new TimetableException(file + ": is empty, not even a header");
        }
        final List<String> names = fields(text.replace("\uFEFF", ""));
        if (names == null)
        {
            throw new TimetableException(file + ":" + line + ": the header is not CSV");
        }
        for (final String name : names)
        {
            columns.putIfAbsent(name, columns.size());
        }
        if (columns.size() != names.size())
        {
            throw new TimetableException(file + ":" + line + ": the header names a column twice: " + names);
        }
        for (final String name : required)
        {
            if (!columns.containsKey(name))
            {
                throw new TimetableException(file + ":" + line + ": there is no column '" + name + "'");
            }
        }
    }

    private CsvRow row(final String firstLine) throws IOException
    {
        final long firstLineNumber = line;
        final List<String> taken = new ArrayList<>();
        final StringBuilder text = new StringBuilder(firstLine);
        List<String> values = fields(firstLine);
        while (values == null && hasOpenQuote(text) && taken.size() < MAX_LINES_OF_A_ROW)
        {
            final String following = nextLine();
            if (following == null)
            {
                break;
            }
            taken.add(following);
            text.append('\n').append(following);
            values = fields(text.toString());
        }
        final String reason =
            values == null ? "the row is not CSV: check its quotation marks" : lengthBreach(values);
        if (reason == null)
        {
            return new CsvRow(file, firstLineNumber, columns, values);
        }
        for (int i = taken.size() - 1; i >= 0; i--)
        {
            ahead.addFirst(taken.get(i));
        }
        line = firstLineNumber;
        timetable.leftOut(file, firstLineNumber, reason);
        return null;
    }

    /** Also makes short rows as long as the header. */
    private String lengthBreach(final List<String> values)
    {
        while (values.size() > columns.size() && values.get(values.size() - 1).isEmpty())
        {
            values.remove(values.size() - 1);
        }
        if (values.size() > columns.size())
        {
            return "the row has " + values.size() + " fields, the header " + columns.size();
        }
        while (values.size() < columns.size())
        {
            values.add("");
        }
        return null;
    }

    private static List<String> fields(final String text)
    {
        try
        {
            final List<List<String>> parsed = PARSER.<List<String>>readValues(text).readAll();
            return parsed.size() == 1 ? stripped(parsed.get(0)) : null;
        }
        catch (final JsonProcessingException ex)
        {
            return null;
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("reading a string failed", ex);
        }
    }

    private static List<String> stripped(final List<String> values)
    {
        final List<String> result = new ArrayList<>(values.size());
        for (final String value : values)
        {
            result.add(value == null ? "" : value.strip());
        }
        return result;
    }

    private static boolean hasOpenQuote(final CharSequence text)
    {
        return text.chars().filter((c) -> c == '"').count() % 2 != 0;
    }

    private String nextLine() throws IOException
    {
        final String text = ahead.isEmpty() ? reader.readLine() : ahead.removeFirst();
        if (text != null)
        {
            line++;
        }
        return text;
    }
}
