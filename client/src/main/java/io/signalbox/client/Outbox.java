package io.signalbox.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.signalbox.protocol.Frame;
import org.agrona.BitUtil;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import static io.signalbox.client.RequestOutcomeUnknownException.Reason.TIMED_OUT;

/**
 * The way of a request from its caller to the socket: a queue that any thread fills and the event loop drains, and the
 * windows of those that were sent. A request gets its number when it is first encoded. {@link #submit} may be called
 * from any thread; everything else is owned by the event loop.
 */
final class Outbox
{
    private static final int BATCH_LENGTH = 64 * 1024;
    private static final long NS_PER_MS = 1_000_000L;

    private final long sessionId;
    private final int maxInFlight;
    private final long timeoutNs;
    private final EventLoop loop;
    private final Runnable wakeTask;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ManyToOneConcurrentArrayQueue<Request<?>> queue;
    private final RequestWindow requests;
    private final RequestWindow queries;
    private final RequestEncoders encoders = new RequestEncoders();
    private final UnsafeBuffer batchView = new UnsafeBuffer(0, 0);
    private ByteBuf batch;
    private volatile SignalboxException ended;

    Outbox(final ClientConfig config, final EventLoop loop, final Runnable onWork)
    {
        sessionId = config.sessionId();
        maxInFlight = config.maxInFlight();
        timeoutNs = config.requestTimeoutMs() * NS_PER_MS;
        this.loop = loop;
        wakeTask = () ->
        {
            // Before the queue is read, so that whoever is too late for this reading wakes the loop again.
            woken.set(false);
            onWork.run();
        };
        queue = new ManyToOneConcurrentArrayQueue<>(Math.max(2, maxInFlight));
        // Twice as wide as needed, so that one request that is answered late does not hold up the others.
        final int capacity = BitUtil.findNextPositivePowerOfTwo(maxInFlight) * 2;
        requests = new RequestWindow(capacity);
        queries = new RequestWindow(capacity);
    }

    RequestWindow requests()
    {
        return requests;
    }

    RequestWindow queries()
    {
        return queries;
    }

    <T> CompletableFuture<T> submit(final Request<T> request)
    {
        if (ended != null)
        {
            failEnded(request);
            return request;
        }
        if (inFlight.incrementAndGet() > maxInFlight)
        {
            inFlight.decrementAndGet();
            request.completeExceptionally(new TooManyInFlightException(maxInFlight));
            return request;
        }
        request.deadlineNs(System.nanoTime() + timeoutNs);
        if (!queue.offer(request))
        {
            throw new IllegalStateException("queue is full with " + inFlight.get() + " of " + maxInFlight);
        }
        wake();
        // Whoever ends the client drains the queue after setting this: one of the two sees the request.
        if (ended != null)
        {
            failEnded(request);
        }
        return request;
    }

    private void wake()
    {
        if (woken.compareAndSet(false, true))
        {
            try
            {
                loop.execute(wakeTask);
            }
            catch (final RejectedExecutionException ex)
            {
                // The loop stops only after the client has ended, so submit() fails the request.
                woken.set(false);
            }
        }
    }

    private void failEnded(final Request<?> request)
    {
        request.failUnsent("the client has ended", ended);
    }

    /**
     * Encode and send what waits in the queue, as far as socket and window have room.
     */
    boolean sendQueued(final Channel channel)
    {
        boolean sent = false;
        while (channel.isWritable())
        {
            final Request<?> request = queue.peek();
            if (request == null)
            {
                break;
            }
            final RequestWindow window = request.query() ? queries : requests;
            if (!window.hasRoom())
            {
                break;
            }
            queue.poll();
            window.add(request);
            encode(request, channel);
            sent = true;
        }
        flush(channel);
        return sent;
    }

    /**
     * Send everything that is unanswered once more, in order, with its old number.
     */
    void resend(final Channel channel)
    {
        resend(requests, channel);
        resend(queries, channel);
        flush(channel);
    }

    private void resend(final RequestWindow window, final Channel channel)
    {
        for (long number = window.oldestNumber(); number < window.nextNumber(); number++)
        {
            final Request<?> request = window.find(number);
            if (request != null)
            {
                request.onResend();
                encode(request, channel);
            }
        }
    }

    private void encode(final Request<?> request, final Channel channel)
    {
        if (batch != null && batch.writableBytes() < Frame.MAX_LENGTH)
        {
            channel.write(batch);
            batch = null;
        }
        if (batch == null)
        {
            batch = channel.alloc().directBuffer(BATCH_LENGTH, BATCH_LENGTH);
            final ByteBuffer memory = batch.internalNioBuffer(0, BATCH_LENGTH);
            batchView.wrap(memory, memory.position(), BATCH_LENGTH);
        }
        final int offset = batch.writerIndex();
        request.encode(encoders, batchView, offset, sessionId);
        batch.writerIndex(offset + Frame.length(batchView, offset));
    }

    private void flush(final Channel channel)
    {
        if (batch != null)
        {
            final ByteBuf last = batch;
            batch = null;
            channel.writeAndFlush(last, channel.voidPromise());
        }
    }

    /**
     * A request got its answer or its error: forget it, before its caller is told and perhaps asks for more.
     */
    void answered(final Request<?> request)
    {
        (request.query() ? queries : requests).remove(request);
        inFlight.decrementAndGet();
    }

    /**
     * Fail what has waited for too long.
     */
    void expire(final long nowNs)
    {
        expire(requests, nowNs);
        expire(queries, nowNs);
        for (Request<?> request = queue.peek(); isExpired(request, nowNs); request = queue.peek())
        {
            queue.poll();
            inFlight.decrementAndGet();
            request.failUnsent("not connected for " + timeoutNs / NS_PER_MS + " ms", null);
        }
    }

    private void expire(final RequestWindow window, final long nowNs)
    {
        // Deadlines ascend with the numbers, but for the time that a caller needs to get into the queue.
        for (Request<?> request = window.find(window.oldestNumber());
            isExpired(request, nowNs);
            request = window.find(window.oldestNumber()))
        {
            answered(request);
            request.failUnanswered(TIMED_OUT, "no answer within " + timeoutNs / NS_PER_MS + " ms", null);
        }
    }

    private static boolean isExpired(final Request<?> request, final long nowNs)
    {
        return request != null && nowNs - request.deadlineNs() >= 0;
    }

    /**
     * Fail everything that waits and everything that will be asked.
     */
    void end(final SignalboxException error, final RequestOutcomeUnknownException.Reason reason)
    {
        ended = error;
        end(requests, error, reason);
        end(queries, error, reason);
        while (!queue.isEmpty())
        {
            final Request<?> request = queue.poll();
            if (request == null)
            {
                // A caller has its place in the queue and is about to fill it; others stand behind it.
                Thread.onSpinWait();
                continue;
            }
            failEnded(request);
        }
    }

    private void end(
        final RequestWindow window, final SignalboxException error, final RequestOutcomeUnknownException.Reason reason)
    {
        for (Request<?> request = window.find(window.oldestNumber());
            request != null;
            request = window.find(window.oldestNumber()))
        {
            answered(request);
            request.failUnanswered(reason, error.getMessage(), error);
        }
    }
}
