package io.signalbox.core.kernel;

import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.DefinitionRefusedEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;

/** Writes the event that several rooms share: the refusal of a definition or a change of the rules. */
final class KernelEvents
{
    private final Emission emission;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final DefinitionRefusedEncoder definitionRefused = new DefinitionRefusedEncoder();

    KernelEvents(final Emission emission)
    {
        this.emission = emission;
    }

    void definitionRefused(
        final int commandTemplateId,
        final DefinitionRefusalReason reason,
        final int existingId,
        final long limitValue,
        final long decidingPosition,
        final String field)
    {
        definitionRefused.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(definitionRefused.header());
        definitionRefused
            .commandTemplateId(commandTemplateId)
            .reason(reason)
            .existingId(existingId)
            .limitValue(limitValue)
            .decidingPosition(decidingPosition)
            .field(field);
        emission.emit(definitionRefused.encodedLength());
    }
}
