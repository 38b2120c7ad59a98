package io.signalbox.gateway;

import io.signalbox.gateway.host.FailStop;
import io.signalbox.journal.JournalReader;
import io.signalbox.replay.query.QueryAnswerer;
import io.signalbox.replay.view.JournalFollower;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;

import java.util.ArrayList;
import java.util.List;

/**
 * The views of a node, and the follower that feeds them from the journal on a thread of its own. Owned by the thread
 * that starts and stops the node; answerers belong to event loops.
 */
final class ViewHost implements AutoCloseable
{
    private static final long POLL_MS = 1_000;

    private final AvailabilityView availability;
    private final OrderView orders;
    private final JournalFollower follower;

    /**
     * Start to follow.
     *
     * @param replica     whose views are followed on; only they belong to this
     * @param reader      of the journal, behind the last record of those views; closed with this
     * @param environment of the server
     */
    ViewHost(final NodeReplica replica, final JournalReader reader, final ServerEnvironment environment)
    {
        availability = replica.availability();
        orders = replica.orders();
        follower = JournalFollower.ofViews(
            reader,
            environment.clockMs(),
            thrown -> environment.failStop().halt(
                FailStop.BROKEN_INVARIANT, "the views cannot follow the journal: " + thrown, thrown),
            availability,
            orders).start();
    }

    /**
     * Wait until the views have applied a record: views that are still far behind would say that runs do not exist.
     *
     * @param position of the record; 0 if there is none
     * @throws IllegalStateException if the views cannot follow the journal
     */
    void awaitPosition(final long position)
    {
        while (!follower.awaitPosition(position, POLL_MS))
        {
            if (follower.failure() != null)
            {
                throw new IllegalStateException("the views cannot follow the journal", follower.failure());
            }
        }
    }

    /**
     * Make answerers, one for each thread that asks.
     *
     * @param count of the threads
     * @return the answerers
     */
    List<QueryAnswerer> answerers(final int count)
    {
        final List<QueryAnswerer> answerers = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            answerers.add(new QueryAnswerer(availability, orders, follower::newestAtMs));
        }
        return answerers;
    }

    @Override
    public void close()
    {
        follower.close();
    }
}
