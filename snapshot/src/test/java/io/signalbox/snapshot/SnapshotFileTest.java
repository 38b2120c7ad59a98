package io.signalbox.snapshot;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SnapshotFileTest
{
    private static final SnapshotHeader HEADER =
        new SnapshotHeader(42, 1_700_000_000_000L, 0x0123_4567_89AB_CDEFL, 0xCAFE_BABE);

    @TempDir
    Path root;

    static SnapshotSource source(final List<byte[]> entities)
    {
        return (sink) ->
        {
            // At an offset, as an engine would hand out pieces of one buffer.
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[SnapshotFile.MAX_ENTITY_LENGTH + 5]);
            for (final byte[] entity : entities)
            {
                buffer.putBytes(5, entity);
                sink.onEntity(1, buffer, 5, entity.length);
            }
        };
    }

    static List<byte[]> entities(final int... lengths)
    {
        final Random random = new Random(lengths.length);
        final List<byte[]> entities = new ArrayList<>();
        for (final int length : lengths)
        {
            final byte[] entity = new byte[length];
            random.nextBytes(entity);
            entities.add(entity);
        }
        return entities;
    }

    @Property(tries = 50)
    void readingIsTheInverseOfWriting(
        @ForAll @Size(max = 50) final List<@IntRange(min = 1, max = 100_000) Integer> lengths,
        @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) final int position,
        @ForAll final long stateHash) throws IOException
    {
        final Path file = Files.createTempFile("snapshot-law", null);
        try
        {
            final SnapshotHeader header = new SnapshotHeader(position, position * 3L, stateHash, (int)stateHash);
            final List<byte[]> entities = entities(lengths.stream().mapToInt(Integer::intValue).toArray());
            SnapshotFile.write(file, header, source(entities));
            assertEquals(header, assertReads(file, entities));
            assertEquals(header, SnapshotFile.verify(file));
        }
        finally
        {
            Files.delete(file);
        }
    }

    @Test
    void shouldHoldTheLongestEntitiesAndNone() throws IOException
    {
        final Path file = root.resolve("file");
        final int max = SnapshotFile.MAX_ENTITY_LENGTH;
        final List<byte[]> longest = entities(max, max - 1, 1, max, max, 3);
        SnapshotFile.write(file, HEADER, source(longest));
        assertEquals(HEADER, assertReads(file, longest));
        SnapshotFile.write(file, HEADER, source(List.of()));
        assertEquals(HEADER, assertReads(file, List.of()));
    }

    @Test
    void shouldFindTheFileCutShortAtEveryByte() throws IOException
    {
        final Path file = root.resolve("file");
        SnapshotFile.write(file, HEADER, source(entities(1, 20, 300)));
        final byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++)
        {
            Files.write(file, Arrays.copyOf(whole, length));
            final SnapshotDamagedException damage =
                assertThrows(SnapshotDamagedException.class, () -> SnapshotFile.verify(file), "cut at " + length);
            assertEquals(file, damage.file());
            assertTrue(damage.reason().startsWith("the file ends within"), damage.reason());
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThrows(SnapshotDamagedException.class, () -> SnapshotFile.verify(file));
    }

    @Test
    void shouldFindEveryFlippedBit() throws IOException
    {
        final Path file = root.resolve("file");
        SnapshotFile.write(file, HEADER, source(entities(7, 60, 5)));
        final byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++)
        {
            bytes[bit / Byte.SIZE] ^= (byte)(1 << bit % Byte.SIZE);
            Files.write(file, bytes);
            assertThrows(SnapshotDamagedException.class, () -> SnapshotFile.verify(file), "bit " + bit);
            bytes[bit / Byte.SIZE] ^= (byte)(1 << bit % Byte.SIZE);
        }
        Files.write(file, bytes);
        assertEquals(HEADER, SnapshotFile.verify(file));
    }

    @Test
    void shouldRefuseEntitiesOutOfRange()
    {
        final Path file = root.resolve("file");
        final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocate(SnapshotFile.MAX_ENTITY_LENGTH + 1));
        for (final int length : new int[]{-1, 0, SnapshotFile.MAX_ENTITY_LENGTH + 1})
        {
            final IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> SnapshotFile.write(file, HEADER, (sink) -> sink.onEntity(1, buffer, 0, length)));
            assertTrue(refused.getMessage().contains("entity length " + length), refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> new SnapshotHeader(-1, 0, 0, 0));
    }

    private static SnapshotHeader assertReads(final Path file, final List<byte[]> entities) throws IOException
    {
        final List<byte[]> read = new ArrayList<>();
        final SnapshotHeader header = SnapshotFile.read(file, (section, buffer, offset, length) ->
        {
            final byte[] entity = new byte[length];
            buffer.getBytes(offset, entity);
            read.add(entity);
        });
        assertEquals(entities.size(), read.size());
        for (int i = 0; i < read.size(); i++)
        {
            assertArrayEquals(entities.get(i), read.get(i), "entity " + i);
        }
        return header;
    }
}
