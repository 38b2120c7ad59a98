package io.signalbox.gateway.net;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayDeque;

/**
 * Buffers for the frames that wait for the end of a read or a drain; those that are free are used again. Owned by one
 * event loop.
 */
final class StagingBuffers
{
    private static final int LENGTH = 64 * 1024;

    private final ArrayDeque<UnsafeBuffer> free = new ArrayDeque<>();

    UnsafeBuffer acquire()
    {
        final UnsafeBuffer buffer = free.pollLast();
        return buffer == null ? new UnsafeBuffer(new byte[LENGTH]) : buffer;
    }

    void release(final UnsafeBuffer buffer)
    {
        free.addLast(buffer);
    }
}
