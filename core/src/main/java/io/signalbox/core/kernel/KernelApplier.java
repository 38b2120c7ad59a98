package io.signalbox.core.kernel;

import io.signalbox.protocol.wire.DefinitionRefusedDecoder;
import io.signalbox.protocol.wire.KernelEventHandler;

/** Applies what every record does to the state: its position and its time. */
public final class KernelApplier implements KernelEventHandler
{
    private final KernelState state;

    /**
     * Applier of a state.
     *
     * @param state to change
     */
    public KernelApplier(final KernelState state)
    {
        this.state = state;
    }

    @Override
    public void onDefinitionRefused(final DefinitionRefusedDecoder event)
    {
        // Changes no more than its header says.
    }

    /**
     * The record at this position is fully applied.
     *
     * @param position    of the record
     * @param timestampMs of the record
     */
    public void advance(final long position, final long timestampMs)
    {
        state.advance(position, timestampMs);
    }
}
