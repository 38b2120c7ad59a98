package io.signalbox.client;

/**
 * Requests that wait for their answers, found by their number: a ring whose slots are the low bits of the number.
 * Owned by the event loop.
 */
final class RequestWindow
{
    private final Request<?>[] slots;
    private final int mask;
    private long oldest = 1;
    private long next = 1;

    /**
     * Empty window.
     *
     * @param capacity numbers between the oldest waiting request and the newest, a power of two
     */
    RequestWindow(final int capacity)
    {
        slots = new Request<?>[capacity];
        mask = capacity - 1;
    }

    boolean hasRoom()
    {
        return next - oldest < slots.length;
    }

    long nextNumber()
    {
        return next;
    }

    /** Start with another number than 1: the session had requests before this client. */
    void startAt(final long number)
    {
        if (next != oldest)
        {
            throw new IllegalStateException("requests " + oldest + " to " + (next - 1) + " wait for answers");
        }
        oldest = number;
        next = number;
    }

    void add(final Request<?> request)
    {
        request.number(next);
        slots[(int)next & mask] = request;
        next++;
    }

    /** The request with a number; null if none waits with that number. */
    Request<?> find(final long number)
    {
        if (number < oldest || number >= next)
        {
            return null;
        }
        return slots[(int)number & mask];
    }

    void remove(final Request<?> request)
    {
        slots[(int)request.number() & mask] = null;
        while (oldest < next && slots[(int)oldest & mask] == null)
        {
            oldest++;
        }
    }

    /** Number of the oldest request that waits; {@link #nextNumber()} if none does. */
    long oldestNumber()
    {
        return oldest;
    }
}
