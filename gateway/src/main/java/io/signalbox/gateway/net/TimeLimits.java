package io.signalbox.gateway.net;

/**
 * How long a connection may take for what. All in milliseconds.
 */
final class TimeLimits
{
    /** From the connect to the EstablishAck. */
    static final long HANDSHAKE_MS = 5_000;

    /** From the first byte of a frame to its last. */
    static final long FRAME_MS = 2_000;

    /** Without the client reading what is sent. */
    static final long UNWRITABLE_MS = 5_000;

    /** From our Terminate until the connection is closed, whatever the client does. */
    static final long CLOSE_MS = 1_000;

    /** Between two looks at the limits. */
    static final long TICK_MS = 20;

    /** Shortest keep-alive interval that a client may ask for. */
    static final long MIN_KEEP_ALIVE_MS = 100;

    /** Longest keep-alive interval that a client may ask for. */
    static final long MAX_KEEP_ALIVE_MS = 60_000;

    private TimeLimits()
    {
    }
}
