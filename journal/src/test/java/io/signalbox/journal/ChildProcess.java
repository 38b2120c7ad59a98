package io.signalbox.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A real second process with the flags and the class path of this one. Closing it kills it as {@code kill -9} does.
 */
final class ChildProcess implements AutoCloseable
{
    private final Process process;
    private final BufferedReader output;
    private String lastLine = "";

    private ChildProcess(final Process process)
    {
        this.process = process;
        output = process.inputReader(US_ASCII);
    }

    static ChildProcess start(final Class<?> main, final Path directory, final String... arguments) throws IOException
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments())
        {
            if (flag.startsWith("--") || flag.startsWith("-D"))
            {
                command.add(flag);
            }
        }
        command.add("-Xmx256m");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.add(directory.toString());
        command.addAll(List.of(arguments));
        return new ChildProcess(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    long pid()
    {
        return process.pid();
    }

    /**
     * Wait for a line that begins so. The process ending first is a failure.
     */
    void awaitLine(final String prefix) throws IOException
    {
        do
        {
            final String line = output.readLine();
            if (line == null)
            {
                throw new AssertionError("process ended after '" + lastLine + "' without '" + prefix + "'");
            }
            lastLine = line;
        }
        while (!lastLine.startsWith(prefix));
    }

    /**
     * Kill the process and read what it still had said.
     *
     * @return its last whole line
     */
    String kill() throws IOException
    {
        // Not Process.destroyForcibly(), which would throw away what the process has said but nobody has read yet.
        process.toHandle().destroyForcibly();
        final StringBuilder rest = new StringBuilder();
        int character = output.read();
        while (character >= 0)
        {
            rest.append((char)character);
            if (character == '\n')
            {
                lastLine = rest.toString().trim();
                rest.setLength(0);
            }
            character = output.read();
        }
        return lastLine;
    }

    @Override
    public void close() throws IOException
    {
        kill();
        try
        {
            process.waitFor();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }
}
