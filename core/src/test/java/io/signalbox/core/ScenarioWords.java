package io.signalbox.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of one command or event in a scenario: a name, words by themselves, and {@code key=value} pairs. Times are
 * {@code @12:00} on the day of the scenario (or {@code @1d12:00} on the next), durations {@code 20m}, order ids
 * {@code 2~1} for slot 2 used again once, positions {@code #label}.
 */
final class ScenarioWords
{
    private static final Pattern WORD = Pattern.compile("(?:(\\w+)=)?(\"[^\"]*\"|\\S+)");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d+)d)?(\\d+):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{3}))?)?");
    private static final Pattern AMOUNT = Pattern.compile("(-?[\\d_]+)(ms|s|m|h|d|km)?");
    private static final Pattern REPEATED = Pattern.compile("(.*)\\*(\\d+)");

    private final String name;
    private final List<String> plainWords = new ArrayList<>();
    private final Map<String, String> valuesByKey = new LinkedHashMap<>();
    private final Map<String, Long> positionsByLabel;

    ScenarioWords(final String text, final Map<String, Long> positionsByLabel)
    {
        this.positionsByLabel = positionsByLabel;
        final Matcher matcher = WORD.matcher(text.strip());
        while (matcher.find())
        {
            final String value = matcher.group(2);
            final String unquoted = value.startsWith("\"") ?
                value.substring(1, value.length() - 1).translateEscapes() : value;
            if (matcher.group(1) == null)
            {
                plainWords.add(unquoted);
            }
            else
            {
                valuesByKey.put(matcher.group(1), unquoted);
            }
        }
        name = plainWords.remove(0);
    }

    String name()
    {
        return name;
    }

    List<String> plainWords()
    {
        return plainWords;
    }

    Map<String, String> valuesByKey()
    {
        return valuesByKey;
    }

    String text(final String key, final String standard)
    {
        return valuesByKey.getOrDefault(key, standard);
    }

    /** A text, or {@code y*81} for so many times y. */
    String repeatedText(final String key)
    {
        final String value = text(key, "");
        final Matcher matcher = REPEATED.matcher(value);
        return matcher.matches() ? matcher.group(1).repeat(Integer.parseInt(matcher.group(2))) : value;
    }

    /** Comma-separated items; {@code item*9} is nine of them. */
    List<String> list(final String key)
    {
        final List<String> items = new ArrayList<>();
        for (final String item : text(key, "").split(","))
        {
            final Matcher matcher = REPEATED.matcher(item);
            if (matcher.matches())
            {
                for (int i = 0; i < Integer.parseInt(matcher.group(2)); i++)
                {
                    items.add(matcher.group(1));
                }
            }
            else if (!item.isEmpty())
            {
                items.add(item);
            }
        }
        return items;
    }

    long number(final String key, final long standard)
    {
        return valuesByKey.containsKey(key) ? number(valuesByKey.get(key)) : standard;
    }

    int integer(final String key, final int standard)
    {
        return (int)number(key, standard);
    }

    long number(final String value)
    {
        if (value.startsWith("@"))
        {
            return SmallLine.MIDNIGHT_MS + clockMs(value.substring(1));
        }
        if (value.startsWith("#"))
        {
            final Long position = positionsByLabel.get(value.substring(1));
            if (position == null)
            {
                throw new IllegalArgumentException("no line before has the label " + value.substring(1));
            }
            return position;
        }
        if (value.contains("~"))
        {
            final String[] parts = value.split("~");
            return Long.parseLong(parts[1]) << 32 | Long.parseLong(parts[0]);
        }
        final Matcher matcher = AMOUNT.matcher(value);
        if (!matcher.matches())
        {
            throw new IllegalArgumentException("'" + value + "' is not a number, a time, an order or a label");
        }
        return Long.parseLong(matcher.group(1).replace("_", "")) * unit(matcher.group(2));
    }

    private static long unit(final String unit)
    {
        return switch (unit == null ? "" : unit)
        {
            case "s", "km" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 1;
        };
    }

    static long clockMs(final String text)
    {
        final Matcher matcher = CLOCK.matcher(text);
        if (!matcher.matches())
        {
            throw new IllegalArgumentException("'" + text + "' is not a time like 12:00, 12:00:30.500 or 1d00:10");
        }
        final long days = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
        final long minutes = (days * 24 + Long.parseLong(matcher.group(2))) * 60 + Long.parseLong(matcher.group(3));
        final long seconds = minutes * 60 + (matcher.group(4) == null ? 0 : Long.parseLong(matcher.group(4)));
        return seconds * 1_000 + (matcher.group(5) == null ? 0 : Long.parseLong(matcher.group(5)));
    }
}
