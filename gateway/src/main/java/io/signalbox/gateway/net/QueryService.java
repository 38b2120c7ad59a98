package io.signalbox.gateway.net;

import io.signalbox.protocol.FrameSink;
import org.agrona.DirectBuffer;

/**
 * Answers queries from views, on the event loop that got them. Each loop has its own.
 */
@FunctionalInterface
public interface QueryService
{
    /**
     * Answer one query at once.
     *
     * @param query     buffer that holds the query's frame, which has passed the frame validator
     * @param offset    of the frame
     * @param length    of the frame, bytes
     * @param sessionId of the session that asks
     * @param nowMs     time, ms since 1970-01-01 UTC
     * @param sink      gets the frames of the answer
     */
    void answer(DirectBuffer query, int offset, int length, int sessionId, long nowMs, FrameSink sink);
}
