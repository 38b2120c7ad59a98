package io.signalbox.client;

import java.io.Serial;

/**
 * The server refused the session, or ended it in a way that connecting again would only repeat. The client is over;
 * a new one, with a new session version, may do better.
 */
public final class SessionRejectedException extends SignalboxException
{
    @Serial
    private static final long serialVersionUID = 1L;

    /** Message of the server that ended the session. */
    private final String message;

    /** Name of the reason in the schema. */
    private final String reason;

    SessionRejectedException(final String message, final String reason, final String text)
    {
        super(message + " " + reason + (text.isEmpty() ? "" : ": " + text), null);
        this.message = message;
        this.reason = reason;
    }

    /**
     * Message of the server that ended the session.
     *
     * @return {@code NegotiateReject}, {@code EstablishReject} or {@code Terminate}
     */
    public String rejectedBy()
    {
        return message;
    }

    /**
     * Why, as the name that the schema gives to the reason: a {@code NegotiateRejectReason},
     * {@code EstablishRejectReason} or {@code TerminateCode}.
     *
     * @return for example {@code SESSION_VER_ID_NOT_GREATER}
     */
    public String reason()
    {
        return reason;
    }
}
