package io.signalbox.replay;

import io.signalbox.protocol.Frame;
import org.agrona.DirectBuffer;

/**
 * Steps through the frames of a record. Stateless.
 */
final class EventFrames
{
    private EventFrames()
    {
    }

    /**
     * Length of the frame that starts at an offset, checked against what is left.
     *
     * @param buffer that holds the frames
     * @param at     offset of the frame
     * @param end    offset behind the last frame
     * @return bytes of the frame
     * @throws IllegalStateException if no complete frame starts there
     */
    static int lengthAt(final DirectBuffer buffer, final int at, final int end)
    {
        final int left = end - at;
        final int length = left < Frame.MIN_LENGTH ? 0 : Frame.length(buffer, at);
        if (length < Frame.MIN_LENGTH || length > left)
        {
            throw new IllegalStateException("no complete event frame: length " + length + ", bytes left " + left);
        }
        return length;
    }

    /** How many frames there are. */
    static int count(final DirectBuffer buffer, final int offset, final int length)
    {
        final int end = offset + length;
        int count = 0;
        int at = offset;
        while (at < end)
        {
            at += lengthAt(buffer, at, end);
            count++;
        }
        return count;
    }
}
