package io.signalbox.core;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.CancelOrderDecoder;
import io.signalbox.protocol.wire.ChangeSettingsDecoder;
import io.signalbox.protocol.wire.CloseRunDecoder;
import io.signalbox.protocol.wire.ConfirmPaymentDecoder;
import io.signalbox.protocol.wire.DefineLayoutDecoder;
import io.signalbox.protocol.wire.DefineLimitsDecoder;
import io.signalbox.protocol.wire.DefineServiceDecoder;
import io.signalbox.protocol.wire.DefineStationDecoder;
import io.signalbox.protocol.wire.ExpireHoldsDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.OpenRunDecoder;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import io.signalbox.protocol.wire.RequestHeaderDecoder;
import org.agrona.DirectBuffer;

/** Finds who asks and what is asked, and passes the command on to the decider that knows it. */
final class CommandDecider
{
    private final EngineState state;
    private final EventEmitter emitter;
    private final OrderDecider orderDecider;
    private final DefinitionDecider definitionDecider;
    private final LayoutDecider layoutDecider;
    private final HostDecider hostDecider;

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final RequestHeaderDecoder requestHeader = new RequestHeaderDecoder();
    private final NegotiateDecoder negotiate = new NegotiateDecoder();
    private final DefineLimitsDecoder defineLimits = new DefineLimitsDecoder();
    private final ExpireHoldsDecoder expireHolds = new ExpireHoldsDecoder();
    private final ChangeSettingsDecoder changeSettings = new ChangeSettingsDecoder();
    private final DefineStationDecoder defineStation = new DefineStationDecoder();
    private final DefineLayoutDecoder defineLayout = new DefineLayoutDecoder();
    private final DefineServiceDecoder defineService = new DefineServiceDecoder();
    private final OpenRunDecoder openRun = new OpenRunDecoder();
    private final CloseRunDecoder closeRun = new CloseRunDecoder();
    private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
    private final ConfirmPaymentDecoder confirmPayment = new ConfirmPaymentDecoder();
    private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();

    CommandDecider(final EngineState state, final EventEmitter emitter)
    {
        this.state = state;
        this.emitter = emitter;
        orderDecider = new OrderDecider(state, emitter);
        definitionDecider = new DefinitionDecider(state, emitter);
        layoutDecider = new LayoutDecider(state, emitter);
        hostDecider = new HostDecider(state, emitter);
    }

    void decide(final DirectBuffer command, final int offset, final int length, final Decision decision)
    {
        final int message = offset + Frame.MESSAGE_OFFSET;
        final int templateId = Frame.templateId(command, offset);
        if (!state.isDefined() && templateId != DefineLimitsDecoder.TEMPLATE_ID)
        {
            throw new IllegalStateException("template " + templateId + " before DefineLimits");
        }
        if (templateId == NegotiateDecoder.TEMPLATE_ID)
        {
            hostDecider.decide(negotiate.wrapAndApplyHeader(command, message, messageHeader));
            return;
        }
        if (isRepeated(command, offset))
        {
            decision.markRepeated();
            return;
        }
        switch (templateId)
        {
            case PlaceOrderDecoder.TEMPLATE_ID:
                orderDecider.decide(placeOrder.wrapAndApplyHeader(command, message, messageHeader));
                break;

            case ConfirmPaymentDecoder.TEMPLATE_ID:
                orderDecider.decide(confirmPayment.wrapAndApplyHeader(command, message, messageHeader));
                break;

            case CancelOrderDecoder.TEMPLATE_ID:
                orderDecider.decide(cancelOrder.wrapAndApplyHeader(command, message, messageHeader));
                break;

            case ExpireHoldsDecoder.TEMPLATE_ID:
                hostDecider.decide(expireHolds.wrapAndApplyHeader(command, message, messageHeader));
                break;

            default:
                decideDefinition(templateId, command, offset, length);
                break;
        }
    }

    private void decideDefinition(
        final int templateId, final DirectBuffer command, final int offset, final int length)
    {
        final int message = offset + Frame.MESSAGE_OFFSET;
        final int end = offset + length;
        switch (templateId)
        {
            case DefineStationDecoder.TEMPLATE_ID:
                definitionDecider.decide(defineStation.wrapAndApplyHeader(command, message, messageHeader), end);
                break;

            case DefineLayoutDecoder.TEMPLATE_ID:
                layoutDecider.decide(defineLayout.wrapAndApplyHeader(command, message, messageHeader), end);
                break;

            case DefineServiceDecoder.TEMPLATE_ID:
                definitionDecider.decide(defineService.wrapAndApplyHeader(command, message, messageHeader), end);
                break;

            case OpenRunDecoder.TEMPLATE_ID:
                definitionDecider.decide(openRun.wrapAndApplyHeader(command, message, messageHeader));
                break;

            case CloseRunDecoder.TEMPLATE_ID:
                definitionDecider.decide(closeRun.wrapAndApplyHeader(command, message, messageHeader));
                break;

            case ChangeSettingsDecoder.TEMPLATE_ID:
                hostDecider.decide(changeSettings.wrapAndApplyHeader(command, message, messageHeader));
                break;

            case DefineLimitsDecoder.TEMPLATE_ID:
                hostDecider.decide(defineLimits.wrapAndApplyHeader(command, message, messageHeader));
                break;

            default:
                throw new IllegalStateException("template " + templateId + " is not a command");
        }
    }

    /** Every command begins with a request header; the answer is addressed to whoever it names. */
    private boolean isRepeated(final DirectBuffer command, final int offset)
    {
        requestHeader.wrap(command, offset + Frame.BODY_OFFSET);
        final int sessionId = (int)requestHeader.sessionId();
        if (sessionId == 0)
        {
            emitter.addressToNobody();
            return false;
        }
        final int slot = state.isDefined() ? state.sessions().slotOf(sessionId) : SessionTable.NONE;
        if (slot == SessionTable.NONE)
        {
            throw new IllegalStateException("a request of the unknown session " + requestHeader.sessionId());
        }
        final long requestNumber = requestHeader.msgSeqNum();
        if (Long.compareUnsigned(requestNumber, state.sessions().lastRequestNumber(slot)) <= 0)
        {
            return true;
        }
        emitter.addressTo(slot, requestNumber);
        return false;
    }
}
