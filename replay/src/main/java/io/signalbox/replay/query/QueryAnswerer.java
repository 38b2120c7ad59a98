package io.signalbox.replay.query;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameSink;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.QueryOrderDecoder;
import io.signalbox.protocol.wire.QueryRunDecoder;
import io.signalbox.protocol.wire.SearchRunsDecoder;
import io.signalbox.replay.view.JournalFollower;
import io.signalbox.replay.view.Stamp;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.availability.Offers;
import io.signalbox.replay.view.availability.RunCounts;
import io.signalbox.replay.view.availability.RunState;
import io.signalbox.replay.view.order.OrderReading;
import io.signalbox.replay.view.order.OrderView;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * Answers SearchRuns, QueryRun and QueryOrder from the views, without touching the ring.
 *
 * <p>Owned by one thread, as a rule an event loop: every loop has its own. Allocates nothing for QueryRun and
 * QueryOrder; for SearchRuns only until it has seen its largest answer. A rejection allocates its text.
 *
 * <p><b>Age.</b> {@code asOf.ageMs} of an answer is {@code nowMs} minus the time at which the view was last known to be
 * the newest: the later of the follower's last poll that found nothing more in the journal (all that it had polled
 * before being applied) and the time of the record at {@code asOf.position}. Since an idle follower polls about once a
 * millisecond, an age of up to {@value #AGE_RESOLUTION_MS} ms cannot be told from none and is given as 0: that is a
 * view that is caught up. It grows while the follower is behind, and without end if the follower has stopped.
 */
public final class QueryAnswerer
{
    /** Ages up to this are given as 0, ms. */
    public static final int AGE_RESOLUTION_MS = 2;

    private static final long MAX_AGE_MS = 0xFFFF_FFFEL;

    private final AvailabilityView availability;
    private final OrderView orders;
    private final LongSupplier newestAtMs;
    private final AnswerEncoder encoder = new AnswerEncoder();
    private final RunCounts counts = new RunCounts();
    private final Offers found = new Offers();
    private final OrderReading order = new OrderReading();
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final SearchRunsDecoder searchRuns = new SearchRunsDecoder();
    private final QueryRunDecoder queryRun = new QueryRunDecoder();
    private final QueryOrderDecoder queryOrder = new QueryOrderDecoder();
    private final byte[] code = new byte[SearchRunsDecoder.fromCodeLength()];
    private final UnsafeBuffer codeBuffer = new UnsafeBuffer(code);

    /**
     * An answerer for one thread.
     *
     * @param availability runs and counts
     * @param orders       orders, fed by the same follower, after {@code availability}
     * @param newestAtMs   time at which the views were last known to be the newest, as
     *                     {@link JournalFollower#newestAtMs()}; same clock as {@code nowMs} of the queries
     */
    public QueryAnswerer(final AvailabilityView availability, final OrderView orders, final LongSupplier newestAtMs)
    {
        this.availability = availability;
        this.orders = orders;
        this.newestAtMs = newestAtMs;
    }

    /**
     * Answer one query: with one or more frames of its answer, or with one BusinessMessageReject.
     *
     * @param queryFrame buffer that holds the query's frame, which has passed the frame validator
     * @param offset     of the frame's first byte
     * @param length     of the frame, bytes
     * @param sessionId  session that asks, for a rejection
     * @param nowMs      time now, ms since 1970-01-01 UTC; decides what is on sale, and the age
     * @param sink       gets the frames
     * @throws IllegalArgumentException if the frame is not a query
     */
    public void answer(
        final DirectBuffer queryFrame,
        final int offset,
        final int length,
        final int sessionId,
        final long nowMs,
        final FrameSink sink)
    {
        // Before the view is read, so that the age is never less than it is.
        final long newestMs = newestAtMs.getAsLong();
        final int templateId = Frame.templateId(queryFrame, offset);
        final int message = offset + Frame.MESSAGE_OFFSET;
        encoder.begin(sessionId, templateId, sink);
        switch (templateId)
        {
            case SearchRunsDecoder.TEMPLATE_ID ->
            {
                searchRuns.wrapAndApplyHeader(queryFrame, message, messageHeader);
                search(nowMs, newestMs);
            }
            case QueryRunDecoder.TEMPLATE_ID ->
            {
                queryRun.wrapAndApplyHeader(queryFrame, message, messageHeader);
                run(nowMs, newestMs);
            }
            case QueryOrderDecoder.TEMPLATE_ID ->
            {
                queryOrder.wrapAndApplyHeader(queryFrame, message, messageHeader);
                order(nowMs, newestMs);
            }
            default -> throw new IllegalArgumentException("templateId " + templateId + " is not a query");
        }
    }

    /**
     * Whether there is an answer to a query.
     *
     * @param templateId of the query
     * @return true if {@link #answer} takes it
     */
    public static boolean answers(final int templateId)
    {
        return templateId == SearchRunsDecoder.TEMPLATE_ID ||
            templateId == QueryRunDecoder.TEMPLATE_ID ||
            templateId == QueryOrderDecoder.TEMPLATE_ID;
    }

    private void search(final long nowMs, final long newestMs)
    {
        final long queryId = searchRuns.queryId();
        searchRuns.getFromCode(code, 0);
        final int fromStationId = availability.timetable().stationId(codeBuffer);
        if (fromStationId == 0)
        {
            rejectStation(queryId, "fromCode ");
            return;
        }
        searchRuns.getToCode(code, 0);
        final int toStationId = availability.timetable().stationId(codeBuffer);
        if (toStationId == 0)
        {
            rejectStation(queryId, "toCode ");
            return;
        }
        availability.reads().search(fromStationId, toStationId, searchRuns.date(), nowMs, found);
        encoder.runsFound(queryId, ageMs(found.stamp(), nowMs, newestMs), found);
    }

    private void run(final long nowMs, final long newestMs)
    {
        final long queryId = queryRun.queryId();
        final long runId = queryRun.runId();
        final RunState run = availability.timetable().run(runId);
        if (run == null)
        {
            encoder.reject(queryId, BusinessRejectReason.RUN_UNKNOWN, "runId " + runId + " is not in the view");
            return;
        }
        final int classCode = queryRun.classCode();
        final int classIndex = run.layout().classIndex(classCode);
        if (classIndex < 0)
        {
            encoder.reject(
                queryId, BusinessRejectReason.CLASS_UNKNOWN, "classCode " + classCode + " is not on run " + runId);
            return;
        }
        availability.reads().readCounts(run, classIndex, nowMs, counts);
        encoder.runAvailability(queryId, ageMs(counts.stamp(), nowMs, newestMs), run, classIndex, counts);
    }

    private void order(final long nowMs, final long newestMs)
    {
        final long queryId = queryOrder.queryId();
        final long orderId = queryOrder.orderId();
        if (!orders.read(orderId, order))
        {
            encoder.reject(
                queryId,
                BusinessRejectReason.ORDER_UNKNOWN,
                "orderId " + Long.toUnsignedString(orderId) + " is not in the view");
            return;
        }
        final RunState run = availability.timetable().requireRun(order.runId());
        encoder.orderStatus(queryId, ageMs(order.stamp(), nowMs, newestMs), orderId, order, run);
    }

    private void rejectStation(final long queryId, final String field)
    {
        final String text = new String(code, StandardCharsets.US_ASCII).trim();
        encoder.reject(queryId, BusinessRejectReason.STATION_UNKNOWN, field + text + " is not in the view");
    }

    private static long ageMs(final Stamp stamp, final long nowMs, final long newestMs)
    {
        final long ageMs = nowMs - Math.max(newestMs, stamp.timestampMs());
        return ageMs <= AGE_RESOLUTION_MS ? 0 : Math.min(ageMs, MAX_AGE_MS);
    }
}
