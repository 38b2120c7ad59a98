package io.signalbox.gateway;

import io.signalbox.gateway.session.KeptReplies;
import io.signalbox.replay.recovery.Replica;
import io.signalbox.replay.recovery.ViewPart;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;

/**
 * What a node remembers: the engine's state, the last replies of every session, the views. Owned by one thread, until
 * the views are shared with their readers.
 */
public final class NodeReplica extends Replica
{
    private final KeptReplies replies;
    private final AvailabilityView availability;
    private final OrderView orders;

    /**
     * Replica of an empty journal.
     *
     * @param repliesKept events of each session that can be had again, 1 to 65,536
     */
    public NodeReplica(final int repliesKept)
    {
        this(new KeptReplies(repliesKept), new AvailabilityView(), new OrderView());
    }

    /** The order of the parts is that of every snapshot: new ones come last. */
    private NodeReplica(final KeptReplies replies, final AvailabilityView availability, final OrderView orders)
    {
        super(replies, new ViewPart(availability), new ViewPart(orders));
        this.replies = replies;
        this.availability = availability;
        this.orders = orders;
    }

    KeptReplies replies()
    {
        return replies;
    }

    AvailabilityView availability()
    {
        return availability;
    }

    OrderView orders()
    {
        return orders;
    }
}
