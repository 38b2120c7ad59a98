package io.signalbox.core;

import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.NegotiateRejectReason;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The twin: the rules of docs/decisions.md in the most obvious code, with plain collections and linear scans. It shares
 * no code with the engine, takes the same commands, and must predict every field of every event.
 */
final class NaiveEngine
{
    private long position;
    private long timestampMs;
    private Command.DefineLimits limits;
    private final Map<Long, Session> sessions = new TreeMap<>();
    private final NaiveCatalogue catalogue = new NaiveCatalogue();
    private final NaiveSales sales = new NaiveSales(catalogue);

    /** Numbers of one session. */
    private static final class Session
    {
        private long versionId;
        private long lastRequest;
        private long nextEvent = 1;
    }

    Outcome execute(final long nowMs, final Command command)
    {
        final List<Event> events = new ArrayList<>();
        if (command instanceof Command.Negotiate negotiate)
        {
            events.add(negotiate(nowMs, negotiate));
        }
        else if (command instanceof Command.ExpireHolds expire)
        {
            for (final Event expired : sales.expire(nowMs, position + 1, expire.maxCount()))
            {
                events.add(addressed(nowMs, expired, sales.order(expired.number("orderId")).session, 0));
            }
        }
        else
        {
            final Command.Request request = (Command.Request)command;
            final Session session = sessions.get(request.session());
            if (session != null && Long.compareUnsigned(request.number(), session.lastRequest) <= 0)
            {
                return new Outcome(true, events);
            }
            final Event body = decide(nowMs, request);
            events.add(addressed(nowMs, body, request.session(), session == null ? 0 : request.number()));
            if (body.name().equals("LimitsDefined"))
            {
                events.add(addressed(nowMs, catalogue.firstSettings(), 0, 0));
            }
            if (session != null)
            {
                session.lastRequest = request.number();
            }
        }
        if (!events.isEmpty())
        {
            position++;
            timestampMs = nowMs;
        }
        return new Outcome(false, events);
    }

    long position()
    {
        return position;
    }

    long timestampMs()
    {
        return timestampMs;
    }

    long nextDeadlineMs()
    {
        return sales.nextDeadlineMs();
    }

    long sessionVersionId(final long sessionId)
    {
        return sessions.containsKey(sessionId) ? sessions.get(sessionId).versionId : 0;
    }

    long lastRequestNumber(final long sessionId)
    {
        return sessions.containsKey(sessionId) ? sessions.get(sessionId).lastRequest : 0;
    }

    long nextEventNumber(final long sessionId)
    {
        return sessions.containsKey(sessionId) ? sessions.get(sessionId).nextEvent : 0;
    }

    NaiveCatalogue catalogue()
    {
        return catalogue;
    }

    private Event negotiate(final long nowMs, final Command.Negotiate command)
    {
        final Session session = sessions.get(command.session());
        final long current = session == null ? 0 : session.versionId;
        NegotiateRejectReason reason = null;
        if (command.session() == 0)
        {
            reason = NegotiateRejectReason.SESSION_ID_INVALID;
        }
        else if (command.clientFlow() != FlowType.IDEMPOTENT || command.serverFlow() != FlowType.RECOVERABLE)
        {
            reason = NegotiateRejectReason.FLOW_NOT_SUPPORTED;
        }
        else if (Long.compareUnsigned(command.versionId(), current) <= 0)
        {
            reason = NegotiateRejectReason.SESSION_VER_ID_NOT_GREATER;
        }
        else if (session == null && sessions.size() == limits.maxSessions())
        {
            reason = NegotiateRejectReason.SESSION_LIMIT_REACHED;
        }
        final Event event = Event.of(reason == null ? "NegotiateResponse" : "NegotiateReject")
            .with("sessionId", command.session())
            .with("sessionVerId", command.versionId())
            .with("position", position + 1)
            .with("timestampMs", nowMs);
        if (reason != null)
        {
            return event.with("reason", reason).with("currentSessionVerId", current);
        }
        final Session opened = new Session();
        opened.versionId = command.versionId();
        sessions.put(command.session(), opened);
        return event.with("schemaVersion", 1);
    }

    private Event decide(final long nowMs, final Command.Request command)
    {
        final long thisPosition = position + 1;
        if (command instanceof Command.DefineLimits defineLimits)
        {
            final Event event = catalogue.defineLimits(thisPosition, defineLimits);
            if (event.name().equals("LimitsDefined"))
            {
                limits = defineLimits;
                sales.limits(defineLimits);
            }
            return event;
        }
        if (command instanceof Command.PlaceOrder order)
        {
            return sales.place(nowMs, thisPosition, order);
        }
        if (command instanceof Command.ConfirmPayment payment)
        {
            return sales.confirm(nowMs, thisPosition, payment);
        }
        if (command instanceof Command.CancelOrder cancel)
        {
            return sales.cancel(nowMs, thisPosition, cancel);
        }
        return catalogue.define(thisPosition, command);
    }

    private Event addressed(final long nowMs, final Event body, final long sessionId, final long refSeqNum)
    {
        final Session session = sessions.get(sessionId);
        final Event event = Event.of(body.name())
            .with("sessionId", sessionId)
            .with("msgSeqNum", session == null ? 0 : session.nextEvent++)
            .with("refSeqNum", refSeqNum)
            .with("position", position + 1)
            .with("timestampMs", nowMs)
            .with("delivery", 0);
        event.fields().putAll(body.fields());
        return event;
    }
}
