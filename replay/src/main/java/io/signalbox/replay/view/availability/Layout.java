package io.signalbox.replay.view.availability;

import io.signalbox.core.fare.FareRule;
import io.signalbox.protocol.wire.LayoutDefinedDecoder;
import io.signalbox.replay.view.EntityInput;
import io.signalbox.replay.view.EntityOutput;

/**
 * Classes of a train set, with their fares and numbers of seats. Immutable.
 */
public final class Layout
{
    private static final int CLASS_BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;

    private final int layoutId;
    private final byte[] classCodes;
    private final long[] faresPer100Km;
    private final long[] minimumFares;
    private final int[] seatCounts;

    Layout(final LayoutDefinedDecoder event)
    {
        layoutId = (int)event.layoutId();
        final LayoutDefinedDecoder.ClassesDecoder classes = event.classes();
        final int count = classes.count();
        classCodes = new byte[count];
        faresPer100Km = new long[count];
        minimumFares = new long[count];
        seatCounts = new int[count];
        for (int i = 0; i < count; i++)
        {
            classes.next();
            classCodes[i] = (byte)classes.classCode();
            faresPer100Km[i] = classes.farePer100Km();
            minimumFares[i] = classes.minimumFare();
        }
        final LayoutDefinedDecoder.CoachesDecoder coaches = event.coaches();
        while (coaches.hasNext())
        {
            coaches.next();
            int letters = 0;
            while (letters < LayoutDefinedDecoder.CoachesDecoder.lettersLength() && coaches.letters(letters) != 0)
            {
                letters++;
            }
            seatCounts[requireClass(coaches.classCode())] += coaches.rows() * letters;
        }
    }

    Layout(final int layoutId, final EntityInput input)
    {
        this.layoutId = layoutId;
        final int count = input.getCount(CLASS_BYTES);
        classCodes = new byte[count];
        faresPer100Km = new long[count];
        minimumFares = new long[count];
        seatCounts = new int[count];
        for (int i = 0; i < count; i++)
        {
            classCodes[i] = (byte)input.getInt();
            seatCounts[i] = input.getInt();
            faresPer100Km[i] = input.getLong();
            minimumFares[i] = input.getLong();
        }
    }

    void writeTo(final EntityOutput output)
    {
        output.putInt(classCodes.length);
        for (int i = 0; i < classCodes.length; i++)
        {
            output.putInt(classCode(i)).putInt(seatCounts[i]).putLong(faresPer100Km[i]).putLong(minimumFares[i]);
        }
        output.end();
    }

    int layoutId()
    {
        return layoutId;
    }

    int classCount()
    {
        return classCodes.length;
    }

    /**
     * Code of a class.
     *
     * @param classIndex of the class, from 0
     * @return 0 to 255, an ASCII letter
     */
    public int classCode(final int classIndex)
    {
        return classCodes[classIndex] & 0xFF;
    }

    /**
     * Index of a class.
     *
     * @param classCode of the class
     * @return -1 if the layout does not have it
     */
    public int classIndex(final int classCode)
    {
        for (int i = 0; i < classCodes.length; i++)
        {
            if ((classCodes[i] & 0xFF) == classCode)
            {
                return i;
            }
        }
        return -1;
    }

    int requireClass(final int classCode)
    {
        final int index = classIndex(classCode);
        if (index < 0)
        {
            throw new IllegalStateException("class " + (char)classCode + " is not in the layout");
        }
        return index;
    }

    /**
     * How many seats a class has.
     *
     * @param classIndex of the class
     * @return 1 or more
     */
    public int seatCount(final int classIndex)
    {
        return seatCounts[classIndex];
    }

    /**
     * Fare of one passenger, rounded half up.
     *
     * @param classIndex of the class
     * @param distanceM  of the journey, metres
     * @return minor units of the currency
     */
    public long fare(final int classIndex, final long distanceM)
    {
        return FareRule.fare(distanceM, faresPer100Km[classIndex], minimumFares[classIndex]);
    }
}
