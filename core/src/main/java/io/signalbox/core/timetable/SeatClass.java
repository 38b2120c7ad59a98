package io.signalbox.core.timetable;

import io.signalbox.core.fare.FareRule;
import io.signalbox.core.kernel.Code;
import org.agrona.collections.IntArrayList;

/** One class of a layout: its tariff and where its seats are. */
public final class SeatClass
{
    private final int classCode;
    private final long farePer100Km;
    private final long minimumFare;
    private final Code name;
    private final IntArrayList places = new IntArrayList();

    SeatClass(final int classCode, final long farePer100Km, final long minimumFare, final Code name)
    {
        this.classCode = classCode;
        this.farePer100Km = farePer100Km;
        this.minimumFare = minimumFare;
        this.name = name;
    }

    void addSeat(final int coachNumber, final int row, final int letter)
    {
        places.addInt(coachNumber << 16 | row << 8 | letter);
    }

    /**
     * Code of the class.
     *
     * @return ASCII character
     */
    public int classCode()
    {
        return classCode;
    }

    long farePer100Km()
    {
        return farePer100Km;
    }

    long minimumFare()
    {
        return minimumFare;
    }

    Code name()
    {
        return name;
    }

    /**
     * How many seats there are.
     *
     * @return 1 to 4,096
     */
    public int seatCount()
    {
        return places.size();
    }

    /**
     * Coach of a seat.
     *
     * @param seatIndex from 0
     * @return 1 to 99
     */
    public int coachNumber(final int seatIndex)
    {
        return places.getInt(seatIndex) >>> 16;
    }

    /**
     * Row of a seat.
     *
     * @param seatIndex from 0
     * @return 1 to 254
     */
    public int row(final int seatIndex)
    {
        return places.getInt(seatIndex) >>> 8 & 0xFF;
    }

    /**
     * Letter of a seat.
     *
     * @param seatIndex from 0
     * @return ASCII character
     */
    public int letter(final int seatIndex)
    {
        return places.getInt(seatIndex) & 0xFF;
    }

    /**
     * Fare of one passenger.
     *
     * @param distanceM of the trip, metres
     * @return minor units
     */
    public long fare(final int distanceM)
    {
        return FareRule.fare(distanceM, farePer100Km, minimumFare);
    }

    boolean hasContentOf(final SeatClass other)
    {
        return classCode == other.classCode &&
            farePer100Km == other.farePer100Km &&
            minimumFare == other.minimumFare &&
            name.equals(other.name);
    }
}
