package io.signalbox.gateway.host;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FailStopTest
{
    /** Far more than a pipe takes. */
    private static final int TEXT_LENGTH = 4 * 1024 * 1024;

    /** The process that halts. */
    static final class Halting
    {
        private Halting()
        {
        }

        /**
         * Log more than anybody reads.
         *
         * @param args none
         */
        public static void main(final String[] args)
        {
            FailStop.haltingTheProcess().halt(
                FailStop.SYNC_FAILED, "x".repeat(TEXT_LENGTH), new IllegalStateException("of the test"));
        }
    }

    @Test
    @Timeout(60)
    void shouldHaltThoughNobodyReadsWhatIsLogged() throws IOException, InterruptedException
    {
        final Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp", System.getProperty("java.class.path"),
            Halting.class.getName()).start();
        try
        {
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the process is still there");
            assertEquals(FailStop.SYNC_FAILED, process.exitValue());
        }
        finally
        {
            process.destroyForcibly();
        }
    }
}
