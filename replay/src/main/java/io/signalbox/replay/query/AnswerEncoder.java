package io.signalbox.replay.query;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameSink;
import io.signalbox.protocol.wire.AsOfEncoder;
import io.signalbox.protocol.wire.BusinessMessageRejectEncoder;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.OrderStatusEncoder;
import io.signalbox.protocol.wire.RunAvailabilityEncoder;
import io.signalbox.protocol.wire.RunsFoundEncoder;
import io.signalbox.replay.view.Stamp;
import io.signalbox.replay.view.availability.Offers;
import io.signalbox.replay.view.availability.RunCounts;
import io.signalbox.replay.view.availability.RunState;
import io.signalbox.replay.view.order.OrderReading;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Encodes answers, in as many frames as they need. Owned by the thread of its {@link QueryAnswerer}.
 */
final class AnswerEncoder
{
    private static final int OFFERS_PER_PART =
        (Frame.MAX_LENGTH - Frame.BODY_OFFSET - RunsFoundEncoder.BLOCK_LENGTH -
            RunsFoundEncoder.OffersEncoder.sbeHeaderSize()) / RunsFoundEncoder.OffersEncoder.sbeBlockLength();
    private static final int PAIRS_PER_PART = 2_000;
    private static final int TOKEN_LENGTH = OrderStatusEncoder.SeatsEncoder.tokenLength();

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private final UnsafeBuffer countBytes = new UnsafeBuffer(new byte[PAIRS_PER_PART * Short.BYTES]);
    private final UnsafeBuffer token = new UnsafeBuffer(new byte[TOKEN_LENGTH]);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final RunsFoundEncoder runsFound = new RunsFoundEncoder();
    private final RunAvailabilityEncoder runAvailability = new RunAvailabilityEncoder();
    private final OrderStatusEncoder orderStatus = new OrderStatusEncoder();
    private final BusinessMessageRejectEncoder rejection = new BusinessMessageRejectEncoder();
    private int sessionId;
    private int queryTemplateId;
    private FrameSink sink;

    /** Say whose query the next answer is for, and where it goes. */
    void begin(final int newSessionId, final int newQueryTemplateId, final FrameSink newSink)
    {
        sessionId = newSessionId;
        queryTemplateId = newQueryTemplateId;
        sink = newSink;
    }

    void runsFound(final long queryId, final long ageMs, final Offers found)
    {
        final int parts = Math.max(1, (found.size() + OFFERS_PER_PART - 1) / OFFERS_PER_PART);
        for (int part = 0; part < parts; part++)
        {
            final int first = part * OFFERS_PER_PART;
            final int count = Math.min(OFFERS_PER_PART, found.size() - first);
            runsFound.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
            runsFound.queryId(queryId);
            stamp(runsFound.asOf(), found.stamp(), ageMs);
            runsFound.part().index(part).count(parts);
            final RunsFoundEncoder.OffersEncoder offers = runsFound.offersCount(count);
            for (int i = first; i < first + count; i++)
            {
                offer(offers.next(), found, i);
            }
            send(runsFound.encodedLength());
        }
    }

    void runAvailability(
        final long queryId, final long ageMs, final RunState run, final int classIndex, final RunCounts counts)
    {
        final int parts = (counts.pairCount() + PAIRS_PER_PART - 1) / PAIRS_PER_PART;
        for (int part = 0; part < parts; part++)
        {
            final int first = part * PAIRS_PER_PART;
            final int count = Math.min(PAIRS_PER_PART, counts.pairCount() - first);
            for (int i = 0; i < count; i++)
            {
                countBytes.putShort(i * Short.BYTES, counts.seats(first + i), LITTLE_ENDIAN);
            }
            runAvailability.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
            runAvailability.queryId(queryId);
            stamp(runAvailability.asOf(), counts.stamp(), ageMs);
            runAvailability.part().index(part).count(parts);
            runAvailability
                .runId(run.runId())
                .classCode((short)run.layout().classCode(classIndex))
                .stopCount((short)run.service().stopCount())
                .seatCount(run.layout().seatCount(classIndex))
                .firstPair(first)
                .putCounts(countBytes, 0, count * Short.BYTES);
            send(runAvailability.encodedLength());
        }
    }

    void orderStatus(
        final long queryId, final long ageMs, final long orderId, final OrderReading order, final RunState run)
    {
        orderStatus.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        orderStatus.queryId(queryId);
        stamp(orderStatus.asOf(), order.stamp(), ageMs);
        orderStatus
            .orderId(orderId)
            .state(order.state())
            .runId(order.runId())
            .fromStop(order.fromStop())
            .toStop(order.toStop())
            .classCode(order.classCode())
            .deadlineMs(order.deadlineMs())
            .amount(order.amount())
            .heldPosition(order.heldPosition())
            .statePosition(order.statePosition())
            .putServiceCode(run.service().code(), 0)
            .serviceDate(run.serviceDate());
        final OrderStatusEncoder.SeatsEncoder seats = orderStatus.seatsCount(order.passengerCount());
        for (int i = 0; i < order.passengerCount(); i++)
        {
            token.putLong(0, order.tokenFirst(i), LITTLE_ENDIAN);
            token.putLong(Long.BYTES, order.tokenSecond(i), LITTLE_ENDIAN);
            seats.next()
                .coachNumber(order.coachNumber(i))
                .row(order.row(i))
                .letter(order.letter(i))
                .seatIndex(order.seatIndex(i))
                .putToken(token, 0, TOKEN_LENGTH);
        }
        send(orderStatus.encodedLength());
    }

    void reject(final long queryId, final BusinessRejectReason reason, final String text)
    {
        rejection.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader)
            .sessionId(sessionId & 0xFFFF_FFFFL)
            .refTemplateId(queryTemplateId)
            .refSeqNum(0)
            .queryId(queryId)
            .reason(reason)
            .text(text);
        send(rejection.encodedLength());
    }

    private static void offer(
        final RunsFoundEncoder.OffersEncoder offer, final Offers found, final int index)
    {
        final RunState run = found.run(index);
        final int fromStop = found.fromStop(index);
        final int toStop = found.toStop(index);
        final int classIndex = found.classIndex(index);
        offer
            .runId(run.runId())
            .fromStop((short)fromStop)
            .toStop((short)toStop)
            .classCode((short)run.layout().classCode(classIndex))
            .onSale((short)(found.onSale(index) ? 1 : 0))
            .seats(found.seats(index))
            .departureMs(run.departureMs(fromStop))
            .arrivalMs(run.arrivalMs(toStop))
            .fare(run.layout().fare(classIndex, run.service().distanceM(fromStop, toStop)))
            .putServiceCode(run.service().code(), 0);
    }

    private static void stamp(final AsOfEncoder asOf, final Stamp stamp, final long ageMs)
    {
        asOf.position(stamp.position()).timestampMs(stamp.timestampMs()).ageMs(ageMs);
    }

    private void send(final int messageLength)
    {
        final int length = Frame.BODY_OFFSET + messageLength;
        Frame.writeHeader(buffer, 0, length);
        sink.onFrame(buffer, 0, length);
    }
}
