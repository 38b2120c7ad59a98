package io.signalbox.gateway.ring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
     * The real one: logs, then halts the virtual machine.
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
                logger.error("halting with exit code {}: {}", exitCode, reason, cause);
            }
            finally
            {
                Runtime.getRuntime().halt(exitCode);
            }
        };
    }
}
