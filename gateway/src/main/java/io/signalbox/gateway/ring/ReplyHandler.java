package io.signalbox.gateway.ring;

import org.agrona.DirectBuffer;

/**
 * Gets the frames that an event loop drains from its reply ring.
 */
@FunctionalInterface
public interface ReplyHandler
{
    /**
     * A frame that may be sent now.
     *
     * @param connectionId of the connection that it goes to; the connection may be gone
     * @param sentBefore   whether the frame may have been sent before
     * @param buffer       that holds the frame, valid only during the call
     * @param offset       of the frame
     * @param length       of the frame, bytes
     */
    void onReply(long connectionId, boolean sentBefore, DirectBuffer buffer, int offset, int length);
}
