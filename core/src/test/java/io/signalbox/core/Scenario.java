package io.signalbox.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Runs one scenario file, see scenarios/README.txt for how it is written.
 */
final class Scenario
{
    private static final Pattern FIRST_COLUMN = Pattern.compile("(?:(\\w+)\\s*:\\s+)?([\\dd:.]+)");
    private static final Map<String, String> FIELDS_BY_KEY = Map.ofEntries(
        Map.entry("session", "sessionId"),
        Map.entry("event", "msgSeqNum"),
        Map.entry("request", "refSeqNum"),
        Map.entry("version", "sessionVerId"),
        Map.entry("current", "currentSessionVerId"),
        Map.entry("order", "orderId"),
        Map.entry("run", "runId"),
        Map.entry("service", "serviceId"),
        Map.entry("layout", "layoutId"),
        Map.entry("station", "stationId"),
        Map.entry("existing", "existingId"),
        Map.entry("from", "fromStop"),
        Map.entry("to", "toStop"),
        Map.entry("class", "classCode"),
        Map.entry("until", "deadlineMs"),
        Map.entry("passengers", "passengerCount"),
        Map.entry("decided", "decidingPosition"),
        Map.entry("seen", "seenPosition"),
        Map.entry("limit", "limitValue"),
        Map.entry("reference", "paymentReference"),
        Map.entry("hold", "holdMs"),
        Map.entry("shortHold", "shortHoldMs"),
        Map.entry("shortBefore", "shortHoldBeforeDepartureMs"),
        Map.entry("saleClose", "saleCloseBeforeDepartureMs"));

    private final Path directory;
    private final TwinRun twinRun = new TwinRun();
    private final Map<String, Long> positionsByLabel = new HashMap<>();
    private final Set<String> reasons = new TreeSet<>();
    private int steps;

    Scenario(final Path file)
    {
        directory = file.getParent();
        run(file);
    }

    TwinRun twinRun()
    {
        return twinRun;
    }

    int steps()
    {
        return steps;
    }

    /** Refusals of the scenario, as the event's name and its reason. */
    Set<String> reasons()
    {
        return reasons;
    }

    private void run(final Path file)
    {
        final List<String> lines;
        try
        {
            lines = Files.readAllLines(file);
        }
        catch (final IOException exception)
        {
            throw new UncheckedIOException(exception);
        }
        for (int i = 0; i < lines.size(); i++)
        {
            final String line = lines.get(i).strip();
            if (line.startsWith("use "))
            {
                run(directory.resolve("setup").resolve(line.substring("use ".length()) + ".txt"));
            }
            else if (!line.isEmpty() && !line.startsWith("#"))
            {
                final StringBuilder whole = new StringBuilder(line);
                while (i + 1 < lines.size() && lines.get(i + 1).strip().startsWith("..."))
                {
                    i++;
                    whole.append(' ').append(lines.get(i).strip().substring("...".length()));
                }
                step(file.getFileName() + " line " + (i + 1) + ": ", whole.toString());
            }
        }
    }

    private void step(final String place, final String line)
    {
        final String[] columns = line.split("\\s+\\|\\s*", -1);
        final Matcher first = FIRST_COLUMN.matcher(columns[0].strip());
        assertTrue(columns.length == 4 && first.matches(), () -> place + "not 'time | who | command | events'");
        final String[] who = columns[1].strip().split("#");
        final long session = session(who[0]);
        final long number = session == 0 ? 0 : who.length > 1 ?
            Long.parseLong(who[1]) : twinRun.twin().lastRequestNumber(session) + 1;
        positionsByLabel.put("this", twinRun.twin().position() + 1);
        positionsByLabel.put("before", twinRun.twin().position());
        final long timeMs = SmallLine.MIDNIGHT_MS + ScenarioWords.clockMs(first.group(2));
        final Command command = ScenarioCommands.read(session, number, new ScenarioWords(columns[2], positionsByLabel));
        final Outcome outcome;
        try
        {
            outcome = twinRun.execute(timeMs, command);
        }
        catch (final AssertionError error)
        {
            throw new AssertionError(place + error.getMessage(), error);
        }
        if (first.group(1) != null)
        {
            positionsByLabel.put(first.group(1), twinRun.twin().position());
        }
        steps++;
        check(place, columns[3].strip(), outcome);
    }

    private void check(final String place, final String expected, final Outcome outcome)
    {
        assertEquals(expected.equals("repeated"), outcome.repeated(), place + "repeated");
        final List<String> expectedEvents = new ArrayList<>();
        if (!expected.equals("repeated") && !expected.equals("nothing"))
        {
            expectedEvents.addAll(List.of(expected.split("\\s*;\\s*")));
        }
        assertEquals(expectedEvents.size(), outcome.events().size(), place + "number of events: " + outcome.events());
        for (int i = 0; i < expectedEvents.size(); i++)
        {
            check(place, new ScenarioWords(expectedEvents.get(i), positionsByLabel), outcome.events().get(i));
        }
    }

    private void check(final String place, final ScenarioWords expected, final Event actual)
    {
        final String whole = place + actual + ": ";
        assertEquals(expected.name(), actual.name(), whole + "event");
        for (final String reason : expected.plainWords())
        {
            reasons.add(actual.name() + " " + reason);
            assertEquals(reason, actual.text("reason"), whole + "reason");
        }
        expected.valuesByKey().forEach((key, value) ->
        {
            final String field = FIELDS_BY_KEY.getOrDefault(key, key);
            assertTrue(actual.fields().containsKey(field), whole + "has no field " + field);
            assertEquals(expectedValue(key, value, expected), actualValue(key, actual.fields().get(field)),
                whole + key);
        });
    }

    private static Object expectedValue(final String key, final String value, final ScenarioWords words)
    {
        return switch (key)
        {
            case "session" -> session(value);
            case "class" -> (long)value.charAt(0);
            case "seats", "code", "name", "field", "channel" -> value;
            default -> words.number(value);
        };
    }

    /** Seats without their index, their passenger and the brackets. */
    private static Object actualValue(final String key, final Object value)
    {
        return key.equals("seats") ?
            value.toString().replaceAll("#\\d+(:[^,\\]]*)?", "").replaceAll("[\\[\\] ]", "") : value;
    }

    private static long session(final String name)
    {
        return name.equals("host") ? 0 : name.charAt(0) - 'A' + 1;
    }
}
