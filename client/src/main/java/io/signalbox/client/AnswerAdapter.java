package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.AsOfDecoder;
import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NotAppliedDecoder;
import io.signalbox.protocol.wire.OrderStatusDecoder;
import io.signalbox.protocol.wire.RunAvailabilityDecoder;
import io.signalbox.protocol.wire.RunsFoundDecoder;
import org.agrona.DirectBuffer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static io.signalbox.client.RequestOutcomeUnknownException.Reason.REPLY_NO_LONGER_KEPT;
import static io.signalbox.client.RequestOutcomeUnknownException.Reason.UNEXPECTED_ANSWER;

/**
 * Takes events, answers and rejections and gives them to whom they answer. A frame is decoded before its request is
 * forgotten, so that one that cannot be decoded leaves the request waiting. Owned by the event loop.
 */
final class AnswerAdapter
{
    private final long sessionId;
    private final Outbox outbox;
    private final SafeListener listener;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventHeaderDecoder eventHeader = new EventHeaderDecoder();
    private final EventDecoder events = new EventDecoder();
    private final NotAppliedDecoder notApplied = new NotAppliedDecoder();
    private final BusinessMessageRejectDecoder reject = new BusinessMessageRejectDecoder();
    private final RunsFoundDecoder runsFound = new RunsFoundDecoder();
    private final RunAvailabilityDecoder runAvailability = new RunAvailabilityDecoder();
    private final OrderStatusDecoder orderStatus = new OrderStatusDecoder();
    private long nextEventNumber = 1;

    /** Read by any thread, written by the event loop alone. */
    private volatile long unknownEvents;

    AnswerAdapter(final long sessionId, final Outbox outbox, final SafeListener listener)
    {
        this.sessionId = sessionId;
        this.outbox = outbox;
        this.listener = listener;
    }

    long nextEventNumber()
    {
        return nextEventNumber;
    }

    long unknownEvents()
    {
        return unknownEvents;
    }

    void onFrame(final int templateId, final DirectBuffer buffer, final int offset)
    {
        final int message = offset + Frame.MESSAGE_OFFSET;
        switch (templateId)
        {
            case NotAppliedDecoder.TEMPLATE_ID -> onNotApplied(notApplied.wrapAndApplyHeader(buffer, message, header));
            case BusinessMessageRejectDecoder.TEMPLATE_ID ->
                onReject(reject.wrapAndApplyHeader(buffer, message, header));
            case RunsFoundDecoder.TEMPLATE_ID -> onRunsFound(runsFound.wrapAndApplyHeader(buffer, message, header));
            case RunAvailabilityDecoder.TEMPLATE_ID ->
                onRunAvailability(runAvailability.wrapAndApplyHeader(buffer, message, header));
            case OrderStatusDecoder.TEMPLATE_ID ->
                onOrderStatus(orderStatus.wrapAndApplyHeader(buffer, message, header));
            default -> onEvent(templateId, buffer, offset);
        }
    }

    private void onEvent(final int templateId, final DirectBuffer buffer, final int offset)
    {
        wrapHeader(buffer, offset);
        final long number = eventHeader.msgSeqNum();
        final long refSeqNum = eventHeader.refSeqNum();
        final Request<?> request = refSeqNum == 0 ? null : outbox.requests().find(refSeqNum);
        final boolean unasked = refSeqNum == 0 && number >= nextEventNumber;
        final StampedEvent event = request != null || unasked ? events.decode(templateId, buffer, offset) : null;
        countUpTo(number);
        if (request != null)
        {
            outbox.answered(request);
            request.answer(event);
        }
        else if (unasked)
        {
            listener.onEvent(event);
        }
    }

    /**
     * An event that a newer server has added. What it says is not known, but it has used a number, and a request that
     * it answers has no other answer.
     */
    void onUnknownEvent(final int templateId, final DirectBuffer buffer, final int offset)
    {
        wrapHeader(buffer, offset);
        final long refSeqNum = eventHeader.refSeqNum();
        final Request<?> request = refSeqNum == 0 ? null : outbox.requests().find(refSeqNum);
        if (countUpTo(eventHeader.msgSeqNum()))
        {
            unknownEvents++;
        }
        if (request != null)
        {
            outbox.answered(request);
            request.failUnanswered(UNEXPECTED_ANSWER,
                "answered by an event that this client does not know, template id " + templateId, null);
        }
    }

    private void wrapHeader(final DirectBuffer buffer, final int offset)
    {
        eventHeader.wrap(buffer, offset + Frame.BODY_OFFSET);
        if (eventHeader.sessionId() != sessionId)
        {
            throw new IllegalStateException("event for session " + eventHeader.sessionId());
        }
    }

    /** Returns false if the event has come before. */
    private boolean countUpTo(final long number)
    {
        final long firstMissed = nextEventNumber;
        final long missed = number - firstMissed;
        if (missed < 0)
        {
            return false;
        }
        nextEventNumber = number + 1;
        if (missed > 0)
        {
            listener.onEventsMissed(firstMissed, missed);
        }
        return true;
    }

    private void onNotApplied(final NotAppliedDecoder decoder)
    {
        final RequestWindow window = outbox.requests();
        final long from = decoder.fromSeqNo();
        final long first = Math.max(from, window.oldestNumber());
        final long end = from + Math.min(decoder.count(), Math.max(0, window.nextNumber() - from));
        for (long number = first; number < end; number++)
        {
            final Request<?> request = window.find(number);
            if (request != null)
            {
                outbox.answered(request);
                request.completeExceptionally(new RequestNotAppliedException(
                    RequestNotAppliedException.Reason.NOT_APPLIED, "request " + number + " was not applied", null));
            }
        }
    }

    private void onReject(final BusinessMessageRejectDecoder decoder)
    {
        final long number = decoder.refSeqNum();
        final Request<?> request =
            number != 0 ? outbox.requests().find(number) : outbox.queries().find(decoder.queryId());
        if (request == null)
        {
            return;
        }
        final BusinessRejectReason reason = decoder.reason();
        final String text = decoder.text();
        outbox.answered(request);
        if (request.query())
        {
            request.completeExceptionally(new RejectedException(reason, text));
            return;
        }
        switch (reason)
        {
            case BUSY -> request.completeExceptionally(new RequestNotAppliedException(
                RequestNotAppliedException.Reason.BUSY, "request " + number + ": the server is busy", null));
            case READ_ONLY -> request.completeExceptionally(new RequestNotAppliedException(
                RequestNotAppliedException.Reason.READ_ONLY,
                "request " + number + ": the server takes no commands now", null));
            case REPLY_NO_LONGER_KEPT -> request.failUnanswered(REPLY_NO_LONGER_KEPT, text, null);
            default -> request.completeExceptionally(new RejectedException(reason, text));
        }
    }

    private void onRunsFound(final RunsFoundDecoder decoder)
    {
        final Request<?> request = outbox.queries().find(decoder.queryId());
        if (request instanceof Queries.Search search)
        {
            answer(search, search.onPart(decoder));
        }
    }

    private void onRunAvailability(final RunAvailabilityDecoder decoder)
    {
        final Request<?> request = outbox.queries().find(decoder.queryId());
        if (request instanceof Queries.Run run)
        {
            answer(run, run.onPart(decoder));
        }
    }

    private void onOrderStatus(final OrderStatusDecoder decoder)
    {
        final Request<?> request = outbox.queries().find(decoder.queryId());
        if (!(request instanceof Queries.Order))
        {
            return;
        }
        final OrderStatusDecoder.SeatsDecoder group = decoder.seats();
        final List<PassengerSeat> seats = new ArrayList<>(group.count());
        while (group.hasNext())
        {
            final int tokenOffset = decoder.limit() + OrderStatusDecoder.SeatsDecoder.tokenEncodingOffset();
            group.next();
            seats.add(new PassengerSeat(
                new Seat(group.coachNumber(), group.row(), (char)group.letter(), group.seatIndex()),
                EventDecoder.token(decoder.buffer(), tokenOffset)));
        }
        answer(request, new OrderStatus(asOf(decoder.asOf()), decoder.orderId(), decoder.state(),
            (int)decoder.runId(), decoder.serviceCode(), LocalDate.ofEpochDay(decoder.serviceDate()),
            decoder.fromStop(), decoder.toStop(), (char)decoder.classCode(), decoder.deadlineMs(), decoder.amount(),
            decoder.heldPosition(), decoder.statePosition(), Collections.unmodifiableList(seats)));
    }

    private void answer(final Request<?> query, final Object answer)
    {
        if (answer != null)
        {
            outbox.answered(query);
            query.answer(answer);
        }
    }

    static AsOf asOf(final AsOfDecoder decoder)
    {
        return new AsOf(decoder.position(), decoder.timestampMs(), decoder.ageMs());
    }
}
