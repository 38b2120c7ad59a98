package io.signalbox.protocol;

/**
 * What a message is: who sends it, who acts on it, whether it is journaled. The schema says it of every message in
 * {@code semanticType}; numbers of templates say nothing.
 */
public enum MessageKind
{
    /** A client asks, the engine decides. Journaled. */
    COMMAND,

    /** As a command, but only the host itself may issue it. Journaled. */
    HOST,

    /** What the engine decided. Journaled. */
    EVENT,

    /** A client asks, a view answers. */
    QUERY,

    /** Of a view. */
    ANSWER,

    /** Of the gateway: it did not pass a request on, or a query has no answer. */
    REJECTION,

    /** Of the session layer, from a client. */
    CLIENT,

    /** Of the session layer, from a server. */
    SERVER,

    /** Of the session layer, from either side. */
    PEER;

    /**
     * Whether messages of this kind stand in the journal. They never change, so their blocks have one length forever.
     *
     * @return true for commands, host commands and events
     */
    public boolean isJournaled()
    {
        return this == COMMAND || this == HOST || this == EVENT;
    }
}
