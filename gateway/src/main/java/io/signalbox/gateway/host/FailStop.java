package io.signalbox.gateway.host;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.locks.LockSupport;

/**
 * How the process ends when going on could break a promise. Called on any thread, at most a few times.
 */
@FunctionalInterface
public interface FailStop
{
    /** Exit code: something was thrown on the business thread. */
    int BROKEN_INVARIANT = 70;

    /** Exit code: the journal could not be synced to the disk. */
    int SYNC_FAILED = 74;

    /** How long the process waits at most for the reason to be logged, ns. */
    long LONGEST_LOGGING_NS = 1_000_000_000L;

    /**
     * End the process at once, without shutdown hooks. An implementation for tests may return; the caller then does no
     * more work.
     *
     * @param exitCode of the process
     * @param reason   for people
     * @param cause    what was thrown
     */
    void halt(int exitCode, String reason, Throwable cause);

    /**
     * The real one: logs, then halts the virtual machine; after a second also if the log is not being read.
     *
     * @return fail-stop that never returns from {@link #halt}
     */
    static FailStop haltingTheProcess()
    {
        final Logger logger = LoggerFactory.getLogger(FailStop.class);
        return (exitCode, reason, cause) ->
        {
            try
            {
                haltLater(exitCode);
                logger.error("halting with exit code {}: {}", exitCode, reason, cause);
            }
            finally
            {
                Runtime.getRuntime().halt(exitCode);
            }
        };
    }

    /** The reader of the log may be stuck: a full pipe must not keep alive what has to end. */
    private static void haltLater(final int exitCode)
    {
        final Thread thread = new Thread(() ->
        {
            final long deadlineNs = System.nanoTime() + LONGEST_LOGGING_NS;
            while (System.nanoTime() - deadlineNs < 0)
            {
                LockSupport.parkNanos(LONGEST_LOGGING_NS);
            }
            Runtime.getRuntime().halt(exitCode);
        }, "signalbox-halt");
        thread.setDaemon(true);
        thread.start();
    }
}
