package io.signalbox.snapshot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SnapshotDirectoryTest
{
    @TempDir
    Path root;

    private final List<SnapshotDamagedException> reported = new ArrayList<>();

    @Test
    void shouldFindNoneInAnEmptyDirectory() throws IOException
    {
        final Path path = root.resolve("new/snapshots");
        assertTrue(SnapshotDirectory.newestValid(path, reported::add).isEmpty());
        assertFalse(Files.exists(path));
        new SnapshotDirectory(path, 2).close();
        assertTrue(SnapshotDirectory.newestValid(path, reported::add).isEmpty());
        assertTrue(Files.isDirectory(path));
    }

    @Test
    void shouldFindTheNewestAndKeepSoMany() throws IOException
    {
        final SnapshotDirectory directory = new SnapshotDirectory(root, 3);
        for (long position = 9; position <= 200; position += 30)
        {
            write(directory, position);
            assertEquals(Optional.of(position), newest());
        }
        assertEquals(3, names().size());
        assertEquals(List.of(), reported);
        assertThrows(IllegalArgumentException.class, () -> new SnapshotDirectory(root, 1));
    }

    @Test
    void shouldPassOverBadOnesLoudly() throws IOException
    {
        final SnapshotDirectory directory = new SnapshotDirectory(root, 4);
        write(directory, 10);
        write(directory, 20);
        final Path cut = write(directory, 30);
        final Path renamed = write(directory, 40);
        Files.write(cut, new byte[17]);
        Files.copy(root.resolve(names().get(0)), renamed, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(Optional.of(20L), newest());
        assertEquals(List.of(renamed, cut), reported.stream().map(SnapshotDamagedException::file).toList());
    }

    @Test
    void shouldFindTheOldestThatIsSound() throws IOException
    {
        final SnapshotDirectory directory = new SnapshotDirectory(root, 3);
        assertTrue(SnapshotDirectory.oldestValid(root, reported::add).isEmpty());
        final Path cut = write(directory, 10);
        write(directory, 20);
        write(directory, 30);
        assertEquals(10, SnapshotDirectory.oldestValid(root, reported::add).orElseThrow().header().position());
        assertEquals(List.of(), reported);
        Files.write(cut, new byte[17]);
        assertEquals(20, SnapshotDirectory.oldestValid(root, reported::add).orElseThrow().header().position());
        assertEquals(List.of(cut), reported.stream().map(SnapshotDamagedException::file).toList());
    }

    @Test
    void shouldRemoveWhatAnUnfinishedWriteLeft() throws IOException
    {
        try (SnapshotDirectory before = new SnapshotDirectory(root, 2))
        {
            write(before, 10);
        }
        final Path left = Files.write(root.resolve("snapshot-0000000000000000020.sbs.tmp"), new byte[100]);
        final Path foreign = Files.write(root.resolve("letter.tmp"), new byte[1]);
        new SnapshotDirectory(root, 2).close();
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(foreign));
        assertEquals(Optional.of(10L), newest());
        assertEquals(List.of(), reported);
    }

    @Test
    void shouldHaveOneWriterAtATime() throws IOException
    {
        final SnapshotDirectory first = new SnapshotDirectory(root, 2);
        assertTrue(assertThrows(IOException.class, () -> new SnapshotDirectory(root, 2)).getMessage()
            .contains("are written by another server or command"));
        first.close();
        new SnapshotDirectory(root, 2).close();
    }

    @Test
    void shouldKeepTheOldOnesWhenASourceFails() throws IOException
    {
        final SnapshotDirectory directory = new SnapshotDirectory(root, 2);
        write(directory, 10);
        write(directory, 20);
        assertThrows(
            IllegalStateException.class,
            () -> directory.write(new SnapshotHeader(30, 0, 0, 0), (sink) ->
            {
                throw new IllegalStateException("state is broken");
            }));
        assertEquals(Optional.of(20L), newest());
        assertEquals(List.of(), names().stream().filter(name -> name.endsWith(".tmp")).toList());
        write(directory, 30);
        assertEquals(Optional.of(30L), newest());
        assertEquals(List.of(), reported);
    }

    private Optional<Long> newest() throws IOException
    {
        return SnapshotDirectory.newestValid(root, reported::add).map((snapshot) -> snapshot.header().position());
    }

    private static Path write(final SnapshotDirectory directory, final long position) throws IOException
    {
        return directory.write(
            new SnapshotHeader(position, position, position, (int)position),
            SnapshotFileTest.source(SnapshotFileTest.entities(10, 20, 30)));
    }

    private List<String> names() throws IOException
    {
        try (Stream<Path> files = Files.list(root))
        {
            return files.map((file) -> file.getFileName().toString()).filter((name) -> !name.endsWith(".lock"))
                .sorted().toList();
        }
    }
}
