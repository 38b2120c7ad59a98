package io.signalbox.client;

import io.signalbox.protocol.wire.DefinitionRefusalReason;

/**
 * A definition, the opening or closing of a run, or a change of settings was refused.
 *
 * @param reason           why; {@code ALREADY_DEFINED} is harmless
 * @param existingId       id of the thing that is there already; 0 if none
 * @param field            name of the field or limit; empty if none
 * @param limitValue       limit, index or code, as the reason says; else 0
 * @param decidingPosition position of the record that decided it
 * @param stamp            place of the event in the journal
 */
public record DefinitionRefused(
    DefinitionRefusalReason reason,
    int existingId,
    String field,
    long limitValue,
    long decidingPosition,
    EventStamp stamp) implements DefinitionResult, RulesResult
{
    @Override
    public int usableId()
    {
        return reason == DefinitionRefusalReason.ALREADY_DEFINED ? existingId : 0;
    }
}
