package io.signalbox.protocol;

import org.agrona.DirectBuffer;

/**
 * Accepts frames, in order. Called on the thread that asked for them.
 */
@FunctionalInterface
public interface FrameSink
{
    /**
     * One complete frame.
     *
     * @param buffer that holds the frame, valid during the call only
     * @param offset of the frame's first byte
     * @param length of the frame, bytes
     */
    void onFrame(DirectBuffer buffer, int offset, int length);
}
