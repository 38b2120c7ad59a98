package io.signalbox.cli.timetable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads a GTFS Schedule feed, a zip or a folder (what is used of it is in docs/timetables.md). Stateless, safe for any
 * thread.
 */
public final class GtfsTimetableReader
{
    private final boolean allModes;

    /**
     * Makes a reader.
     *
     * @param allModes false for rail routes only (route types 2 and 100 to 199), true for trams, buses and ships too.
     */
    public GtfsTimetableReader(final boolean allModes)
    {
        this.allModes = allModes;
    }

    /**
     * Reads a feed.
     *
     * @param feed zip file, or folder of its files.
     * @param from first service date.
     * @param days number of dates, 1 to 3,660.
     * @return the timetable of these dates, empty if no row is valid. Its zone is that of the first agency.
     * @throws TimetableException       if the feed, a file or a column is missing, or cannot be read, or nothing says
     *                                  on which dates trips run.
     * @throws IllegalArgumentException if the dates are out of range.
     */
    public Timetable read(final Path feed, final LocalDate from, final int days) throws TimetableException
    {
        if (Files.isDirectory(feed))
        {
            return read(TimetableFiles.of(feed), feed.toString(), from, days);
        }
        if (!Files.isRegularFile(feed))
        {
            throw new TimetableException(feed + ": there is no such file");
        }
        try (ZipFile zip = new ZipFile(feed.toFile()))
        {
            return read(filesOf(zip), feed.toString(), from, days);
        }
        catch (final IOException ex)
        {
            throw new TimetableException(feed + ": is not a readable zip: " + ex.getMessage(), ex);
        }
    }

    Timetable read(final TimetableFiles files, final String label, final LocalDate from, final int days)
        throws TimetableException
    {
        try
        {
            final TimetableBuilder timetable = new TimetableBuilder(from, days);
            final GtfsFeed read = new GtfsFeed(timetable, allModes);
            read.read(files);
            new GtfsServices(timetable, read).addAll();
            return timetable.build(read.zone());
        }
        catch (final TimetableException ex)
        {
            throw new TimetableException(label + ": " + ex.getMessage(), ex);
        }
    }

    /** Many feeds are zipped with the folder that they stood in: a file is found in any folder, the highest first. */
    private static TimetableFiles filesOf(final ZipFile zip)
    {
        final Map<String, ZipEntry> entries = new HashMap<>();
        zip.stream().filter((entry) -> !entry.isDirectory() && !entry.getName().startsWith("__MACOSX")).forEach(
            (entry) -> entries.merge(
                entry.getName().substring(entry.getName().lastIndexOf('/') + 1),
                entry,
                (a, b) -> depth(b) < depth(a) ? b : a));
        return (name) -> entries.containsKey(name) ? zip.getInputStream(entries.get(name)) : null;
    }

    private static long depth(final ZipEntry entry)
    {
        return entry.getName().chars().filter((c) -> c == '/').count();
    }
}
