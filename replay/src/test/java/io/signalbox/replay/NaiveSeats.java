package io.signalbox.replay;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The naive twin of the availability view: keeps the journeys of all live orders and counts anew at every question.
 * Shares no code with the view.
 */
public final class NaiveSeats
{
    /**
     * What an order holds.
     *
     * @param runId     of the run
     * @param classCode of the seats
     * @param fromStop  of the journey
     * @param toStop    of the journey
     * @param seats     their indexes
     */
    public record Journey(long runId, int classCode, int fromStop, int toStop, List<Integer> seats)
    {
    }

    /** Journeys by order, of all orders that have not ended. */
    public final Map<Long, Journey> live = new LinkedHashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /**
     * Nothing is sold.
     */
    public NaiveSeats()
    {
    }

    /**
     * Apply the events of a record.
     *
     * @param events their frames
     */
    public void onEvents(final byte[] events)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(events);
        for (int at = 0; at < events.length; at += Frame.length(buffer, at))
        {
            final int message = at + Frame.MESSAGE_OFFSET;
            switch (Frame.templateId(buffer, at))
            {
                case OrderHeldDecoder.TEMPLATE_ID ->
                {
                    final OrderHeldDecoder event = new OrderHeldDecoder();
                    event.wrapAndApplyHeader(buffer, message, header);
                    final List<Integer> seats = new ArrayList<>();
                    event.seats().forEach(seat -> seats.add(seat.seatIndex()));
                    live.put(event.orderId(), new Journey(
                        event.runId(), event.classCode(), event.fromStop(), event.toStop(), seats));
                }
                case OrderCancelledDecoder.TEMPLATE_ID ->
                    live.remove(new OrderCancelledDecoder().wrapAndApplyHeader(buffer, message, header).orderId());
                case HoldExpiredDecoder.TEMPLATE_ID ->
                    live.remove(new HoldExpiredDecoder().wrapAndApplyHeader(buffer, message, header).orderId());
                default ->
                {
                    // Changes no seat.
                }
            }
        }
    }

    /**
     * Free seats of every pair of stops, in the order of RunAvailability.
     *
     * @param runId     of the run
     * @param classCode of the class
     * @param stopCount of the run
     * @param seatCount of the class
     * @return of the pairs (0,1) (0,2) ... (0,n-1) (1,2) ...
     */
    public List<Integer> counts(final long runId, final int classCode, final int stopCount, final int seatCount)
    {
        final boolean[][] taken = new boolean[seatCount][stopCount - 1];
        for (final Journey journey : live.values())
        {
            if (journey.runId == runId && journey.classCode == classCode)
            {
                for (final int seat : journey.seats)
                {
                    for (int segment = journey.fromStop; segment < journey.toStop; segment++)
                    {
                        taken[seat][segment] = true;
                    }
                }
            }
        }
        final List<Integer> counts = new ArrayList<>();
        for (int from = 0; from < stopCount - 1; from++)
        {
            for (int to = from + 1; to < stopCount; to++)
            {
                counts.add(freeSeats(taken, from, to));
            }
        }
        return counts;
    }

    /**
     * Place of a pair of stops in the order of RunAvailability.
     *
     * @param stopCount of the run
     * @param fromStop  of the pair
     * @param toStop    of the pair
     * @return from 0
     */
    public static int pairIndex(final int stopCount, final int fromStop, final int toStop)
    {
        int index = 0;
        for (int from = 0; from < fromStop; from++)
        {
            index += stopCount - 1 - from;
        }
        return index + toStop - fromStop - 1;
    }

    private static int freeSeats(final boolean[][] taken, final int from, final int to)
    {
        int free = 0;
        for (final boolean[] seat : taken)
        {
            boolean all = true;
            for (int segment = from; segment < to; segment++)
            {
                all &= !seat[segment];
            }
            free += all ? 1 : 0;
        }
        return free;
    }
}
