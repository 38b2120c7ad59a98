package io.signalbox.system;

import io.signalbox.client.ClientConfig;
import io.signalbox.client.SignalboxClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * In a container every server is process 1. A lock that the dead one left in the journal then names a process that
 * lives: the new one itself. Whoever believes it waits for 15 seconds.
 */
@Timeout(300)
class SamePidTest
{
    private static final List<String> AS_PROCESS_1 =
        List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child");
    private static final int KILLS = 4;
    private static final long GREATEST_START_MS = 12_000;
    private static final long DEFINING_SESSION = 100;

    @RegisterExtension
    final Workplace workplace = new Workplace();

    @Test
    void shouldNotWaitForTheLockOfADeadProcessWithTheSameNumber() throws IOException
    {
        assumeTrue(canUnshare(), "this user may not make a process namespace");
        final Path directory = workplace.path("journal");
        ServerProcess server = startAsProcess1(directory, Ports.free());
        final int port = server.port();
        final List<Integer> runs;
        try (SignalboxClient client =
            Await.answer(SignalboxClient.connect(ClientConfig.of("127.0.0.1", port, DEFINING_SESSION))))
        {
            runs = Line.define(client, System.currentTimeMillis(), 2, 16, 30);
        }
        final Buyers buyers = workplace.closeAfter(new Buyers(port, 4, runs, 1));
        buyers.start(16);
        for (int i = 0; i < KILLS; i++)
        {
            buyers.awaitAcknowledged(200);
            server.kill();
            server = startAsProcess1(directory, port);
            final long startMs = server.startMs();
            assertTrue(startMs < GREATEST_START_MS, "the start took " + startMs + " ms");
        }
        buyers.awaitAcknowledged(100);
        buyers.stopAsking();
        buyers.close();
        server.kill();
        Proof.of(directory, buyers.answers());
    }

    private ServerProcess startAsProcess1(final Path directory, final int port) throws IOException
    {
        return ServerProcess.launch(workplace, AS_PROCESS_1, directory, port, "--durability", "PROCESS")
            .awaitListening();
    }

    private static boolean canUnshare()
    {
        try
        {
            final Process process = new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true")
                .redirectErrorStream(true).start();
            return process.waitFor(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
        }
        catch (final IOException ex)
        {
            return false;
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
