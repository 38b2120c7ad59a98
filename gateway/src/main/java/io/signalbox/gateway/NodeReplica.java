package io.signalbox.gateway;

import io.signalbox.gateway.session.KeptReplies;
import io.signalbox.replay.recovery.Replica;

/** What a node remembers: the engine's state and the last replies of every session. Owned by one thread. */
public final class NodeReplica extends Replica
{
    private final KeptReplies replies;

    /**
     * Replica of an empty journal.
     *
     * @param repliesKept events of each session that can be had again, 1 to 65,536
     */
    public NodeReplica(final int repliesKept)
    {
        this(new KeptReplies(repliesKept));
    }

    private NodeReplica(final KeptReplies replies)
    {
        super(replies);
        this.replies = replies;
    }

    KeptReplies replies()
    {
        return replies;
    }
}
