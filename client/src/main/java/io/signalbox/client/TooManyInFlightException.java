package io.signalbox.client;

import java.io.Serial;

/**
 * The request, or query, was not even queued: {@link ClientConfig#maxInFlight()} others wait for their answers. Ask
 * again when one of them is answered.
 */
public final class TooManyInFlightException extends RequestNotAppliedException
{
    @Serial
    private static final long serialVersionUID = 1L;

    TooManyInFlightException(final int maxInFlight)
    {
        super(Reason.TOO_MANY_IN_FLIGHT, "maxInFlight " + maxInFlight + " requests and queries wait for answers", null);
    }
}
