package io.signalbox.gateway.ring;

import java.util.Objects;

/**
 * Sizes of a command pipeline.
 *
 * @param ringSlots   commands that may wait, a power of two, 2 to 262,144; each takes 4 KiB
 * @param maxBatch    commands after which replies are let out at the latest, 1 to 65,536
 * @param waitMode    how the business thread waits for commands
 * @param checkpointEvery records after which a checkpoint is journaled, 0 (never) to 1,000,000,000
 */
public record PipelineSettings(int ringSlots, int maxBatch, WaitMode waitMode, int checkpointEvery)
{
    /**
     * Check the sizes.
     *
     * @param ringSlots as above
     * @param maxBatch as above
     * @param waitMode as above
     * @param checkpointEvery as above
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
        if (checkpointEvery < 0 || checkpointEvery > 1_000_000_000)
        {
            throw new IllegalArgumentException("checkpointEvery " + checkpointEvery + " is not 0 to 1000000000");
        }
        Objects.requireNonNull(waitMode, "waitMode");
    }
}
