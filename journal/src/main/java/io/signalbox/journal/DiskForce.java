package io.signalbox.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Makes what was written to a file durable. The seam where tests let the disk fail.
 */
@FunctionalInterface
interface DiskForce
{
    /** The real disk: covers pages that were written through a mapping, too. */
    DiskForce DISK = (channel) -> channel.force(false);

    void force(FileChannel channel) throws IOException;

    static void file(final Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, WRITE))
        {
            channel.force(true);
        }
    }

    /**
     * A file is durable only together with its name.
     */
    static void directory(final Path directory) throws IOException
    {
        try (FileChannel channel = FileChannel.open(directory, READ))
        {
            channel.force(true);
        }
    }
}
