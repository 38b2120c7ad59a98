package io.signalbox.gateway.ring;

import java.util.Objects;

/**
 * Sizes of a command pipeline.
 *
 * @param ringSlots   commands that may wait, a power of two, 2 to 262,144; each takes 4 KiB
 * @param maxBatch    commands after which replies are let out at the latest, 1 to 65,536
 * @param waitMode    how the business thread waits for commands
 * @param repliesKept events of each session that can be had again, 1 to 65,536
 */
public record PipelineSettings(int ringSlots, int maxBatch, WaitMode waitMode, int repliesKept)
{
    /**
     * Check the sizes.
     *
     * @param ringSlots as above
     * @param maxBatch as above
     * @param waitMode as above
     * @param repliesKept as above
     * @throws IllegalArgumentException if one is out of range
     */
    public PipelineSettings
    {
        if (ringSlots < 2 || ringSlots > 1 << 18 || Integer.bitCount(ringSlots) != 1)
        {
            throw new IllegalArgumentException("ringSlots " + ringSlots + " is not a power of two from 2 to 262144");
        }
        if (maxBatch < 1 || maxBatch > 1 << 16)
        {
            throw new IllegalArgumentException("maxBatch " + maxBatch + " is not 1 to 65536");
        }
        if (repliesKept < 1 || repliesKept > 1 << 16)
        {
            throw new IllegalArgumentException("repliesKept " + repliesKept + " is not 1 to 65536");
        }
        Objects.requireNonNull(waitMode, "waitMode");
    }
}
