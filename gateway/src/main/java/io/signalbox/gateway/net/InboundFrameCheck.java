package io.signalbox.gateway.net;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.FrameValidator;
import io.signalbox.protocol.wire.DefineLimitsDecoder;
import io.signalbox.protocol.wire.ExpireHoldsDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import org.agrona.DirectBuffer;

/**
 * Checks the frames of clients. A well-formed command of the host passes, too: it is rejected later by its number,
 * without ending the connection. Owned by one event loop.
 */
final class InboundFrameCheck
{
    private final FrameValidator clientValidator = FrameValidator.forServer();
    private final FrameValidator hostValidator = FrameValidator.forHost();

    /**
     * Check one frame.
     *
     * @return {@link FrameValidator#VALID}, or the code of the Terminate that it ends the connection with
     */
    int check(final DirectBuffer buffer, final int offset, final int length)
    {
        final int code = clientValidator.validate(buffer, offset, length);
        return code == TerminateCode.TEMPLATE_ID_UNKNOWN.value() && hostCommand(buffer, offset, length) ?
            FrameValidator.VALID : code;
    }

    private boolean hostCommand(final DirectBuffer buffer, final int offset, final int length)
    {
        final int templateId = Frame.templateId(buffer, offset);
        return (templateId == DefineLimitsDecoder.TEMPLATE_ID || templateId == ExpireHoldsDecoder.TEMPLATE_ID) &&
            hostValidator.validate(buffer, offset, length) == FrameValidator.VALID;
    }

    /** What is wrong with the frame that was checked last, for people. */
    String describe()
    {
        return clientValidator.describe();
    }
}
