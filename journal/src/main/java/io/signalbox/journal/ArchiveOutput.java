package io.signalbox.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.Deflater;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Writes one archive file. Owned by the thread that makes it.
 */
final class ArchiveOutput implements AutoCloseable
{
    private final FileChannel channel;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final ByteBuffer block = ByteBuffer.allocate(ArchiveBlock.MAX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer compressed =
        ByteBuffer.allocate(ArchiveBlock.HEADER_LENGTH + ArchiveBlock.MAX_COMPRESSED_LENGTH)
            .order(ByteOrder.LITTLE_ENDIAN);
    private long position;
    private int blockRecords;
    private long records;

    /**
     * Begin a file.
     *
     * @param file   to write; what was there is gone
     * @param header of the records that will follow
     */
    ArchiveOutput(final Path file, final ArchiveHeader header) throws IOException
    {
        channel = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE);
        position = header.firstPosition();
        write(header.encode());
    }

    /**
     * Write the record that the cursor has in hand.
     */
    void append(final RecordCursor cursor) throws IOException
    {
        final int length = cursor.documentLength();
        block.putInt(length);
        cursor.buffer().getBytes(0, block, length);
        blockRecords++;
        if (block.position() >= ArchiveBlock.FULL_LENGTH)
        {
            writeBlock();
        }
    }

    /**
     * End the file and make its bytes durable.
     */
    void end() throws IOException
    {
        if (blockRecords > 0)
        {
            writeBlock();
        }
        final ByteBuffer end = ByteBuffer.allocate(ArchiveBlock.END_LENGTH).order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0)
            .putLong(records);
        end.putInt(ArchiveHeader.sum(end.array(), 0, ArchiveBlock.END_SUM_OFFSET));
        write(end.flip());
        channel.force(true);
    }

    private void writeBlock() throws IOException
    {
        deflater.reset();
        deflater.setInput(block.array(), 0, block.position());
        deflater.finish();
        final byte[] bytes = compressed.array();
        final int compressedLength =
            deflater.deflate(bytes, ArchiveBlock.HEADER_LENGTH, ArchiveBlock.MAX_COMPRESSED_LENGTH);
        if (!deflater.finished())
        {
            throw new IllegalStateException("a block of " + block.position() + " bytes became too long");
        }
        compressed.clear()
            .putInt(compressedLength)
            .putInt(block.position())
            .putLong(position)
            .putInt(blockRecords)
            .putInt(ArchiveHeader.sum(bytes, ArchiveBlock.HEADER_LENGTH, compressedLength));
        compressed.putInt(ArchiveHeader.sum(bytes, 0, ArchiveBlock.SUM_OFFSET));
        write(compressed.position(0).limit(ArchiveBlock.HEADER_LENGTH + compressedLength));
        position += blockRecords;
        records += blockRecords;
        blockRecords = 0;
        block.clear();
    }

    private void write(final ByteBuffer bytes) throws IOException
    {
        while (bytes.hasRemaining())
        {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException
    {
        deflater.end();
        channel.close();
    }
}
