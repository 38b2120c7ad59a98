package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.DefinitionRefusedDecoder;
import io.signalbox.protocol.wire.EventHeaderDecoder;
import io.signalbox.protocol.wire.HoldExpiredDecoder;
import io.signalbox.protocol.wire.LayoutDefinedDecoder;
import io.signalbox.protocol.wire.MessageHeaderDecoder;
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

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Turns the frames of events into results. Owned by the event loop.
 */
final class EventDecoder
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SettingsChangedDecoder settingsChanged = new SettingsChangedDecoder();
    private final StationDefinedDecoder stationDefined = new StationDefinedDecoder();
    private final LayoutDefinedDecoder layoutDefined = new LayoutDefinedDecoder();
    private final ServiceDefinedDecoder serviceDefined = new ServiceDefinedDecoder();
    private final RunOpenedDecoder runOpened = new RunOpenedDecoder();
    private final RunClosedDecoder runClosed = new RunClosedDecoder();
    private final RulesAdoptedDecoder rulesAdopted = new RulesAdoptedDecoder();
    private final DefinitionRefusedDecoder definitionRefused = new DefinitionRefusedDecoder();
    private final OrderHeldDecoder orderHeld = new OrderHeldDecoder();
    private final OrderRefusedDecoder orderRefused = new OrderRefusedDecoder();
    private final OrderConfirmedDecoder orderConfirmed = new OrderConfirmedDecoder();
    private final OrderCancelledDecoder orderCancelled = new OrderCancelledDecoder();
    private final HoldExpiredDecoder holdExpired = new HoldExpiredDecoder();

    StampedEvent decode(final int templateId, final DirectBuffer buffer, final int frameOffset)
    {
        final int offset = frameOffset + Frame.MESSAGE_OFFSET;
        return switch (templateId)
        {
            case OrderHeldDecoder.TEMPLATE_ID -> orderHeld(buffer, offset);
            case OrderRefusedDecoder.TEMPLATE_ID -> orderRefused(buffer, offset);
            case OrderConfirmedDecoder.TEMPLATE_ID -> orderConfirmed(buffer, offset);
            case OrderCancelledDecoder.TEMPLATE_ID -> orderCancelled(buffer, offset);
            case HoldExpiredDecoder.TEMPLATE_ID -> holdExpired(buffer, offset);
            case DefinitionRefusedDecoder.TEMPLATE_ID -> definitionRefused(buffer, offset);
            case RulesAdoptedDecoder.TEMPLATE_ID -> rulesAdopted(buffer, offset);
            default -> defined(templateId, buffer, offset);
        };
    }

    private Defined defined(final int templateId, final DirectBuffer buffer, final int offset)
    {
        return switch (templateId)
        {
            case StationDefinedDecoder.TEMPLATE_ID ->
            {
                stationDefined.wrapAndApplyHeader(buffer, offset, header);
                yield new Defined(
                    Defined.Kind.STATION, (int)stationDefined.stationId(), stamp(stationDefined.header()));
            }
            case LayoutDefinedDecoder.TEMPLATE_ID ->
            {
                layoutDefined.wrapAndApplyHeader(buffer, offset, header);
                yield new Defined(Defined.Kind.LAYOUT, (int)layoutDefined.layoutId(), stamp(layoutDefined.header()));
            }
            case ServiceDefinedDecoder.TEMPLATE_ID ->
            {
                serviceDefined.wrapAndApplyHeader(buffer, offset, header);
                yield new Defined(
                    Defined.Kind.SERVICE, (int)serviceDefined.serviceId(), stamp(serviceDefined.header()));
            }
            case RunOpenedDecoder.TEMPLATE_ID ->
            {
                runOpened.wrapAndApplyHeader(buffer, offset, header);
                yield new Defined(Defined.Kind.RUN_OPENED, (int)runOpened.runId(), stamp(runOpened.header()));
            }
            case RunClosedDecoder.TEMPLATE_ID ->
            {
                runClosed.wrapAndApplyHeader(buffer, offset, header);
                yield new Defined(Defined.Kind.RUN_CLOSED, (int)runClosed.runId(), stamp(runClosed.header()));
            }
            case SettingsChangedDecoder.TEMPLATE_ID ->
            {
                settingsChanged.wrapAndApplyHeader(buffer, offset, header);
                yield new Defined(Defined.Kind.SETTINGS, 0, stamp(settingsChanged.header()));
            }
            default -> throw new IllegalStateException("template id " + templateId + " is not an event for a session");
        };
    }

    private DefinitionRefused definitionRefused(final DirectBuffer buffer, final int offset)
    {
        final DefinitionRefusedDecoder decoder = definitionRefused;
        decoder.wrapAndApplyHeader(buffer, offset, header);
        return new DefinitionRefused(decoder.reason(), (int)decoder.existingId(), decoder.field(),
            decoder.limitValue(), decoder.decidingPosition(), stamp(decoder.header()));
    }

    private RulesAdopted rulesAdopted(final DirectBuffer buffer, final int offset)
    {
        final RulesAdoptedDecoder decoder = rulesAdopted;
        decoder.wrapAndApplyHeader(buffer, offset, header);
        return new RulesAdopted(
            decoder.decisionVersion(), decoder.previousDecisionVersion(), stamp(decoder.header()));
    }

    private OrderHeld orderHeld(final DirectBuffer buffer, final int offset)
    {
        final OrderHeldDecoder decoder = orderHeld;
        decoder.wrapAndApplyHeader(buffer, offset, header);
        final OrderHeldDecoder.SeatsDecoder group = decoder.seats();
        final PassengerSeat[] seats = new PassengerSeat[group.count()];
        for (int i = 0; i < seats.length; i++)
        {
            final int tokenOffset = decoder.limit() + OrderHeldDecoder.SeatsDecoder.tokenEncodingOffset();
            group.next();
            seats[i] = new PassengerSeat(
                new Seat(group.coachNumber(), group.row(), (char)group.letter(), group.seatIndex()),
                token(buffer, tokenOffset));
        }
        return new OrderHeld(decoder.orderId(), (int)decoder.runId(), decoder.fromStop(), decoder.toStop(),
            (char)decoder.classCode(), decoder.channel(), decoder.deadlineMs(), decoder.amount(),
            Collections.unmodifiableList(Arrays.asList(seats)), stamp(decoder.header()));
    }

    private OrderRefused orderRefused(final DirectBuffer buffer, final int offset)
    {
        final OrderRefusedDecoder decoder = orderRefused;
        decoder.wrapAndApplyHeader(buffer, offset, header);
        return new OrderRefused(decoder.reason(), decoder.orderId(), (int)decoder.runId(), decoder.fromStop(),
            decoder.toStop(), (char)decoder.classCode(), decoder.passengerCount(), decoder.decidingPosition(),
            decoder.seenPosition(), decoder.limitValue(), stamp(decoder.header()));
    }

    private OrderConfirmed orderConfirmed(final DirectBuffer buffer, final int offset)
    {
        final OrderConfirmedDecoder decoder = orderConfirmed;
        decoder.wrapAndApplyHeader(buffer, offset, header);
        return new OrderConfirmed(decoder.orderId(), (int)decoder.runId(), decoder.amount(),
            decoder.paymentReference(), stamp(decoder.header()));
    }

    private OrderCancelled orderCancelled(final DirectBuffer buffer, final int offset)
    {
        final OrderCancelledDecoder decoder = orderCancelled;
        decoder.wrapAndApplyHeader(buffer, offset, header);
        final OrderCancelledDecoder.SeatsDecoder group = decoder.seats();
        final List<Seat> seats = new ArrayList<>(group.count());
        while (group.hasNext())
        {
            group.next();
            seats.add(new Seat(group.coachNumber(), group.row(), (char)group.letter(), group.seatIndex()));
        }
        return new OrderCancelled(decoder.orderId(), (int)decoder.runId(), decoder.fromStop(), decoder.toStop(),
            (char)decoder.classCode(), Collections.unmodifiableList(seats), stamp(decoder.header()));
    }

    private HoldExpired holdExpired(final DirectBuffer buffer, final int offset)
    {
        final HoldExpiredDecoder decoder = holdExpired;
        decoder.wrapAndApplyHeader(buffer, offset, header);
        final HoldExpiredDecoder.SeatsDecoder group = decoder.seats();
        final List<Seat> seats = new ArrayList<>(group.count());
        while (group.hasNext())
        {
            group.next();
            seats.add(new Seat(group.coachNumber(), group.row(), (char)group.letter(), group.seatIndex()));
        }
        return new HoldExpired(decoder.orderId(), (int)decoder.runId(), decoder.fromStop(), decoder.toStop(),
            (char)decoder.classCode(), decoder.deadlineMs(), Collections.unmodifiableList(seats),
            stamp(decoder.header()));
    }

    static PassengerToken token(final DirectBuffer buffer, final int offset)
    {
        return new PassengerToken(buffer.getLong(offset, ByteOrder.BIG_ENDIAN),
            buffer.getLong(offset + Long.BYTES, ByteOrder.BIG_ENDIAN));
    }

    private static EventStamp stamp(final EventHeaderDecoder eventHeader)
    {
        final int delivery = eventHeader.delivery();
        return new EventStamp(eventHeader.position(), eventHeader.timestampMs(),
            (delivery & Frame.DELIVERY_ON_DISK) != 0, (delivery & Frame.DELIVERY_SENT_BEFORE) != 0);
    }
}
