package io.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A server as a process of its own, which is stopped as operators stop it. */
class ServeTest
{
    @TempDir
    private Path directory;

    private Process serve(final List<String> flags, final List<String> options) throws IOException
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--")).forEach(command::add);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve", "--dir",
            directory.resolve("journal").toString(), "--port", "0", "--json"));
        command.addAll(options);
        return new ProcessBuilder(command)
            .redirectError(directory.resolve("errors.txt").toFile())
            .start();
    }

    @Test
    void shouldServeUntilItIsStoppedAndGoOnAfterwards() throws Exception
    {
        long lastPosition = 0;
        for (int start = 1; start <= 2; start++)
        {
            final Process process = serve(List.of(), List.of());
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8))
            {
                final JsonNode started = Cli.parse(out.readLine());
                assertTrue(started.get("listening").asBoolean());
                assertEquals("DISK", started.get("durability").asText());
                assertEquals(lastPosition, started.get("position").asLong());
                final int port = started.get("port").asInt();
                lastPosition =
                    Cli.at(port, "settings", "--json").expect(ExitCode.OK).json().get("position").asLong();

                process.destroy();
                assertTrue(process.waitFor(60, TimeUnit.SECONDS));
                assertEquals(ExitCode.OK, process.exitValue());
            }
            finally
            {
                process.destroyForcibly();
            }
        }
        assertRecords(lastPosition);
    }

    @Test
    void shouldSayThatTheHeapIsTooSmallForTheLimits() throws Exception
    {
        final Process process = serve(List.of("-Xmx128m"), List.of("--max-orders", "100000000"));
        try
        {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS));
            assertEquals(ExitCode.NO_MEMORY, process.exitValue());
            final String errors = Files.readString(directory.resolve("errors.txt"));
            // Some collectors count less than they were given.
            assertTrue(errors.matches("(?s).*the heap of 12[0-8] MiB.*--max-orders.*"), errors);
        }
        finally
        {
            process.destroyForcibly();
        }
        assertRecords(0);
    }

    private void assertRecords(final long expected)
    {
        final JsonNode verified = Cli.run(
            "replay", "verify", "--dir", directory.resolve("journal").toString(), "--json").expect(ExitCode.OK).json();
        assertEquals(expected, verified.get("records").asLong());
    }
}
