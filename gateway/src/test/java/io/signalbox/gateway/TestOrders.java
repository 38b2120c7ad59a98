package io.signalbox.gateway;

import io.signalbox.protocol.wire.LayoutDefinedDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.ServiceDefinedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;

import java.io.IOException;

/**
 * A small world to sell: run 1 with 600 seats between two stations.
 */
final class TestOrders
{
    /** Requests that {@link #openOneRun} uses up. */
    static final int REQUESTS = 5;

    private TestOrders()
    {
    }

    static void openOneRun(final TestClient client, final int sessionId, final long originInstantMs)
        throws IOException
    {
        client.send(
            TestFrames.defineStation(sessionId, 1, "A"),
            TestFrames.defineStation(sessionId, 2, "B"),
            TestFrames.defineLayout(sessionId, 3, "L", 100),
            TestFrames.defineService(sessionId, 4, "T1"),
            TestFrames.openRun(sessionId, 5, 20_000, originInstantMs));
        client.expect(StationDefinedDecoder.TEMPLATE_ID);
        client.expect(StationDefinedDecoder.TEMPLATE_ID);
        client.expect(LayoutDefinedDecoder.TEMPLATE_ID);
        client.expect(ServiceDefinedDecoder.TEMPLATE_ID);
        client.expect(RunOpenedDecoder.TEMPLATE_ID);
    }
}
