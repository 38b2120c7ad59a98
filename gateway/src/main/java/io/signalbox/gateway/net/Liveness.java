package io.signalbox.gateway.net;

import io.signalbox.protocol.wire.TerminateCode;

/**
 * The time limits of one connection. All times are of the monotonic clock, in milliseconds. Owned by the connection's
 * event loop.
 */
final class Liveness
{
    private static final long NEVER = -1;

    private final long connectedMs;
    private long receivedMs;
    private long partialSinceMs = NEVER;
    private long unwritableSinceMs = NEVER;
    private long terminatedMs;
    private long keepAliveMs;

    Liveness(final long nowMs)
    {
        connectedMs = nowMs;
        receivedMs = nowMs;
    }

    void onBytes(final long nowMs)
    {
        receivedMs = nowMs;
    }

    void onPartialFrame(final boolean partial, final long nowMs)
    {
        partialSinceMs = partial ? nowMs : NEVER;
    }

    void onEstablished(final long nowMs, final long agreedKeepAliveMs)
    {
        receivedMs = nowMs;
        keepAliveMs = agreedKeepAliveMs;
    }

    void onWritable(final boolean writable, final long nowMs)
    {
        unwritableSinceMs = writable ? NEVER : nowMs;
        // While we did not read, the silence was ours.
        receivedMs = nowMs;
    }

    void onTerminated(final long nowMs)
    {
        terminatedMs = nowMs;
    }

    /**
     * Which limit is exceeded.
     *
     * @return null if none
     */
    TerminateCode lapsed(
        final long nowMs, final ConnectionState state, final boolean writable, final boolean stopping)
    {
        if (state == ConnectionState.TERMINATED || stopping)
        {
            return null;
        }
        if (unwritableSinceMs != NEVER && nowMs - unwritableSinceMs > TimeLimits.UNWRITABLE_MS)
        {
            return TerminateCode.SLOW_CONSUMER;
        }
        if (state != ConnectionState.ESTABLISHED && nowMs - connectedMs > TimeLimits.HANDSHAKE_MS)
        {
            return TerminateCode.HANDSHAKE_TIMEOUT;
        }
        if (!writable)
        {
            return null;
        }
        if (partialSinceMs != NEVER && nowMs - partialSinceMs > TimeLimits.FRAME_MS)
        {
            return TerminateCode.MESSAGE_LENGTH_INVALID;
        }
        return state == ConnectionState.ESTABLISHED && nowMs - receivedMs > 2 * keepAliveMs ?
            TerminateCode.KEEP_ALIVE_LAPSED : null;
    }

    String describe(final TerminateCode code, final long nowMs)
    {
        return switch (code)
        {
            case SLOW_CONSUMER -> "nothing could be sent for " + (nowMs - unwritableSinceMs) + " ms, more than " +
                TimeLimits.UNWRITABLE_MS;
            case HANDSHAKE_TIMEOUT -> "not established " + (nowMs - connectedMs) + " ms after the connect, more than " +
                TimeLimits.HANDSHAKE_MS;
            case MESSAGE_LENGTH_INVALID -> "a frame is not complete " + (nowMs - partialSinceMs) +
                " ms after its first byte, more than " + TimeLimits.FRAME_MS;
            default -> "nothing received for " + (nowMs - receivedMs) + " ms, more than twice keepAliveMs " +
                keepAliveMs;
        };
    }

    boolean heartbeatDue(final long nowMs, final long lastSentMs)
    {
        return nowMs - lastSentMs >= keepAliveMs * 3 / 4;
    }

    boolean closeDue(final long nowMs)
    {
        return nowMs - terminatedMs > TimeLimits.CLOSE_MS;
    }
}
