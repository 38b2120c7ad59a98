package io.signalbox.snapshot;

import io.signalbox.core.StateSink;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Reads as much as is asked for, sums up what was taken.
 */
final class SnapshotInput
{
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer bytes = SnapshotFile.newBuffer().limit(0);
    private final UnsafeBuffer entity = new UnsafeBuffer(bytes);
    private final CRC32C crc = new CRC32C();

    SnapshotInput(final Path file, final FileChannel channel)
    {
        this.file = file;
        this.channel = channel;
        entity.wrap(bytes, 0, bytes.capacity());
    }

    SnapshotHeader begin() throws IOException
    {
        need(SnapshotFile.BEGIN_LENGTH, "BEGIN");
        sum(SnapshotFile.BEGIN_LENGTH);
        final long magic = bytes.getLong();
        if (magic != SnapshotFile.MAGIC)
        {
            throw damaged("magic 0x" + Long.toHexString(magic) + " is not 0x" + Long.toHexString(SnapshotFile.MAGIC));
        }
        final int version = bytes.getInt();
        if (version != SnapshotFile.FORMAT_VERSION)
        {
            throw damaged("format version " + version + " is not " + SnapshotFile.FORMAT_VERSION);
        }
        final int lastCrc32c = bytes.getInt();
        final long position = bytes.getLong();
        if (position < 0)
        {
            throw damaged("position " + position + " is less than 0");
        }
        return new SnapshotHeader(position, bytes.getLong(), bytes.getLong(), lastCrc32c);
    }

    void entities(final StateSink sink) throws IOException
    {
        long count = 0;
        int length = nextLength();
        while (length != SnapshotFile.END_MARK)
        {
            need(Integer.BYTES + length, "entity " + count);
            sum(Integer.BYTES + length);
            sink.onEntity(bytes.getInt(), entity, bytes.position(), length);
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
        if (length < 0 || length > SnapshotFile.MAX_ENTITY_LENGTH)
        {
            throw damaged(
                "entity length " + (length & 0xFFFF_FFFFL) + " is more than " + SnapshotFile.MAX_ENTITY_LENGTH);
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
