package io.signalbox.protocol;

import io.signalbox.protocol.wire.TerminateCode;

import java.util.Locale;

/**
 * Reasons for which the validator refuses a frame: each has the code that the wire knows and a text for people.
 */
enum FrameRefusal
{
    /** There are fewer bytes than the frame says or needs. */
    FRAME_CUT(TerminateCode.FRAME_LENGTH_INVALID, "%2$s has %3$d bytes, it needs %4$d"),

    /** The length in the framing header is out of range. */
    FRAME_LENGTH(TerminateCode.FRAME_LENGTH_INVALID, "%2$s length %3$d is not " + Frame.MIN_LENGTH + " to %4$d bytes"),

    /** The framing header is of another protocol. */
    FRAME_TYPE(TerminateCode.FRAME_TYPE_INVALID, "framing %2$s 0x%3$04X is not 0x%4$04X"),

    /** The message is of another schema. */
    SCHEMA_ID(TerminateCode.SCHEMA_ID_UNKNOWN, "%2$s %3$d is not %4$d"),

    /** There is no such version, or it does not have the message. */
    VERSION_TOO_LOW(TerminateCode.SCHEMA_VERSION_UNSUPPORTED, "%2$s %3$d is less than %4$d"),

    /** No message, or not one of this role. */
    TEMPLATE_ID(TerminateCode.TEMPLATE_ID_UNKNOWN, "%2$s %3$d is not one %5$s"),

    /** The block is not as long as its version has it. */
    BLOCK_LENGTH(TerminateCode.BLOCK_LENGTH_INVALID, "%2$s %3$d of %1$s is not %4$d"),

    /** The entries of a group are not as long as its version has them. */
    GROUP_BLOCK_LENGTH(TerminateCode.GROUP_INVALID, "blockLength %3$d of group %2$s of %1$s is not %4$d"),

    /** The entries of a group reach beyond the frame, or the count is the null value. */
    GROUP_COUNT(TerminateCode.GROUP_INVALID, "count %3$d of group %2$s of %1$s is more than %4$d"),

    /** The frame ends inside the header of a group or of data. */
    HEADER_CUT(TerminateCode.MESSAGE_LENGTH_INVALID, "header of %2$s of %1$s has %3$d bytes, it needs %4$d"),

    /** Data reach beyond the frame, or are longer than data may be. */
    DATA_LENGTH(TerminateCode.MESSAGE_LENGTH_INVALID, "length %3$d of %2$s of %1$s is more than %4$d"),

    /** The message does not end where its frame ends. */
    MESSAGE_LENGTH(TerminateCode.MESSAGE_LENGTH_INVALID, "%2$s of %1$s ends at byte %3$d, its frame at byte %4$d"),

    /** The byte is not a value of the field's enumeration. */
    ENUM_VALUE(TerminateCode.ENUM_VALUE_INVALID, "%2$s %3$d of %1$s is not a value of its enumeration");

    private final int code;
    private final String text;

    FrameRefusal(final TerminateCode code, final String text)
    {
        this.code = code.value();
        this.text = text;
    }

    /**
     * What the wire calls it.
     *
     * @return value of the {@code TerminateCode}
     */
    int code()
    {
        return code;
    }

    /**
     * The refusal in words. Allocates.
     *
     * @param message name of the message; empty if it is not known
     * @param field   that was refused
     * @param value   that it had
     * @param limit   that it passed, or the value that it should have had
     * @param role    that the template does not have
     * @return one sentence without a full stop
     */
    String describe(
        final String message, final String field, final long value, final long limit, final String role)
    {
        return String.format(Locale.ROOT, text, message, field, value, limit, role);
    }
}
