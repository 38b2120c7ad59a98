package io.signalbox.journal;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.Frames;

/**
 * Whether what is about to be journaled is one whole command and whole events. Their content is not checked
 * here.
 */
final class FrameCheck
{
    private FrameCheck()
    {
    }

    static void check(final JournalRecord record)
    {
        final int commandLength = record.commandLength();
        if (commandLength < Frame.MIN_LENGTH || commandLength > Frame.MAX_LENGTH ||
            Frame.length(record.command(), record.commandOffset()) != commandLength)
        {
            throw new IllegalArgumentException("commandLength " + commandLength + " is not that of one frame");
        }
        final int eventsLength = record.eventsLength();
        if (eventsLength < Frame.MIN_LENGTH || eventsLength > Frames.MAX_EVENTS_LENGTH)
        {
            throw new IllegalArgumentException("eventsLength " + eventsLength + " is not " + Frame.MIN_LENGTH +
                " to " + Frames.MAX_EVENTS_LENGTH);
        }
        final int left =
            eventsLength - Frames.completeLength(record.events(), record.eventsOffset(), eventsLength);
        if (left != 0)
        {
            throw new IllegalArgumentException(
                "eventsLength " + eventsLength + " does not end with a whole frame: " + left + " bytes are left");
        }
    }
}
