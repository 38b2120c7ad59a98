package io.signalbox.journal;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.io.ClosedIllegalStateException;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Reads records from Chronicle's files, in order, and can follow them while they are appended to. Owned by the thread
 * that polls the reader.
 */
final class QueueRecords implements AutoCloseable
{
    private static final int HEADER_WORD_LENGTH = 4;
    private static final int NONE = Integer.MIN_VALUE;

    private final JournalDirectory directory;
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final RecordCursor cursor;
    private final UnsafeBuffer document = new UnsafeBuffer(0, 0);
    private final BooleanSupplier finding = this::findDocument;
    private final BooleanSupplier reading = this::readDocument;
    private int cycle = NONE;
    private int storeCycle = NONE;
    private SingleChronicleQueueStore store;
    private long lastHeader;
    private long offset;
    private long nextOffset;
    private boolean endChecked;

    QueueRecords(final JournalDirectory directory, final SingleChronicleQueue queue, final RecordCursor cursor)
    {
        this.directory = directory;
        this.queue = queue;
        this.cursor = cursor;
        tailer = tailer();
        tailer.singleThreadedCheckDisabled(true);
    }

    @Override
    public void close()
    {
        tailer.close();
        closeStore();
    }

    /**
     * Read from a known record, or from the start of the last file that has any, to the end.
     */
    void readToEnd(final CheckedEnd known)
    {
        if (known == null)
        {
            int start = queue.lastCycle();
            while (start >= queue.firstCycle() && !(moveToFile(start) && next()))
            {
                start--;
            }
        }
        else if (!tailer.moveToIndex(known.index()))
        {
            throw damaged("the record that was read before cannot be found again", null);
        }
        while (next())
        {
            endChecked = false;
        }
    }

    /**
     * Go to the start of a file.
     *
     * @param file Chronicle's number of it
     * @return position of its first record; 0 if it has none
     * @throws JournalDamagedException if the first record is not sound
     */
    long moveToFirstOf(final int file)
    {
        cursor.begin(new RecordChecker(false));
        final boolean found = moveToFile(file) && read() && cycle == file;
        final long first = found ? cursor.checker().position() : 0;
        moveToFile(file);
        return first;
    }

    /**
     * Read all of a file, which takes long, to see where it ends.
     *
     * @param file Chronicle's number of it
     * @return position of its last record; 0 if it has none
     */
    long lastOf(final int file)
    {
        moveToFile(file);
        long last = 0;
        cursor.begin(new RecordChecker(false));
        while (read() && cycle == file)
        {
            last = cursor.checker().position();
            cursor.begin(new RecordChecker(false));
        }
        return last;
    }

    /**
     * Read a record of a file, without those before it.
     *
     * @param file     Chronicle's number of it
     * @param sequence of the record in the file, from 0
     * @return false if the file does not have so many
     * @throws JournalDamagedException if the record is not sound
     */
    boolean moveToRecord(final int file, final long sequence)
    {
        cursor.begin(new RecordChecker(false));
        final boolean moved = tailer.moveToIndex(queue.rollCycle().toIndex(file, sequence)) && read();
        return moved && cycle == file;
    }

    /**
     * Read and check the next record.
     *
     * @return false if there is none now
     * @throws JournalDamagedException if it is not sound, or cannot be read
     */
    boolean next()
    {
        return guarded(finding);
    }

    private boolean read()
    {
        return guarded(reading);
    }

    private boolean guarded(final BooleanSupplier action)
    {
        try
        {
            return action.getAsBoolean();
        }
        catch (final ClosedIllegalStateException ex)
        {
            throw new IllegalStateException("reader of " + directory.path() + " is closed", ex);
        }
        catch (final JournalDamagedException ex)
        {
            throw ex;
        }
        catch (final Exception | InternalError ex)
        {
            // Also what is not declared: where the head of a file is damaged, Chronicle throws checked exceptions, too.
            offset = nextOffset;
            throw damaged("cannot be read: " + ex, ex);
        }
    }

    private boolean findDocument()
    {
        boolean found = readDocument();
        while (!found && !endChecked)
        {
            final int newest = queue.lastCycle();
            final int file = cycle == NONE && newest >= 0 ? queue.firstCycle() : cycle;
            final long endMark = endMark(file);
            // What is looked up above was published behind the record that it points at, which must be readable now.
            found = readDocument();
            if (!found && endMark > lastHeader)
            {
                throw damaged("the file says that more records follow, but no document can be read here", null);
            }
            if (!found && !moveToNextFile(file, newest))
            {
                endChecked = true;
                noteEnd();
            }
        }
        return found;
    }

    private boolean readDocument()
    {
        try (DocumentContext context = tailer.readingDocument())
        {
            if (!context.isPresent())
            {
                return false;
            }
            final Bytes<?> source = context.wire().bytes();
            cycle = tailer.cycle();
            offset = source.readPosition();
            final long length = source.readRemaining();
            nextOffset = offset + length + HEADER_WORD_LENGTH;
            if (length > RecordLayout.MAX_LENGTH)
            {
                throw damaged("document of " + length + " bytes is longer than any record", null);
            }
            document.wrap(source.addressForRead(offset, (int)length), (int)length);
            final String wrong = cursor.take(document, 0, (int)length);
            if (wrong != null)
            {
                throw damaged(wrong, null);
            }
            lastHeader = offset - HEADER_WORD_LENGTH;
            endChecked = false;
            return true;
        }
    }

    /**
     * Where, by Chronicle's own account, the last document of a file begins. If that lies behind the last record that
     * could be read, a header was destroyed so that the journal seems to end there, and an append would hide the rest
     * for ever.
     */
    private long endMark(final int file)
    {
        if (file != storeCycle)
        {
            closeStore();
            store = file < 0 ? null : queue.storeForCycle(file, queue.epoch(), false, null);
            storeCycle = store == null ? NONE : file;
        }
        return store == null ? 0 : store.writePosition();
    }

    private void closeStore()
    {
        if (store != null && !queue.isClosed())
        {
            queue.closeStore(store);
        }
        store = null;
        storeCycle = NONE;
    }

    /**
     * Go on to the next file where the mark that leads to it was lost with the machine's power. If records were lost,
     * too, the first one there does not fit.
     */
    private boolean moveToNextFile(final int file, final int newest)
    {
        if (newest < 0)
        {
            return false;
        }
        int next = file + 1;
        while (next <= newest && !moveToFile(next))
        {
            next++;
        }
        return next <= newest;
    }

    boolean moveToFile(final int file)
    {
        final boolean moved = tailer.moveToCycle(file);
        if (moved)
        {
            cycle = file;
            lastHeader = 0;
            nextOffset = 0;
        }
        return moved;
    }

    private void noteEnd()
    {
        if (cursor.checker().position() > 0)
        {
            directory.checked(new CheckedEnd(tailer.lastReadIndex(), cursor.checker().position()));
        }
    }

    /** Chronicle opens the first file for it, and throws whatever it likes when the head of that file is damaged. */
    private ExcerptTailer tailer()
    {
        try
        {
            FileHead.check(DirectoryCheck.journalFiles(directory.path()));
            return queue.createTailer();
        }
        catch (final JournalDamagedException ex)
        {
            throw ex;
        }
        catch (final Exception | InternalError ex)
        {
            throw new JournalDamagedException(1, fileToBegin(), 0, "the head of the file cannot be read: " + ex, ex);
        }
    }

    private Path fileToBegin()
    {
        final List<Path> files = DirectoryCheck.journalFiles(directory.path());
        return files.isEmpty() ? directory.path() : files.get(0);
    }

    static String missing(final long first, final long last)
    {
        return "positions " + first + " to " + last + " are missing: no journal file and no archive file holds them";
    }

    JournalDamagedException damaged(final String reason, final Throwable cause)
    {
        final File file = tailer.currentFile();
        final Path path = file == null ? fileToBegin() : file.toPath();
        return new JournalDamagedException(cursor.checker().nextPosition(), path, offset, reason, cause);
    }
}
