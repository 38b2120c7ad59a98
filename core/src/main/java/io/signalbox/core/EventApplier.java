package io.signalbox.core;

import io.signalbox.protocol.Frame;
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
import io.signalbox.protocol.wire.RunClosedDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.ServiceDefinedDecoder;
import io.signalbox.protocol.wire.SettingsChangedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * The one that changes the state: live right after an event was decided, in recovery when it is read from the journal.
 * An event that does not fit the state breaks an invariant: it throws, and the process must stop.
 */
final class EventApplier
{
    private final EngineState state;
    private long position;

    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();
    private final LimitsDefinedDecoder limitsDefined = new LimitsDefinedDecoder();
    private final SettingsChangedDecoder settingsChanged = new SettingsChangedDecoder();
    private final NegotiateResponseDecoder negotiateResponse = new NegotiateResponseDecoder();
    private final NegotiateRejectDecoder negotiateReject = new NegotiateRejectDecoder();
    private final StationDefinedDecoder stationDefined = new StationDefinedDecoder();
    private final LayoutDefinedDecoder layoutDefined = new LayoutDefinedDecoder();
    private final ServiceDefinedDecoder serviceDefined = new ServiceDefinedDecoder();
    private final RunOpenedDecoder runOpened = new RunOpenedDecoder();
    private final RunClosedDecoder runClosed = new RunClosedDecoder();
    private final DefinitionRefusedDecoder definitionRefused = new DefinitionRefusedDecoder();
    private final OrderHeldDecoder orderHeld = new OrderHeldDecoder();
    private final OrderRefusedDecoder orderRefused = new OrderRefusedDecoder();
    private final OrderConfirmedDecoder orderConfirmed = new OrderConfirmedDecoder();
    private final OrderCancelledDecoder orderCancelled = new OrderCancelledDecoder();
    private final HoldExpiredDecoder holdExpired = new HoldExpiredDecoder();
    private final UnsafeBuffer token = new UnsafeBuffer(0, 0);

    EventApplier(final EngineState state)
    {
        this.state = state;
    }

    void apply(final DirectBuffer buffer, final int offset, final int length, final long recordPosition)
    {
        position = recordPosition;
        final int message = offset + Frame.MESSAGE_OFFSET;
        final int templateId = Frame.templateId(buffer, offset);
        switch (templateId)
        {
            case OrderHeldDecoder.TEMPLATE_ID:
                onOrderHeld(orderHeld.wrapAndApplyHeader(buffer, message, messageHeader));
                break;

            case OrderRefusedDecoder.TEMPLATE_ID:
                onHeader(orderRefused.wrapAndApplyHeader(buffer, message, messageHeader).header());
                break;

            case OrderConfirmedDecoder.TEMPLATE_ID:
                onOrderConfirmed(orderConfirmed.wrapAndApplyHeader(buffer, message, messageHeader));
                break;

            case OrderCancelledDecoder.TEMPLATE_ID:
                orderCancelled.wrapAndApplyHeader(buffer, message, messageHeader);
                onHeader(orderCancelled.header());
                endHold(orderCancelled.orderId(), OrderStates.CANCELLED);
                break;

            case HoldExpiredDecoder.TEMPLATE_ID:
                holdExpired.wrapAndApplyHeader(buffer, message, messageHeader);
                onHeader(holdExpired.header());
                endHold(holdExpired.orderId(), OrderStates.EXPIRED);
                break;

            default:
                applyDefinition(templateId, buffer, offset, length);
                break;
        }
    }

    private void applyDefinition(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        final int message = offset + Frame.MESSAGE_OFFSET;
        switch (templateId)
        {
            case LimitsDefinedDecoder.TEMPLATE_ID:
                onLimitsDefined(limitsDefined.wrapAndApplyHeader(buffer, message, messageHeader));
                break;

            case SettingsChangedDecoder.TEMPLATE_ID:
                onSettingsChanged(settingsChanged.wrapAndApplyHeader(buffer, message, messageHeader));
                break;

            case NegotiateResponseDecoder.TEMPLATE_ID:
                onNegotiated(negotiateResponse.wrapAndApplyHeader(buffer, message, messageHeader));
                break;

            case NegotiateRejectDecoder.TEMPLATE_ID:
                checkPosition(negotiateReject.wrapAndApplyHeader(buffer, message, messageHeader).position());
                break;

            case StationDefinedDecoder.TEMPLATE_ID:
                onStationDefined(stationDefined.wrapAndApplyHeader(buffer, message, messageHeader), offset + length);
                break;

            case LayoutDefinedDecoder.TEMPLATE_ID:
                onLayoutDefined(layoutDefined.wrapAndApplyHeader(buffer, message, messageHeader), offset + length);
                break;

            case ServiceDefinedDecoder.TEMPLATE_ID:
                onServiceDefined(serviceDefined.wrapAndApplyHeader(buffer, message, messageHeader), offset + length);
                break;

            case RunOpenedDecoder.TEMPLATE_ID:
                onRunOpened(runOpened.wrapAndApplyHeader(buffer, message, messageHeader));
                break;

            case RunClosedDecoder.TEMPLATE_ID:
                runClosed.wrapAndApplyHeader(buffer, message, messageHeader);
                onHeader(runClosed.header());
                state.run((int)runClosed.runId()).closedPosition = position;
                break;

            case DefinitionRefusedDecoder.TEMPLATE_ID:
                onHeader(definitionRefused.wrapAndApplyHeader(buffer, message, messageHeader).header());
                break;

            default:
                throw new IllegalStateException("template " + templateId + " is not an event");
        }
    }

    private void onHeader(final EventHeaderDecoder header)
    {
        checkPosition(header.position());
        final int sessionId = (int)header.sessionId();
        if (sessionId != 0)
        {
            final int slot = state.sessions().slotOf(sessionId);
            if (slot == SessionTable.NONE)
            {
                throw new IllegalStateException("session " + header.sessionId() + " is unknown");
            }
            state.sessions().onEvent(slot, header.msgSeqNum(), header.refSeqNum());
        }
    }

    private void checkPosition(final long eventPosition)
    {
        if (eventPosition != position)
        {
            throw new IllegalStateException("event of position " + eventPosition + " in record " + position);
        }
    }

    private void onLimitsDefined(final LimitsDefinedDecoder event)
    {
        onHeader(event.header());
        state.define(event.decisionVersion(), new Limits(
            (int)event.maxSessions(),
            (int)event.maxStations(),
            (int)event.maxLayouts(),
            (int)event.maxServices(),
            (int)event.maxRuns(),
            (int)event.maxOrders(),
            (int)event.maxPassengers()));
    }

    private void onSettingsChanged(final SettingsChangedDecoder event)
    {
        onHeader(event.header());
        state.settings(new Settings(
            event.holdMs(),
            event.shortHoldMs(),
            event.shortHoldBeforeDepartureMs(),
            event.saleCloseBeforeDepartureMs()));
    }

    private void onNegotiated(final NegotiateResponseDecoder event)
    {
        checkPosition(event.position());
        state.sessions().negotiate((int)event.sessionId(), event.sessionVerId());
    }

    private void onStationDefined(final StationDefinedDecoder event, final int end)
    {
        onHeader(event.header());
        final int contentOffset = event.offset() + StationDefinedDecoder.codeEncodingOffset();
        state.addStation(
            (int)event.stationId(),
            Code.at(event.buffer(), contentOffset),
            new Station(bytes(event.buffer(), contentOffset, end), position));
    }

    private void onLayoutDefined(final LayoutDefinedDecoder event, final int end)
    {
        onHeader(event.header());
        final int contentOffset = event.offset() + LayoutDefinedDecoder.codeEncodingOffset();
        state.addLayout(
            (int)event.layoutId(),
            Code.at(event.buffer(), contentOffset),
            new Layout(bytes(event.buffer(), contentOffset, end), position, event));
    }

    private void onServiceDefined(final ServiceDefinedDecoder event, final int end)
    {
        onHeader(event.header());
        final int contentOffset = event.offset() + ServiceDefinedDecoder.codeEncodingOffset();
        state.addService(
            (int)event.serviceId(),
            Code.at(event.buffer(), contentOffset),
            new Service(bytes(event.buffer(), contentOffset, end), position, event.stops()));
    }

    private void onRunOpened(final RunOpenedDecoder event)
    {
        onHeader(event.header());
        final int serviceId = (int)event.serviceId();
        final int layoutId = (int)event.layoutId();
        state.addRun((int)event.runId(), new Run(
            serviceId,
            state.service(serviceId),
            layoutId,
            state.layout(layoutId),
            event.serviceDate(),
            event.originInstantMs(),
            position));
    }

    private void onOrderHeld(final OrderHeldDecoder event)
    {
        onHeader(event.header());
        final Run run = state.run((int)event.runId());
        final int classIndex = run.layout.classIndex(event.classCode());
        final int slot = state.orders().add(
            event.orderId(),
            (int)event.runId(),
            state.sessions().slotOf((int)event.header().sessionId()),
            event.fromStop(),
            event.toStop(),
            classIndex,
            event.channelRaw(),
            event.deadlineMs(),
            event.amount(),
            position);

        final SeatMap seatMap = run.seatMaps[classIndex];
        final PassengerTable passengers = state.passengers();
        final OrderHeldDecoder.SeatsDecoder seats = event.seats();
        final int count = seats.count();
        int last = PassengerTable.NONE;
        for (int i = 0; i < count; i++)
        {
            seats.next().wrapToken(token);
            seatMap.take(seats.seatIndex(), event.fromStop(), event.toStop(), position);
            final int passenger = passengers.add(
                token.getLong(0, LITTLE_ENDIAN), token.getLong(Long.BYTES, LITTLE_ENDIAN), seats.seatIndex());
            if (last == PassengerTable.NONE)
            {
                state.orders().passengers(slot, count, passenger);
            }
            else
            {
                passengers.next(last, passenger);
            }
            last = passenger;
        }
        state.deadlines().add(slot);
    }

    private void onOrderConfirmed(final OrderConfirmedDecoder event)
    {
        onHeader(event.header());
        final int slot = heldSlot(event.orderId());
        state.deadlines().remove(slot);
        state.orders().state(slot, OrderStates.CONFIRMED, position);
    }

    private void endHold(final long orderId, final int endState)
    {
        final OrderTable orders = state.orders();
        final PassengerTable passengers = state.passengers();
        final int slot = heldSlot(orderId);
        final SeatMap seatMap = state.run(orders.runId(slot)).seatMaps[orders.classIndex(slot)];
        int passenger = orders.firstPassenger(slot);
        while (passenger != PassengerTable.NONE)
        {
            final int next = passengers.next(passenger);
            seatMap.release(passengers.seatIndex(passenger), orders.fromStop(slot), orders.toStop(slot));
            passengers.free(passenger);
            passenger = next;
        }
        orders.passengers(slot, orders.passengerCount(slot), PassengerTable.NONE);
        state.deadlines().remove(slot);
        orders.state(slot, endState, position);
        orders.appendEnded(slot);
    }

    private int heldSlot(final long orderId)
    {
        final int slot = state.orders().slotOf(orderId);
        if (slot == OrderTable.NONE || state.orders().state(slot) != OrderStates.HELD)
        {
            throw new IllegalStateException("order " + orderId + " is not held");
        }
        return slot;
    }

    private static byte[] bytes(final DirectBuffer buffer, final int offset, final int end)
    {
        final byte[] bytes = new byte[end - offset];
        buffer.getBytes(offset, bytes);
        return bytes;
    }
}
