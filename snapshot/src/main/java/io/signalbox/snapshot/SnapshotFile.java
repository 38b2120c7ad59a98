package io.signalbox.snapshot;

import io.signalbox.core.StateSink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * One snapshot file, all numbers little endian: BEGIN (u64 magic, u32 format version, u32 crc32c of the last record,
 * u64 position, i64 timestampMs, u64 stateHash), then each entity as u32 length, u32 section and its bytes, then END
 * (u32 0, u64 count of entities, u32 CRC32C of all bytes before it). Nothing follows.
 *
 * <p>Owned by the thread that calls it.
 */
public final class SnapshotFile
{
    /** Version of the format that this code writes and reads. */
    public static final int FORMAT_VERSION = 1;

    /** Bytes that one entity can have at most. */
    public static final int MAX_ENTITY_LENGTH = 1024 * 1024;

    static final long MAGIC = 0x31_50_4E_53_58_42_47_53L;
    static final int BEGIN_LENGTH = 40;
    static final int ENTITY_HEAD_LENGTH = 8;
    static final int END_LENGTH = 16;
    static final int END_MARK = 0;
    private static final int BUFFER_LENGTH = 2 * MAX_ENTITY_LENGTH;

    private SnapshotFile()
    {
    }

    /**
     * Write a file and make its bytes durable. Its name is the caller's affair.
     *
     * @param file   to write; what was there is gone
     * @param header what the snapshot is of
     * @param source of the entities
     * @throws IOException              if the disk fails: the file is of no use
     * @throws IllegalArgumentException if an entity is empty or too long
     */
    public static void write(final Path file, final SnapshotHeader header, final SnapshotSource source)
        throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE))
        {
            final SnapshotOutput output = new SnapshotOutput(channel);
            output.begin(header);
            source.writeTo(output);
            output.end();
            channel.force(true);
        }
        catch (final UncheckedIOException ex)
        {
            throw ex.getCause();
        }
    }

    /**
     * Check a whole file, without handing out anything of it.
     *
     * @param file to check
     * @return what the snapshot is of
     * @throws SnapshotDamagedException if any check fails
     * @throws IOException              if the file cannot be read
     */
    public static SnapshotHeader verify(final Path file) throws IOException
    {
        return read(file, (section, buffer, offset, length) ->
        {
        });
    }

    /**
     * Read a file. The sum stands at its end, so a sink that must not see a bad entity asks {@link #verify} first.
     *
     * @param file to read
     * @param sink gets the entities, in the order they were written
     * @return what the snapshot is of
     * @throws SnapshotDamagedException if any check fails; what the sink has got until then is worthless
     * @throws IOException              if the file cannot be read
     */
    public static SnapshotHeader read(final Path file, final StateSink sink) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, READ))
        {
            final SnapshotInput input = new SnapshotInput(file, channel);
            final SnapshotHeader header = input.begin();
            input.entities(sink);
            return header;
        }
    }
    static ByteBuffer newBuffer()
    {
        return ByteBuffer.allocateDirect(BUFFER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    }
}
