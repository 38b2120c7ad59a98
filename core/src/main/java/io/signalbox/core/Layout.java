package io.signalbox.core;

import io.signalbox.protocol.wire.LayoutDefinedDecoder;

/** Coaches and classes of a train set, with the seats of each class in the order of the layout. */
final class Layout
{
    final byte[] content;
    final long definedPosition;
    final SeatClass[] classes;

    Layout(final byte[] content, final long definedPosition, final LayoutDefinedDecoder decoder)
    {
        this.content = content;
        this.definedPosition = definedPosition;

        final LayoutDefinedDecoder.ClassesDecoder classesDecoder = decoder.classes();
        classes = new SeatClass[classesDecoder.count()];
        for (int i = 0; i < classes.length; i++)
        {
            classesDecoder.next();
            classes[i] = new SeatClass(
                classesDecoder.classCode(), classesDecoder.farePer100Km(), classesDecoder.minimumFare());
        }

        for (final LayoutDefinedDecoder.CoachesDecoder coach : decoder.coaches())
        {
            final SeatClass seatClass = classes[classIndex(coach.classCode())];
            for (int row = coach.firstRow(); row < coach.firstRow() + coach.rows(); row++)
            {
                for (int i = 0; i < Limits.LETTERS_PER_ROW && coach.letters(i) != 0; i++)
                {
                    seatClass.addSeat(coach.coachNumber(), row, coach.letters(i));
                }
            }
        }
    }

    /** Index of a class, -1 if the layout does not have it. */
    int classIndex(final int classCode)
    {
        for (int i = 0; i < classes.length; i++)
        {
            if (classes[i].classCode == classCode)
            {
                return i;
            }
        }
        return -1;
    }
}
