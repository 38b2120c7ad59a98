package io.signalbox.core;

import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.OrderRefusalReason;

import java.util.Set;
import java.util.TreeSet;

/**
 * All refusals that the engine knows, so that tests can say which of them never came.
 */
final class Refusals
{
    private Refusals()
    {
    }

    /**
     * Refusals that were not reached.
     *
     * @param reached event names and reasons, with a space between them
     * @return the rest
     */
    static Set<String> missingFrom(final Set<String> reached)
    {
        final Set<String> missing = new TreeSet<>();
        for (final OrderRefusalReason reason : OrderRefusalReason.values())
        {
            missing.add("OrderRefused " + reason);
        }
        for (final NegotiateRejectReason reason : NegotiateRejectReason.values())
        {
            missing.add("NegotiateReject " + reason);
        }
        for (final DefinitionRefusalReason reason : DefinitionRefusalReason.values())
        {
            missing.add("DefinitionRefused " + reason);
        }
        missing.removeIf(name -> name.endsWith("NULL_VAL") || name.endsWith("SBE_UNKNOWN"));
        missing.removeAll(reached);
        return missing;
    }
}
