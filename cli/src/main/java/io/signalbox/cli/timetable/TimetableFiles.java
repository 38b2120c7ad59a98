package io.signalbox.cli.timetable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the files of a timetable come from: a folder, a zip, the program's own resources.
 */
@FunctionalInterface
interface TimetableFiles
{
    /**
     * Opens a file.
     *
     * @param name of the file.
     * @return its bytes, to be closed by the caller; null if there is no such file.
     * @throws IOException if it is there but cannot be read.
     */
    InputStream open(String name) throws IOException;

    /**
     * The files of a folder.
     *
     * @param folder that they stand in.
     * @return the files.
     */
    static TimetableFiles of(final Path folder)
    {
        return (name) ->
        {
            final Path file = folder.resolve(name);
            return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        };
    }
}
