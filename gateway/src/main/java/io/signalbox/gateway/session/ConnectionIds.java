package io.signalbox.gateway.session;

/**
 * Ids of connections. The event loop of a connection can be found from its id; 0 is none.
 */
public final class ConnectionIds
{
    private static final int LOOP_SHIFT = 48;

    private ConnectionIds()
    {
    }

    /**
     * Make the id of a connection.
     *
     * @param loop   index of the event loop that owns the connection, 0 to 32,767
     * @param number of the connection in its loop, from 1, never used twice
     * @return id, never 0
     */
    public static long of(final int loop, final long number)
    {
        return (long)loop << LOOP_SHIFT | number;
    }

    /**
     * The event loop of a connection.
     *
     * @param connectionId of the connection
     * @return index of the loop
     */
    public static int loopOf(final long connectionId)
    {
        return (int)(connectionId >>> LOOP_SHIFT);
    }
}
