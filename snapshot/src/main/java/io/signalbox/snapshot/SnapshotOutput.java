package io.signalbox.snapshot;

import io.signalbox.core.StateSink;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * Gathers bytes, sums them up as they leave for the disk.
 */
final class SnapshotOutput implements StateSink
{
    private final FileChannel channel;
    private final ByteBuffer bytes = SnapshotFile.newBuffer();
    private final CRC32C crc = new CRC32C();
    private long count;

    SnapshotOutput(final FileChannel channel)
    {
        this.channel = channel;
    }

    void begin(final SnapshotHeader header)
    {
        bytes.putLong(SnapshotFile.MAGIC)
            .putInt(SnapshotFile.FORMAT_VERSION)
            .putInt(header.crc32c())
            .putLong(header.position())
            .putLong(header.timestampMs())
            .putLong(header.stateHash());
    }

    @Override
    public void onEntity(final int section, final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < 1 || length > SnapshotFile.MAX_ENTITY_LENGTH)
        {
            throw new IllegalArgumentException(
                "entity length " + length + " is not 1 to " + SnapshotFile.MAX_ENTITY_LENGTH);
        }
        if (bytes.remaining() < SnapshotFile.ENTITY_HEAD_LENGTH + length)
        {
            flush();
        }
        bytes.putInt(length).putInt(section);
        buffer.getBytes(offset, bytes, length);
        count++;
    }

    void end()
    {
        if (bytes.remaining() < SnapshotFile.END_LENGTH)
        {
            flush();
        }
        bytes.putInt(SnapshotFile.END_MARK).putLong(count);
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
