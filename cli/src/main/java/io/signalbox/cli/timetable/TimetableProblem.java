package io.signalbox.cli.timetable;

/**
 * Something of the input that is not in the timetable as it stood there. Immutable, safe for any thread.
 *
 * @param kind   whether it was left out or changed.
 * @param file   name of the file in the folder or feed.
 * @param line   line of the row in the file, from 1 (the header); 0 when it concerns the whole file.
 * @param reason what is wrong, with the field, the value and the limit.
 */
public record TimetableProblem(Kind kind, String file, long line, String reason)
{
    /**
     * What became of the row.
     */
    public enum Kind
    {
        /** The row, or what it begins (a train, a run), is not in the timetable. */
        LEFT_OUT,
        /** It is in the timetable, but something of it had to be changed. */
        CHANGED
    }

    /**
     * The problem for people.
     *
     * @return {@code file:line: reason}.
     */
    @Override
    public String toString()
    {
        // The input could hold codes that a terminal obeys.
        return (line == 0 ? file : file + ":" + line) + ": " + reason.replaceAll("\\p{Cntrl}", "?");
    }
}
