package io.signalbox.gateway;

import io.signalbox.gateway.host.FailStop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * What a server takes from the world besides its configuration; a test gives its own.
 *
 * @param clockMs     the wall clock, ms since 1970-01-01 UTC; may go backwards, the journal's time does not
 * @param monotonicMs a clock for the time limits of connections that never goes backwards, ms
 * @param usableBytes space left where a directory is, bytes; called on any thread
 * @param failStop    how the process ends when going on could break a promise
 */
public record ServerEnvironment(
    LongSupplier clockMs, LongSupplier monotonicMs, ToLongFunction<Path> usableBytes, FailStop failStop)
{
    /**
     * Check that all is there.
     *
     * @param clockMs     as above
     * @param monotonicMs as above
     * @param usableBytes as above
     * @param failStop    as above
     */
    public ServerEnvironment
    {
        Objects.requireNonNull(clockMs, "clockMs");
        Objects.requireNonNull(monotonicMs, "monotonicMs");
        Objects.requireNonNull(usableBytes, "usableBytes");
        Objects.requireNonNull(failStop, "failStop");
    }

    /**
     * The real world.
     *
     * @return system clocks, and a fail-stop that halts the virtual machine
     */
    public static ServerEnvironment system()
    {
        return new ServerEnvironment(
            System::currentTimeMillis,
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
            ServerEnvironment::usableBytesOf,
            FailStop.haltingTheProcess());
    }

    private static long usableBytesOf(final Path directory)
    {
        try
        {
            return Files.getFileStore(directory).getUsableSpace();
        }
        catch (final IOException ex)
        {
            // Where not even that can be asked, nothing should be promised.
            return 0;
        }
    }
}
