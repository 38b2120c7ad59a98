package io.signalbox.journal;

import org.agrona.DirectBuffer;

/**
 * One record as a flyweight: its place and time, where its command stands and where its events. The command is one
 * whole frame; the events are whole frames, one after the other, as {@link io.signalbox.protocol.Frames} walks them.
 * Both may stand in one buffer or in two.
 *
 * <p>Allocates nothing and is used again for the next record: owned by the thread that reads or appends. A reader's
 * record is valid, with its buffers, only during the call of the handler, which must not change it.
 */
public final class JournalRecord
{
    private long position;
    private long timestampMs;
    private int decisionVersion;
    private DirectBuffer command;
    private int commandOffset;
    private int commandLength;
    private DirectBuffer events;
    private int eventsOffset;
    private int eventsLength;

    /**
     * A record that is not yet filled.
     */
    public JournalRecord()
    {
    }

    /**
     * Set what stands in the record's header.
     *
     * @param newPosition        of the record, 1, 2, 3 ... without gaps
     * @param newTimestampMs     of the record, never less than the one before, at least 0, ms since 1970-01-01 UTC
     * @param newDecisionVersion version of the rules that decided, 0 to 65,535
     * @return this
     */
    public JournalRecord header(final long newPosition, final long newTimestampMs, final int newDecisionVersion)
    {
        position = newPosition;
        timestampMs = newTimestampMs;
        decisionVersion = newDecisionVersion;
        return this;
    }

    /**
     * Set where the command stands.
     *
     * @param buffer that holds the command's frame
     * @param offset of the frame
     * @param length of the frame, bytes, 12 to 4,096
     * @return this
     */
    public JournalRecord command(final DirectBuffer buffer, final int offset, final int length)
    {
        command = buffer;
        commandOffset = offset;
        commandLength = length;
        return this;
    }

    /**
     * Set where the events stand.
     *
     * @param buffer that holds the events' frames
     * @param offset of the first frame
     * @param length of all frames, bytes, 12 to 65,536
     * @return this
     */
    public JournalRecord events(final DirectBuffer buffer, final int offset, final int length)
    {
        events = buffer;
        eventsOffset = offset;
        eventsLength = length;
        return this;
    }

    /**
     * Position of the record.
     *
     * @return 1, 2, 3 ... without gaps
     */
    public long position()
    {
        return position;
    }

    /**
     * Time of the record.
     *
     * @return ms since 1970-01-01 UTC, never less than that of the record before
     */
    public long timestampMs()
    {
        return timestampMs;
    }

    /**
     * Version of the rules that decided.
     *
     * @return 0 to 65,535
     */
    public int decisionVersion()
    {
        return decisionVersion;
    }

    /**
     * Where the command is.
     *
     * @return buffer that holds the command's frame
     */
    public DirectBuffer command()
    {
        return command;
    }

    /**
     * Where the command begins.
     *
     * @return offset of the command's frame
     */
    public int commandOffset()
    {
        return commandOffset;
    }

    /**
     * Length of the command.
     *
     * @return bytes of its frame
     */
    public int commandLength()
    {
        return commandLength;
    }

    /**
     * Where the events are.
     *
     * @return buffer that holds the events' frames
     */
    public DirectBuffer events()
    {
        return events;
    }

    /**
     * Where the events begin.
     *
     * @return offset of the first event's frame
     */
    public int eventsOffset()
    {
        return eventsOffset;
    }

    /**
     * Length of the events.
     *
     * @return bytes of all events' frames
     */
    public int eventsLength()
    {
        return eventsLength;
    }
}
