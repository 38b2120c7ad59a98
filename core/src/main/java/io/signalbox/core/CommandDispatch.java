package io.signalbox.core;

import io.signalbox.core.checkpoint.CheckpointDecider;
import io.signalbox.core.kernel.Emission;
import io.signalbox.core.rules.RulesDecider;
import io.signalbox.core.rules.RulesState;
import io.signalbox.core.sale.SaleDecider;
import io.signalbox.core.session.SessionDecider;
import io.signalbox.core.session.SessionState;
import io.signalbox.core.timetable.TimetableDecider;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.CheckpointCommandAdapter;
import io.signalbox.protocol.wire.DefineLimitsDecoder;
import io.signalbox.protocol.wire.RequestHeaderDecoder;
import io.signalbox.protocol.wire.RulesCommandAdapter;
import io.signalbox.protocol.wire.SaleCommandAdapter;
import io.signalbox.protocol.wire.SessionCommandAdapter;
import io.signalbox.protocol.wire.TimetableCommandAdapter;
import org.agrona.DirectBuffer;

/** Finds who asks, and passes the command on to the room that it belongs to. */
final class CommandDispatch
{
    private final RulesState rules;
    private final SessionState sessions;
    private final Emission emission;
    private final RequestHeaderDecoder requestHeader = new RequestHeaderDecoder();
    private final SaleCommandAdapter sale;
    private final TimetableCommandAdapter timetable;
    private final RulesCommandAdapter rulesCommands;
    private final SessionCommandAdapter session;
    private final CheckpointCommandAdapter checkpoint;

    CommandDispatch(
        final RulesState rules,
        final SessionState sessions,
        final Emission emission,
        final RulesDecider rulesDecider,
        final SessionDecider sessionDecider,
        final TimetableDecider timetableDecider,
        final SaleDecider saleDecider,
        final CheckpointDecider checkpointDecider)
    {
        this.rules = rules;
        this.sessions = sessions;
        this.emission = emission;
        rulesCommands = new RulesCommandAdapter(rulesDecider);
        session = new SessionCommandAdapter(sessionDecider);
        timetable = new TimetableCommandAdapter(timetableDecider);
        sale = new SaleCommandAdapter(saleDecider);
        checkpoint = new CheckpointCommandAdapter(checkpointDecider);
    }

    /** Whether {@link #decide} knows a message: what it does not know must never come as far as this. */
    static boolean decides(final int templateId)
    {
        return SaleCommandAdapter.handles(templateId) ||
            TimetableCommandAdapter.handles(templateId) ||
            RulesCommandAdapter.handles(templateId) ||
            SessionCommandAdapter.handles(templateId) ||
            CheckpointCommandAdapter.handles(templateId);
    }

    /** Decide a command into the events of the decision, which has begun. */
    void decide(
        final long timestampMs, final long position, final DirectBuffer command, final int offset,
        final Decision decision)
    {
        final int templateId = Frame.templateId(command, offset);
        if (!rules.isDefined() && templateId != DefineLimitsDecoder.TEMPLATE_ID)
        {
            throw new IllegalStateException("template " + templateId + " before DefineLimits");
        }
        emission.begin(decision.eventsBuffer(), position, timestampMs);
        if (MessageTable.hasRequestHeader(templateId) && isRepeated(command, offset))
        {
            decision.markRepeated();
            return;
        }
        if (!sale.dispatch(templateId, command, offset) &&
            !timetable.dispatch(templateId, command, offset) &&
            !session.dispatch(templateId, command, offset) &&
            !rulesCommands.dispatch(templateId, command, offset) &&
            !checkpoint.dispatch(templateId, command, offset))
        {
            throw new IllegalStateException("template " + templateId + " is not a command");
        }
        emission.end();
        decision.decided(emission.length(), emission.eventCount());
    }

    private boolean isRepeated(final DirectBuffer command, final int offset)
    {
        requestHeader.wrap(command, offset + Frame.BODY_OFFSET);
        final int sessionId = (int)requestHeader.sessionId();
        if (sessionId == 0)
        {
            return false;
        }
        final int slot = rules.isDefined() ? sessions.slotOf(sessionId) : SessionState.NONE;
        if (slot == SessionState.NONE)
        {
            throw new IllegalStateException("a request of the unknown session " + requestHeader.sessionId());
        }
        final long requestNumber = requestHeader.msgSeqNum();
        if (Long.compareUnsigned(requestNumber, sessions.lastRequestNumber(slot)) <= 0)
        {
            return true;
        }
        emission.asks(slot, requestNumber);
        return false;
    }
}
