package io.signalbox.gateway.net;

/**
 * What a connection may do. The session lives in the engine's state and outlives every connection.
 */
enum ConnectionState
{
    /** Nothing is known of the peer; it may negotiate or establish. */
    CONNECTED,

    /** A Negotiate is on its way through the ring. */
    NEGOTIATING,

    /** The session is open; the peer may establish. */
    NEGOTIATED,

    /** An Establish is on its way through the ring. */
    ESTABLISHING,

    /** Requests and queries may come, events may go. */
    ESTABLISHED,

    /** Our Terminate is out: nothing more is accepted or sent. */
    TERMINATED
}
