package io.signalbox.gateway.ring;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;

/**
 * How the business thread waits for the next command.
 */
public enum WaitMode
{
    /** Sleeps until it is woken. Best where there are fewer cores than busy threads. */
    BLOCKING,

    /** Spins, giving its core away between two looks. Needs a core of its own. */
    YIELDING,

    /** Spins a little, then sleeps for short times. */
    SLEEPING,

    /** Spins and never gives its core away. Only with more cores than busy threads. */
    BUSY_SPIN;

    WaitStrategy newStrategy()
    {
        return switch (this)
        {
            case BLOCKING -> new BlockingWaitStrategy();
            case YIELDING -> new YieldingWaitStrategy();
            case SLEEPING -> new SleepingWaitStrategy();
            case BUSY_SPIN -> new BusySpinWaitStrategy();
        };
    }
}
