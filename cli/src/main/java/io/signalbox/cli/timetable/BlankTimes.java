package io.signalbox.cli.timetable;

/**
 * Fills in the times of stops that have none, between their neighbours that have. Stateless.
 */
final class BlankTimes
{
    /** A time that is not given. */
    static final int BLANK = Integer.MIN_VALUE;

    private BlankTimes()
    {
    }

    /**
     * Fills both arrays in place. A stop with one of the two times gets it for both; a stop with neither gets a time
     * between its timed neighbours, in proportion to the distance if that is known for all and grows, else evenly.
     *
     * @param arrivalsS   offsets in seconds or BLANK.
     * @param departuresS offsets in seconds or BLANK.
     * @param distances   from the first stop in any unit, or null.
     * @return number of stops whose times were interpolated, -1 if the first or last stop has no time at all.
     */
    static int fill(final int[] arrivalsS, final int[] departuresS, final double[] distances)
    {
        for (int i = 0; i < arrivalsS.length; i++)
        {
            if (arrivalsS[i] == BLANK)
            {
                arrivalsS[i] = departuresS[i];
            }
            else if (departuresS[i] == BLANK)
            {
                departuresS[i] = arrivalsS[i];
            }
        }
        if (arrivalsS.length == 0 || arrivalsS[0] == BLANK || arrivalsS[arrivalsS.length - 1] == BLANK)
        {
            return -1;
        }
        int filled = 0;
        int timed = 0;
        for (int i = 1; i < arrivalsS.length; i++)
        {
            if (arrivalsS[i] != BLANK)
            {
                fillBetween(arrivalsS, departuresS, distances, timed, i);
                filled += i - timed - 1;
                timed = i;
            }
        }
        return filled;
    }

    private static void fillBetween(
        final int[] arrivalsS, final int[] departuresS, final double[] distances, final int left, final int right)
    {
        final long startS = departuresS[left];
        final long lengthS = arrivalsS[right] - startS;
        final boolean byDistance = growsBetween(distances, left, right);
        for (int i = left + 1; i < right; i++)
        {
            final double share = byDistance ?
                (distances[i] - distances[left]) / (distances[right] - distances[left]) :
                (i - left) / (double)(right - left);
            arrivalsS[i] = (int)(startS + (long)Math.floor(lengthS * share));
            departuresS[i] = arrivalsS[i];
        }
    }

    private static boolean growsBetween(final double[] distances, final int left, final int right)
    {
        if (distances == null)
        {
            return false;
        }
        for (int i = left; i <= right; i++)
        {
            if (Double.isNaN(distances[i]) || i > left && distances[i] < distances[i - 1])
            {
                return false;
            }
        }
        return distances[right] > distances[left];
    }
}
