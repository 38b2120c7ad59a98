package io.signalbox.snapshot;

import java.nio.file.Path;

/**
 * A snapshot file fails a check: it is not used, the one before it may be.
 */
public final class SnapshotDamagedException extends RuntimeException
{
    private static final long serialVersionUID = 1;

    /** Path of the file. */
    private final String file;

    /** The check that failed. */
    private final String reason;

    SnapshotDamagedException(final Path file, final String reason)
    {
        super("snapshot " + file + " is damaged: " + reason);
        this.file = file.toString();
        this.reason = reason;
    }

    /**
     * The file.
     *
     * @return its path
     */
    public Path file()
    {
        return Path.of(file);
    }

    /**
     * The check that failed.
     *
     * @return a phrase that names what is wrong
     */
    public String reason()
    {
        return reason;
    }
}
