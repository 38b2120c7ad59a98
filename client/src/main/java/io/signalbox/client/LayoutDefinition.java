package io.signalbox.client;

import java.util.List;

/**
 * Coaches and seat classes of a train set.
 *
 * @param code    unique, 1 to 16 printable ASCII characters
 * @param classes 1 to 8
 * @param coaches 1 to 64 sections; a coach of two classes has two sections
 */
public record LayoutDefinition(String code, List<SeatClass> classes, List<CoachSection> coaches)
{
    /**
     * Check that the wire can carry it.
     *
     * @param code unique, 1 to 16 printable ASCII characters
     * @param classes 1 to 8
     * @param coaches 1 to 64 sections; a coach of two classes has two sections
     * @throws IllegalArgumentException if it cannot; names the field, the value and the limits
     */
    public LayoutDefinition
    {
        Checks.ascii("code", code, Checks.CODE_LENGTH);
        classes = Checks.group("classes", classes);
        coaches = Checks.group("coaches", coaches);
    }

    /**
     * A seat class of a layout.
     *
     * @param classCode    one printable ASCII character
     * @param farePer100Km of one passenger, minor units, 0 to 1,000,000,000
     * @param minimumFare  of one passenger, minor units, 0 to 1,000,000,000
     * @param className    for people, at most 16 ASCII characters
     */
    public record SeatClass(char classCode, long farePer100Km, long minimumFare, String className)
    {
        /**
         * Check that the wire can carry it.
         *
         * @param classCode one printable ASCII character
         * @param farePer100Km of one passenger, minor units, 0 to 1,000,000,000
         * @param minimumFare of one passenger, minor units, 0 to 1,000,000,000
         * @param className for people, at most 16 ASCII characters
         * @throws IllegalArgumentException if it cannot; names the field, the value and the limits
         */
        public SeatClass
        {
            Checks.uint8("classCode", classCode);
            Checks.ascii("className", className, Checks.CODE_LENGTH);
        }
    }

    /**
     * Rows of one class in one coach.
     *
     * @param coachNumber 1 to 99
     * @param classCode   one of the layout's classes
     * @param firstRow    1 to 254
     * @param rows        how many, 1 to 254, the last row at most 254
     * @param letters     seats of a row, left to right, 1 to 8 different printable ASCII characters
     */
    public record CoachSection(int coachNumber, char classCode, int firstRow, int rows, String letters)
    {
        private static final int MAX_LETTERS = 8;

        /**
         * Check that the wire can carry it.
         *
         * @param coachNumber 1 to 99
         * @param classCode one of the layout's classes
         * @param firstRow 1 to 254
         * @param rows how many, 1 to 254, the last row at most 254
         * @param letters seats of a row, left to right, 1 to 8 different printable ASCII characters
         * @throws IllegalArgumentException if it cannot; names the field, the value and the limits
         */
        public CoachSection
        {
            Checks.uint8("coachNumber", coachNumber);
            Checks.uint8("classCode", classCode);
            Checks.uint8("firstRow", firstRow);
            Checks.uint8("rows", rows);
            Checks.ascii("letters", letters, MAX_LETTERS);
        }
    }
}
