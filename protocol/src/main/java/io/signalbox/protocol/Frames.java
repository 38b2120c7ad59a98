package io.signalbox.protocol;

import org.agrona.DirectBuffer;

/**
 * Walks frames that stand one after the other, as the events of one journal record do. Each frame is checked to be
 * whole before it is shown; what is in it is not looked at. Allocates nothing and is used again: owned by one thread.
 *
 * <pre>
 * frames.wrap(buffer, offset, length);
 * while (frames.next())
 * {
 *     onEvent(buffer, frames.offset(), frames.length());
 * }
 * </pre>
 */
public final class Frames
{
    /** Bytes that the events of one command, which make one journal record, can take at most. */
    public static final int MAX_EVENTS_LENGTH = 64 * 1024;

    private DirectBuffer buffer;
    private int start;
    private int end;
    private int offset;
    private int length;

    /**
     * A walk over nothing.
     */
    public Frames()
    {
    }

    /**
     * Begin a walk: {@link #next()} leads to the first frame.
     *
     * @param newBuffer that holds the frames
     * @param newOffset of the first frame
     * @param newLength of all frames, bytes
     * @return this
     */
    public Frames wrap(final DirectBuffer newBuffer, final int newOffset, final int newLength)
    {
        buffer = newBuffer;
        start = newOffset;
        end = newOffset + newLength;
        offset = newOffset;
        length = 0;
        return this;
    }

    /**
     * Go on to the next frame.
     *
     * @return false if there is none: then {@link #offset()} is behind the last one
     * @throws IllegalStateException if bytes are left that are no complete frame
     */
    public boolean next()
    {
        offset += length;
        length = offset < end ? lengthAt(buffer, offset, end) : 0;
        return length > 0;
    }

    /**
     * Where the frame stands in the buffer.
     *
     * @return offset of the frame's first byte
     */
    public int offset()
    {
        return offset;
    }

    /**
     * Length of the frame.
     *
     * @return {@link Frame#MIN_LENGTH} or more, bytes; 0 before the first frame and behind the last
     */
    public int length()
    {
        return length;
    }

    /**
     * Bytes of all frames up to the end of this one.
     *
     * @return 0 before the first frame
     */
    public int walked()
    {
        return offset + length - start;
    }

    /**
     * How many frames there are.
     *
     * @param buffer that holds the frames
     * @param offset of the first frame
     * @param length of all frames, bytes
     * @return 0 or more
     * @throws IllegalStateException if they do not end with a complete frame
     */
    public static int count(final DirectBuffer buffer, final int offset, final int length)
    {
        final int end = offset + length;
        int count = 0;
        for (int at = offset; at < end; at += lengthAt(buffer, at, end))
        {
            count++;
        }
        return count;
    }

    /**
     * How many bytes at the start are complete frames.
     *
     * @param buffer that holds the frames
     * @param offset of the first frame
     * @param length of all of them, bytes
     * @return {@code length} if they end with a complete frame, less if they do not
     */
    public static int completeLength(final DirectBuffer buffer, final int offset, final int length)
    {
        final int end = offset + length;
        int at = offset;
        int frameLength = completeAt(buffer, at, end);
        while (frameLength > 0)
        {
            at += frameLength;
            frameLength = completeAt(buffer, at, end);
        }
        return at - offset;
    }

    /**
     * Length of the frame that starts at an offset, checked against what is left.
     *
     * @param buffer that holds the frames
     * @param offset of the frame
     * @param end    offset behind the last frame
     * @return {@link Frame#MIN_LENGTH} or more, bytes
     * @throws IllegalStateException if no complete frame starts there
     */
    public static int lengthAt(final DirectBuffer buffer, final int offset, final int end)
    {
        final int length = completeAt(buffer, offset, end);
        if (length == 0)
        {
            final int left = end - offset;
            throw new IllegalStateException("no complete frame: length " +
                (left < Frame.MIN_LENGTH ? 0 : Frame.length(buffer, offset)) + ", bytes left " + left);
        }
        return length;
    }

    /** Length of the complete frame at an offset, 0 if there is none. */
    private static int completeAt(final DirectBuffer buffer, final int offset, final int end)
    {
        final int left = end - offset;
        final int length = left < Frame.MIN_LENGTH ? 0 : Frame.length(buffer, offset);
        return length < Frame.MIN_LENGTH || length > left ? 0 : length;
    }
}
