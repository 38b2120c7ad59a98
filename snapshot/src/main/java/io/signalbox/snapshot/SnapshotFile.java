package io.signalbox.snapshot;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * One snapshot file, all numbers little endian: BEGIN (u64 magic, u32 format version, u32 crc32c of the last record, u64
 * position, i64 timestampMs, u64 stateHash), then each entity as u32 length and its bytes, then END (u32 0, u64 count of
 * entities, u32 CRC32C of all bytes before it). Nothing follows.
 *
 * <p>Owned by the thread that calls it.
 */
public final class SnapshotFile
{
    /** Version of the format that this code writes and reads. */
    public static final int FORMAT_VERSION = 1;

    /** Bytes that one entity can have at most. */
    public static final int MAX_ENTITY_LENGTH = 1024 * 1024;

    private static final long MAGIC = 0x31_50_4E_53_58_42_47_53L;
    private static final int BEGIN_LENGTH = 40;
    private static final int END_LENGTH = 16;
    private static final int END_MARK = 0;
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
            final Output output = new Output(channel);
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
        return read(file, (buffer, offset, length) ->
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
    public static SnapshotHeader read(final Path file, final SnapshotSink sink) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, READ))
        {
            final Input input = new Input(file, channel);
            final SnapshotHeader header = input.begin();
            input.entities(sink);
            return header;
        }
    }

    private static ByteBuffer newBuffer()
    {
        return ByteBuffer.allocateDirect(BUFFER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Gathers bytes, sums them up as they leave for the disk.
     */
    private static final class Output implements SnapshotSink
    {
        private final FileChannel channel;
        private final ByteBuffer bytes = newBuffer();
        private final CRC32C crc = new CRC32C();
        private long count;

        Output(final FileChannel channel)
        {
            this.channel = channel;
        }

        void begin(final SnapshotHeader header)
        {
            bytes.putLong(MAGIC)
                .putInt(FORMAT_VERSION)
                .putInt(header.crc32c())
                .putLong(header.position())
                .putLong(header.timestampMs())
                .putLong(header.stateHash());
        }

        @Override
        public void onEntity(final DirectBuffer buffer, final int offset, final int length)
        {
            if (length < 1 || length > MAX_ENTITY_LENGTH)
            {
                throw new IllegalArgumentException(
                    "entity length " + length + " is not 1 to " + MAX_ENTITY_LENGTH);
            }
            if (bytes.remaining() < Integer.BYTES + length)
            {
                flush();
            }
            bytes.putInt(length);
            buffer.getBytes(offset, bytes, length);
            count++;
        }

        void end()
        {
            if (bytes.remaining() < END_LENGTH)
            {
                flush();
            }
            bytes.putInt(END_MARK).putLong(count);
            flush();
            bytes.putInt((int)crc.getValue());
            flush();
        }

        private void flush()
        {
            crc.update(bytes.flip());
            bytes.rewind();
            try
            {
                while (bytes.hasRemaining())
                {
                    channel.write(bytes);
                }
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
            bytes.clear();
        }
    }

    /**
     * Reads as much as is asked for, sums up what was taken.
     */
    private static final class Input
    {
        private final Path file;
        private final FileChannel channel;
        private final ByteBuffer bytes = newBuffer().limit(0);
        private final UnsafeBuffer entity = new UnsafeBuffer(bytes);
        private final CRC32C crc = new CRC32C();

        Input(final Path file, final FileChannel channel)
        {
            this.file = file;
            this.channel = channel;
            entity.wrap(bytes, 0, bytes.capacity());
        }

        SnapshotHeader begin() throws IOException
        {
            need(BEGIN_LENGTH, "BEGIN");
            sum(BEGIN_LENGTH);
            final long magic = bytes.getLong();
            if (magic != MAGIC)
            {
                throw damaged("magic 0x" + Long.toHexString(magic) + " is not 0x" + Long.toHexString(MAGIC));
            }
            final int version = bytes.getInt();
            if (version != FORMAT_VERSION)
            {
                throw damaged("format version " + version + " is not " + FORMAT_VERSION);
            }
            final int lastCrc32c = bytes.getInt();
            final long position = bytes.getLong();
            if (position < 0)
            {
                throw damaged("position " + position + " is less than 0");
            }
            return new SnapshotHeader(position, bytes.getLong(), bytes.getLong(), lastCrc32c);
        }

        void entities(final SnapshotSink sink) throws IOException
        {
            long count = 0;
            int length = nextLength();
            while (length != END_MARK)
            {
                need(length, "entity " + count);
                sum(length);
                sink.onEntity(entity, bytes.position(), length);
                bytes.position(bytes.position() + length);
                count++;
                length = nextLength();
            }
            end(count);
        }

        private int nextLength() throws IOException
        {
            need(Integer.BYTES, "length of an entity");
            sum(Integer.BYTES);
            final int length = bytes.getInt();
            if (length < 0 || length > MAX_ENTITY_LENGTH)
            {
                throw damaged("entity length " + (length & 0xFFFF_FFFFL) + " is more than " + MAX_ENTITY_LENGTH);
            }
            return length;
        }

        private void end(final long count) throws IOException
        {
            need(Long.BYTES + Integer.BYTES, "END");
            sum(Long.BYTES);
            final long written = bytes.getLong();
            if (written != count)
            {
                throw damaged("count of entities " + written + " is not " + count);
            }
            final int computed = (int)crc.getValue();
            final int stored = bytes.getInt();
            if (stored != computed)
            {
                throw damaged(
                    "crc32c 0x" + Integer.toHexString(stored) + " is not 0x" + Integer.toHexString(computed));
            }
            if (bytes.hasRemaining() || channel.position() != channel.size())
            {
                throw damaged("bytes follow behind END");
            }
        }

        private void need(final int length, final String what) throws IOException
        {
            if (bytes.remaining() < length)
            {
                bytes.compact();
                int read = 0;
                while (bytes.position() < length && read >= 0)
                {
                    read = channel.read(bytes);
                }
                bytes.flip();
                if (bytes.remaining() < length)
                {
                    throw damaged("the file ends within " + what);
                }
            }
        }

        private void sum(final int length)
        {
            final int limit = bytes.limit();
            final int start = bytes.position();
            bytes.limit(start + length);
            crc.update(bytes);
            bytes.limit(limit).position(start);
        }

        private SnapshotDamagedException damaged(final String reason)
        {
            return new SnapshotDamagedException(file, reason);
        }
    }
}
