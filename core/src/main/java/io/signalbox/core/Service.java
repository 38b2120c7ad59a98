package io.signalbox.core;

import io.signalbox.protocol.wire.ServiceDefinedDecoder;

/** A train number and its pattern of stops. */
final class Service
{
    final byte[] content;
    final long definedPosition;
    final int[] departureS;
    final int[] distanceM;

    Service(final byte[] content, final long definedPosition, final ServiceDefinedDecoder.StopsDecoder stops)
    {
        this.content = content;
        this.definedPosition = definedPosition;
        final int count = stops.count();
        departureS = new int[count];
        distanceM = new int[count];
        for (int i = 0; i < count; i++)
        {
            stops.next();
            departureS[i] = stops.departureS();
            distanceM[i] = (int)stops.distanceM();
        }
    }

    int stopCount()
    {
        return departureS.length;
    }
}
