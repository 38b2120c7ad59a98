package io.signalbox.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import static java.nio.file.StandardOpenOption.READ;

/**
 * Looks at the lengths by which Chronicle finds the first record of a file. It follows them without asking whether they
 * lead out of the file; to read there is a fault that the virtual machine may throw anywhere, later.
 */
final class FileHead
{
    /** Bit of Chronicle's header word while the document behind it is being written. */
    static final int NOT_COMPLETE = 0x8000_0000;

    private static final int HEADER_WORD_LENGTH = Integer.BYTES;
    private static final int META_DATA = 0x4000_0000;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;

    private FileHead()
    {
    }

    /**
     * Check the files of a journal.
     *
     * @param files oldest first
     * @throws JournalDamagedException at position 1 for the first file, 0 for another, where it is unknown
     * @throws IOException             if a file cannot be read
     */
    static void check(final List<Path> files) throws IOException
    {
        for (int i = 0; i < files.size(); i++)
        {
            check(files.get(i), i == 0 ? 1 : 0);
        }
    }

    private static void check(final Path file, final long position) throws IOException
    {
        final ByteBuffer word = ByteBuffer.allocate(HEADER_WORD_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file, READ))
        {
            long offset = 0;
            while (offset >= 0 && channel.read(word.clear(), offset) == HEADER_WORD_LENGTH)
            {
                offset = next(file, position, channel.size(), offset, word.getInt(0));
            }
        }
        catch (final NoSuchFileException ex)
        {
            // Archived since the files were listed. If it was lost, the positions will show it.
            return;
        }
    }

    /** Where the next document begins; negative behind the first record, or where nothing is written yet. */
    private static long next(
        final Path file, final long position, final long fileLength, final long offset, final int word)
    {
        if (word == 0 || (word & NOT_COMPLETE) != 0)
        {
            return -1;
        }
        final boolean record = (word & META_DATA) == 0;
        final int length = word & LENGTH_MASK;
        final long next = offset + HEADER_WORD_LENGTH + RecordLayout.align(length);
        if (next >= fileLength || record && length > RecordLayout.MAX_LENGTH)
        {
            throw new JournalDamagedException(
                position, file, offset,
                "the head of the file cannot be read: no document of " + length + " bytes can stand here");
        }
        return record ? -1 : next;
    }
}
