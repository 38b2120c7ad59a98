package io.signalbox.core.kernel;

import io.signalbox.protocol.wire.DefinitionRefusalReason;
import org.agrona.DirectBuffer;

/**
 * Checks that commands share: each either passes, or emits the refusal of the command in hand and returns false. Owned
 * by the engine's thread.
 */
public final class Checks
{
    private final Emission emission;
    private final KernelEvents events;
    private int templateId;

    /**
     * Checks of the commands to come.
     *
     * @param emission that refusals get out by
     */
    public Checks(final Emission emission)
    {
        this.emission = emission;
        events = new KernelEvents(emission);
    }

    /**
     * Begin the checks of a command.
     *
     * @param commandTemplateId of the command
     */
    public void begin(final int commandTemplateId)
    {
        templateId = commandTemplateId;
    }

    /**
     * Whether the host itself issues the command: from a client it would break an invariant.
     *
     * @param sessionId of the command
     * @param command   name of the command
     */
    public static void checkHost(final long sessionId, final String command)
    {
        if (sessionId != 0)
        {
            throw new IllegalStateException(command + " from session " + sessionId + ": only the host issues it");
        }
    }

    /**
     * Whether a code is 1 to 16 printable ASCII characters, padded with zeros.
     *
     * @param buffer that holds the code
     * @param offset of the code
     * @return false if it was refused
     */
    public boolean isCode(final DirectBuffer buffer, final int offset)
    {
        return Code.isValid(buffer, offset) || refuse(DefinitionRefusalReason.CODE_INVALID, 0, 0, "code");
    }

    /**
     * Whether a value is in its range.
     *
     * @param field name of the value
     * @param value to check
     * @param min   least value
     * @param max   greatest value
     * @return false if it was refused
     */
    public boolean isWithin(final String field, final long value, final long min, final long max)
    {
        return value >= min && value <= max ||
            refuse(DefinitionRefusalReason.VALUE_OUT_OF_RANGE, 0, value < min ? min : max, field);
    }

    /**
     * Whether there is room for one more.
     *
     * @param limit name of the limit
     * @param count how many there are
     * @param max   how many there may be
     * @return false if it was refused
     */
    public boolean isBelowLimit(final String limit, final int count, final int max)
    {
        return count < max || refuse(DefinitionRefusalReason.LIMIT_REACHED, 0, max, limit);
    }

    /**
     * Refuse to define again what exists.
     *
     * @param existingId      id of what exists
     * @param definedPosition of the record that defined it
     * @param isSame          whether it has the same content
     * @return always false
     */
    public boolean refuseExisting(final int existingId, final long definedPosition, final boolean isSame)
    {
        return refuse(
            isSame ? DefinitionRefusalReason.ALREADY_DEFINED : DefinitionRefusalReason.CONFLICTS_WITH_EXISTING,
            existingId,
            0,
            definedPosition,
            "");
    }

    /**
     * Refuse the command in hand by what it says itself.
     *
     * @param reason     of the refusal
     * @param existingId as the reason says, else 0
     * @param limitValue as the reason says, else 0
     * @param field      name of the field or limit; empty if none
     * @return always false
     */
    public boolean refuse(
        final DefinitionRefusalReason reason, final int existingId, final long limitValue, final String field)
    {
        return refuse(reason, existingId, limitValue, emission.position(), field);
    }

    /**
     * Refuse the command in hand.
     *
     * @param reason           of the refusal
     * @param existingId       as the reason says, else 0
     * @param limitValue       as the reason says, else 0
     * @param decidingPosition of the record that decided it
     * @param field            name of the field or limit; empty if none
     * @return always false
     */
    public boolean refuse(
        final DefinitionRefusalReason reason,
        final int existingId,
        final long limitValue,
        final long decidingPosition,
        final String field)
    {
        events.definitionRefused(templateId, reason, existingId, limitValue, decidingPosition, field);
        return false;
    }
}
