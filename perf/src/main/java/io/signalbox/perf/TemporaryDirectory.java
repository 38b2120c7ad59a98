package io.signalbox.perf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory for the journal of one run, deleted with everything in it when it is closed, or when the process is
 * stopped before that, as by Ctrl-C. Owned by one thread.
 */
public final class TemporaryDirectory implements AutoCloseable
{
    private final Path path;
    private final Thread atExit;

    private TemporaryDirectory(final Path path)
    {
        this.path = path;
        atExit = new Thread(this::deleteAtExit, "delete " + path);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Make one.
     *
     * @param prefix of its name
     * @return an empty directory
     * @throws IOException if it cannot be made
     */
    public static TemporaryDirectory create(final String prefix) throws IOException
    {
        return new TemporaryDirectory(Files.createTempDirectory(prefix));
    }

    /**
     * Where it is.
     *
     * @return the path
     */
    public Path path()
    {
        return path;
    }

    @Override
    public void close() throws IOException
    {
        try
        {
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
        catch (final IllegalStateException ex)
        {
            // The process is being stopped: the hook is on its way.
            return;
        }
        delete();
    }

    private void deleteAtExit()
    {
        try
        {
            delete();
        }
        catch (final IOException | UncheckedIOException ex)
        {
            System.err.println("signalbox: " + path + " could not be deleted: " + ex);
        }
    }

    private void delete() throws IOException
    {
        final List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(path))
        {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
        for (final Path entry : deepestFirst)
        {
            Files.deleteIfExists(entry);
        }
    }
}
