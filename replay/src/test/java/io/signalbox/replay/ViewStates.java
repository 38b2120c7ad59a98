package io.signalbox.replay;

import io.signalbox.replay.query.QueryAnswerer;
import io.signalbox.replay.view.EntityOutput;
import io.signalbox.replay.view.RestorableView;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Both views of a node, what they answer to every query there is, and their states as entities.
 */
public final class ViewStates
{
    /**
     * An entity of a view.
     *
     * @param section that it belongs to
     * @param bytes   of it, equal if they are
     */
    public record Entity(int section, UnsafeBuffer bytes)
    {
    }

    private static final String[] STATIONS = {"A", "B", "C", "D", "E", "F", "G", "NONE"};

    /** The view of free seats. */
    public final AvailabilityView availability = new AvailabilityView();

    /** The view of orders. */
    public final OrderView orders = new OrderView();

    private final Answers answers = new Answers(new QueryAnswerer(availability, orders, () -> 0));

    /**
     * Views before the first record.
     */
    public ViewStates()
    {
    }

    /**
     * Show a record to both.
     *
     * @param entry the record
     */
    public void show(final TestNode.Entry entry)
    {
        TestNode.show(entry, availability);
        TestNode.show(entry, orders);
    }

    /**
     * New views with the state of these.
     *
     * @return views that have read what these have written
     */
    public ViewStates restored()
    {
        final ViewStates restored = new ViewStates();
        read(entities(availability), restored.availability);
        read(entities(orders), restored.orders);
        return restored;
    }

    /**
     * State of a view.
     *
     * @param view that is written
     * @return its entities
     */
    public static List<Entity> entities(final RestorableView view)
    {
        final List<Entity> entities = new ArrayList<>();
        view.writeTo((section, buffer, offset, length) ->
        {
            assertTrue(length > 0 && length <= EntityOutput.MAX_LENGTH);
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            entities.add(new Entity(section, new UnsafeBuffer(copy)));
        });
        return entities;
    }

    /**
     * Read entities.
     *
     * @param entities of a view
     * @param view     that reads them
     */
    public static void read(final List<Entity> entities, final RestorableView view)
    {
        for (final Entity entity : entities)
        {
            // Not at offset 0, as in a snapshot.
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[entity.bytes.capacity() + 8]);
            buffer.putBytes(3, entity.bytes, 0, entity.bytes.capacity());
            view.readEntity(entity.section, buffer, 3, entity.bytes.capacity());
        }
    }

    /**
     * Answers to every search, and about every run and order.
     *
     * @param orderIds that were ever given
     * @param nowMs    time of the queries
     * @return frames of all answers
     */
    public List<UnsafeBuffer> answers(final List<Long> orderIds, final long nowMs)
    {
        final List<UnsafeBuffer> all = new ArrayList<>();
        for (final String from : STATIONS)
        {
            for (final String to : STATIONS)
            {
                for (int day = TestNode.DAY; day < TestNode.DAY + 3; day++)
                {
                    answers.search(from, to, day, nowMs);
                    all.addAll(answers.frames());
                }
            }
        }
        for (int runId = 0; runId <= availability.runCount() + 1; runId++)
        {
            for (final char classCode : new char[]{'O', 'Z', '?'})
            {
                answers.run(runId, classCode, nowMs);
                all.addAll(answers.frames());
            }
        }
        for (final long orderId : orderIds)
        {
            answers.order(orderId, nowMs);
            all.addAll(answers.frames());
        }
        return all;
    }
}
