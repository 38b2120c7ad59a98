package io.signalbox.journal;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.io.ClosedIllegalStateException;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads records in order and checks each of them completely: schema and magic, lengths, CRC32C, dense positions, the
 * sum of the record before, time not going back. Can follow a journal that is being appended to, by the same or another
 * process. Owned by the thread that polls it.
 */
public final class JournalReader implements AutoCloseable
{
    private static final int HEADER_WORD_LENGTH = 4;
    private static final int NONE = Integer.MIN_VALUE;
    private static final RecordHandler IGNORE = (record) ->
    {
    };

    private final JournalDirectory directory;
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final RecordChecker checker;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordLayout.MAX_LENGTH);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final JournalRecord record = new JournalRecord();
    private final UnsafeBuffer document = new UnsafeBuffer(0, 0);
    private int cycle = NONE;
    private int storeCycle = NONE;
    private SingleChronicleQueueStore store;
    private long lastHeader;
    private long offset;
    private long nextOffset;
    private boolean endChecked;
    private JournalDamagedException damage;

    JournalReader(final JournalDirectory directory, final SingleChronicleQueue queue, final RecordChecker checker)
    {
        this.directory = directory;
        this.queue = queue;
        this.checker = checker;
        tailer = tailer();
        tailer.singleThreadedCheckDisabled(true);
    }

    /**
     * Hand the next records to a handler. What the handler throws is passed on, and the record counts as read.
     *
     * @param handler gets each record after its checks
     * @param limit   how many records at most, at least 1
     * @return how many records were handed over; 0 if there is none now
     * @throws JournalDamagedException at the first record that fails a check, and at every call after that
     */
    public int poll(final RecordHandler handler, final int limit)
    {
        int count = 0;
        while (count < limit && next())
        {
            count++;
            final int commandLength = checker.commandLength();
            record.header(checker.position(), checker.timestampMs(), checker.decisionVersion())
                .command(buffer, RecordLayout.HEADER_LENGTH, commandLength)
                .events(buffer, RecordLayout.HEADER_LENGTH + commandLength, checker.eventsLength());
            handler.onRecord(record);
        }
        return count;
    }

    /**
     * Position of the last record that was read.
     *
     * @return 0 before the first
     */
    public long position()
    {
        return checker.position();
    }

    /**
     * Close the reader. The journal stays as it is.
     */
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
            while (start >= queue.firstCycle() && !(moveToFile(start) && poll(IGNORE, 1) == 1))
            {
                start--;
            }
        }
        else if (!tailer.moveToIndex(known.index()))
        {
            throw damaged("the record that was read before cannot be found again", null);
        }
        while (poll(IGNORE, Integer.MAX_VALUE) > 0)
        {
            endChecked = false;
        }
    }

    private boolean next()
    {
        if (damage != null)
        {
            throw damage;
        }
        try
        {
            return findDocument();
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
            document.getBytes(0, buffer, 0, (int)length);
            final String wrong = checker.check(buffer, bytes, (int)length);
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

    private boolean moveToFile(final int file)
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
        if (checker.position() > 0)
        {
            directory.checked(new CheckedEnd(tailer.lastReadIndex(), checker.position()));
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

    private JournalDamagedException damaged(final String reason, final Throwable cause)
    {
        final File file = tailer.currentFile();
        final Path path = file == null ? fileToBegin() : file.toPath();
        damage = new JournalDamagedException(checker.nextPosition(), path, offset, reason, cause);
        return damage;
    }
}
