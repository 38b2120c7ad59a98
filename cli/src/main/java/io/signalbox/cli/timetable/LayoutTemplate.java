package io.signalbox.cli.timetable;

import java.util.List;

/**
 * A train set as the engine takes it: classes with their fares, and coaches. Within the engine's limits, immutable,
 * safe for any thread.
 *
 * @param code    1 to 16 printable ASCII characters without blanks, unique in its set.
 * @param name    for people.
 * @param classes 1 to 8 seat classes.
 * @param coaches 1 to 64 sections of coaches, in the order in which the engine numbers the seats of a class.
 */
public record LayoutTemplate(String code, String name, List<SeatClass> classes, List<CoachSection> coaches)
{
    /**
     * Copies the lists.
     */
    public LayoutTemplate
    {
        classes = List.copyOf(classes);
        coaches = List.copyOf(coaches);
    }

    /**
     * A class of seats or berths.
     *
     * @param code         one printable ASCII character, unique in the layout.
     * @param name         for people, 1 to 16 printable ASCII characters without blanks.
     * @param farePer100Km of one passenger, in minor units, 0 to 1,000,000,000.
     * @param minimumFare  of one passenger, in minor units, 0 to 1,000,000,000.
     */
    public record SeatClass(char code, String name, long farePer100Km, long minimumFare)
    {
    }

    /**
     * Rows of one class in one coach; a coach of two classes, or with a shorter last row, has several.
     *
     * @param coach     number of the coach, 1 to 99.
     * @param classCode of a class of the layout.
     * @param firstRow  1 to 254.
     * @param rows      1 to 254, the last row at most 254.
     * @param letters   1 to 8 different printable ASCII characters: the seats of a row, left to right.
     */
    public record CoachSection(int coach, char classCode, int firstRow, int rows, String letters)
    {
        /**
         * Seats of the section.
         *
         * @return rows times letters.
         */
        public int seatCount()
        {
            return rows * letters.length();
        }
    }

    /**
     * Seats of the whole set.
     *
     * @return their number.
     */
    public int seatCount()
    {
        return coaches.stream().mapToInt(CoachSection::seatCount).sum();
    }

    /**
     * Seats of one class.
     *
     * @param classCode of the class.
     * @return their number, 0 if the layout has no such class.
     */
    public int seatCount(final char classCode)
    {
        return coaches.stream().filter((c) -> c.classCode() == classCode).mapToInt(CoachSection::seatCount).sum();
    }
}
