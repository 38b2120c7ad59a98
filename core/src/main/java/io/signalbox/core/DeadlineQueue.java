package io.signalbox.core;

/**
 * Held orders by deadline, a binary heap in the total order (deadline, order id), so that the order in which holds
 * expire never depends on the order in which they came. An order knows its place through its queue link.
 */
final class DeadlineQueue
{
    private final OrderTable orders;
    private final int[] heap;
    private int size;

    DeadlineQueue(final OrderTable orders)
    {
        this.orders = orders;
        heap = new int[orders.capacity()];
    }

    int size()
    {
        return size;
    }

    boolean isEmpty()
    {
        return size == 0;
    }

    /** Slot of the order whose hold ends first; the queue must not be empty. */
    int first()
    {
        return heap[0];
    }

    long nextDeadlineMs()
    {
        return size == 0 ? Long.MAX_VALUE : orders.deadlineMs(heap[0]);
    }

    void add(final int slot)
    {
        place(slot, size);
        size++;
        siftUp(size - 1);
    }

    void remove(final int slot)
    {
        final int index = orders.queueLink(slot);
        if (index < 0 || index >= size || heap[index] != slot)
        {
            throw new IllegalStateException("order " + orders.orderId(slot) + " is not among the deadlines");
        }
        size--;
        if (index < size)
        {
            place(heap[size], index);
            siftDown(index);
            siftUp(index);
        }
    }

    private void siftUp(final int start)
    {
        int index = start;
        while (index > 0 && isBefore(heap[index], heap[index - 1 >>> 1]))
        {
            swap(index, index - 1 >>> 1);
            index = index - 1 >>> 1;
        }
    }

    private void siftDown(final int start)
    {
        int index = start;
        int child = 2 * index + 1;
        while (child < size)
        {
            if (child + 1 < size && isBefore(heap[child + 1], heap[child]))
            {
                child++;
            }
            if (!isBefore(heap[child], heap[index]))
            {
                return;
            }
            swap(index, child);
            index = child;
            child = 2 * index + 1;
        }
    }

    private boolean isBefore(final int slot, final int otherSlot)
    {
        final long deadlineMs = orders.deadlineMs(slot);
        final long otherDeadlineMs = orders.deadlineMs(otherSlot);
        return deadlineMs != otherDeadlineMs ?
            deadlineMs < otherDeadlineMs :
            orders.orderId(slot) < orders.orderId(otherSlot);
    }

    private void swap(final int index, final int otherIndex)
    {
        final int slot = heap[index];
        place(heap[otherIndex], index);
        place(slot, otherIndex);
    }

    private void place(final int slot, final int index)
    {
        heap[index] = slot;
        orders.queueLink(slot, index);
    }
}
