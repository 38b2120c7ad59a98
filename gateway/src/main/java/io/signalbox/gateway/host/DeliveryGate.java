package io.signalbox.gateway.host;

import io.signalbox.protocol.wire.Durability;

/**
 * When a reply may leave: as soon as its record is appended ({@code PROCESS}), or when it is on disk ({@code DISK}).
 * Read by event loops and by the thread that decides.
 */
public interface DeliveryGate
{
    /**
     * Position up to which replies may leave.
     *
     * @return position of the last such record; never less than before
     */
    long sendablePosition();

    /**
     * Ask that what is appended becomes sendable. Called by the thread that decides at the end of a batch; never waits.
     */
    void request();

    /**
     * What the replies promise.
     *
     * @return {@code PROCESS} or {@code DISK}
     */
    Durability durability();

    /**
     * The gate that is always open.
     *
     * @return gate for {@code PROCESS}
     */
    static DeliveryGate afterAppend()
    {
        return new DeliveryGate()
        {
            @Override
            public long sendablePosition()
            {
                return Long.MAX_VALUE;
            }

            @Override
            public void request()
            {
                // Whatever is appended is sendable.
            }

            @Override
            public Durability durability()
            {
                return Durability.PROCESS;
            }
        };
    }
}
