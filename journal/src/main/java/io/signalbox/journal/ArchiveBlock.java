package io.signalbox.journal;

/**
 * The layout of an archive file behind its {@link ArchiveHeader}, all little endian. Blocks follow: u32 compressed
 * length, u32 length, u64 first position, u32 count of records, u32 CRC32C of the compressed bytes, u32 CRC32C of the
 * bytes before it; then the compressed bytes, raw deflate, of each record as u32 length and its bytes, just as they
 * stood in Chronicle's file. Then END: u32 0, u64 count of records, u32 CRC32C of the bytes before it. Nothing follows.
 */
final class ArchiveBlock
{
    static final int LENGTH_OFFSET = 4;
    static final int FIRST_POSITION_OFFSET = 8;
    static final int COUNT_OFFSET = 16;
    static final int BYTES_SUM_OFFSET = 20;
    static final int SUM_OFFSET = 24;
    static final int HEADER_LENGTH = 28;

    static final int END_COUNT_OFFSET = 4;
    static final int END_SUM_OFFSET = 12;
    static final int END_LENGTH = 16;

    static final int RECORD_LENGTH_LENGTH = Integer.BYTES;

    /** A block that has as much is full. */
    static final int FULL_LENGTH = 256 * 1024;
    static final int MAX_LENGTH = FULL_LENGTH + RECORD_LENGTH_LENGTH + RecordLayout.MAX_LENGTH;

    /** Deflate makes what cannot be compressed a little longer: 5 bytes for at most 16 KiB. */
    static final int MAX_COMPRESSED_LENGTH = MAX_LENGTH + MAX_LENGTH / 1024 + 64;

    private ArchiveBlock()
    {
    }
}
