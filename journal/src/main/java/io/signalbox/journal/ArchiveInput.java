package io.signalbox.journal;

import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import static java.nio.file.StandardOpenOption.READ;

/**
 * Reads the records of one archive file, in order, each after all of its checks. Owned by the thread that polls the
 * reader.
 */
final class ArchiveInput implements AutoCloseable
{
    private final Path file;
    private final ArchiveHeader header;
    private final FileChannel channel;
    private final Inflater inflater = new Inflater(true);
    private final ByteBuffer head = ByteBuffer.allocate(ArchiveBlock.HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final byte[] compressed = new byte[ArchiveBlock.MAX_COMPRESSED_LENGTH];
    private final byte[] blockBytes = new byte[ArchiveBlock.MAX_LENGTH];
    private final ByteBuffer block = ByteBuffer.wrap(blockBytes).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private final UnsafeBuffer source = new UnsafeBuffer(blockBytes);
    private long offset;
    private long nextOffset = ArchiveHeader.LENGTH;
    private long nextPosition;
    private boolean ended;

    ArchiveInput(final Path file) throws IOException
    {
        this.file = file;
        header = readHeader(file);
        nextPosition = header.firstPosition();
        channel = FileChannel.open(file, READ);
    }

    /**
     * What a file says that it holds.
     *
     * @throws JournalDamagedException if it does not begin as an archive file does
     */
    static ArchiveHeader readHeader(final Path file) throws IOException
    {
        final ByteBuffer bytes = ByteBuffer.allocate(ArchiveHeader.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, READ))
        {
            readFully(channel, bytes, 0);
        }
        final String wrong = ArchiveHeader.wrong(bytes.flip());
        if (wrong != null)
        {
            throw new JournalDamagedException(0, file, 0, wrong);
        }
        return ArchiveHeader.decode(bytes);
    }

    Path file()
    {
        return file;
    }

    ArchiveHeader header()
    {
        return header;
    }

    /**
     * Leave out whole blocks, so that the one with this record is the next. They are not even inflated.
     *
     * @param position from the first to the last of the file
     */
    void skipTo(final long position) throws IOException
    {
        while (!ended && readBlockHeader(position) && nextPosition + count() <= position)
        {
            nextPosition += count();
            nextOffset += ArchiveBlock.HEADER_LENGTH + head.getInt(0);
        }
    }

    /**
     * Read and check the next record.
     *
     * @return false behind the last one, which was the one that the header names
     * @throws JournalDamagedException if anything is not as it was written
     */
    boolean next(final RecordCursor cursor) throws IOException
    {
        if (!block.hasRemaining() && !readBlock(cursor))
        {
            return false;
        }
        final int length = block.remaining() < Integer.BYTES ? -1 : block.getInt();
        if (length < 0 || length > Math.min(block.remaining(), RecordLayout.MAX_LENGTH))
        {
            throw damaged(cursor, "a record of " + length + " bytes does not fit its block");
        }
        final String wrong = cursor.take(source, block.position(), length);
        if (wrong != null)
        {
            throw damaged(cursor, wrong);
        }
        block.position(block.position() + length);
        return true;
    }

    private boolean readBlock(final RecordCursor cursor) throws IOException
    {
        if (ended || !readBlockHeader(cursor.checker().nextPosition()))
        {
            checkEnd(cursor);
            return false;
        }
        final int compressedLength = head.getInt(0);
        final int length = head.getInt(ArchiveBlock.LENGTH_OFFSET);
        final ByteBuffer bytes = ByteBuffer.wrap(compressed, 0, compressedLength);
        readFully(channel, bytes, offset + ArchiveBlock.HEADER_LENGTH);
        if (bytes.hasRemaining())
        {
            throw damaged(cursor, "the file is cut off within a block");
        }
        if (ArchiveHeader.sum(compressed, 0, compressedLength) != head.getInt(ArchiveBlock.BYTES_SUM_OFFSET))
        {
            throw damaged(cursor, "the sum of the block is wrong");
        }
        inflate(cursor, compressedLength, length);
        block.clear().limit(length);
        nextPosition += count();
        nextOffset = offset + ArchiveBlock.HEADER_LENGTH + compressedLength;
        return true;
    }

    private void inflate(final RecordCursor cursor, final int compressedLength, final int length)
    {
        inflater.reset();
        inflater.setInput(compressed, 0, compressedLength);
        try
        {
            final int inflated = inflater.inflate(blockBytes);
            if (inflated != length || !inflater.finished())
            {
                throw damaged(cursor, "a block of " + inflated + " bytes is not of " + length);
            }
        }
        catch (final DataFormatException ex)
        {
            throw damaged(cursor, "the block cannot be inflated: " + ex.getMessage());
        }
    }

    /**
     * Read the header of the next block.
     *
     * @return false if the end of the file is there, which is then sound
     */
    private boolean readBlockHeader(final long position) throws IOException
    {
        offset = nextOffset;
        readFully(channel, head.clear(), offset);
        head.flip();
        if (head.limit() >= ArchiveBlock.END_LENGTH && head.getInt(0) == 0)
        {
            checkEndMark(position);
            ended = true;
            return false;
        }
        if (head.limit() < ArchiveBlock.HEADER_LENGTH)
        {
            throw new JournalDamagedException(position, file, offset, "the file is cut off");
        }
        final int compressedLength = head.getInt(0);
        final int length = head.getInt(ArchiveBlock.LENGTH_OFFSET);
        if (head.getInt(ArchiveBlock.SUM_OFFSET) != ArchiveHeader.sum(head.array(), 0, ArchiveBlock.SUM_OFFSET) ||
            compressedLength < 0 || compressedLength > ArchiveBlock.MAX_COMPRESSED_LENGTH ||
            length <= 0 || length > ArchiveBlock.MAX_LENGTH || count() <= 0)
        {
            throw new JournalDamagedException(position, file, offset, "the sum of the block's header is wrong");
        }
        if (head.getLong(ArchiveBlock.FIRST_POSITION_OFFSET) != nextPosition)
        {
            throw new JournalDamagedException(position, file, offset, "the block begins at position " +
                head.getLong(ArchiveBlock.FIRST_POSITION_OFFSET) + ", not at " + nextPosition);
        }
        return true;
    }

    private int count()
    {
        return head.getInt(ArchiveBlock.COUNT_OFFSET);
    }

    private void checkEndMark(final long position) throws IOException
    {
        if (head.getInt(ArchiveBlock.END_SUM_OFFSET) !=
            ArchiveHeader.sum(head.array(), 0, ArchiveBlock.END_SUM_OFFSET) ||
            head.getLong(ArchiveBlock.END_COUNT_OFFSET) != header.records() ||
            channel.size() != offset + ArchiveBlock.END_LENGTH)
        {
            throw new JournalDamagedException(position, file, offset, "the end of the file is not as it was written");
        }
    }

    private void checkEnd(final RecordCursor cursor)
    {
        final RecordChecker checker = cursor.checker();
        if (checker.position() != header.lastPosition() || checker.crc32c() != header.lastCrc32c())
        {
            throw damaged(cursor, "the last record is at position " + checker.position() + " with crc32c 0x" +
                Integer.toHexString(checker.crc32c()) + ", not at " + header.lastPosition() + " with 0x" +
                Integer.toHexString(header.lastCrc32c()));
        }
    }

    private JournalDamagedException damaged(final RecordCursor cursor, final String reason)
    {
        return new JournalDamagedException(cursor.checker().nextPosition(), file, offset, reason);
    }

    private static void readFully(final FileChannel channel, final ByteBuffer bytes, final long from)
        throws IOException
    {
        long at = from;
        int read = channel.read(bytes, at);
        while (read > 0)
        {
            at += read;
            read = channel.read(bytes, at);
        }
    }

    @Override
    public void close() throws IOException
    {
        inflater.end();
        channel.close();
    }
}
