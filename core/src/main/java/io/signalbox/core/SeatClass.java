package io.signalbox.core;

import org.agrona.collections.IntArrayList;

/** One class of a layout: its tariff and where its seats are. */
final class SeatClass
{
    final int classCode;
    private final long farePer100Km;
    private final long minimumFare;
    private final IntArrayList places = new IntArrayList();

    SeatClass(final int classCode, final long farePer100Km, final long minimumFare)
    {
        this.classCode = classCode;
        this.farePer100Km = farePer100Km;
        this.minimumFare = minimumFare;
    }

    void addSeat(final int coachNumber, final int row, final int letter)
    {
        places.addInt(coachNumber << 16 | row << 8 | letter);
    }

    int seatCount()
    {
        return places.size();
    }

    int coachNumber(final int seatIndex)
    {
        return places.getInt(seatIndex) >>> 16;
    }

    int row(final int seatIndex)
    {
        return places.getInt(seatIndex) >>> 8 & 0xFF;
    }

    int letter(final int seatIndex)
    {
        return places.getInt(seatIndex) & 0xFF;
    }

    /** Fare of one passenger in minor units, rounded half up. */
    long fare(final int distanceM)
    {
        return Math.max(minimumFare, (distanceM * farePer100Km + 50_000) / 100_000);
    }
}
