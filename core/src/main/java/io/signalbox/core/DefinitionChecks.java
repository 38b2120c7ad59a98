package io.signalbox.core;

import io.signalbox.protocol.wire.DefinitionRefusalReason;
import org.agrona.DirectBuffer;

/** Checks that definitions share: each either passes or emits the refusal and returns false. */
final class DefinitionChecks
{
    private final EventEmitter emitter;
    private int templateId;

    DefinitionChecks(final EventEmitter emitter)
    {
        this.emitter = emitter;
    }

    void begin(final int commandTemplateId)
    {
        templateId = commandTemplateId;
    }

    boolean isCode(final DirectBuffer buffer, final int offset)
    {
        if (Code.isValid(buffer, offset, Code.LENGTH))
        {
            return true;
        }
        refuse(DefinitionRefusalReason.CODE_INVALID, 0, 0, emitter.position(), "code");
        return false;
    }

    boolean isWithin(final String field, final long value, final long least, final long greatest)
    {
        if (value >= least && value <= greatest)
        {
            return true;
        }
        refuse(
            DefinitionRefusalReason.VALUE_OUT_OF_RANGE,
            0,
            value < least ? least : greatest,
            emitter.position(),
            field);
        return false;
    }

    boolean isBelowLimit(final String limit, final int count, final int greatest)
    {
        if (count < greatest)
        {
            return true;
        }
        refuse(DefinitionRefusalReason.LIMIT_REACHED, 0, greatest, emitter.position(), limit);
        return false;
    }

    /** Refuse to define again what exists; always false. */
    boolean refuseExisting(final int existingId, final long definedPosition, final boolean isSame)
    {
        refuse(
            isSame ? DefinitionRefusalReason.ALREADY_DEFINED : DefinitionRefusalReason.CONFLICTS_WITH_EXISTING,
            existingId,
            0,
            definedPosition,
            "");
        return false;
    }

    void refuse(
        final DefinitionRefusalReason reason,
        final int existingId,
        final long limitValue,
        final long decidingPosition,
        final String field)
    {
        emitter.definitionRefused(templateId, reason, existingId, limitValue, decidingPosition, field);
    }

    static boolean isSame(final byte[] content, final DirectBuffer buffer, final int offset, final int end)
    {
        boolean same = content.length == end - offset;
        for (int i = 0; same && i < content.length; i++)
        {
            same = content[i] == buffer.getByte(offset + i);
        }
        return same;
    }
}
