package io.signalbox.replay;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.OrderStatusDecoder;
import io.signalbox.protocol.wire.QueryOrderEncoder;
import io.signalbox.protocol.wire.QueryRunEncoder;
import io.signalbox.protocol.wire.RunAvailabilityDecoder;
import io.signalbox.protocol.wire.RunsFoundDecoder;
import io.signalbox.protocol.wire.SearchRunsEncoder;
import io.signalbox.replay.query.QueryAnswerer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Asks a QueryAnswerer as a client does, in frames, and reads the frames of the answer.
 */
public final class Answers
{
    /** Id of every query. */
    public static final long QUERY_ID = 0x8000_0000_0000_0001L;

    /** Session that asks. */
    public static final int ASKING_SESSION = 0xFFFF_FFF0;

    /**
     * An offer of RunsFound.
     *
     * @param runId       of the run
     * @param fromStop    of the journey
     * @param toStop      of the journey
     * @param classCode   of the seats
     * @param onSale      whether it can be bought
     * @param seats       how many
     * @param departureMs ms since 1970-01-01 UTC
     * @param arrivalMs   ms since 1970-01-01 UTC
     * @param fare        minor units
     * @param serviceCode of the run
     */
    public record Offer(
        int runId,
        int fromStop,
        int toStop,
        char classCode,
        boolean onSale,
        int seats,
        long departureMs,
        long arrivalMs,
        long fare,
        String serviceCode)
    {
    }

    /**
     * RunsFound, of all its frames.
     *
     * @param position    that it is true at
     * @param timestampMs of that record
     * @param ageMs       of the view
     * @param offers      of all frames
     * @param parts       how many frames
     */
    public record Found(long position, long timestampMs, long ageMs, List<Offer> offers, int parts)
    {
    }

    /**
     * RunAvailability, of all its frames.
     *
     * @param position    that it is true at
     * @param timestampMs of that record
     * @param ageMs       of the view
     * @param stopCount   of the run
     * @param seatCount   of the class
     * @param seats       of every pair of stops
     * @param parts       how many frames
     */
    public record Counts(
        long position, long timestampMs, long ageMs, int stopCount, int seatCount, List<Integer> seats, int parts)
    {
    }

    private final QueryAnswerer answerer;
    private final List<UnsafeBuffer> frames = new ArrayList<>();
    private final UnsafeBuffer query = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();

    /**
     * Answers of an answerer.
     *
     * @param answerer that is asked
     */
    public Answers(final QueryAnswerer answerer)
    {
        this.answerer = answerer;
    }

    /**
     * Ask SearchRuns.
     *
     * @param from  code of the station
     * @param to    code of the station
     * @param date  days since 1970-01-01
     * @param nowMs time of the query
     * @return null if it was rejected
     */
    public Found search(final String from, final String to, final int date, final long nowMs)
    {
        final SearchRunsEncoder message = new SearchRunsEncoder();
        message.wrapAndApplyHeader(query, Frame.MESSAGE_OFFSET, headerEncoder)
            .queryId(QUERY_ID).fromCode(from).toCode(to).date(date);
        ask(message.encodedLength(), nowMs);
        if (isReject())
        {
            return null;
        }
        final List<Offer> offers = new ArrayList<>();
        final RunsFoundDecoder answer = new RunsFoundDecoder();
        for (int part = 0; part < frames.size(); part++)
        {
            answer.wrapAndApplyHeader(frames.get(part), Frame.MESSAGE_OFFSET, headerDecoder);
            assertEquals(QUERY_ID, answer.queryId());
            assertEquals(part, answer.part().index());
            assertEquals(frames.size(), answer.part().count());
            for (final RunsFoundDecoder.OffersDecoder offer : answer.offers())
            {
                offers.add(new Offer(
                    (int)offer.runId(),
                    offer.fromStop(),
                    offer.toStop(),
                    (char)offer.classCode(),
                    offer.onSale() == 1,
                    offer.seats(),
                    offer.departureMs(),
                    offer.arrivalMs(),
                    offer.fare(),
                    offer.serviceCode()));
            }
        }
        return new Found(
            answer.asOf().position(), answer.asOf().timestampMs(), answer.asOf().ageMs(), offers, frames.size());
    }

    /**
     * Ask QueryRun.
     *
     * @param runId     of the run
     * @param classCode of the class
     * @param nowMs     time of the query
     * @return null if it was rejected
     */
    public Counts run(final long runId, final char classCode, final long nowMs)
    {
        final QueryRunEncoder message = new QueryRunEncoder();
        message.wrapAndApplyHeader(query, Frame.MESSAGE_OFFSET, headerEncoder)
            .queryId(QUERY_ID).runId(runId).classCode((short)classCode);
        ask(message.encodedLength(), nowMs);
        if (isReject())
        {
            return null;
        }
        final List<Integer> seats = new ArrayList<>();
        final RunAvailabilityDecoder answer = new RunAvailabilityDecoder();
        for (int part = 0; part < frames.size(); part++)
        {
            answer.wrapAndApplyHeader(frames.get(part), Frame.MESSAGE_OFFSET, headerDecoder);
            assertEquals(QUERY_ID, answer.queryId());
            assertEquals(runId, answer.runId());
            assertEquals((short)classCode, answer.classCode());
            assertEquals(part, answer.part().index());
            assertEquals(frames.size(), answer.part().count());
            assertEquals(seats.size(), answer.firstPair());
            final byte[] counts = new byte[answer.countsLength()];
            answer.getCounts(counts, 0, counts.length);
            for (int i = 0; i < counts.length; i += 2)
            {
                seats.add(new UnsafeBuffer(counts).getShort(i, LITTLE_ENDIAN) & 0xFFFF);
            }
        }
        return new Counts(
            answer.asOf().position(),
            answer.asOf().timestampMs(),
            answer.asOf().ageMs(),
            answer.stopCount(),
            answer.seatCount(),
            seats,
            frames.size());
    }

    /**
     * Ask QueryOrder.
     *
     * @param orderId of the order
     * @param nowMs   time of the query
     * @return null if it was rejected
     */
    public OrderStatusDecoder order(final long orderId, final long nowMs)
    {
        final QueryOrderEncoder message = new QueryOrderEncoder();
        message.wrapAndApplyHeader(query, Frame.MESSAGE_OFFSET, headerEncoder).queryId(QUERY_ID).orderId(orderId);
        ask(message.encodedLength(), nowMs);
        if (isReject())
        {
            return null;
        }
        assertEquals(1, frames.size());
        final OrderStatusDecoder answer = new OrderStatusDecoder();
        answer.wrapAndApplyHeader(frames.get(0), Frame.MESSAGE_OFFSET, headerDecoder);
        assertEquals(QUERY_ID, answer.queryId());
        assertEquals(orderId, answer.orderId());
        return answer;
    }

    /**
     * The rejection that the last query was answered with.
     *
     * @return the message
     */
    public BusinessMessageRejectDecoder rejection()
    {
        assertTrue(isReject(), "the last answer is not a rejection");
        assertEquals(1, frames.size());
        final BusinessMessageRejectDecoder answer = new BusinessMessageRejectDecoder();
        answer.wrapAndApplyHeader(frames.get(0), Frame.MESSAGE_OFFSET, headerDecoder);
        return answer;
    }

    /**
     * Frames of the last answer.
     *
     * @return copies, equal if their bytes are
     */
    public List<UnsafeBuffer> frames()
    {
        return List.copyOf(frames);
    }

    private boolean isReject()
    {
        return Frame.templateId(frames.get(0), 0) == BusinessMessageRejectDecoder.TEMPLATE_ID;
    }

    private void ask(final int messageLength, final long nowMs)
    {
        frames.clear();
        Frame.writeHeader(query, 0, Frame.BODY_OFFSET + messageLength);
        answerer.answer(query, 0, Frame.BODY_OFFSET + messageLength, ASKING_SESSION, nowMs, this::keep);
        assertTrue(!frames.isEmpty(), "no answer");
    }

    private void keep(final DirectBuffer buffer, final int offset, final int length)
    {
        assertTrue(length <= Frame.MAX_LENGTH);
        assertEquals(length, Frame.length(buffer, offset));
        assertEquals(Frame.ENCODING_TYPE, Frame.encodingType(buffer, offset));
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        frames.add(new UnsafeBuffer(copy));
    }
}
