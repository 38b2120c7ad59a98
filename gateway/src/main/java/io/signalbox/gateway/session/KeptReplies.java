package io.signalbox.gateway.session;

import io.signalbox.core.StateSink;
import io.signalbox.journal.JournalRecord;
import io.signalbox.protocol.EventFields;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.NegotiateResponseEncoder;
import io.signalbox.replay.recovery.ReplicaPart;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * The last events of every session, so that a repeated request gets its first answer again, also after a restart. Made
 * from the journal's records, or from a snapshot and the records behind it. Owned by one thread.
 */
public final class KeptReplies implements ReplicaPart
{
    private static final int SESSION = 0;
    private static final int EVENT = 1;

    private final int maxEvents;
    private final Int2ObjectHashMap<SessionReplies> sessions = new Int2ObjectHashMap<>();
    private final Frames walk = new Frames();
    private SessionReplies reading;

    /**
     * Of no session yet.
     *
     * @param maxEvents of each session that are kept, 1 to 65,536
     */
    public KeptReplies(final int maxEvents)
    {
        this.maxEvents = maxEvents;
    }

    /**
     * How many events of a session are kept.
     *
     * @return 1 to 65,536
     */
    int maxEvents()
    {
        return maxEvents;
    }

    /**
     * What is kept of a session.
     *
     * @param sessionId of the session
     * @return null if it was never negotiated
     */
    SessionReplies of(final int sessionId)
    {
        return sessions.get(sessionId);
    }

    /**
     * A session was negotiated: its numbers start again.
     *
     * @param sessionId of the session
     * @return nothing kept yet
     */
    SessionReplies start(final int sessionId)
    {
        final SessionReplies known = sessions.get(sessionId);
        if (known != null)
        {
            known.clear();
            return known;
        }
        final SessionReplies started = new SessionReplies(maxEvents);
        sessions.put(sessionId, started);
        return started;
    }

    @Override
    public void onRecord(final JournalRecord record)
    {
        walk.wrap(record.events(), record.eventsOffset(), record.eventsLength());
        while (walk.next())
        {
            final int templateId = Frame.templateId(record.events(), walk.offset());
            final int sessionId = EventFields.sessionId(record.events(), walk.offset());
            if (templateId == NegotiateResponseEncoder.TEMPLATE_ID)
            {
                start(sessionId);
            }
            else if (sessionId != 0 && MessageTable.hasEventHeader(templateId))
            {
                of(sessionId).append(record.events(), walk.offset(), walk.length());
            }
        }
    }

    /** By session id: the order of a map is its history. */
    @Override
    public void writeTo(final StateSink sink)
    {
        final int[] ids = sessions.keySet().stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(ids);
        final UnsafeBuffer head = new UnsafeBuffer(new byte[Integer.BYTES + Long.BYTES]);
        for (final int id : ids)
        {
            final SessionReplies replies = sessions.get(id);
            head.putInt(0, id, LITTLE_ENDIAN);
            head.putLong(Integer.BYTES, replies.forgottenRequest(), LITTLE_ENDIAN);
            sink.onEntity(SESSION, head, 0, head.capacity());
            replies.forEach((buffer, offset, length) -> sink.onEntity(EVENT, buffer, offset, length));
        }
    }

    @Override
    public void readEntity(final int section, final DirectBuffer buffer, final int offset, final int length)
    {
        if (section == SESSION && length == Integer.BYTES + Long.BYTES)
        {
            reading = start(buffer.getInt(offset, LITTLE_ENDIAN));
            reading.forget(buffer.getLong(offset + Integer.BYTES, LITTLE_ENDIAN));
        }
        else if (section == EVENT && reading != null && length >= Frame.MIN_LENGTH &&
            Frame.length(buffer, offset) == length)
        {
            reading.append(buffer, offset, length);
        }
        else
        {
            throw new IllegalStateException("replies: entity of section " + section + " with " + length + " bytes");
        }
    }
}
