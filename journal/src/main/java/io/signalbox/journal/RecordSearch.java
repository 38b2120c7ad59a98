package io.signalbox.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * Finds a record in Chronicle's files without reading those before it. The positions of a file are dense, so
 * Chronicle's index of a record follows from the position of the first one; what is found is checked all the same. On
 * the way it checks that the files before it join, each with the one before and the first with the archive.
 */
final class RecordSearch
{
    private static final int NONE = Integer.MIN_VALUE;

    private final Path path;
    private final QueueRecords records;
    private final RecordCursor cursor;
    private int file = NONE;
    private long first;

    RecordSearch(final Path path, final QueueRecords records, final RecordCursor cursor)
    {
        this.path = path;
        this.records = records;
        this.cursor = cursor;
    }

    /**
     * Go on behind a record: it is then the one in hand; or, if it is the last archived one and no file has it any
     * more, what was in hand stays there, and the first file is next.
     *
     * @param position of the record, at least 1, not before the last archived one
     * @param archived whose last record is the last archived one
     * @throws JournalException        of kind {@code ANOTHER_HISTORY} if the journal ends before it
     * @throws JournalDamagedException if it should be there, but is not
     */
    void moveBehind(final long position, final RecordChecker archived)
    {
        final RecordChecker inHand = cursor.checker();
        boolean moved = false;
        try
        {
            final int following = findFile(position, archived);
            if (file != NONE)
            {
                moveTo(position);
            }
            else if (following != NONE && position == archived.position())
            {
                records.moveToFirstOf(following);
                cursor.begin(inHand);
            }
            else
            {
                throw noRecord(position);
            }
            moved = true;
        }
        finally
        {
            if (!moved)
            {
                cursor.begin(inHand);
            }
        }
    }

    /**
     * Find the newest file that does not begin behind the position.
     *
     * @return the first one that does; {@link #NONE} if there is none
     */
    private int findFile(final long position, final RecordChecker archived)
    {
        final List<Integer> files = QueueFactory.cycles(DirectoryCheck.journalFiles(path));
        for (final int candidate : files)
        {
            final long candidateFirst = records.moveToFirstOf(candidate);
            if (candidateFirst > 0)
            {
                final int previousCrc32c = cursor.checker().previousCrc32c();
                if (file == NONE)
                {
                    checkJoins(archived.position(), archived.crc32c(), candidateFirst, previousCrc32c);
                }
                else
                {
                    checkLastOf(candidateFirst, previousCrc32c);
                }
                if (candidateFirst > position)
                {
                    return candidate;
                }
                file = candidate;
                first = candidateFirst;
            }
        }
        return NONE;
    }

    /** The last record of the file must be the one before the first of the next file. */
    private void checkLastOf(final long followingFirst, final int previousCrc32c)
    {
        if (followingFirst <= first)
        {
            throw new JournalDamagedException(
                0, path, 0, "the file from position " + followingFirst + " on follows the one from " + first);
        }
        if (!records.moveToRecord(file, followingFirst - 1 - first))
        {
            final long last = records.lastOf(file);
            throw new JournalDamagedException(
                last + 1, path, 0, QueueRecords.missing(last + 1, followingFirst - 1));
        }
        checkJoins(cursor.checker().position(), cursor.checker().crc32c(), followingFirst, previousCrc32c);
    }

    private void checkJoins(final long last, final int lastCrc32c, final long following, final int previousCrc32c)
    {
        if (following > last + 1)
        {
            throw new JournalDamagedException(last + 1, path, 0, QueueRecords.missing(last + 1, following - 1));
        }
        if (following == last + 1 && previousCrc32c != lastCrc32c)
        {
            throw new JournalDamagedException(
                following, path, 0, "previousCrc32c 0x" + Integer.toHexString(previousCrc32c) + " is not 0x" +
                    Integer.toHexString(lastCrc32c) + " of the record before, which is in another file");
        }
    }

    private void moveTo(final long position)
    {
        if (!records.moveToRecord(file, position - first))
        {
            throw noRecord(position);
        }
        if (cursor.checker().position() != position)
        {
            throw records.damaged("position " + cursor.checker().position() + " is not " + position, null);
        }
    }

    private JournalException noRecord(final long position)
    {
        return new JournalException(
            JournalException.Kind.ANOTHER_HISTORY, path + " has no record at position " + position);
    }
}
