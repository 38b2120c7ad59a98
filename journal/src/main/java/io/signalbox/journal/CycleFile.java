package io.signalbox.journal;

import java.nio.file.Path;

/**
 * A file that records were appended to, and the one that came after it. Written by the business thread, walked by the
 * sync thread; who walks on releases those behind.
 */
final class CycleFile
{
    private final Path path;
    private volatile CycleFile next;

    CycleFile(final Path path)
    {
        this.path = path;
    }

    Path path()
    {
        return path;
    }

    CycleFile next()
    {
        return next;
    }

    void next(final CycleFile file)
    {
        next = file;
    }
}
