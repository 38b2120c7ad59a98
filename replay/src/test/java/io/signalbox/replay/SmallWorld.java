package io.signalbox.replay;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.replay.view.Projection;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Six stations, three services (by day, overnight, round a loop) on two dates, and random buyers.
 */
public final class SmallWorld
{
    /** Stops of the services. */
    public static final int[] STOP_COUNTS = {6, 6, 5};

    /** How many runs there are: 1 to this. */
    public static final int RUNS = 6;

    /** Seats of class O of every run. */
    public static final int SEATS_O = 6;

    /** Seats of class Z of every run. */
    public static final int SEATS_Z = 2;

    /**
     * An order that was held.
     *
     * @param orderId of the order
     * @param amount  to be paid
     */
    public record Order(long orderId, long amount)
    {
    }

    /** The engine of the world. */
    public final TestNode node;
    private final Random random;
    private final List<Order> orders = new ArrayList<>();
    private final Set<Integer> closed = new HashSet<>();

    /**
     * A world in which nothing is sold yet.
     *
     * @param seed        of its chance
     * @param maxOrders   that it has room for
     * @param projections are shown every record
     */
    public SmallWorld(final long seed, final int maxOrders, final Projection... projections)
    {
        random = new Random(seed);
        node = new TestNode(maxOrders, projections);
        node.stations("A", "B", "C", "D", "E", "F");
        node.layout("L", 2, "ABC");
        node.service("DAY", 8, 1, 2, 3, 4, 5, 6);
        node.service("NIGHT", 22, 1, 2, 3, 4, 5, 6);
        node.service("LOOP", 9, 1, 2, 3, 1, 4);
        node.execute(node.commands.settings(2_000, 1_800_000));
        for (int day = 0; day < 2; day++)
        {
            for (int service = 1; service <= STOP_COUNTS.length; service++)
            {
                node.openRun(service, 1, TestNode.DAY + day);
            }
        }
    }

    /**
     * Stops of a run.
     *
     * @param runId of the run
     * @return 5 or 6
     */
    public static int stopCount(final int runId)
    {
        return STOP_COUNTS[(runId - 1) % STOP_COUNTS.length];
    }

    /**
     * Seats of a class.
     *
     * @param classCode O or Z
     * @return of every run
     */
    public static int seatCount(final char classCode)
    {
        return classCode == 'O' ? SEATS_O : SEATS_Z;
    }

    /** One random command, most of them orders; time goes on a little. */
    public void step()
    {
        node.nowMs += random.nextInt(400);
        node.expireAll();
        final int choice = random.nextInt(20);
        if (choice < 13 || orders.isEmpty())
        {
            place();
        }
        else if (choice < 16)
        {
            final Order order = orders.remove(random.nextInt(orders.size()));
            node.execute(node.commands.confirm(order.orderId, order.amount));
        }
        else if (choice < 19)
        {
            final Order order = orders.remove(random.nextInt(orders.size()));
            node.execute(node.commands.cancel(order.orderId));
        }
        else if (random.nextInt(30) == 0)
        {
            final int runId = 1 + random.nextInt(RUNS);
            node.execute(node.commands.closeRun(runId));
            closed.add(runId);
        }
    }

    /**
     * Whether a run was closed.
     *
     * @param runId of the run
     * @return true if it was
     */
    public boolean isClosed(final int runId)
    {
        return closed.contains(runId);
    }

    private void place()
    {
        final int runId = 1 + random.nextInt(RUNS);
        final int from = random.nextInt(stopCount(runId) - 1);
        final int to = from + 1 + random.nextInt(stopCount(runId) - 1 - from);
        final byte[] events = node.order(
            runId, from, to, random.nextInt(3) == 0 ? 'Z' : 'O', 1 + random.nextInt(3));
        final Order order = heldOrder(events);
        if (order != null)
        {
            orders.add(order);
        }
    }

    /**
     * The order that was held.
     *
     * @param events of a PlaceOrder
     * @return null if it was refused
     */
    public static Order heldOrder(final byte[] events)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(events);
        if (Frame.templateId(buffer, 0) != OrderHeldDecoder.TEMPLATE_ID)
        {
            return null;
        }
        final OrderHeldDecoder held = new OrderHeldDecoder();
        held.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, new MessageHeaderDecoder());
        return new Order(held.orderId(), held.amount());
    }
}
