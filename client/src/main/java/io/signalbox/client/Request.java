package io.signalbox.client;

import io.signalbox.protocol.Frame;
import org.agrona.MutableDirectBuffer;

import java.util.concurrent.CompletableFuture;

/**
 * A request or query on its way: the caller's future, and what is needed to encode it once more after a reconnect.
 * Made by the caller's thread, then owned by the event loop.
 *
 * @param <T> type of its answer
 */
abstract class Request<T> extends CompletableFuture<T>
{
    private final Class<T> answerType;
    private final boolean query;
    private long number;
    private long deadlineNs;

    Request(final Class<T> answerType, final boolean query, final int bodyLength)
    {
        this.answerType = answerType;
        this.query = query;
        Checks.range("length of frame", (long)Frame.BODY_OFFSET + bodyLength, Frame.MIN_LENGTH, Frame.MAX_LENGTH);
    }

    /**
     * Encode the whole frame, with the number that the request has.
     */
    abstract void encode(RequestEncoders encoders, MutableDirectBuffer buffer, int offset, long sessionId);

    /**
     * Forget parts of an answer that a lost connection brought.
     */
    void onResend()
    {
    }

    final boolean query()
    {
        return query;
    }

    final long number()
    {
        return number;
    }

    final void number(final long newNumber)
    {
        number = newNumber;
    }

    final long deadlineNs()
    {
        return deadlineNs;
    }

    final void deadlineNs(final long newDeadlineNs)
    {
        deadlineNs = newDeadlineNs;
    }

    final void answer(final Object answer)
    {
        if (answerType.isInstance(answer))
        {
            complete(answerType.cast(answer));
        }
        else
        {
            failUnanswered(RequestOutcomeUnknownException.Reason.UNEXPECTED_ANSWER,
                "answered by " + answer.getClass().getSimpleName(), null);
        }
    }

    final void failUnsent(final String message, final Throwable cause)
    {
        if (query)
        {
            completeExceptionally(new QueryUnansweredException("query not sent: " + message, cause));
        }
        else
        {
            completeExceptionally(new RequestNotAppliedException(
                RequestNotAppliedException.Reason.NEVER_SENT, "request not sent: " + message, cause));
        }
    }

    final void failUnanswered(
        final RequestOutcomeUnknownException.Reason reason, final String message, final Throwable cause)
    {
        if (query)
        {
            completeExceptionally(new QueryUnansweredException("query " + number + ": " + message, cause));
        }
        else
        {
            completeExceptionally(new RequestOutcomeUnknownException(
                reason, number, "request " + number + ": " + reason + ", " + message, cause));
        }
    }
}
