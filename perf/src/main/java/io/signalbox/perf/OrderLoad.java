package io.signalbox.perf;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import io.signalbox.protocol.wire.PlaceOrderEncoder;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.util.SplittableRandom;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Keeps a window of orders in flight on one session and takes their answers: each must be an {@code OrderHeld} or an
 * {@code OrderRefused} of the order that is due, in order, without a gap. Owned by the rig's thread.
 */
final class OrderLoad implements WireSession.FrameHandler
{
    private static final int REF_SEQ_NUM_OFFSET = Frame.BODY_OFFSET + EventHeaderDecoder.refSeqNumEncodingOffset();

    private final WireSession session;
    private final int window;
    private final int runCount;
    private final SplittableRandom random;
    private final Histogram latencyNs;
    private final long[] sentNs;
    private final PlaceOrderEncoder order = new PlaceOrderEncoder();
    private long lastSent;
    private long lastAnswered;
    private long heldCount;
    private long refusedCount;

    OrderLoad(
        final WireSession session, final int window, final int runCount, final long seed, final Histogram latencyNs)
    {
        this.session = session;
        this.window = window;
        this.runCount = runCount;
        this.latencyNs = latencyNs;
        random = new SplittableRandom(seed);
        sentNs = new long[Integer.highestOneBit(window) * 2];
        lastSent = 0;
    }

    WireSession session()
    {
        return session;
    }

    /** Continue behind the requests that the session has made already. */
    void startAfter(final long lastRequestNumber)
    {
        lastSent = lastRequestNumber;
        lastAnswered = lastRequestNumber;
    }

    void fillWindow(final long nowNs) throws IOException
    {
        while (lastSent - lastAnswered < window && session.hasRoom())
        {
            send(nowNs);
        }
        session.flush();
    }

    private void send(final long nowNs)
    {
        lastSent = session.nextRequestNumber();
        final int fromStop = random.nextInt(SaleInventory.STOPS - 1);
        final int toStop = fromStop + 1 + random.nextInt(SaleInventory.STOPS - 1 - fromStop);
        order.wrapAndApplyHeader(session.out(), session.messageOffset(), session.messageHeader());
        order.header().sessionId(session.sessionId).msgSeqNum(lastSent);
        order
            .runId(1 + random.nextInt(runCount))
            .fromStop((short)fromStop)
            .toStop((short)toStop)
            .classCode(SaleInventory.CLASS_CODE)
            .channel(Channel.ONLINE)
            .seenPosition(0)
            .passengersCount(1)
            .next();
        // The token is the one field of the group's only entry.
        session.out().putLong(order.limit() - 2 * Long.BYTES, session.sessionId, LITTLE_ENDIAN);
        session.out().putLong(order.limit() - Long.BYTES, lastSent, LITTLE_ENDIAN);
        session.append(order.encodedLength());
        sentNs[(int)lastSent & sentNs.length - 1] = nowNs;
    }

    void receive() throws IOException
    {
        session.poll(this);
    }

    @Override
    public void onFrame(final UnsafeBuffer buffer, final int offset)
    {
        final int templateId = Frame.templateId(buffer, offset);
        if (templateId == OrderHeldDecoder.TEMPLATE_ID)
        {
            heldCount++;
        }
        else if (templateId == OrderRefusedDecoder.TEMPLATE_ID)
        {
            refusedCount++;
        }
        else if (templateId == BusinessMessageRejectDecoder.TEMPLATE_ID)
        {
            throw new IllegalStateException(
                "the server rejected an order of session " + session.sessionId + ": its ring is smaller than " +
                "what the sessions have in flight; use a smaller --window");
        }
        else
        {
            return;
        }
        final long answered = buffer.getLong(offset + REF_SEQ_NUM_OFFSET, LITTLE_ENDIAN);
        if (answered != lastAnswered + 1)
        {
            throw new IllegalStateException(
                "session " + session.sessionId + ": answer to " + answered + ", due is " + (lastAnswered + 1));
        }
        lastAnswered = answered;
        latencyNs.recordValue(System.nanoTime() - sentNs[(int)answered & sentNs.length - 1]);
    }

    boolean isAllAnswered()
    {
        return lastAnswered == lastSent;
    }

    long heldCount()
    {
        return heldCount;
    }

    long refusedCount()
    {
        return refusedCount;
    }
}
