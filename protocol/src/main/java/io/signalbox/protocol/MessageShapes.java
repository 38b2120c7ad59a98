package io.signalbox.protocol;

import io.signalbox.protocol.wire.BusinessMessageRejectDecoder;
import io.signalbox.protocol.wire.BusinessRejectReason;
import io.signalbox.protocol.wire.CancelOnDisconnect;
import io.signalbox.protocol.wire.CancelOrderDecoder;
import io.signalbox.protocol.wire.ChangeSettingsDecoder;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.CloseRunDecoder;
import io.signalbox.protocol.wire.ConfirmPaymentDecoder;
import io.signalbox.protocol.wire.DefineLayoutDecoder;
import io.signalbox.protocol.wire.DefineLimitsDecoder;
import io.signalbox.protocol.wire.DefineServiceDecoder;
import io.signalbox.protocol.wire.DefineStationDecoder;
import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.DefinitionRefusedDecoder;
import io.signalbox.protocol.wire.Durability;
import io.signalbox.protocol.wire.EstablishAckDecoder;
import io.signalbox.protocol.wire.EstablishDecoder;
import io.signalbox.protocol.wire.EstablishRejectDecoder;
import io.signalbox.protocol.wire.EstablishRejectReason;
import io.signalbox.protocol.wire.ExpireHoldsDecoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.LayoutDefinedDecoder;
import io.signalbox.protocol.wire.LimitsDefinedDecoder;
import io.signalbox.protocol.wire.NegotiateDecoder;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateRejectReason;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.NotAppliedDecoder;
import io.signalbox.protocol.wire.OpenRunDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusalReason;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import io.signalbox.protocol.wire.OrderState;
import io.signalbox.protocol.wire.OrderStatusDecoder;
import io.signalbox.protocol.wire.PlaceOrderDecoder;
import io.signalbox.protocol.wire.QueryOrderDecoder;
import io.signalbox.protocol.wire.QueryRunDecoder;
import io.signalbox.protocol.wire.RetransmissionDecoder;
import io.signalbox.protocol.wire.RetransmitRejectDecoder;
import io.signalbox.protocol.wire.RetransmitRequestDecoder;
import io.signalbox.protocol.wire.RunAvailabilityDecoder;
import io.signalbox.protocol.wire.RunClosedDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.RunsFoundDecoder;
import io.signalbox.protocol.wire.SearchRunsDecoder;
import io.signalbox.protocol.wire.SequenceDecoder;
import io.signalbox.protocol.wire.ServiceDefinedDecoder;
import io.signalbox.protocol.wire.SettingsChangedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import io.signalbox.protocol.wire.TerminateCode;
import io.signalbox.protocol.wire.TerminateDecoder;

import static io.signalbox.protocol.MessageShape.message;

/**
 * The shapes of all messages of the wire schema, in one place, taken from the generated codecs. A test proves that they
 * agree with the schema, so that a message which is forgotten here breaks the build.
 */
final class MessageShapes
{
    /** Greatest template id of the wire schema's bands. */
    static final int MAX_TEMPLATE_ID = 119;

    private MessageShapes()
    {
    }

    /**
     * All messages, each at the index of its template id.
     *
     * @return new array of {@link #MAX_TEMPLATE_ID} + 1; null where there is no message
     */
    static MessageShape[] byTemplateId()
    {
        final MessageShape[] table = new MessageShape[MAX_TEMPLATE_ID + 1];
        final MessageShape[][] bands = {session(), commands(), definitions(), orders(), queries()};
        for (final MessageShape[] band : bands)
        {
            for (final MessageShape shape : band)
            {
                if (table[shape.templateId()] != null)
                {
                    throw new IllegalStateException("template id " + shape.templateId() + " is used twice");
                }
                table[shape.templateId()] = shape;
            }
        }
        return table;
    }

    private static MessageShape[] session()
    {
        return new MessageShape[]{
            message("Negotiate", NegotiateDecoder.TEMPLATE_ID, NegotiateDecoder.BLOCK_LENGTH)
                .enumeration("clientFlow", NegotiateDecoder.clientFlowEncodingOffset(),
                    FlowType.values(), FlowType::value)
                .enumeration("serverFlow", NegotiateDecoder.serverFlowEncodingOffset(),
                    FlowType.values(), FlowType::value)
                .data("credentials")
                .data("clientName"),
            message("NegotiateResponse", NegotiateResponseDecoder.TEMPLATE_ID, NegotiateResponseDecoder.BLOCK_LENGTH),
            message("NegotiateReject", NegotiateRejectDecoder.TEMPLATE_ID, NegotiateRejectDecoder.BLOCK_LENGTH)
                .enumeration("reason", NegotiateRejectDecoder.reasonEncodingOffset(),
                    NegotiateRejectReason.values(), NegotiateRejectReason::value),
            message("Establish", EstablishDecoder.TEMPLATE_ID, EstablishDecoder.BLOCK_LENGTH)
                .enumeration("cancelOnDisconnect", EstablishDecoder.cancelOnDisconnectEncodingOffset(),
                    CancelOnDisconnect.values(), CancelOnDisconnect::value),
            message("EstablishAck", EstablishAckDecoder.TEMPLATE_ID, EstablishAckDecoder.BLOCK_LENGTH)
                .enumeration("durability", EstablishAckDecoder.durabilityEncodingOffset(),
                    Durability.values(), Durability::value),
            message("EstablishReject", EstablishRejectDecoder.TEMPLATE_ID, EstablishRejectDecoder.BLOCK_LENGTH)
                .enumeration("reason", EstablishRejectDecoder.reasonEncodingOffset(),
                    EstablishRejectReason.values(), EstablishRejectReason::value),
            message("Terminate", TerminateDecoder.TEMPLATE_ID, TerminateDecoder.BLOCK_LENGTH)
                .enumeration("code", TerminateDecoder.codeEncodingOffset(),
                    TerminateCode.values(), TerminateCode::value)
                .data("text"),
            message("NotApplied", NotAppliedDecoder.TEMPLATE_ID, NotAppliedDecoder.BLOCK_LENGTH),
            message("Sequence", SequenceDecoder.TEMPLATE_ID, SequenceDecoder.BLOCK_LENGTH),
            message("RetransmitRequest", RetransmitRequestDecoder.TEMPLATE_ID, RetransmitRequestDecoder.BLOCK_LENGTH),
            message("Retransmission", RetransmissionDecoder.TEMPLATE_ID, RetransmissionDecoder.BLOCK_LENGTH),
            message("RetransmitReject", RetransmitRejectDecoder.TEMPLATE_ID, RetransmitRejectDecoder.BLOCK_LENGTH)
        };
    }

    private static MessageShape[] commands()
    {
        return new MessageShape[]{
            message("DefineStation", DefineStationDecoder.TEMPLATE_ID, DefineStationDecoder.BLOCK_LENGTH)
                .data("name"),
            message("DefineLayout", DefineLayoutDecoder.TEMPLATE_ID, DefineLayoutDecoder.BLOCK_LENGTH)
                .group("classes", DefineLayoutDecoder.ClassesDecoder.sbeBlockLength())
                .group("coaches", DefineLayoutDecoder.CoachesDecoder.sbeBlockLength()),
            message("DefineService", DefineServiceDecoder.TEMPLATE_ID, DefineServiceDecoder.BLOCK_LENGTH)
                .group("stops", DefineServiceDecoder.StopsDecoder.sbeBlockLength()),
            message("OpenRun", OpenRunDecoder.TEMPLATE_ID, OpenRunDecoder.BLOCK_LENGTH),
            message("CloseRun", CloseRunDecoder.TEMPLATE_ID, CloseRunDecoder.BLOCK_LENGTH),
            message("PlaceOrder", PlaceOrderDecoder.TEMPLATE_ID, PlaceOrderDecoder.BLOCK_LENGTH)
                .enumeration("channel", PlaceOrderDecoder.channelEncodingOffset(),
                    Channel.values(), Channel::value)
                .group("passengers", PlaceOrderDecoder.PassengersDecoder.sbeBlockLength()),
            message("ConfirmPayment", ConfirmPaymentDecoder.TEMPLATE_ID, ConfirmPaymentDecoder.BLOCK_LENGTH),
            message("CancelOrder", CancelOrderDecoder.TEMPLATE_ID, CancelOrderDecoder.BLOCK_LENGTH),
            message("ChangeSettings", ChangeSettingsDecoder.TEMPLATE_ID, ChangeSettingsDecoder.BLOCK_LENGTH),
            message("DefineLimits", DefineLimitsDecoder.TEMPLATE_ID, DefineLimitsDecoder.BLOCK_LENGTH),
            message("ExpireHolds", ExpireHoldsDecoder.TEMPLATE_ID, ExpireHoldsDecoder.BLOCK_LENGTH)
        };
    }

    private static MessageShape[] definitions()
    {
        return new MessageShape[]{
            message("LimitsDefined", LimitsDefinedDecoder.TEMPLATE_ID, LimitsDefinedDecoder.BLOCK_LENGTH),
            message("SettingsChanged", SettingsChangedDecoder.TEMPLATE_ID, SettingsChangedDecoder.BLOCK_LENGTH),
            message("StationDefined", StationDefinedDecoder.TEMPLATE_ID, StationDefinedDecoder.BLOCK_LENGTH)
                .data("name"),
            message("LayoutDefined", LayoutDefinedDecoder.TEMPLATE_ID, LayoutDefinedDecoder.BLOCK_LENGTH)
                .group("classes", LayoutDefinedDecoder.ClassesDecoder.sbeBlockLength())
                .group("coaches", LayoutDefinedDecoder.CoachesDecoder.sbeBlockLength()),
            message("ServiceDefined", ServiceDefinedDecoder.TEMPLATE_ID, ServiceDefinedDecoder.BLOCK_LENGTH)
                .group("stops", ServiceDefinedDecoder.StopsDecoder.sbeBlockLength()),
            message("RunOpened", RunOpenedDecoder.TEMPLATE_ID, RunOpenedDecoder.BLOCK_LENGTH),
            message("RunClosed", RunClosedDecoder.TEMPLATE_ID, RunClosedDecoder.BLOCK_LENGTH),
            message("DefinitionRefused", DefinitionRefusedDecoder.TEMPLATE_ID, DefinitionRefusedDecoder.BLOCK_LENGTH)
                .enumeration("reason", DefinitionRefusedDecoder.reasonEncodingOffset(),
                    DefinitionRefusalReason.values(), DefinitionRefusalReason::value)
        };
    }

    private static MessageShape[] orders()
    {
        return new MessageShape[]{
            message("OrderHeld", OrderHeldDecoder.TEMPLATE_ID, OrderHeldDecoder.BLOCK_LENGTH)
                .enumeration("channel", OrderHeldDecoder.channelEncodingOffset(),
                    Channel.values(), Channel::value)
                .group("seats", OrderHeldDecoder.SeatsDecoder.sbeBlockLength()),
            message("OrderRefused", OrderRefusedDecoder.TEMPLATE_ID, OrderRefusedDecoder.BLOCK_LENGTH)
                .enumeration("reason", OrderRefusedDecoder.reasonEncodingOffset(),
                    OrderRefusalReason.values(), OrderRefusalReason::value),
            message("OrderConfirmed", OrderConfirmedDecoder.TEMPLATE_ID, OrderConfirmedDecoder.BLOCK_LENGTH),
            message("OrderCancelled", OrderCancelledDecoder.TEMPLATE_ID, OrderCancelledDecoder.BLOCK_LENGTH)
                .group("seats", OrderCancelledDecoder.SeatsDecoder.sbeBlockLength()),
            message("HoldExpired", HoldExpiredDecoder.TEMPLATE_ID, HoldExpiredDecoder.BLOCK_LENGTH)
                .group("seats", HoldExpiredDecoder.SeatsDecoder.sbeBlockLength())
        };
    }

    private static MessageShape[] queries()
    {
        return new MessageShape[]{
            message("BusinessMessageReject",
                BusinessMessageRejectDecoder.TEMPLATE_ID, BusinessMessageRejectDecoder.BLOCK_LENGTH)
                .enumeration("reason", BusinessMessageRejectDecoder.reasonEncodingOffset(),
                    BusinessRejectReason.values(), BusinessRejectReason::value)
                .data("text"),
            message("SearchRuns", SearchRunsDecoder.TEMPLATE_ID, SearchRunsDecoder.BLOCK_LENGTH),
            message("QueryRun", QueryRunDecoder.TEMPLATE_ID, QueryRunDecoder.BLOCK_LENGTH),
            message("QueryOrder", QueryOrderDecoder.TEMPLATE_ID, QueryOrderDecoder.BLOCK_LENGTH),
            message("RunsFound", RunsFoundDecoder.TEMPLATE_ID, RunsFoundDecoder.BLOCK_LENGTH)
                .group("offers", RunsFoundDecoder.OffersDecoder.sbeBlockLength()),
            message("RunAvailability", RunAvailabilityDecoder.TEMPLATE_ID, RunAvailabilityDecoder.BLOCK_LENGTH)
                .data("counts"),
            message("OrderStatus", OrderStatusDecoder.TEMPLATE_ID, OrderStatusDecoder.BLOCK_LENGTH)
                .enumeration("state", OrderStatusDecoder.stateEncodingOffset(),
                    OrderState.values(), OrderState::value)
                .group("seats", OrderStatusDecoder.SeatsDecoder.sbeBlockLength())
        };
    }
}
