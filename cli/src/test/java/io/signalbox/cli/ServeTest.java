package io.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
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

    private Process serve() throws IOException
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--")).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve", "--dir",
            directory.resolve("journal").toString(), "--port", "0", "--json"));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    @Test
    void shouldServeUntilItIsStoppedAndGoOnAfterwards() throws Exception
    {
        long lastPosition = 0;
        for (int start = 1; start <= 2; start++)
        {
            final Process process = serve();
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
                assertTrue(process.waitFor(30, TimeUnit.SECONDS));
                assertEquals(ExitCode.OK, process.exitValue());
            }
            finally
            {
                process.destroyForcibly();
            }
        }
        final JsonNode verified = Cli.run(
            "replay", "verify", "--dir", directory.resolve("journal").toString(), "--json").expect(ExitCode.OK).json();
        assertEquals(lastPosition, verified.get("records").asLong());
    }
}
