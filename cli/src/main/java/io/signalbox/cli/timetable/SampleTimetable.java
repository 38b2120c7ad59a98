package io.signalbox.cli.timetable;

import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The timetable that comes with the program: some two hundred high-speed trains of connected Chinese main lines in
 * March 2016, running every day of any year. Stateless, safe for any thread.
 */
public final class SampleTimetable
{
    /** The time zone of the sample. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String FOLDER = "/io/signalbox/cli/sample/";

    private SampleTimetable()
    {
    }

    /**
     * Reads the sample for some dates.
     *
     * @param from first service date.
     * @param days number of dates, 1 to 3,660.
     * @return the timetable, without problems.
     * @throws TimetableException if the program's own files are missing, so never in a sound build.
     */
    public static Timetable load(final LocalDate from, final int days) throws TimetableException
    {
        return new CsvTimetableReader(ZONE).read(SampleTimetable::open, "sample", from, days);
    }

    private static InputStream open(final String name)
    {
        return SampleTimetable.class.getResourceAsStream(FOLDER + name);
    }
}
