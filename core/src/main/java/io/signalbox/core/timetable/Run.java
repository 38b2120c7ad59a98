package io.signalbox.core.timetable;

/** A service on one date: the unit of inventory. */
public final class Run
{
    private final int serviceId;
    private final int layoutId;
    private final int serviceDate;
    private final long originInstantMs;
    private final long openedPosition;
    private final Service service;
    private final Layout layout;
    private long closedPosition;

    /** A service has one run on a date. */
    record Key(int serviceId, int serviceDate)
    {
    }

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
    }

    Key key()
    {
        return new Key(serviceId, serviceDate);
    }

    int serviceId()
    {
        return serviceId;
    }

    int layoutId()
    {
        return layoutId;
    }

    int serviceDate()
    {
        return serviceDate;
    }

    long originInstantMs()
    {
        return originInstantMs;
    }

    long openedPosition()
    {
        return openedPosition;
    }

    void close(final long position)
    {
        closedPosition = position;
    }

    /**
     * Position of the record that closed the run.
     *
     * @return 0 if it is open
     */
    public long closedPosition()
    {
        return closedPosition;
    }

    /**
     * Whether the sale of the run has ended.
     *
     * @return true if it was closed
     */
    public boolean isClosed()
    {
        return closedPosition != 0;
    }

    /**
     * Layout of the run.
     *
     * @return its classes and seats
     */
    public Layout layout()
    {
        return layout;
    }

    /**
     * How many stops the run has.
     *
     * @return 2 to 128
     */
    public int stopCount()
    {
        return service.stopCount();
    }

    /**
     * When the run leaves a stop.
     *
     * @param stop index from 0
     * @return ms since 1970-01-01 UTC
     */
    public long departureMs(final int stop)
    {
        return originInstantMs + service.departureS(stop) * 1_000L;
    }

    /**
     * How far it is from stop to stop.
     *
     * @param fromStop index from 0
     * @param toStop   index, not less
     * @return metres
     */
    public int distanceM(final int fromStop, final int toStop)
    {
        return service.distanceM(toStop) - service.distanceM(fromStop);
    }
}
