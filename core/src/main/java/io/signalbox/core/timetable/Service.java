package io.signalbox.core.timetable;

import io.signalbox.core.kernel.Code;

import java.util.Arrays;

/** A train number and its pattern of stops. */
public final class Service
{
    private final Code code;
    private final long definedPosition;
    private final int[] stationIds;
    private final int[] arrivalS;
    private final int[] departureS;
    private final int[] distanceM;

    Service(final Code code, final int stopCount, final long definedPosition)
    {
        this.code = code;
        this.definedPosition = definedPosition;
        stationIds = new int[stopCount];
        arrivalS = new int[stopCount];
        departureS = new int[stopCount];
        distanceM = new int[stopCount];
    }

    /** Fill in a stop, before anyone sees the service. */
    void stop(final int index, final int stationId, final int arrivesS, final int departsS, final int metres)
    {
        stationIds[index] = stationId;
        arrivalS[index] = arrivesS;
        departureS[index] = departsS;
        distanceM[index] = metres;
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
     * How many stops there are.
     *
     * @return 2 to 128
     */
    public int stopCount()
    {
        return departureS.length;
    }

    int stationId(final int stop)
    {
        return stationIds[stop];
    }

    int arrivalS(final int stop)
    {
        return arrivalS[stop];
    }

    int departureS(final int stop)
    {
        return departureS[stop];
    }

    int distanceM(final int stop)
    {
        return distanceM[stop];
    }

    boolean hasContentOf(final Service other)
    {
        return code.equals(other.code) &&
            Arrays.equals(stationIds, other.stationIds) &&
            Arrays.equals(arrivalS, other.arrivalS) &&
            Arrays.equals(departureS, other.departureS) &&
            Arrays.equals(distanceM, other.distanceM);
    }
}
