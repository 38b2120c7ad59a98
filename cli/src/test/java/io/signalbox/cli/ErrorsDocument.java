package io.signalbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of docs/errors.md: a heading in code style names the enumeration, the last column the tests. */
final class ErrorsDocument
{
    private static final Pattern HEADING = Pattern.compile("#+ .*`(\\w+)`.*");
    private static final Pattern CODE = Pattern.compile("(\\d+)(?: `(\\w+)`)?");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    private final Map<String, Map<String, Row>> rowsByTable = new LinkedHashMap<>();

    /**
     * One row.
     *
     * @param number of the code.
     * @param cells  between the bars.
     * @param tests  class and method of each.
     */
    record Row(int number, List<String> cells, List<String[]> tests)
    {
    }

    ErrorsDocument() throws IOException
    {
        Map<String, Row> table = new LinkedHashMap<>();
        for (final String line : Files.readAllLines(root().resolve("docs/errors.md")))
        {
            final Matcher heading = HEADING.matcher(line);
            if (line.startsWith("#"))
            {
                table = new LinkedHashMap<>();
                if (heading.matches())
                {
                    rowsByTable.put(heading.group(1), table);
                }
            }
            else if (line.startsWith("|") && Character.isDigit(line.charAt(2)))
            {
                add(table, line);
            }
        }
    }

    private static void add(final Map<String, Row> table, final String line)
    {
        final List<String> cells =
            Stream.of(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList();
        final Matcher code = CODE.matcher(cells.get(0));
        if (!code.matches())
        {
            throw new AssertionError("no code: " + line);
        }
        final List<String[]> tests = new ArrayList<>();
        final Matcher test = TEST.matcher(cells.get(cells.size() - 1));
        while (test.find())
        {
            tests.add(new String[] {test.group(1), test.group(2)});
        }
        final Row row = new Row(Integer.parseInt(code.group(1)), cells, tests);
        final String key = code.group(2) == null ? code.group(1) : code.group(2);
        // A code may have several rows, one for each situation; each must name a test.
        table.put(table.containsKey(key) ? key + " row " + table.size() : key, row);
    }

    /** The directory of the whole project. */
    static Path root()
    {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(path.resolve("docs")))
        {
            path = path.getParent();
        }
        return path;
    }

    /** Rows by name of the code, or by its number where it has no name. */
    Map<String, Row> table(final String name)
    {
        return rowsByTable.getOrDefault(name, Map.of());
    }

    List<Row> rows()
    {
        return rowsByTable.values().stream().flatMap(table -> table.values().stream()).toList();
    }
}
