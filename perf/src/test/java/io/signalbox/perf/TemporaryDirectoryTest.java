package io.signalbox.perf;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TemporaryDirectoryTest
{
    /** A process that is stopped before it closes its directory. */
    static final class Interrupted
    {
        private Interrupted()
        {
        }

        /**
         * Prints where the directory is, and waits to be stopped.
         *
         * @param arguments none
         * @throws Exception if the directory cannot be made
         */
        public static void main(final String[] arguments) throws Exception
        {
            final TemporaryDirectory directory = TemporaryDirectory.create("signalbox-test");
            Files.writeString(directory.path().resolve("journal"), "records");
            System.out.println(directory.path());
            Thread.currentThread().join();
        }
    }

    @Test
    void shouldBeDeletedWhenItIsClosed() throws IOException
    {
        final Path path;
        try (TemporaryDirectory directory = TemporaryDirectory.create("signalbox-test"))
        {
            path = directory.path();
            Files.writeString(Files.createDirectory(path.resolve("below")).resolve("journal"), "records");
            assertTrue(Files.exists(path));
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void shouldBeDeletedWhenTheProcessIsStopped() throws Exception
    {
        final Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp", System.getProperty("java.class.path"), Interrupted.class.getName())
            .redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8))
        {
            final Path path = Path.of(out.readLine());
            assertTrue(Files.exists(path.resolve("journal")), path::toString);
            process.destroy();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertFalse(Files.exists(path), path::toString);
            assertEquals(143, process.exitValue());
        }
        finally
        {
            process.destroyForcibly();
        }
    }
}
