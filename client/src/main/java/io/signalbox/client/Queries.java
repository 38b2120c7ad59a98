package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.QueryOrderEncoder;
import io.signalbox.protocol.wire.QueryRunEncoder;
import io.signalbox.protocol.wire.RunAvailabilityDecoder;
import io.signalbox.protocol.wire.RunsFoundDecoder;
import io.signalbox.protocol.wire.SearchRunsEncoder;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The queries; those whose answers come in parts collect them.
 */
final class Queries
{
    private Queries()
    {
    }

    /** A {@code SearchRuns}. */
    static final class Search extends Request<RunsFound>
    {
        private final String fromCode;
        private final String toCode;
        private final int day;
        private final List<Offer> offers = new ArrayList<>();
        private int parts;

        Search(final String fromCode, final String toCode, final int day)
        {
            super(RunsFound.class, true, SearchRunsEncoder.BLOCK_LENGTH);
            Checks.ascii("fromCode", fromCode, Checks.CODE_LENGTH);
            Checks.ascii("toCode", toCode, Checks.CODE_LENGTH);
            this.fromCode = fromCode;
            this.toCode = toCode;
            this.day = day;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final SearchRunsEncoder encoder = encoders.searchRuns;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            encoder.queryId(number()).fromCode(fromCode).toCode(toCode).date(day);
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }

        @Override
        void onResend()
        {
            offers.clear();
            parts = 0;
        }

        /** Take a part of the answer; the whole answer if it was the last part, else null. */
        RunsFound onPart(final RunsFoundDecoder part)
        {
            checkPart(part.part().index(), parts, part.part().count());
            for (final RunsFoundDecoder.OffersDecoder offer : part.offers())
            {
                offers.add(new Offer((int)offer.runId(), offer.serviceCode(), offer.fromStop(), offer.toStop(),
                    (char)offer.classCode(), offer.onSale() != 0, offer.seats(), offer.departureMs(),
                    offer.arrivalMs(), offer.fare()));
            }
            parts++;
            return parts < part.part().count() ?
                null : new RunsFound(AnswerAdapter.asOf(part.asOf()), Collections.unmodifiableList(offers));
        }
    }

    /** A {@code QueryRun}. */
    static final class Run extends Request<RunAvailability>
    {
        private final int runId;
        private final char classCode;
        private char[] counts;
        private int pairs;
        private int parts;

        Run(final int runId, final char classCode)
        {
            super(RunAvailability.class, true, QueryRunEncoder.BLOCK_LENGTH);
            Checks.uint8("classCode", classCode);
            this.runId = runId;
            this.classCode = classCode;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final QueryRunEncoder encoder = encoders.queryRun;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            encoder.queryId(number()).runId(RequestEncoders.uint32(runId)).classCode((short)classCode);
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }

        @Override
        void onResend()
        {
            counts = null;
            pairs = 0;
            parts = 0;
        }

        /** Take a part of the answer; the whole answer if it was the last part, else null. */
        RunAvailability onPart(final RunAvailabilityDecoder part)
        {
            final int stopCount = part.stopCount();
            checkPart(part.part().index(), parts, part.part().count());
            if (counts == null)
            {
                counts = new char[stopCount * (stopCount - 1) / 2];
            }
            if (part.firstPair() != pairs)
            {
                throw new IllegalStateException("first pair " + part.firstPair() + " instead of " + pairs);
            }
            final int length = part.countsLength();
            final int offset = part.limit() + RunAvailabilityDecoder.countsHeaderLength();
            for (int i = 0; i + 1 < length; i += Short.BYTES)
            {
                counts[pairs++] = (char)part.buffer().getShort(offset + i, ByteOrder.LITTLE_ENDIAN);
            }
            parts++;
            if (parts < part.part().count())
            {
                return null;
            }
            if (pairs != counts.length)
            {
                throw new IllegalStateException(pairs + " pairs of " + counts.length);
            }
            return new RunAvailability(AnswerAdapter.asOf(part.asOf()), (int)part.runId(), (char)part.classCode(),
                stopCount, part.seatCount(), counts);
        }
    }

    /** A {@code QueryOrder}. */
    static final class Order extends Request<OrderStatus>
    {
        private final long orderId;

        Order(final long orderId)
        {
            super(OrderStatus.class, true, QueryOrderEncoder.BLOCK_LENGTH);
            this.orderId = orderId;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final QueryOrderEncoder encoder = encoders.queryOrder;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            encoder.queryId(number()).orderId(orderId);
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }
    }

    private static void checkPart(final int index, final int expectedIndex, final int count)
    {
        if (index != expectedIndex || index >= count)
        {
            throw new IllegalStateException("part " + index + " of " + count + " instead of " + expectedIndex);
        }
    }
}
