package io.signalbox.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * What an archive file holds, as its first bytes say, all little endian: u64 magic, u32 format version, u32 crc32c of
 * the record before the first, u64 first position, u64 last position, i64 timestampMs of the last record, u32 crc32c of
 * the last record, u32 CRC32C of all bytes before it.
 *
 * @param firstPosition   at least 1
 * @param lastPosition    at least the first
 * @param lastTimestampMs of the last record, ms since 1970-01-01 UTC
 * @param previousCrc32c  of the record before the first; 0 if there is none
 * @param lastCrc32c      of the last record
 */
record ArchiveHeader(
    long firstPosition, long lastPosition, long lastTimestampMs, int previousCrc32c, int lastCrc32c)
{
    static final int LENGTH = 48;

    /** 'SGBXARC1' as bytes, little endian. */
    private static final long MAGIC = 0x31_43_52_41_58_42_47_53L;
    private static final int FORMAT_VERSION = 1;
    private static final int SUM_OFFSET = LENGTH - Integer.BYTES;

    ByteBuffer encode()
    {
        final ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN)
            .putLong(MAGIC)
            .putInt(FORMAT_VERSION)
            .putInt(previousCrc32c)
            .putLong(firstPosition)
            .putLong(lastPosition)
            .putLong(lastTimestampMs)
            .putInt(lastCrc32c);
        bytes.putInt(sum(bytes.array(), 0, SUM_OFFSET));
        return bytes.flip();
    }

    /**
     * What is wrong with the first bytes of a file.
     *
     * @return null if it is a sound header
     */
    static String wrong(final ByteBuffer bytes)
    {
        if (bytes.limit() < LENGTH)
        {
            return "file of " + bytes.limit() + " bytes is shorter than the header of an archive file";
        }
        if (bytes.getLong(0) != MAGIC)
        {
            return "magic 0x" + Long.toHexString(bytes.getLong(0)) + " is not that of an archive file";
        }
        if (bytes.getInt(Long.BYTES) != FORMAT_VERSION)
        {
            return "format version " + bytes.getInt(Long.BYTES) + " is not " + FORMAT_VERSION;
        }
        if (bytes.getInt(SUM_OFFSET) != sum(bytes.array(), 0, SUM_OFFSET))
        {
            return "the sum of the header is wrong";
        }
        final ArchiveHeader header = decode(bytes);
        return header.firstPosition < 1 || header.lastPosition < header.firstPosition ?
            "positions " + header.firstPosition + " to " + header.lastPosition + " are no range" : null;
    }

    static ArchiveHeader decode(final ByteBuffer bytes)
    {
        bytes.position(Long.BYTES + Integer.BYTES);
        final int previousCrc32c = bytes.getInt();
        final long firstPosition = bytes.getLong();
        final long lastPosition = bytes.getLong();
        final long lastTimestampMs = bytes.getLong();
        return new ArchiveHeader(firstPosition, lastPosition, lastTimestampMs, previousCrc32c, bytes.getInt());
    }

    long records()
    {
        return lastPosition - firstPosition + 1;
    }

    static int sum(final byte[] bytes, final int offset, final int length)
    {
        final CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int)crc.getValue();
    }
}
