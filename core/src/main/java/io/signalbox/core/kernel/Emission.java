package io.signalbox.core.kernel;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;
import io.signalbox.protocol.MessageTable;
import io.signalbox.protocol.wire.EventHeaderEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * The one way an event gets out: claim room for it, encode it there, give it its header, emit it. An emitted event is
 * applied at once, through the same {@link Target} that recovery uses.
 *
 * <p>The first event of a request is its answer unless the decider says otherwise; exactly one event answers, others
 * are sent with request number 0. After the first event of a command nothing may fail.
 */
public final class Emission
{
    /** Bytes that the events of one command can take at most. */
    public static final int MAX_LENGTH = Frames.MAX_EVENTS_LENGTH;

    /** Slot of no session. */
    public static final int NONE = -1;

    /** After the answer: whom the next event is for has to be said. */
    private static final int NOT_SAID = -2;

    private static final int VERSION_OFFSET = Frame.MESSAGE_OFFSET + MessageHeaderEncoder.versionEncodingOffset();

    private final SessionNumbers sessions;
    private final Target target;
    private MutableDirectBuffer buffer;
    private int offset;
    private int length;
    private int eventCount;
    private long position;
    private long timestampMs;
    private int askerSlot;
    private long requestNumber;
    private boolean answered;
    private int addresseeSlot;
    private long refSeqNum;

    /** Applies an event that was emitted. */
    public interface Target
    {
        /**
         * Apply one event.
         *
         * @param events         buffer that holds its frame
         * @param frameOffset    of the frame
         * @param recordPosition of its record
         */
        void apply(DirectBuffer events, int frameOffset, long recordPosition);
    }

    /** What an event's header says of the session that it is addressed to. */
    public interface SessionNumbers
    {
        /**
         * Id of a session.
         *
         * @param slot of the session
         * @return its id
         */
        int id(int slot);

        /**
         * Number of a session's next event.
         *
         * @param slot of the session
         * @return 1 or more
         */
        long nextEventNumber(int slot);
    }

    /**
     * Emission into the buffers of the decisions to come.
     *
     * @param sessions that events are addressed to
     * @param target   that applies each event
     */
    public Emission(final SessionNumbers sessions, final Target target)
    {
        this.sessions = sessions;
        this.target = target;
    }

    /**
     * Begin the events of a command that no client waits for, such as one of the host.
     *
     * @param out               gets the events' frames from its first byte on
     * @param recordPosition    of the record that they will be in
     * @param recordTimestampMs of that record
     */
    public void begin(final MutableDirectBuffer out, final long recordPosition, final long recordTimestampMs)
    {
        buffer = out;
        length = 0;
        eventCount = 0;
        position = recordPosition;
        timestampMs = recordTimestampMs;
        askerSlot = NONE;
        requestNumber = 0;
        answered = false;
        tellNobody();
    }

    /**
     * The command is a request: exactly one of its events has to answer it.
     *
     * @param sessionSlot of the session that asks
     * @param number      of the request, not 0
     */
    public void asks(final int sessionSlot, final long number)
    {
        askerSlot = sessionSlot;
        requestNumber = number;
        answer();
    }

    /** The next event answers the request. */
    public void answer()
    {
        addresseeSlot = askerSlot;
        refSeqNum = requestNumber;
    }

    /**
     * The events from here on are for a session that has not asked for them.
     *
     * @param sessionSlot of the session; {@link #NONE} if they are for no session
     */
    public void tell(final int sessionSlot)
    {
        addresseeSlot = sessionSlot;
        refSeqNum = 0;
    }

    /** The events from here on are for no session. */
    public void tellNobody()
    {
        tell(NONE);
    }

    /**
     * Find room for the next event.
     *
     * @return offset in {@link #buffer()} of its SBE message header
     */
    public int claim()
    {
        offset = length;
        if (offset + Frame.MAX_LENGTH > MAX_LENGTH)
        {
            throw new IllegalStateException("the events of one command pass " + MAX_LENGTH + " bytes");
        }
        return offset + Frame.MESSAGE_OFFSET;
    }

    /**
     * Fill the header of the event that is being encoded. Its number is taken here, so that several events can go to
     * one session.
     *
     * @param header of the event
     */
    public void header(final EventHeaderEncoder header)
    {
        if (addresseeSlot == NOT_SAID || refSeqNum != 0 && answered)
        {
            throw new IllegalStateException("request " + requestNumber + " has its answer: say whom else to tell");
        }
        final boolean addressed = addresseeSlot != NONE;
        header
            .sessionId(addressed ? sessions.id(addresseeSlot) & 0xFFFF_FFFFL : 0)
            .msgSeqNum(addressed ? sessions.nextEventNumber(addresseeSlot) : 0)
            .refSeqNum(refSeqNum)
            .position(position)
            .timestampMs(timestampMs)
            .delivery((short)0);
    }

    /**
     * Emit the event that was encoded: frame it, count it, apply it.
     *
     * @param encodedLength bytes of the SBE message without its header
     */
    public void emit(final int encodedLength)
    {
        final int frameLength = Frame.BODY_OFFSET + encodedLength;
        Frame.writeHeader(buffer, offset, frameLength);
        // Not the version of the schema that this program was built with: a later build must write the same bytes.
        buffer.putShort(
            offset + VERSION_OFFSET,
            (short)MessageTable.introducedVersion(Frame.templateId(buffer, offset)),
            LITTLE_ENDIAN);
        length += frameLength;
        eventCount++;
        if (refSeqNum != 0)
        {
            answered = true;
            tell(NOT_SAID);
        }
        target.apply(buffer, offset, position);
    }

    /** All events are out. A request without an answer would leave its client waiting for ever. */
    public void end()
    {
        if (askerSlot != NONE && !answered)
        {
            throw new IllegalStateException("request " + requestNumber + " has no answer among " + eventCount +
                " events");
        }
    }

    /**
     * Position of the record in the making.
     *
     * @return 1 or more
     */
    public long position()
    {
        return position;
    }

    /**
     * Time of the command.
     *
     * @return ms since 1970-01-01 UTC
     */
    public long timestampMs()
    {
        return timestampMs;
    }

    /**
     * Buffer that events are encoded into.
     *
     * @return buffer of the decision
     */
    public MutableDirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * Bytes of the events emitted so far.
     *
     * @return 0 or more
     */
    public int length()
    {
        return length;
    }

    /**
     * How many events were emitted.
     *
     * @return 0 or more
     */
    public int eventCount()
    {
        return eventCount;
    }
}
