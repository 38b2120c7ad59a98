package io.signalbox.replay.view.availability;

import io.signalbox.core.sale.SaleWindowRule;
import io.signalbox.replay.view.EntityInput;
import io.signalbox.replay.view.EntityOutput;

/**
 * One run: what it is, which never changes, and what is sold of it. The changing part is written by the follower thread
 * under the run's lock; the position of its last change may be read without.
 */
public final class RunState
{
    private final int runId;
    private final Service service;
    private final Layout layout;
    private final int serviceDate;
    private final long originInstantMs;
    private final ClassInventory[] inventories;
    private volatile long changePosition;
    private long changeTimestampMs;
    private boolean closed;

    RunState(
        final int runId, final Service service, final Layout layout, final int serviceDate, final long originInstantMs)
    {
        this.runId = runId;
        this.service = service;
        this.layout = layout;
        this.serviceDate = serviceDate;
        this.originInstantMs = originInstantMs;
        inventories = new ClassInventory[layout.classCount()];
    }

    /** All but the inventories. */
    void writeTo(final EntityOutput output)
    {
        output.putInt(service.serviceId()).putInt(layout.layoutId()).putInt(serviceDate).putLong(originInstantMs)
            .putLong(changePosition).putLong(changeTimestampMs).putInt(closed ? 1 : 0).end();
    }

    /** What has changed of a run that is new; what it is, was read before. */
    void readChanges(final EntityInput input)
    {
        changedAt(input.getLong(), input.getLong());
        closed = input.getInt() != 0;
    }

    /**
     * Id of the run.
     *
     * @return 1 or more
     */
    public int runId()
    {
        return runId;
    }

    /**
     * The train number that the run is of.
     *
     * @return with its stops
     */
    public Service service()
    {
        return service;
    }

    /**
     * The train set that the run is made with.
     *
     * @return with its classes
     */
    public Layout layout()
    {
        return layout;
    }

    /**
     * Date of the run, as the timetable names it.
     *
     * @return days since 1970-01-01
     */
    public int serviceDate()
    {
        return serviceDate;
    }

    /**
     * When the run leaves a stop.
     *
     * @param stop of the service, from 0
     * @return ms since 1970-01-01 UTC
     */
    public long departureMs(final int stop)
    {
        return originInstantMs + service.departureMs(stop);
    }

    /**
     * When the run arrives at a stop.
     *
     * @param stop of the service, from 0
     * @return ms since 1970-01-01 UTC
     */
    public long arrivalMs(final int stop)
    {
        return originInstantMs + service.arrivalMs(stop);
    }

    long changePosition()
    {
        return changePosition;
    }

    long changeTimestampMs()
    {
        return changeTimestampMs;
    }

    void changedAt(final long position, final long timestampMs)
    {
        changeTimestampMs = timestampMs;
        changePosition = position;
    }

    void close()
    {
        closed = true;
    }

    boolean onSale(final int fromStop, final long nowMs, final long saleCloseBeforeDepartureMs)
    {
        return !closed && SaleWindowRule.isOpen(
            nowMs, SaleWindowRule.saleCloseMs(departureMs(fromStop), saleCloseBeforeDepartureMs));
    }

    /** Seats that are free on every segment from one stop to another, whatever the sale times. */
    int free(final int classIndex, final int fromStop, final int toStop)
    {
        final ClassInventory inventory = inventories[classIndex];
        return inventory == null ? layout.seatCount(classIndex) : inventory.free(fromStop, toStop);
    }

    int freeOfPair(final int classIndex, final int pairIndex)
    {
        final ClassInventory inventory = inventories[classIndex];
        return inventory == null ? layout.seatCount(classIndex) : inventory.freeOfPair(pairIndex);
    }

    /** The seats of a class, null if none was ever taken. */
    ClassInventory inventory(final int classIndex)
    {
        return inventories[classIndex];
    }

    /** The seats of a class that has none yet, for reading into. */
    ClassInventory emptyInventory(final int classIndex)
    {
        if (inventories[classIndex] != null)
        {
            throw new IllegalStateException("run " + runId + " has seats of class " + classIndex + " already");
        }
        return inventoryForChange(layout.classCode(classIndex));
    }

    /** The seats of a class, made when the first of them is taken: a run without sales costs next to nothing. */
    ClassInventory inventoryForChange(final int classCode)
    {
        final int classIndex = layout.requireClass(classCode);
        ClassInventory inventory = inventories[classIndex];
        if (inventory == null)
        {
            inventory = new ClassInventory(service.stopCount(), layout.seatCount(classIndex));
            inventories[classIndex] = inventory;
        }
        return inventory;
    }
}
