package io.signalbox.system;

import io.signalbox.cli.Main;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real server: {@code signalbox serve --json} in a process of its own, with the class path and the flags of this one.
 * Closing it kills it as {@code kill -9} does.
 */
final class ServerProcess implements AutoCloseable
{
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern PORT = Pattern.compile("\"port\":(\\d+)");
    private static final Pattern START_MS = Pattern.compile("\"startMs\":(\\d+)");
    private static final Pattern SNAPSHOT_POSITION = Pattern.compile("\"snapshotPosition\":(\\d+)");
    private static final Duration START = Duration.ofSeconds(120);
    private static final long DEATH_S = 60;

    private final Process process;
    private final Path output;
    private final Path errors;

    private ServerProcess(final Process process, final Path output, final Path errors)
    {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Start a server and wait until it listens.
     *
     * @param port    0 for a free one
     * @param options of serve, besides directory and port
     */
    static ServerProcess start(
        final Workplace workplace, final Path directory, final int port, final String... options) throws IOException
    {
        return launch(workplace, directory, port, options).awaitListening();
    }

    /**
     * Start a server and do not wait.
     */
    static ServerProcess launch(
        final Workplace workplace, final Path directory, final int port, final String... options) throws IOException
    {
        return launch(workplace, List.of(), directory, port, options);
    }

    /**
     * Start a server behind another command and do not wait.
     *
     * @param before that command with its arguments, which starts what follows
     */
    static ServerProcess launch(
        final Workplace workplace,
        final List<String> before,
        final Path directory,
        final int port,
        final String... options) throws IOException
    {
        final List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments())
        {
            if (flag.startsWith("--") || flag.startsWith("-D"))
            {
                command.add(flag);
            }
        }
        // Servers live for a second or less here: the compiler that is ready first is the best one.
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve", "--json"));
        command.addAll(List.of("--dir", directory.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of(options));
        final int number = NUMBER.incrementAndGet();
        final Path output = workplace.path("server-" + number + ".out");
        final Path errors = workplace.path("server-" + number + ".err");
        final Process process = new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
        return workplace.closeAfter(new ServerProcess(process, output, errors));
    }

    /**
     * Wait until the server says that it listens.
     */
    ServerProcess awaitListening()
    {
        Await.until("server says that it listens", START, () -> isListening() || !process.isAlive());
        if (!isListening())
        {
            throw new AssertionError("the server ended with " + process.exitValue() + ": " + errors());
        }
        return this;
    }

    boolean isListening()
    {
        // The end of the line, too: it may be written in pieces.
        final String text = output();
        return text.contains("\"listening\":true") && text.endsWith("\n");
    }

    int port()
    {
        return (int)number(PORT);
    }

    /**
     * What the server says that its start took, without the start of its virtual machine.
     */
    long startMs()
    {
        return number(START_MS);
    }

    /**
     * Position of the snapshot that the start began at; 0 if none.
     */
    long snapshotPosition()
    {
        return number(SNAPSHOT_POSITION);
    }

    String output()
    {
        return read(output);
    }

    String errors()
    {
        return read(errors);
    }

    boolean isAlive()
    {
        return process.isAlive();
    }

    /**
     * Send a signal as the shell's {@code kill} does.
     */
    void signal(final String name) throws IOException
    {
        final Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
        if (exit(kill, DEATH_S) != 0)
        {
            throw new AssertionError("kill -" + name + " failed");
        }
    }

    /**
     * {@code kill -9}. A wrapping command is left to end by itself: it does so when the server behind it has given up
     * its port and its lock, and not before.
     */
    void kill()
    {
        final List<ProcessHandle> behind = process.descendants().toList();
        if (behind.isEmpty())
        {
            process.destroyForcibly();
        }
        behind.forEach(ProcessHandle::destroyForcibly);
        exit(process, DEATH_S);
    }

    /**
     * Wait for the end of the process.
     *
     * @return its exit code
     */
    int awaitExit(final Duration time)
    {
        return exit(process, time.toSeconds());
    }

    @Override
    public void close()
    {
        kill();
    }

    private long number(final Pattern pattern)
    {
        final Matcher matcher = pattern.matcher(output());
        if (!matcher.find())
        {
            throw new AssertionError("no " + pattern + " in " + output());
        }
        return Long.parseLong(matcher.group(1));
    }

    private static int exit(final Process process, final long timeS)
    {
        try
        {
            if (!process.waitFor(timeS, TimeUnit.SECONDS))
            {
                throw new AssertionError("process " + process.pid() + " has not ended within " + timeS + " s");
            }
            return process.exitValue();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", ex);
        }
    }

    private static String read(final Path file)
    {
        try
        {
            return Files.readString(file);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
