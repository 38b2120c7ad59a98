package io.signalbox.journal;

import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/**
 * Reads records in order and checks each of them completely: schema and magic, lengths, CRC32C, dense positions, the
 * sum of the record before, time not going back. Records that were archived come from the archive, which makes no
 * difference to the caller. Can follow a journal that is being appended to, by the same or another process, and
 * archived meanwhile. Owned by the thread that polls it.
 */
public final class JournalReader implements AutoCloseable
{
    private final JournalDirectory directory;
    private final SingleChronicleQueue queue;
    private final RecordCursor cursor = new RecordCursor(new RecordChecker(true));
    private ArchiveIndex index;
    private ArchiveInput archived;
    private QueueRecords tail;
    private JournalDamagedException damage;

    JournalReader(final JournalDirectory directory, final SingleChronicleQueue queue)
    {
        this.directory = directory;
        this.queue = queue;
        tail = new QueueRecords(directory, queue, cursor);
    }

    /**
     * Hand the next records to a handler. What the handler throws is passed on, and the record counts as read.
     *
     * @param handler gets each record after its checks
     * @param limit   how many records at most, at least 1
     * @return how many records were handed over; 0 if there is none now
     * @throws JournalDamagedException at the first record that fails a check, and at every call after that
     * @throws JournalException        of kind {@code UNREADABLE} if an archive file cannot be read
     */
    public int poll(final RecordHandler handler, final int limit)
    {
        int count = 0;
        while (count < limit && next())
        {
            count++;
            cursor.handTo(handler);
        }
        return count;
    }

    /**
     * Position of the last record that was read, or behind which reading began.
     *
     * @return 0 before the first
     */
    public long position()
    {
        return cursor.checker().position();
    }

    /**
     * Sum of the last record that was read, or behind which reading began: what {@link JournalDirectory#readerBehind}
     * asks for, and what the next record names as its previous one.
     *
     * @return CRC32C; 0 before the first
     */
    public int crc32c()
    {
        return cursor.checker().crc32c();
    }

    /**
     * Close the reader. The journal stays as it is.
     */
    @Override
    public void close()
    {
        tail.close();
        closeArchived();
    }

    /**
     * Begin behind a record, without reading those before it.
     *
     * @return this; closed if it cannot begin there
     */
    JournalReader startBehind(final long position, final int crc32c)
    {
        boolean started = false;
        try
        {
            index = ArchiveIndex.load(directory.path());
            try
            {
                moveBehind(position);
            }
            catch (final JournalDamagedException ex)
            {
                // What seems to be gone may have been archived while this reader was on its way to it.
                final long before = index.lastPosition();
                index = ArchiveIndex.load(directory.path());
                if (index.lastPosition() == before)
                {
                    throw ex;
                }
                moveBehind(position);
            }
            if (position > 0 && cursor.checker().crc32c() != crc32c)
            {
                throw new JournalException(
                    JournalException.Kind.ANOTHER_HISTORY, "the record at position " + position + " of " +
                        directory.path() + " has crc32c 0x" + Integer.toHexString(cursor.checker().crc32c()) +
                        ", not 0x" + Integer.toHexString(crc32c) + ": that is of another journal");
            }
            started = true;
            return this;
        }
        catch (final IOException ex)
        {
            throw unreadable(ex);
        }
        finally
        {
            if (!started)
            {
                close();
            }
        }
    }

    private void moveBehind(final long position) throws IOException
    {
        if (position < index.lastPosition())
        {
            moveBehindArchived(position);
        }
        else if (position > 0)
        {
            if (position == index.lastPosition())
            {
                cursor.begin(index.checkerBehind(position));
            }
            moveTailBehind(position);
        }
    }

    private void moveBehindArchived(final long position) throws IOException
    {
        open(index.find(Math.max(position, 1)));
        if (position > 0)
        {
            archived.skipTo(position);
            cursor.begin(new RecordChecker(false));
            boolean found = archived.next(cursor);
            while (found && position() < position)
            {
                found = archived.next(cursor);
            }
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
            return archived == null ? nextOfTail(false) : nextOfArchive();
        }
        catch (final JournalDamagedException ex)
        {
            damage = ex;
            throw ex;
        }
        catch (final ClosedChannelException ex)
        {
            throw new IllegalStateException("reader of " + directory.path() + " is closed", ex);
        }
        catch (final IOException ex)
        {
            throw unreadable(ex);
        }
    }

    private boolean nextOfArchive() throws IOException
    {
        boolean found = archived.next(cursor);
        while (!found && archived != null)
        {
            final ArchiveIndex.Entry following = index.find(position() + 1);
            closeArchived();
            if (following != null)
            {
                open(following);
                found = archived.next(cursor);
            }
        }
        return found || nextOfTail(true);
    }

    private boolean nextOfTail(final boolean move) throws IOException
    {
        try
        {
            if (move)
            {
                moveTailBehindArchived(cursor.checker());
            }
            return tail.next();
        }
        catch (final JournalDamagedException ex)
        {
            index = ArchiveIndex.load(directory.path());
            if (index.find(position() + 1) == null)
            {
                throw ex;
            }
            tail.close();
            tail = new QueueRecords(directory, queue, cursor);
            open(index.find(position() + 1));
            return nextOfArchive();
        }
    }

    private void moveTailBehind(final long position)
    {
        new RecordSearch(directory.path(), tail, cursor)
            .moveBehind(position, index.checkerBehind(index.lastPosition()));
    }

    private void moveTailBehindArchived(final RecordChecker last)
    {
        moveTailBehind(last.position());
        if (cursor.checker().crc32c() != last.crc32c())
        {
            throw tail.damaged("crc32c 0x" + Integer.toHexString(cursor.checker().crc32c()) + " of the record at " +
                "position " + last.position() + " is not 0x" + Integer.toHexString(last.crc32c()) +
                " of the archived one", null);
        }
    }

    private void open(final ArchiveIndex.Entry entry) throws IOException
    {
        archived = new ArchiveInput(entry.file());
    }

    private void closeArchived()
    {
        if (archived != null)
        {
            try
            {
                archived.close();
            }
            catch (final IOException ex)
            {
                throw unreadable(ex);
            }
            archived = null;
        }
    }

    private JournalException unreadable(final IOException cause)
    {
        return new JournalException(
            JournalException.Kind.UNREADABLE, directory.path().resolve(ArchiveIndex.DIRECTORY) +
                " cannot be read: " + cause, cause);
    }
}
