package io.signalbox.core;

import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.CheckpointTakenDecoder;
import io.signalbox.protocol.wire.DefinitionRefusedDecoder;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.LayoutDefinedDecoder;
import io.signalbox.protocol.wire.LimitsDefinedDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
import io.signalbox.protocol.wire.NegotiateRejectDecoder;
import io.signalbox.protocol.wire.NegotiateResponseDecoder;
import io.signalbox.protocol.wire.OrderCancelledDecoder;
import io.signalbox.protocol.wire.OrderConfirmedDecoder;
import io.signalbox.protocol.wire.OrderHeldDecoder;
import io.signalbox.protocol.wire.OrderRefusedDecoder;
import io.signalbox.protocol.wire.RulesAdoptedDecoder;
import io.signalbox.protocol.wire.RunClosedDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.ServiceDefinedDecoder;
import io.signalbox.protocol.wire.SettingsChangedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Reads the frames of a decision's events into plain values.
 */
final class Events
{
    private static final int TOKEN_LENGTH = 16;

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final DirectBuffer buffer;
    private final int offset;

    private Events(final DirectBuffer buffer, final int offset)
    {
        this.buffer = buffer;
        this.offset = offset + Frame.MESSAGE_OFFSET;
    }

    /**
     * Decode all events.
     *
     * @param buffer that holds the frames, one after the other
     * @param length of all frames
     * @return events in order
     */
    static List<Event> decode(final DirectBuffer buffer, final int length)
    {
        final List<Event> events = new ArrayList<>();
        int offset = 0;
        while (offset < length)
        {
            final int frameLength = Frame.length(buffer, offset);
            if (Frame.encodingType(buffer, offset) != Frame.ENCODING_TYPE ||
                frameLength < Frame.MIN_LENGTH || offset + frameLength > length)
            {
                throw new IllegalStateException("no whole frame at offset " + offset + " of " + length);
            }
            events.add(new Events(buffer, offset).event(Frame.templateId(buffer, offset), frameLength));
            offset += frameLength;
        }
        return events;
    }

    private Event event(final int templateId, final int frameLength)
    {
        return switch (templateId)
        {
            case NegotiateResponseDecoder.TEMPLATE_ID -> negotiateResponse(frameLength);
            case NegotiateRejectDecoder.TEMPLATE_ID -> negotiateReject(frameLength);
            case LimitsDefinedDecoder.TEMPLATE_ID -> limitsDefined(frameLength);
            case RulesAdoptedDecoder.TEMPLATE_ID -> rulesAdopted(frameLength);
            case CheckpointTakenDecoder.TEMPLATE_ID -> checkpointTaken(frameLength);
            case SettingsChangedDecoder.TEMPLATE_ID -> settingsChanged(frameLength);
            case StationDefinedDecoder.TEMPLATE_ID -> stationDefined(frameLength);
            case LayoutDefinedDecoder.TEMPLATE_ID -> layoutDefined(frameLength);
            case ServiceDefinedDecoder.TEMPLATE_ID -> serviceDefined(frameLength);
            case RunOpenedDecoder.TEMPLATE_ID -> runOpened(frameLength);
            case RunClosedDecoder.TEMPLATE_ID -> runClosed(frameLength);
            case DefinitionRefusedDecoder.TEMPLATE_ID -> definitionRefused(frameLength);
            case OrderHeldDecoder.TEMPLATE_ID -> orderHeld(frameLength);
            case OrderRefusedDecoder.TEMPLATE_ID -> orderRefused(frameLength);
            case OrderConfirmedDecoder.TEMPLATE_ID -> orderConfirmed(frameLength);
            case OrderCancelledDecoder.TEMPLATE_ID -> orderCancelled(frameLength);
            case HoldExpiredDecoder.TEMPLATE_ID -> holdExpired(frameLength);
            default -> throw new IllegalStateException("no event has the template id " + templateId);
        };
    }

    private Event negotiateResponse(final int frameLength)
    {
        final NegotiateResponseDecoder decoder = new NegotiateResponseDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final Event event = Event.of("NegotiateResponse")
            .with("sessionId", decoder.sessionId())
            .with("sessionVerId", decoder.sessionVerId())
            .with("position", decoder.position())
            .with("timestampMs", decoder.timestampMs());
        return checked(event, decoder.limit(), frameLength);
    }

    private Event negotiateReject(final int frameLength)
    {
        final NegotiateRejectDecoder decoder = new NegotiateRejectDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final Event event = Event.of("NegotiateReject")
            .with("sessionId", decoder.sessionId())
            .with("sessionVerId", decoder.sessionVerId())
            .with("reason", decoder.reason())
            .with("currentSessionVerId", decoder.currentSessionVerId())
            .with("position", decoder.position())
            .with("timestampMs", decoder.timestampMs());
        return checked(event, decoder.limit(), frameLength);
    }

    private Event limitsDefined(final int frameLength)
    {
        final LimitsDefinedDecoder decoder = new LimitsDefinedDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final Event event = headed("LimitsDefined", decoder.header())
            .with("decisionVersion", decoder.decisionVersion());
        for (final LimitsDefinedDecoder.LimitsDecoder limit : decoder.limits())
        {
            event.with(EngineLimit.of(limit.limitRaw()).fieldName(), limit.value());
        }
        return checked(event, decoder.limit(), frameLength);
    }

    private Event rulesAdopted(final int frameLength)
    {
        final RulesAdoptedDecoder decoder = new RulesAdoptedDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        return checked(headed("RulesAdopted", decoder.header())
            .with("decisionVersion", decoder.decisionVersion())
            .with("previousDecisionVersion", decoder.previousDecisionVersion()), decoder.limit(), frameLength);
    }

    private Event checkpointTaken(final int frameLength)
    {
        final CheckpointTakenDecoder decoder = new CheckpointTakenDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        return checked(headed("CheckpointTaken", decoder.header())
            .with("stateFormat", decoder.stateFormat())
            .with("section", decoder.section())
            .with("firstEntity", decoder.firstEntity())
            .with("entityCount", decoder.entityCount())
            .with("sectionLength", decoder.sectionLength())
            .with("digest", decoder.digest()), decoder.limit(), frameLength);
    }

    private Event settingsChanged(final int frameLength)
    {
        final SettingsChangedDecoder decoder = new SettingsChangedDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final Event event = headed("SettingsChanged", decoder.header())
            .with("holdMs", decoder.holdMs())
            .with("shortHoldMs", decoder.shortHoldMs())
            .with("shortHoldBeforeDepartureMs", decoder.shortHoldBeforeDepartureMs())
            .with("saleCloseBeforeDepartureMs", decoder.saleCloseBeforeDepartureMs());
        return checked(event, decoder.limit(), frameLength);
    }

    private Event stationDefined(final int frameLength)
    {
        final StationDefinedDecoder decoder = new StationDefinedDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final byte[] code = new byte[StationDefinedDecoder.codeLength()];
        decoder.getCode(code, 0);
        final Event event = headed("StationDefined", decoder.header())
            .with("stationId", decoder.stationId())
            .with("code", unpadded(code))
            .with("name", decoder.name());
        return checked(event, decoder.limit(), frameLength);
    }

    private Event layoutDefined(final int frameLength)
    {
        final LayoutDefinedDecoder decoder = new LayoutDefinedDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final byte[] code = new byte[LayoutDefinedDecoder.codeLength()];
        decoder.getCode(code, 0);
        final Event event = headed("LayoutDefined", decoder.header())
            .with("layoutId", decoder.layoutId())
            .with("code", unpadded(code));
        final List<Command.SeatClass> classes = new ArrayList<>();
        for (final LayoutDefinedDecoder.ClassesDecoder item : decoder.classes())
        {
            final byte[] name = new byte[LayoutDefinedDecoder.ClassesDecoder.classNameLength()];
            item.getClassName(name, 0);
            classes.add(new Command.SeatClass(
                item.classCode(), item.farePer100Km(), item.minimumFare(), unpadded(name)));
        }
        final List<Command.Coach> coaches = new ArrayList<>();
        for (final LayoutDefinedDecoder.CoachesDecoder item : decoder.coaches())
        {
            final byte[] letters = new byte[LayoutDefinedDecoder.CoachesDecoder.lettersLength()];
            item.getLetters(letters, 0);
            coaches.add(new Command.Coach(
                item.coachNumber(), item.classCode(), item.firstRow(), item.rows(), unpadded(letters)));
        }
        event.with("classes", classes).with("coaches", coaches);
        return checked(event, decoder.limit(), frameLength);
    }

    private Event serviceDefined(final int frameLength)
    {
        final ServiceDefinedDecoder decoder = new ServiceDefinedDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final byte[] code = new byte[ServiceDefinedDecoder.codeLength()];
        decoder.getCode(code, 0);
        final Event event = headed("ServiceDefined", decoder.header())
            .with("serviceId", decoder.serviceId())
            .with("code", unpadded(code));
        final List<Command.Stop> stops = new ArrayList<>();
        for (final ServiceDefinedDecoder.StopsDecoder item : decoder.stops())
        {
            stops.add(new Command.Stop(item.stationId(), item.arrivalS(), item.departureS(), item.distanceM()));
        }
        event.with("stops", stops);
        return checked(event, decoder.limit(), frameLength);
    }

    private Event runOpened(final int frameLength)
    {
        final RunOpenedDecoder decoder = new RunOpenedDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final Event event = headed("RunOpened", decoder.header())
            .with("runId", decoder.runId())
            .with("serviceId", decoder.serviceId())
            .with("layoutId", decoder.layoutId())
            .with("serviceDate", decoder.serviceDate())
            .with("originInstantMs", decoder.originInstantMs());
        return checked(event, decoder.limit(), frameLength);
    }

    private Event runClosed(final int frameLength)
    {
        final RunClosedDecoder decoder = new RunClosedDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final Event event = headed("RunClosed", decoder.header()).with("runId", decoder.runId());
        return checked(event, decoder.limit(), frameLength);
    }

    private Event definitionRefused(final int frameLength)
    {
        final DefinitionRefusedDecoder decoder = new DefinitionRefusedDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final byte[] field = new byte[DefinitionRefusedDecoder.fieldLength()];
        decoder.getField(field, 0);
        final Event event = headed("DefinitionRefused", decoder.header())
            .with("commandTemplateId", decoder.commandTemplateId())
            .with("reason", decoder.reason())
            .with("existingId", decoder.existingId())
            .with("limitValue", decoder.limitValue())
            .with("decidingPosition", decoder.decidingPosition())
            .with("field", unpadded(field));
        return checked(event, decoder.limit(), frameLength);
    }

    private Event orderHeld(final int frameLength)
    {
        final OrderHeldDecoder decoder = new OrderHeldDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final Event event = headed("OrderHeld", decoder.header())
            .with("orderId", decoder.orderId())
            .with("runId", decoder.runId())
            .with("fromStop", decoder.fromStop())
            .with("toStop", decoder.toStop())
            .with("classCode", decoder.classCode())
            .with("channel", decoder.channel())
            .with("deadlineMs", decoder.deadlineMs())
            .with("amount", decoder.amount());
        final List<String> seats = new ArrayList<>();
        for (final OrderHeldDecoder.SeatsDecoder item : decoder.seats())
        {
            final byte[] token = new byte[TOKEN_LENGTH];
            item.getToken(token, 0, TOKEN_LENGTH);
            seats.add(Event.seat(
                item.coachNumber(), item.row(), item.letter(), item.seatIndex(), unpadded(token)));
        }
        event.with("seats", seats);
        return checked(event, decoder.limit(), frameLength);
    }

    private Event orderRefused(final int frameLength)
    {
        final OrderRefusedDecoder decoder = new OrderRefusedDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final Event event = headed("OrderRefused", decoder.header())
            .with("commandTemplateId", decoder.commandTemplateId())
            .with("reason", decoder.reason())
            .with("orderId", decoder.orderId())
            .with("runId", decoder.runId())
            .with("fromStop", decoder.fromStop())
            .with("toStop", decoder.toStop())
            .with("classCode", decoder.classCode())
            .with("passengerCount", decoder.passengerCount())
            .with("decidingPosition", decoder.decidingPosition())
            .with("seenPosition", decoder.seenPosition())
            .with("limitValue", decoder.limitValue());
        return checked(event, decoder.limit(), frameLength);
    }

    private Event orderConfirmed(final int frameLength)
    {
        final OrderConfirmedDecoder decoder = new OrderConfirmedDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final Event event = headed("OrderConfirmed", decoder.header())
            .with("orderId", decoder.orderId())
            .with("runId", decoder.runId())
            .with("amount", decoder.amount())
            .with("paymentReference", decoder.paymentReference());
        return checked(event, decoder.limit(), frameLength);
    }

    private Event orderCancelled(final int frameLength)
    {
        final OrderCancelledDecoder decoder = new OrderCancelledDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final Event event = headed("OrderCancelled", decoder.header())
            .with("orderId", decoder.orderId())
            .with("runId", decoder.runId())
            .with("fromStop", decoder.fromStop())
            .with("toStop", decoder.toStop())
            .with("classCode", decoder.classCode());
        final List<String> seats = new ArrayList<>();
        for (final OrderCancelledDecoder.SeatsDecoder item : decoder.seats())
        {
            seats.add(Event.seat(item.coachNumber(), item.row(), item.letter(), item.seatIndex(), null));
        }
        event.with("seats", seats);
        return checked(event, decoder.limit(), frameLength);
    }

    private Event holdExpired(final int frameLength)
    {
        final HoldExpiredDecoder decoder = new HoldExpiredDecoder();
        decoder.wrapAndApplyHeader(buffer, offset, messageHeader);
        final Event event = headed("HoldExpired", decoder.header())
            .with("orderId", decoder.orderId())
            .with("runId", decoder.runId())
            .with("fromStop", decoder.fromStop())
            .with("toStop", decoder.toStop())
            .with("classCode", decoder.classCode())
            .with("deadlineMs", decoder.deadlineMs());
        final List<String> seats = new ArrayList<>();
        for (final HoldExpiredDecoder.SeatsDecoder item : decoder.seats())
        {
            seats.add(Event.seat(item.coachNumber(), item.row(), item.letter(), item.seatIndex(), null));
        }
        event.with("seats", seats);
        return checked(event, decoder.limit(), frameLength);
    }

    private static Event headed(final String name, final EventHeaderDecoder header)
    {
        return Event.of(name)
            .with("sessionId", header.sessionId())
            .with("msgSeqNum", header.msgSeqNum())
            .with("refSeqNum", header.refSeqNum())
            .with("position", header.position())
            .with("timestampMs", header.timestampMs())
            .with("delivery", header.delivery());
    }

    private Event checked(final Event event, final int limit, final int frameLength)
    {
        final int frameLimit = offset - Frame.MESSAGE_OFFSET + frameLength;
        if (limit != frameLimit)
        {
            throw new IllegalStateException("ends at " + limit + ", its frame at " + frameLimit + ": " + event);
        }
        return event;
    }

    private static String unpadded(final byte[] bytes)
    {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0)
        {
            length--;
        }
        return new String(Arrays.copyOf(bytes, length), ISO_8859_1);
    }
}
