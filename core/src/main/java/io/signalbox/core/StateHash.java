package io.signalbox.core;

import org.agrona.DirectBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** One number for the whole state: the first eight bytes of the SHA-256 of all its entities, each with its length. */
final class StateHash implements StateSink
{
    private static final int BUFFER_LENGTH = 64 * 1024;
    private static final int HEAD_LENGTH = 2 * Integer.BYTES;

    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);

    StateHash()
    {
        try
        {
            digest = MessageDigest.getInstance("SHA-256");
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException("every Java platform has SHA-256", ex);
        }
    }

    @Override
    public void onEntity(final int section, final DirectBuffer entity, final int offset, final int length)
    {
        if (buffer.remaining() < HEAD_LENGTH)
        {
            flush();
        }
        buffer.putInt(section).putInt(length);
        int done = 0;
        while (done < length)
        {
            final int part = Math.min(length - done, buffer.remaining());
            entity.getBytes(offset + done, buffer, part);
            done += part;
            if (!buffer.hasRemaining())
            {
                flush();
            }
        }
    }

    long value()
    {
        flush();
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private void flush()
    {
        buffer.flip();
        digest.update(buffer);
        buffer.clear();
    }
}
