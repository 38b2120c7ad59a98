package io.signalbox.core;

/** A service on one date: the unit of inventory. */
final class Run
{
    final int serviceId;
    final int layoutId;
    final int serviceDate;
    final long originInstantMs;
    final long openedPosition;
    final Service service;
    final Layout layout;
    final SeatMap[] seatMaps;
    long closedPosition;

    Run(
        final int serviceId,
        final Service service,
        final int layoutId,
        final Layout layout,
        final int serviceDate,
        final long originInstantMs,
        final long openedPosition)
    {
        this.serviceId = serviceId;
        this.service = service;
        this.layoutId = layoutId;
        this.layout = layout;
        this.serviceDate = serviceDate;
        this.originInstantMs = originInstantMs;
        this.openedPosition = openedPosition;
        seatMaps = new SeatMap[layout.classes.length];
        for (int i = 0; i < seatMaps.length; i++)
        {
            seatMaps[i] = new SeatMap(layout.classes[i].seatCount(), service.stopCount() - 1);
        }
    }

    /** Key of a run among all runs. */
    static long key(final int serviceId, final int serviceDate)
    {
        return (long)serviceId << 32 | serviceDate & 0xFFFF_FFFFL;
    }

    boolean isClosed()
    {
        return closedPosition != 0;
    }

    long departureMs(final int stop)
    {
        return originInstantMs + service.departureS[stop] * 1_000L;
    }

    int distanceM(final int fromStop, final int toStop)
    {
        return service.distanceM[toStop] - service.distanceM[fromStop];
    }
}
