package io.signalbox.client;

/**
 * What a client must know before it connects. Start from {@link #builder} and change what is wanted.
 *
 * @param host           name or address of the server
 * @param port           of the server, 1 to 65,535
 * @param sessionId      1 to 4,294,967,294. A session id is a place in the server's journaled state: use few, and use
 *                       them again. Two clients with the same id at the same time push each other out
 * @param sessionVerId   version of the session, unsigned: greater than any that this session id has had. 0: a number
 *                       made from the clock when the client connects, which grows also within one millisecond
 * @param clientName     for the logs of the server, at most 200 bytes of UTF-8
 * @param keepAliveMs    longest silence of either side, 100 to 60,000 ms; after two of them the connection is given up
 * @param connectTimeoutMs longest time for a connection and its handshake, 1 to 3,600,000 ms
 * @param requestTimeoutMs longest time from asking to an answer or an error, reconnects included, 1 to 3,600,000 ms
 * @param maxInFlight    requests and queries that may wait for their answers at a time, 1 to 1,048,576; one more fails
 *                       at once with {@link TooManyInFlightException}
 * @param reconnectMinMs pause before the first attempt to reconnect, 1 ms and up; doubles with each failure
 * @param reconnectMaxMs longest pause between attempts, at least reconnectMinMs
 */
public record ClientConfig(
    String host,
    int port,
    long sessionId,
    long sessionVerId,
    String clientName,
    int keepAliveMs,
    int connectTimeoutMs,
    int requestTimeoutMs,
    int maxInFlight,
    int reconnectMinMs,
    int reconnectMaxMs)
{
    /** Port that a server listens on unless another is configured. */
    public static final int DEFAULT_PORT = 7306;

    private static final int HOUR_MS = 3_600_000;
    private static final long MAX_SESSION_ID = 0xFFFF_FFFEL;
    private static final int MAX_CLIENT_NAME_LENGTH = 200;

    /**
     * Check all values.
     *
     * @throws IllegalArgumentException if a value is out of its range; names the value and the limits
     */
    public ClientConfig
    {
        Checks.text("host", host, 1, 255);
        Checks.range("port", port, 1, 65_535);
        Checks.range("sessionId", sessionId, 1, MAX_SESSION_ID);
        Checks.text("clientName", clientName, 0, MAX_CLIENT_NAME_LENGTH);
        Checks.range("keepAliveMs", keepAliveMs, 100, 60_000);
        Checks.range("connectTimeoutMs", connectTimeoutMs, 1, HOUR_MS);
        Checks.range("requestTimeoutMs", requestTimeoutMs, 1, HOUR_MS);
        Checks.range("maxInFlight", maxInFlight, 1, 1 << 20);
        Checks.range("reconnectMinMs", reconnectMinMs, 1, HOUR_MS);
        Checks.range("reconnectMaxMs", reconnectMaxMs, reconnectMinMs, HOUR_MS);
    }

    /**
     * Configuration with defaults: a clock-based session version, keep-alive 5 s, connect timeout 5 s, request timeout
     * 30 s, 8,192 in flight, reconnect after 20 ms to 2 s.
     *
     * @param host      name or address of the server
     * @param port      of the server, 1 to 65,535
     * @param sessionId 1 to 4,294,967,294
     * @return the configuration
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static ClientConfig of(final String host, final int port, final long sessionId)
    {
        return builder(host, port, sessionId).build();
    }

    /**
     * Builder that has the values of {@link #of}.
     *
     * @param host      name or address of the server
     * @param port      of the server, 1 to 65,535
     * @param sessionId 1 to 4,294,967,294
     * @return builder
     */
    public static Builder builder(final String host, final int port, final long sessionId)
    {
        return new Builder(host, port, sessionId);
    }

    /** The same, with the session version that a client has when it connects. */
    ClientConfig withSessionVerId(final long newSessionVerId)
    {
        return new ClientConfig(
            host, port, sessionId, newSessionVerId, clientName, keepAliveMs, connectTimeoutMs, requestTimeoutMs,
            maxInFlight, reconnectMinMs, reconnectMaxMs);
    }

    /**
     * Builds a configuration. Owned by one thread; can be changed and used again.
     */
    public static final class Builder
    {
        private final String host;
        private final int port;
        private final long sessionId;
        private long sessionVerId;
        private String clientName = "signalbox-java";
        private int keepAliveMs = 5_000;
        private int connectTimeoutMs = 5_000;
        private int requestTimeoutMs = 30_000;
        private int maxInFlight = 8_192;
        private int reconnectMinMs = 20;
        private int reconnectMaxMs = 2_000;

        private Builder(final String host, final int port, final long sessionId)
        {
            this.host = host;
            this.port = port;
            this.sessionId = sessionId;
        }

        /**
         * Use another session version.
         *
         * @param newSessionVerId greater than any that this session id has had; 0: a number made from the clock when
         * the client connects, which grows also within one millisecond
         * @return this
         */
        public Builder sessionVerId(final long newSessionVerId)
        {
            sessionVerId = newSessionVerId;
            return this;
        }

        /**
         * Use another client name.
         *
         * @param newClientName at most 200 bytes of UTF-8
         * @return this
         */
        public Builder clientName(final String newClientName)
        {
            clientName = newClientName;
            return this;
        }

        /**
         * Use another keep-alive interval.
         *
         * @param newKeepAliveMs 100 to 60,000 ms
         * @return this
         */
        public Builder keepAliveMs(final int newKeepAliveMs)
        {
            keepAliveMs = newKeepAliveMs;
            return this;
        }

        /**
         * Use another connect timeout.
         *
         * @param newConnectTimeoutMs 1 to 3,600,000 ms
         * @return this
         */
        public Builder connectTimeoutMs(final int newConnectTimeoutMs)
        {
            connectTimeoutMs = newConnectTimeoutMs;
            return this;
        }

        /**
         * Use another request timeout.
         *
         * @param newRequestTimeoutMs 1 to 3,600,000 ms
         * @return this
         */
        public Builder requestTimeoutMs(final int newRequestTimeoutMs)
        {
            requestTimeoutMs = newRequestTimeoutMs;
            return this;
        }

        /**
         * Use another bound of requests and queries in flight.
         *
         * @param newMaxInFlight 1 to 1,048,576
         * @return this
         */
        public Builder maxInFlight(final int newMaxInFlight)
        {
            maxInFlight = newMaxInFlight;
            return this;
        }

        /**
         * Use another pause before the first attempt to reconnect.
         *
         * @param newReconnectMinMs 1 to 3,600,000 ms
         * @return this
         */
        public Builder reconnectMinMs(final int newReconnectMinMs)
        {
            reconnectMinMs = newReconnectMinMs;
            return this;
        }

        /**
         * Use another longest pause between attempts to reconnect.
         *
         * @param newReconnectMaxMs ms, at least reconnectMinMs, at most 3,600,000
         * @return this
         */
        public Builder reconnectMaxMs(final int newReconnectMaxMs)
        {
            reconnectMaxMs = newReconnectMaxMs;
            return this;
        }

        /**
         * Check all values and build.
         *
         * @return the configuration
         * @throws IllegalArgumentException if a value is out of its range; names the value and the limits
         */
        public ClientConfig build()
        {
            return new ClientConfig(
                host, port, sessionId, sessionVerId, clientName, keepAliveMs, connectTimeoutMs, requestTimeoutMs,
                maxInFlight, reconnectMinMs, reconnectMaxMs);
        }
    }
}
