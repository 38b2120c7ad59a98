package io.signalbox.core.timetable;

import io.signalbox.core.kernel.Code;

import java.util.Arrays;

/** Coaches and classes of a train set, with the seats of each class in the order of the layout. */
public final class Layout
{
    private final Code code;
    private final long definedPosition;
    private final SeatClass[] classes;
    private final int[] sections;
    private final long[] letters;

    /**
     * A layout whose classes have no seats yet.
     *
     * @param sectionCount how many sections {@link #section} fills in
     */
    Layout(final Code code, final SeatClass[] classes, final int sectionCount, final long definedPosition)
    {
        this.code = code;
        this.classes = classes;
        this.definedPosition = definedPosition;
        sections = new int[sectionCount];
        letters = new long[sectionCount];
    }

    /** Fill in a section with its seats, before anyone sees the layout. Letters: eight bytes, padded with zeros. */
    void section(
        final int index,
        final int coachNumber,
        final int sectionClassCode,
        final int firstRow,
        final int rows,
        final long sectionLetters)
    {
        sections[index] = coachNumber << 24 | sectionClassCode << 16 | firstRow << 8 | rows;
        letters[index] = sectionLetters;
        final SeatClass seatClass = classes[classIndex(sectionClassCode)];
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            for (long left = sectionLetters; left != 0; left >>>= Byte.SIZE)
            {
                seatClass.addSeat(coachNumber, row, (int)left & 0xFF);
            }
        }
    }

    Code code()
    {
        return code;
    }

    long definedPosition()
    {
        return definedPosition;
    }

    /**
     * How many classes there are.
     *
     * @return 1 to 8
     */
    public int classCount()
    {
        return classes.length;
    }

    /**
     * One class.
     *
     * @param classIndex from 0
     * @return the class
     */
    public SeatClass seatClass(final int classIndex)
    {
        return classes[classIndex];
    }

    /**
     * Find a class.
     *
     * @param classCode of the class
     * @return its index, or -1 if the layout does not have it
     */
    public int classIndex(final int classCode)
    {
        for (int i = 0; i < classes.length; i++)
        {
            if (classes[i].classCode() == classCode)
            {
                return i;
            }
        }
        return -1;
    }

    int sectionCount()
    {
        return sections.length;
    }

    int coachNumber(final int section)
    {
        return sections[section] >>> 24;
    }

    int classCode(final int section)
    {
        return sections[section] >>> 16 & 0xFF;
    }

    int firstRow(final int section)
    {
        return sections[section] >>> 8 & 0xFF;
    }

    int rows(final int section)
    {
        return sections[section] & 0xFF;
    }

    long letters(final int section)
    {
        return letters[section];
    }

    boolean hasContentOf(final Layout other)
    {
        boolean same = code.equals(other.code) &&
            classes.length == other.classes.length &&
            Arrays.equals(sections, other.sections) &&
            Arrays.equals(letters, other.letters);
        for (int i = 0; same && i < classes.length; i++)
        {
            same = classes[i].hasContentOf(other.classes[i]);
        }
        return same;
    }
}
