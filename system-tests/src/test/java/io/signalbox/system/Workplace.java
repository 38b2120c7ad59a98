package io.signalbox.system;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that a test works in, and what it has started there. After the test everything is closed, last started
 * first; the directory of a test that failed is kept, and its failure names it.
 */
final class Workplace implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler
{
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<String> notes = new ArrayList<>();
    private ExtensionContext test;
    private Path root;
    private boolean keep;

    @Override
    public void beforeEach(final ExtensionContext context) throws IOException
    {
        test = context;
        final String name = context.getRequiredTestClass().getSimpleName() + "-" +
            context.getRequiredTestMethod().getName() + "-" + context.getDisplayName();
        root = Path.of("target", "system-tests", name.replaceAll("[^A-Za-z0-9]+", "-")).toAbsolutePath();
        notes.clear();
        keep = false;
        delete(root);
        Files.createDirectories(root);
    }

    /**
     * A path in the directory of this test. Nothing is made there.
     */
    Path path(final String name)
    {
        return root.resolve(name);
    }

    /**
     * Something to know about this run of the test, such as its seed: stands in the report, in a failure, and in a file
     * beside the directory of the test.
     */
    void note(final String text)
    {
        notes.add(text);
        test.publishReportEntry(text);
        try
        {
            Files.write(root.resolveSibling(root.getFileName() + ".txt"), notes);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Close something when the test has ended, however it ends.
     */
    <T extends AutoCloseable> T closeAfter(final T closeable)
    {
        started.push(closeable);
        return closeable;
    }

    @Override
    public void handleTestExecutionException(final ExtensionContext context, final Throwable thrown) throws Throwable
    {
        if (thrown instanceof TestAbortedException)
        {
            throw thrown;
        }
        keep = true;
        throw new AssertionError(
            thrown.getMessage() + "\n" + notes + "\ndata directory and logs are kept in " + root, thrown);
    }

    @Override
    public void afterEach(final ExtensionContext context) throws Exception
    {
        while (!started.isEmpty())
        {
            started.pop().close();
        }
        if (!keep)
        {
            delete(root);
        }
    }

    private static void delete(final Path path) throws IOException
    {
        if (!Files.exists(path))
        {
            return;
        }
        final List<Path> all;
        try (Stream<Path> tree = Files.walk(path))
        {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        try
        {
            for (final Path each : all)
            {
                Files.delete(each);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("left behind: " + path, ex);
        }
    }
}
