package io.signalbox.core;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/**
 * Bytes that the current thread has allocated on the heap, as the virtual machine counts them.
 */
final class AllocatedBytes
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    private AllocatedBytes()
    {
    }

    static long now()
    {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
