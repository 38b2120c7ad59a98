package io.signalbox.snapshot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.nio.file.StandardOpenOption.READ;

/**
 * The snapshots of one journal: {@code snapshot-POSITION.sbs}, each complete and durable before it has that name.
 * Belongs to whoever holds the journal's directory. Owned by one thread.
 */
public final class SnapshotDirectory
{
    /** How many snapshots are kept at least, so that a bad one never is the only one. */
    public static final int MIN_KEPT = 2;

    private static final String PREFIX = "snapshot-";
    private static final String SUFFIX = ".sbs";
    private static final String TEMPORARY_SUFFIX = ".tmp";
    private static final Pattern NAME = Pattern.compile("snapshot-\\d{19}\\.sbs");

    private final Path path;
    private final int kept;

    /**
     * A sound snapshot.
     *
     * @param file   that holds it
     * @param header what it is of
     */
    public record Snapshot(Path file, SnapshotHeader header)
    {
    }

    /**
     * Use a directory. Made if there is none; what a write that never ended has left there is removed.
     *
     * @param path of the directory
     * @param kept how many snapshots to keep, at least {@link #MIN_KEPT}
     * @throws IOException              if the directory cannot be used
     * @throws IllegalArgumentException if too few would be kept
     */
    public SnapshotDirectory(final Path path, final int kept) throws IOException
    {
        if (kept < MIN_KEPT)
        {
            throw new IllegalArgumentException("kept " + kept + " is less than " + MIN_KEPT);
        }
        this.path = path;
        this.kept = kept;
        Files.createDirectories(path);
        for (final Path left : list((name) -> name.startsWith(PREFIX) && name.endsWith(TEMPORARY_SUFFIX)))
        {
            Files.delete(left);
        }
    }

    /**
     * Write a snapshot, and then remove the oldest ones that are too many. If it fails, the ones before are as they
     * were.
     *
     * @param header what it is of
     * @param source of the entities
     * @return the file, durable with its name
     * @throws IOException if the disk fails
     */
    public Path write(final SnapshotHeader header, final SnapshotSource source) throws IOException
    {
        final String name = PREFIX + String.format("%019d", header.position()) + SUFFIX;
        final Path file = path.resolve(name);
        final Path temporary = path.resolve(name + TEMPORARY_SUFFIX);
        SnapshotFile.write(temporary, header, source);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        force();
        final List<Path> newestFirst = newestFirst();
        for (int i = kept; i < newestFirst.size(); i++)
        {
            Files.delete(newestFirst.get(i));
        }
        return file;
    }

    /**
     * The newest snapshot that passes every check.
     *
     * @param onDamaged told of each newer one that is passed over: nobody may be left unaware of it
     * @return empty if there is none
     * @throws IOException if a file cannot be read
     */
    public Optional<Snapshot> newestValid(final Consumer<SnapshotDamagedException> onDamaged) throws IOException
    {
        return firstValid(newestFirst(), onDamaged);
    }

    /**
     * The oldest snapshot that passes every check.
     *
     * @param onDamaged gets each older one that is passed over
     * @return empty if there is none
     * @throws IOException if a file cannot be read
     */
    public Optional<Snapshot> oldestValid(final Consumer<SnapshotDamagedException> onDamaged) throws IOException
    {
        final List<Path> oldestFirst = newestFirst();
        Collections.reverse(oldestFirst);
        return firstValid(oldestFirst, onDamaged);
    }

    private static Optional<Snapshot> firstValid(
        final List<Path> files, final Consumer<SnapshotDamagedException> onDamaged) throws IOException
    {
        for (final Path file : files)
        {
            try
            {
                final SnapshotHeader header = SnapshotFile.verify(file);
                if (!file.getFileName().toString().contains(String.format("%019d", header.position())))
                {
                    throw new SnapshotDamagedException(file, "position " + header.position() + " is not its name's");
                }
                return Optional.of(new Snapshot(file, header));
            }
            catch (final SnapshotDamagedException ex)
            {
                onDamaged.accept(ex);
            }
        }
        return Optional.empty();
    }

    private List<Path> newestFirst() throws IOException
    {
        final List<Path> files = list((name) -> NAME.matcher(name).matches());
        files.sort(Comparator.comparing(Path::getFileName).reversed());
        return files;
    }

    private List<Path> list(final Predicate<String> wanted) throws IOException
    {
        try (Stream<Path> files = Files.list(path))
        {
            return new ArrayList<>(files.filter((file) -> wanted.test(file.getFileName().toString())).toList());
        }
    }

    private void force() throws IOException
    {
        try (FileChannel channel = FileChannel.open(path, READ))
        {
            channel.force(true);
        }
    }
}
