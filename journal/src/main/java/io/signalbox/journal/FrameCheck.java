package io.signalbox.journal;

import io.signalbox.protocol.Frame;
import org.agrona.DirectBuffer;

/**
 * Whether what is about to be journaled is one whole command and whole events. Their content is not this module's
 * affair.
 */
final class FrameCheck
{
    private FrameCheck()
    {
    }

    static void check(
        final DirectBuffer command,
        final int commandOffset,
        final int commandLength,
        final DirectBuffer events,
        final int eventsOffset,
        final int eventsLength)
    {
        if (commandLength < Frame.MIN_LENGTH || commandLength > RecordLayout.MAX_COMMAND_LENGTH ||
            Frame.length(command, commandOffset) != commandLength)
        {
            throw new IllegalArgumentException("commandLength " + commandLength + " is not that of one frame");
        }
        if (eventsLength < Frame.MIN_LENGTH || eventsLength > RecordLayout.MAX_EVENTS_LENGTH)
        {
            throw new IllegalArgumentException("eventsLength " + eventsLength + " is not " + Frame.MIN_LENGTH +
                " to " + RecordLayout.MAX_EVENTS_LENGTH);
        }
        int walked = 0;
        while (walked < eventsLength)
        {
            final int left = eventsLength - walked;
            final int length = left < Frame.MIN_LENGTH ? 0 : Frame.length(events, eventsOffset + walked);
            if (length < Frame.MIN_LENGTH || length > left)
            {
                throw new IllegalArgumentException(
                    "eventsLength " + eventsLength + " does not end with a whole frame: " + left + " bytes are left");
            }
            walked += length;
        }
    }
}
