package io.signalbox.client;

import io.signalbox.protocol.wire.Channel;

import java.util.List;

/**
 * Asks for one seat for each passenger, all or none.
 *
 * @param runId        of the run
 * @param fromStop     index of the boarding stop, from 0; 0 to 254 can be carried
 * @param toStop       index of the alighting stop; 0 to 254 can be carried
 * @param classCode    seat class, one ASCII character
 * @param channel      where the order comes from
 * @param seenPosition position of the view that the buyer had seen; 0 if none
 * @param passengers   1 to 9; other counts, up to 254, are carried and refused by the engine
 */
public record PlaceOrder(
    int runId,
    int fromStop,
    int toStop,
    char classCode,
    Channel channel,
    long seenPosition,
    List<PassengerToken> passengers)
{
    /**
     * Check that the wire can carry it.
     *
     * @param runId of the run
     * @param fromStop index of the boarding stop, from 0; 0 to 254 can be carried
     * @param toStop index of the alighting stop; 0 to 254 can be carried
     * @param classCode seat class, one ASCII character
     * @param channel where the order comes from
     * @param seenPosition position of the view that the buyer had seen; 0 if none
     * @param passengers 1 to 9; other counts, up to 254, are carried and refused by the engine
     * @throws IllegalArgumentException if it cannot; names the field, the value and the limits
     */
    public PlaceOrder
    {
        Checks.uint8("fromStop", fromStop);
        Checks.uint8("toStop", toStop);
        Checks.uint8("classCode", classCode);
        Checks.present("channel", channel);
        if (channel == Channel.NULL_VAL || channel == Channel.SBE_UNKNOWN)
        {
            throw new IllegalArgumentException("channel " + channel + " is not a channel");
        }
        passengers = Checks.group("passengers", passengers);
    }
}
