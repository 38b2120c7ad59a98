package io.signalbox.gateway.net;

import io.signalbox.core.SeatEngine;
import io.signalbox.gateway.host.DeliveryGate;
import io.signalbox.gateway.ring.CommandPipeline;
import io.signalbox.gateway.ring.PipelineSettings;
import io.signalbox.gateway.ring.ReplyRing;
import io.signalbox.gateway.ring.WaitMode;
import io.signalbox.gateway.session.KeptReplies;
import io.signalbox.replay.query.QueryAnswerer;
import io.signalbox.replay.view.availability.AvailabilityView;
import io.signalbox.replay.view.order.OrderView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConnectionLimitTest
{
    private static final long TIMEOUT_NS = 10_000_000_000L;
    private static final int BAD_FRAME_LENGTH = 0;

    private static NetServer start(final ConnectionLimit limit) throws IOException
    {
        final NetSettings settings =
            new NetSettings("127.0.0.1", 0, 1, false, 1 << 20, () -> 0, () -> 0, () -> false, id -> true);
        final ReplyRing[] replies = {new ReplyRing(ReplyRing.MIN_CAPACITY, DeliveryGate.afterAppend())};
        final CommandPipeline neverStarted = new CommandPipeline(
            new PipelineSettings(2, 1, WaitMode.BLOCKING, 0),
            new SeatEngine(),
            new KeptReplies(1),
            record ->
                nothing(),
            DeliveryGate.afterAppend(),
            () -> 0,
            (exitCode, reason, cause) -> nothing(),
            replies);
        return NetServer.bind(
            settings, limit, neverStarted.commands(), replies,
            List.of(new QueryAnswerer(new AvailabilityView(), new OrderView(), () -> 0)), () -> Long.MAX_VALUE);
    }

    private static void nothing()
    {
        assertTrue(TIMEOUT_NS > 0);
    }

    /** The server says why it ends the connection, with Terminate. */
    private static void expectServed(final Socket socket) throws IOException
    {
        socket.getOutputStream().write(new byte[] {BAD_FRAME_LENGTH, 0, 0, 0});
        assertTrue(socket.getInputStream().read() > 0);
    }

    @Test
    @Timeout(60)
    void shouldCloseAConnectionBeyondTheLimitAndTakeOneAgainWhenAnotherHasEnded() throws IOException
    {
        final NetServer server = start(new ConnectionLimit(2));
        final InetAddress loopback = InetAddress.getLoopbackAddress();
        try (Socket first = new Socket(loopback, server.port());
            Socket second = new Socket(loopback, server.port()))
        {
            try (Socket third = new Socket(loopback, server.port()))
            {
                assertEquals(-1, third.getInputStream().read());
            }
            expectServed(first);
            first.shutdownOutput();
            boolean served = false;
            while (!served)
            {
                try (Socket next = new Socket(loopback, server.port()))
                {
                    next.getOutputStream().write(new byte[] {BAD_FRAME_LENGTH, 0, 0, 0});
                    served = next.getInputStream().read() > 0;
                }
                catch (final IOException refused)
                {
                    // The end of the first has not been seen yet.
                    assertFalse(served);
                }
            }
            expectServed(second);
        }
        finally
        {
            server.stopReading(TIMEOUT_NS);
            server.finish(TIMEOUT_NS);
        }
    }

    @Test
    void shouldLeaveDescriptorsForTheRest()
    {
        assertEquals(20_000 - 256, ConnectionLimit.leaving(20_000));
        assertEquals(150, ConnectionLimit.leaving(300));
        assertEquals(Integer.MAX_VALUE, ConnectionLimit.leaving(Long.MAX_VALUE));
        assertEquals(Integer.MAX_VALUE, ConnectionLimit.leaving(-1));
    }
}
