package io.signalbox.journal;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
import io.signalbox.protocol.journal.MessageHeaderEncoder;
import io.signalbox.protocol.journal.RecordHeaderEncoder;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Where things stand in a record, and how long they may be. Offsets are from the first byte of the record.
 */
final class RecordLayout
{
    /** 'SGBX' as bytes, little endian. */
    static final long MAGIC = 0x58424753L;

    static final int BLOCK_OFFSET = MessageHeaderEncoder.ENCODED_LENGTH;
    static final int CRC32C_OFFSET = BLOCK_OFFSET + RecordHeaderEncoder.crc32cEncodingOffset();
    static final int CHECKED_OFFSET = CRC32C_OFFSET + RecordHeaderEncoder.crc32cEncodingLength();
    static final int HEADER_LENGTH = BLOCK_OFFSET + RecordHeaderEncoder.BLOCK_LENGTH;

    /** Chronicle rounds a document up to a multiple of this, and so do we, with zeros of our own. */
    static final int ALIGNMENT = 4;

    static final int MAX_LENGTH = align(HEADER_LENGTH + Frame.MAX_LENGTH + Frames.MAX_EVENTS_LENGTH);

    private RecordLayout()
    {
    }

    static int align(final int length)
    {
        return (length + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /**
     * CRC32C of a record: of everything behind the crc32c field, up to the end of the events.
     */
    static int crc32c(final CRC32C crc, final ByteBuffer record, final int length)
    {
        crc.reset();
        record.limit(length).position(CHECKED_OFFSET);
        crc.update(record);
        record.clear();
        return (int)crc.getValue();
    }
}
