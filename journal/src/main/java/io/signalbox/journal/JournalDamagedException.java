package io.signalbox.journal;

import java.nio.file.Path;

/**
 * A record fails a check. Nothing at or behind it may be used, and nothing is ever skipped.
 */
public final class JournalDamagedException extends RuntimeException
{
    private static final long serialVersionUID = 1;

    /** Position that the record should have had. */
    private final long position;

    /** Path of the file. */
    private final String file;

    /** Offset of the record's first byte. */
    private final long fileOffset;

    /** The check that failed. */
    private final String reason;

    JournalDamagedException(final long position, final Path file, final long fileOffset, final String reason)
    {
        this(position, file, fileOffset, reason, null);
    }

    JournalDamagedException(
        final long position, final Path file, final long fileOffset, final String reason, final Throwable cause)
    {
        super("journal damaged at position " + position + ", " + file + " offset " + fileOffset + ": " + reason, cause);
        this.position = position;
        this.file = file.toString();
        this.fileOffset = fileOffset;
        this.reason = reason;
    }

    /**
     * Position that the damaged record should have had.
     *
     * @return 1 or more; 0 if it is unknown: reading began in the middle, or a file's head is damaged
     */
    public long position()
    {
        return position;
    }

    /**
     * File that holds the record, or the directory if no file could be told.
     *
     * @return path of the file
     */
    public Path file()
    {
        return Path.of(file);
    }

    /**
     * Where in the file the record begins.
     *
     * @return offset of its first byte, bytes from the start of the file
     */
    public long fileOffset()
    {
        return fileOffset;
    }

    /**
     * The check that failed.
     *
     * @return a phrase that names the field, its value and what it should be
     */
    public String reason()
    {
        return reason;
    }
}
