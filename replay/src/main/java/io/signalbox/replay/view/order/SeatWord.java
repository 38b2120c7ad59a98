package io.signalbox.replay.view.order;

/**
 * Coach, row, letter and index of a seat in one long. Stateless.
 */
final class SeatWord
{
    private SeatWord()
    {
    }

    static long of(final int coachNumber, final int row, final int letter, final int seatIndex)
    {
        return (long)coachNumber << 32 | (long)row << 24 | (long)letter << 16 | seatIndex;
    }

    static short coachNumber(final long seat)
    {
        return (short)(seat >>> 32);
    }

    static short row(final long seat)
    {
        return (short)(seat >>> 24 & 0xFF);
    }

    static short letter(final long seat)
    {
        return (short)(seat >>> 16 & 0xFF);
    }

    static int seatIndex(final long seat)
    {
        return (int)seat & 0xFFFF;
    }
}
