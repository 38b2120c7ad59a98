package io.signalbox.gateway.host;

import org.agrona.DirectBuffer;

/**
 * Where the events of a record go once it is appended: in a node to the sessions that they are addressed to. Called by
 * the thread that decides.
 */
public interface EventPublisher
{
    /**
     * Publish the events of one record.
     *
     * @param askingConnection connection that the command came from, which gets the answer to a Negotiate; 0 if none
     * @param position         of the record
     * @param events           buffer that holds the events' frames, one after the other; valid only during the call
     * @param offset           of the first
     * @param length           of all of them, bytes
     */
    void publish(long askingConnection, long position, DirectBuffer events, int offset, int length);

    /**
     * End of a batch: let out what was published, as far as it may be sent.
     */
    void flush();
}
