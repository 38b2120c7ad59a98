package io.signalbox.core;

import io.signalbox.core.checkpoint.CheckpointApplier;
import io.signalbox.core.inventory.InventoryApplier;
import io.signalbox.core.kernel.Emission;
import io.signalbox.core.kernel.KernelApplier;
import io.signalbox.core.rules.RulesApplier;
import io.signalbox.core.sale.SaleApplier;
import io.signalbox.core.session.SessionApplier;
import io.signalbox.core.timetable.TimetableApplier;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.CheckpointEventAdapter;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.KernelEventAdapter;
import io.signalbox.protocol.wire.RulesEventAdapter;
import io.signalbox.protocol.wire.SaleEventAdapter;
import io.signalbox.protocol.wire.SessionEventAdapter;
import io.signalbox.protocol.wire.TimetableEventAdapter;
import org.agrona.DirectBuffer;

/**
 * The way of every event into the state: live right after it was emitted, in recovery when it is read. Its header goes
 * to the session that it names, itself to the room that it belongs to, and to those that watch that room. An event that
 * does not fit the state breaks an invariant: it throws, and the process must stop.
 */
final class EventDispatch implements Emission.Target
{
    private final KernelApplier kernelApplier;
    private final SessionApplier sessionApplier;
    private final EventHeaderDecoder header = new EventHeaderDecoder();
    private final SaleEventAdapter sale;
    private final TimetableEventAdapter timetable;
    private final TimetableEventAdapter timetableOfInventory;
    private final RulesEventAdapter rules;
    private final RulesEventAdapter rulesOfSale;
    private final SessionEventAdapter session;
    private final CheckpointEventAdapter checkpoint;
    private final KernelEventAdapter kernel;

    EventDispatch(
        final KernelApplier kernelApplier,
        final RulesApplier rulesApplier,
        final SessionApplier sessionApplier,
        final TimetableApplier timetableApplier,
        final InventoryApplier inventoryApplier,
        final SaleApplier saleApplier,
        final CheckpointApplier checkpointApplier)
    {
        this.kernelApplier = kernelApplier;
        this.sessionApplier = sessionApplier;
        kernel = new KernelEventAdapter(kernelApplier);
        rules = new RulesEventAdapter(rulesApplier);
        rulesOfSale = new RulesEventAdapter(saleApplier);
        session = new SessionEventAdapter(sessionApplier);
        timetable = new TimetableEventAdapter(timetableApplier);
        timetableOfInventory = new TimetableEventAdapter(inventoryApplier);
        sale = new SaleEventAdapter(saleApplier);
        checkpoint = new CheckpointEventAdapter(checkpointApplier);
    }

    @Override
    public void apply(final DirectBuffer events, final int frameOffset, final long recordPosition)
    {
        final int templateId = Frame.templateId(events, frameOffset);
        if (MessageTable.hasEventHeader(templateId))
        {
            header.wrap(events, frameOffset + Frame.BODY_OFFSET);
            sessionApplier.onHeader(header);
        }
        if (!sale.dispatch(templateId, events, frameOffset) &&
            !dispatchDefinition(templateId, events, frameOffset) &&
            !session.dispatch(templateId, events, frameOffset) &&
            !checkpoint.dispatch(templateId, events, frameOffset) &&
            !kernel.dispatch(templateId, events, frameOffset))
        {
            throw new IllegalStateException("template " + templateId + " is not an event");
        }
    }

    private boolean dispatchDefinition(final int templateId, final DirectBuffer events, final int frameOffset)
    {
        if (timetable.dispatch(templateId, events, frameOffset))
        {
            timetableOfInventory.dispatch(templateId, events, frameOffset);
            return true;
        }
        if (rules.dispatch(templateId, events, frameOffset))
        {
            rulesOfSale.dispatch(templateId, events, frameOffset);
            return true;
        }
        return false;
    }

    /** All events of the record at this position are applied. */
    void endRecord(final long position, final long timestampMs)
    {
        kernelApplier.advance(position, timestampMs);
    }
}
