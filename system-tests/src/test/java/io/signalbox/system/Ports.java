package io.signalbox.system;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are stopped and started again: below those that outgoing connections are given, so that nobody
 * can take the place of a server that is away.
 */
final class Ports
{
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int ATTEMPTS = 1_000;

    private Ports()
    {
    }

    static int free()
    {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++)
        {
            final int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress()))
            {
                return socket.getLocalPort();
            }
            catch (final BindException ex)
            {
                // Somebody has it: try another.
            }
            catch (final IOException ex)
            {
                throw new AssertionError(ex);
            }
        }
        throw new AssertionError("no free port from " + FIRST + " to " + END);
    }
}
