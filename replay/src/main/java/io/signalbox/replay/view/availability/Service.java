package io.signalbox.replay.view.availability;

import io.signalbox.protocol.wire.ServiceDefinedDecoder;
import io.signalbox.replay.view.EntityInput;
import io.signalbox.replay.view.EntityOutput;

/**
 * A train number with its stops. Immutable.
 */
public final class Service
{
    private static final int SECONDS_PER_DAY = 86_400;

    private static final int STOP_BYTES = 4 * Integer.BYTES;

    private final int serviceId;
    private final byte[] code = new byte[ServiceDefinedDecoder.codeLength()];
    private final int[] stationIds;
    private final int[] arrivalsS;
    private final int[] departuresS;
    private final int[] distancesM;

    Service(final ServiceDefinedDecoder event)
    {
        serviceId = (int)event.serviceId();
        event.getCode(code, 0);
        final ServiceDefinedDecoder.StopsDecoder stops = event.stops();
        final int count = stops.count();
        stationIds = new int[count];
        arrivalsS = new int[count];
        departuresS = new int[count];
        distancesM = new int[count];
        for (int i = 0; i < count; i++)
        {
            stops.next();
            stationIds[i] = (int)stops.stationId();
            arrivalsS[i] = stops.arrivalS();
            departuresS[i] = stops.departureS();
            distancesM[i] = (int)stops.distanceM();
        }
    }

    Service(final int serviceId, final EntityInput input)
    {
        this.serviceId = serviceId;
        input.getBytes(code);
        final int count = input.getCount(STOP_BYTES);
        stationIds = new int[count];
        arrivalsS = new int[count];
        departuresS = new int[count];
        distancesM = new int[count];
        for (int i = 0; i < count; i++)
        {
            stationIds[i] = input.getInt();
            arrivalsS[i] = input.getInt();
            departuresS[i] = input.getInt();
            distancesM[i] = input.getInt();
        }
    }

    void writeTo(final EntityOutput output)
    {
        output.putBytes(code).putInt(stationIds.length);
        for (int i = 0; i < stationIds.length; i++)
        {
            output.putInt(stationIds[i]).putInt(arrivalsS[i]).putInt(departuresS[i]).putInt(distancesM[i]);
        }
        output.end();
    }

    int serviceId()
    {
        return serviceId;
    }

    /**
     * Code of the service.
     *
     * @return its 16 bytes; not to be changed
     */
    public byte[] code()
    {
        return code;
    }

    /**
     * How many stops there are.
     *
     * @return 2 or more
     */
    public int stopCount()
    {
        return stationIds.length;
    }

    int stationId(final int stop)
    {
        return stationIds[stop];
    }

    long departureMs(final int stop)
    {
        return departuresS[stop] * 1000L;
    }

    long arrivalMs(final int stop)
    {
        return arrivalsS[stop] * 1000L;
    }

    /** Days from the service date to the day on which the train leaves a stop, by the offsets alone. */
    int departureDay(final int stop)
    {
        return Math.floorDiv(departuresS[stop], SECONDS_PER_DAY);
    }

    /**
     * Distance between two stops.
     *
     * @param fromStop from 0
     * @param toStop   after {@code fromStop}
     * @return metres
     */
    public long distanceM(final int fromStop, final int toStop)
    {
        return (long)distancesM[toStop] - distancesM[fromStop];
    }
}
