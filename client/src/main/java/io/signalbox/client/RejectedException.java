package io.signalbox.client;

import io.signalbox.protocol.wire.BusinessRejectReason;

import java.io.Serial;

/**
 * The gateway did not pass a request on, and would not if it were asked again; or a query has no answer, because what
 * it asks about is not there. Nothing was applied.
 */
public final class RejectedException extends SignalboxException
{
    @Serial
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final BusinessRejectReason reason;

    RejectedException(final BusinessRejectReason reason, final String text)
    {
        super(text.isEmpty() ? reason.name() : reason.name() + ": " + text, null);
        this.reason = reason;
    }

    /**
     * Why.
     *
     * @return as the server said; {@code SBE_UNKNOWN} if it is newer than this client
     */
    public BusinessRejectReason reason()
    {
        return reason;
    }
}
