package io.signalbox.journal;

import java.nio.file.Path;

/**
 * A journal file that was archived.
 *
 * @param journalFile   that is gone now
 * @param archiveFile   that holds its records
 * @param firstPosition of the first record
 * @param lastPosition  of the last record
 * @param bytesBefore   length of the journal file
 * @param bytesAfter    length of the archive file
 */
public record ArchivedFile(
    Path journalFile, Path archiveFile, long firstPosition, long lastPosition, long bytesBefore, long bytesAfter)
{
    /**
     * How many records were archived.
     *
     * @return at least 1
     */
    public long records()
    {
        return lastPosition - firstPosition + 1;
    }
}
