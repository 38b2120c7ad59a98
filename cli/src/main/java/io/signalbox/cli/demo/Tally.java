package io.signalbox.cli.demo;

import io.signalbox.protocol.wire.OrderRefusalReason;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What buyers were told, counted while they run. Any thread. */
final class Tally
{
    private static final long HIGHEST_NS = TimeUnit.MINUTES.toNanos(2);

    final LongAdder searches = new LongAdder();
    final LongAdder wanted = new LongAdder();
    final LongAdder nothingOffered = new LongAdder();
    final LongAdder orders = new LongAdder();
    final LongAdder held = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder paid = new LongAdder();
    final LongAdder cancelled = new LongAdder();
    final LongAdder expired = new LongAdder();
    final LongAdder tooLate = new LongAdder();
    final LongAdder errors = new LongAdder();
    final Map<OrderRefusalReason, LongAdder> refusedByReason = new ConcurrentHashMap<>();
    final Histogram orderNs = new ConcurrentHistogram(HIGHEST_NS, 3);
    final Histogram searchNs = new ConcurrentHistogram(HIGHEST_NS, 3);
    private volatile String firstError;

    void onRefused(final OrderRefusalReason reason)
    {
        refused.increment();
        refusedByReason.computeIfAbsent(reason, unused -> new LongAdder()).increment();
    }

    void onError(final Throwable error)
    {
        if (firstError == null)
        {
            firstError = error.toString();
        }
        errors.increment();
    }

    String firstError()
    {
        return firstError;
    }
}
