package io.signalbox.gateway.ring;

import com.lmax.disruptor.EventHandler;
import io.signalbox.gateway.host.EngineHost;
import io.signalbox.gateway.session.SessionHandler;

/**
 * The one thread that decides: takes each slot of the command ring to the host of the engine. Allocates nothing in
 * steady state.
 */
final class BusinessThread implements EventHandler<CommandSlot>
{
    private final EngineHost host;
    private final SessionHandler sessions;

    BusinessThread(final EngineHost host, final SessionHandler sessions)
    {
        this.host = host;
        this.sessions = sessions;
    }

    @Override
    public void onStart()
    {
        host.start();
    }

    @Override
    public void onEvent(final CommandSlot slot, final long sequence, final boolean endOfBatch)
    {
        final long nowMs = host.advanceTime();
        switch (slot.kind())
        {
            case CommandSlot.COMMAND -> sessions.onCommand(nowMs, slot.connectionId(), slot.frame(), slot.length());
            case CommandSlot.NEGOTIATE -> sessions.onNegotiate(nowMs, slot.connectionId(), slot.frame(), slot.length());
            case CommandSlot.ESTABLISH -> sessions.onEstablish(slot.connectionId(), slot.frame());
            default ->
            {
                // A tick has done its work above; a slot that could not be filled has none.
            }
        }
        if (endOfBatch)
        {
            host.endBatch();
        }
    }
}
