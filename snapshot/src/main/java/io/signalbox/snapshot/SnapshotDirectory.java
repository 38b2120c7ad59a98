package io.signalbox.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
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

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * The snapshots of one journal: {@code snapshot-POSITION.sbs}, each complete and durable before it has that name.
 * Belongs to the holder of the journal's directory. Owned by one thread.
 */
public final class SnapshotDirectory implements AutoCloseable
{
    /** How many snapshots are kept at least, so that a bad one never is the only one. */
    public static final int MIN_KEPT = 2;

    private static final String PREFIX = "snapshot-";
    private static final String SUFFIX = ".sbs";
    private static final String TEMPORARY_SUFFIX = ".tmp";
    private static final Pattern NAME = Pattern.compile("snapshot-\\d{19}\\.sbs");

    private static final String LOCK = "writer.lock";

    private final Path path;
    private final int kept;
    private final FileChannel lock;

    /** Another server or command writes to the directory. */
    public static final class InUseException extends IOException
    {
        private static final long serialVersionUID = 1L;

        InUseException(final String message)
        {
            super(message);
        }
    }

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
        lock = lock(path);
        for (final Path left : list(path, (name) -> name.startsWith(PREFIX) && name.endsWith(TEMPORARY_SUFFIX)))
        {
            Files.delete(left);
        }
    }

    /** Of two writers, one would remove what the other has just begun. */
    private static FileChannel lock(final Path path) throws IOException
    {
        final FileChannel channel = FileChannel.open(path.resolve(LOCK), CREATE, WRITE);
        FileLock held = null;
        try
        {
            held = channel.tryLock();
        }
        catch (final OverlappingFileLockException ex)
        {
            // Held by this very process.
        }
        if (held == null)
        {
            channel.close();
            throw new InUseException("the snapshots in " + path + " are written by another server or command");
        }
        return channel;
    }

    /** Leave the directory to the next writer. */
    @Override
    public void close()
    {
        try
        {
            lock.close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
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
        try
        {
            SnapshotFile.write(temporary, header, source);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        }
        finally
        {
            // After a failure: a full disk gets its space back.
            Files.deleteIfExists(temporary);
        }
        force();
        final List<Path> newestFirst = newestFirst(path);
        for (int i = kept; i < newestFirst.size(); i++)
        {
            Files.delete(newestFirst.get(i));
        }
        return file;
    }

    /**
     * The newest snapshot that passes every check.
     *
     * @param path      of the directory
     * @param onDamaged told of each newer one that is passed over, which must not go unnoticed
     * @return empty if there is none
     * @throws IOException if a file cannot be read
     */
    public static Optional<Snapshot> newestValid(
        final Path path, final Consumer<SnapshotDamagedException> onDamaged) throws IOException
    {
        return firstValid(newestFirst(path), onDamaged);
    }

    /**
     * The oldest snapshot that passes every check.
     *
     * @param path      of the directory
     * @param onDamaged gets each older one that is passed over
     * @return empty if there is none
     * @throws IOException if a file cannot be read
     */
    public static Optional<Snapshot> oldestValid(
        final Path path, final Consumer<SnapshotDamagedException> onDamaged) throws IOException
    {
        final List<Path> oldestFirst = newestFirst(path);
        Collections.reverse(oldestFirst);
        return firstValid(oldestFirst, onDamaged);
    }

    /**
     * Check a snapshot and its name.
     *
     * @param file of the snapshot
     * @return what it is of
     * @throws SnapshotDamagedException if any check fails
     * @throws IOException              if the file cannot be read
     */
    public static SnapshotHeader verify(final Path file) throws IOException
    {
        final SnapshotHeader header = SnapshotFile.verify(file);
        if (!file.getFileName().toString().contains(String.format("%019d", header.position())))
        {
            throw new SnapshotDamagedException(file, "position " + header.position() + " is not its name's");
        }
        return header;
    }

    private static Optional<Snapshot> firstValid(
        final List<Path> files, final Consumer<SnapshotDamagedException> onDamaged) throws IOException
    {
        for (final Path file : files)
        {
            try
            {
                return Optional.of(new Snapshot(file, verify(file)));
            }
            catch (final SnapshotDamagedException ex)
            {
                onDamaged.accept(ex);
            }
        }
        return Optional.empty();
    }

    /**
     * All snapshots of a directory, sound or not. Changes nothing there.
     *
     * @param path of the directory, which need not exist
     * @return files, that of the newest snapshot first
     * @throws IOException if the directory cannot be read
     */
    public static List<Path> newestFirst(final Path path) throws IOException
    {
        if (!Files.exists(path))
        {
            return List.of();
        }
        final List<Path> files = list(path, (name) -> NAME.matcher(name).matches());
        files.sort(Comparator.comparing(Path::getFileName).reversed());
        return files;
    }

    private static List<Path> list(final Path path, final Predicate<String> wanted) throws IOException
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
