package io.signalbox.protocolgen;

/** Kinds of messages, as the second part of a message's {@code semanticType} names them. */
enum Kind
{
    /** A client asks, the engine decides; journaled. */
    COMMAND,

    /** As a command, but only the host itself may issue it. */
    HOST,

    /** Decided by the engine; journaled. */
    EVENT,

    /** A client asks, a view answers. */
    QUERY,

    /** Of a view. */
    ANSWER,

    /** Of the gateway. */
    REJECTION,

    /** Of the session layer, from a client. */
    CLIENT,

    /** Of the session layer, from a server. */
    SERVER,

    /** Of the session layer, from either. */
    PEER;

    /**
     * Whether messages of this kind stand in the journal, so that they can never change.
     *
     * @return true for commands, host commands and events
     */
    boolean isJournaled()
    {
        return isCommand() || this == EVENT;
    }

    /**
     * Whether the engine decides messages of this kind.
     *
     * @return true for commands and host commands
     */
    boolean isCommand()
    {
        return this == COMMAND || this == HOST;
    }
}
