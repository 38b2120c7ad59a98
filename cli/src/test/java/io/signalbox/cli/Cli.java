package io.signalbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What one run of the command printed, and its exit code. */
record Cli(int exitCode, String out, String err)
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Run the command in this process. */
    static Cli run(final String... arguments)
    {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return new Cli(commandLine.execute(arguments), out.toString(), err.toString());
    }

    /** Run a command that talks to the server at this port. */
    static Cli at(final int port, final String... arguments)
    {
        final List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--port");
        all.add(String.valueOf(port));
        all.add("--zone");
        all.add("Asia/Shanghai");
        if (!all.contains("--timeout-ms"))
        {
            all.add("--timeout-ms");
            all.add("60000");
        }
        return run(all.toArray(new String[0]));
    }

    /** Search until so many offers are found: the views follow the journal, what was just loaded may come later. */
    static JsonNode awaitOffers(final int port, final int count, final String... search)
    {
        final List<String> arguments = new ArrayList<>(List.of("search", "--json"));
        arguments.addAll(List.of(search));
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true)
        {
            final Cli found = at(port, arguments.toArray(new String[0]));
            if (found.exitCode() == ExitCode.OK && found.json().get("offers").size() == count)
            {
                return found.json();
            }
            assertTrue(System.nanoTime() - deadlineNs < 0, found::toString);
        }
    }

    Cli expect(final int expected)
    {
        assertEquals(expected, exitCode, this::toString);
        return this;
    }

    /** The one object that {@code --json} prints. */
    JsonNode json()
    {
        assertEquals(1, out.lines().count(), this::toString);
        assertEquals("", err, this::toString);
        return parse(out);
    }

    static JsonNode parse(final String line)
    {
        try
        {
            return MAPPER.readTree(line);
        }
        catch (final JsonProcessingException ex)
        {
            throw new AssertionError("no JSON: " + line, ex);
        }
    }

    /** A failure is one line on the error stream that says all of this, and nothing else. */
    void failsWith(final int expected, final String... words)
    {
        expect(expected);
        assertEquals("", out, this::toString);
        assertEquals(1, err.lines().count(), this::toString);
        for (final String word : words)
        {
            assertTrue(err.contains(word), () -> "'" + word + "' is not in: " + err);
        }
    }

    /** Wrong options: the error stream says what is wrong, then how it is used. */
    void isUsageError(final String word)
    {
        expect(ExitCode.USAGE);
        assertEquals("", out, this::toString);
        assertTrue(err.lines().findFirst().orElse("").contains(word), () -> "'" + word + "' is not in: " + err);
    }

    void says(final String... words)
    {
        for (final String word : words)
        {
            assertTrue(out.contains(word), () -> "'" + word + "' is not in: " + out);
        }
    }
}
