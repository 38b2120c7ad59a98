package io.signalbox.system;

import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.host.EngineLimits;
import io.signalbox.journal.JournalDirectory;
import io.signalbox.journal.JournalReader;
import io.signalbox.journal.JournalWriter;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.replay.export.JournalExport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The journals that stand among the test resources, one for each decisionVersion: the files as they were on disk,
 * compressed, their export, and the hash of the state. Journal 1 begins and ends with version 1 of the rules. Every
 * later journal begins with the version before its own and adopts its own on the way.
 *
 * <p>{@link #main} writes those that are missing. That is done once for each version, by the commit that adds the
 * version, and never again: a golden journal that no longer passes its audit shows a change of the rules that needs a
 * new version. In the directory of the project:
 *
 * <pre>{@code
 * mvn -o -q -pl system-tests -am test -Dtest=GoldenJournalTest#shouldHaveAJournalOfEveryVersion \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.write=src/test/resources/io/signalbox/system
 * }</pre>
 */
final class GoldenJournal
{
    static final String EXPORT = "journal.jsonl";
    static final String STATE_HASH = "state-hash.txt";

    private static final int BLOCK_SIZE = JournalDirectory.MIN_BLOCK_SIZE;
    private static final int CHECKPOINT_EVERY = 10;
    private static final String COMPRESSED = ".gz";
    private static final EngineLimits LIMITS = EngineLimits.DEFAULT
        .with(EngineLimit.MAX_SESSIONS, 3)
        .with(EngineLimit.MAX_STATIONS, 64)
        .with(EngineLimit.MAX_LAYOUTS, 8)
        .with(EngineLimit.MAX_SERVICES, 64)
        .with(EngineLimit.MAX_RUNS, 64)
        .with(EngineLimit.MAX_ORDERS, 40)
        .with(EngineLimit.MAX_PASSENGERS, 60);

    private GoldenJournal()
    {
    }

    private static String folder(final int decisionVersion)
    {
        return "golden/decision-version-" + decisionVersion + "/";
    }

    /**
     * Unpack the journal of a version.
     *
     * @return the directory, open for reading
     */
    static JournalDirectory open(final int decisionVersion, final Path into) throws IOException
    {
        Files.createDirectories(into);
        for (final String name : text(decisionVersion, "files.txt").split("\n"))
        {
            try (InputStream in = new GZIPInputStream(resource(decisionVersion, name + COMPRESSED)))
            {
                Files.copy(in, into.resolve(name));
            }
        }
        return JournalDirectory.openForReading(into, BLOCK_SIZE);
    }

    /**
     * A text file of a version.
     */
    static String text(final int decisionVersion, final String name) throws IOException
    {
        try (InputStream in = resource(decisionVersion, name))
        {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static InputStream resource(final int decisionVersion, final String name)
    {
        final InputStream in = GoldenJournal.class.getResourceAsStream(folder(decisionVersion) + name);
        if (in == null)
        {
            throw new AssertionError("no golden journal of version " + decisionVersion + " with " + name);
        }
        return in;
    }

    /**
     * Sell everything that {@link GoldenSale} knows, and write the journal of it, for each version that has none.
     *
     * @param arguments folder of the package's test resources
     * @throws IOException if it cannot be written
     */
    public static void main(final String[] arguments) throws IOException
    {
        final Path resources = Path.of(arguments[0]);
        for (int version = 1; version <= SeatEngine.LATEST_DECISION_VERSION; version++)
        {
            final Path target = resources.resolve(folder(version));
            if (!Files.exists(target))
            {
                write(version, target);
            }
        }
    }

    private static void write(final int decisionVersion, final Path target) throws IOException
    {
        Files.createDirectories(target);
        final Path work = Files.createTempDirectory("golden");
        final Path large = work.resolve("large");
        final Path small = work.resolve("small");
        final TestClock clock = new TestClock();
        final long stateHash;
        final int firstVersion = Math.max(1, decisionVersion - 1);
        try (Node node = new Node(large, clock, Durability.PROCESS, config -> config
            .limits(LIMITS)
            .decisionVersion(firstVersion)
            .checkpointEvery(CHECKPOINT_EVERY)))
        {
            new GoldenSale(node, clock, firstVersion, decisionVersion).run();
            stateHash = node.stop();
        }
        copy(large, small);
        compress(small, target);
        try (JournalDirectory directory = JournalDirectory.openForReading(small, BLOCK_SIZE);
            JournalReader reader = directory.reader();
            OutputStream export = Files.newOutputStream(target.resolve(EXPORT)))
        {
            new JournalExport().export(reader, export);
        }
        Files.writeString(target.resolve(STATE_HASH), Long.toHexString(stateHash) + "\n");
    }

    /** The same records in a file that grows by smaller steps. */
    private static void copy(final Path from, final Path to)
    {
        try (JournalDirectory source = JournalDirectory.openForReading(from);
            JournalReader reader = source.reader();
            JournalDirectory target = JournalDirectory.open(to, BLOCK_SIZE);
            JournalWriter writer = target.writer())
        {
            reader.poll(writer::append, Integer.MAX_VALUE);
        }
    }

    private static void compress(final Path from, final Path to) throws IOException
    {
        final List<Path> files;
        try (Stream<Path> all = Files.list(from))
        {
            files = all.filter((file) -> file.getFileName().toString().contains(".cq4")).sorted().toList();
        }
        final StringBuilder names = new StringBuilder();
        for (final Path file : files)
        {
            names.append(file.getFileName()).append('\n');
            try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(to.resolve(file.getFileName() + COMPRESSED))))
            {
                Files.copy(file, out);
            }
        }
        Files.writeString(to.resolve("files.txt"), names);
    }
}
