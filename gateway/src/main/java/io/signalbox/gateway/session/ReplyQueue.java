package io.signalbox.gateway.session;

import org.agrona.DirectBuffer;

/**
 * Frames on their way to the connections of one event loop, in order. Written by the thread that decides.
 */
public interface ReplyQueue
{
    /**
     * Write a frame, unless there is no room.
     *
     * @param connectionId of the connection that it goes to
     * @param position     from which on it may be sent
     * @param sentBefore   whether the frame may have been sent before
     * @param source       that holds the frame
     * @param offset       of the frame
     * @param length       of the frame, bytes
     * @return false if there is no room: nothing was written
     */
    boolean offer(
        long connectionId, long position, boolean sentBefore, DirectBuffer source, int offset, int length);

    /**
     * Wake the loop, unless it is already about to take what is there.
     */
    void wake();
}
