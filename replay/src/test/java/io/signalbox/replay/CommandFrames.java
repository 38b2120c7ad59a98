package io.signalbox.replay;

import io.signalbox.core.StateSlice;
import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.AdoptRulesEncoder;
import io.signalbox.protocol.wire.CancelOrderEncoder;
import io.signalbox.protocol.wire.ChangeSettingsEncoder;
import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.CloseRunEncoder;
import io.signalbox.protocol.wire.ConfirmPaymentEncoder;
import io.signalbox.protocol.wire.DefineLayoutEncoder;
import io.signalbox.protocol.wire.DefineLimitsEncoder;
import io.signalbox.protocol.wire.DefineServiceEncoder;
import io.signalbox.protocol.wire.DefineStationEncoder;
import io.signalbox.protocol.wire.ExpireHoldsEncoder;
import io.signalbox.protocol.wire.FlowType;
import io.signalbox.protocol.wire.Limit;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateEncoder;
import io.signalbox.protocol.wire.OpenRunEncoder;
import io.signalbox.protocol.wire.PlaceOrderEncoder;
import io.signalbox.protocol.wire.RequestHeaderEncoder;
import io.signalbox.protocol.wire.TakeCheckpointEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.BIG_ENDIAN;

/**
 * Encodes commands as frames of their own, for one session whose requests it numbers.
 */
public final class CommandFrames
{
    /** The session. */
    public static final int SESSION = 7;
    private static final int TOKEN_LENGTH = 16;

    /**
     * A stop of a service.
     *
     * @param stationId  where it is
     * @param arrivalS   seconds from the origin of the run
     * @param departureS seconds from the origin of the run
     * @param distanceM  metres from the first stop
     */
    public record StopPlan(int stationId, int arrivalS, int departureS, int distanceM)
    {
    }

    /**
     * A class of a layout.
     *
     * @param code         of the class
     * @param farePer100Km minor units
     * @param minimumFare  minor units
     */
    public record ClassPlan(char code, long farePer100Km, long minimumFare)
    {
    }

    /**
     * A coach of a layout.
     *
     * @param number    of the coach
     * @param classCode of its seats
     * @param rows      how many
     * @param letters   of a row
     */
    public record CoachPlan(int number, char classCode, int rows, String letters)
    {
    }

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Frame.MAX_LENGTH]);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private long requestNumber;

    /**
     * Commands of a session that has not made a request.
     */
    public CommandFrames()
    {
    }

    /**
     * Negotiate the session; its requests begin at 1 again.
     *
     * @param sessionVerId of the session
     * @return frame of the command
     */
    public byte[] negotiate(final long sessionVerId)
    {
        requestNumber = 0;
        final NegotiateEncoder message = new NegotiateEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader)
            .sessionId(SESSION)
            .sessionVerId(sessionVerId)
            .timestampMs(0)
            .clientFlow(FlowType.IDEMPOTENT)
            .serverFlow(FlowType.RECOVERABLE)
            .putCredentials(new byte[0], 0, 0)
            .clientName("test");
        return frame(message.encodedLength());
    }

    /**
     * Define limits.
     *
     * @param maxOrders how many orders
     * @return frame of the command
     */
    public byte[] limits(final int maxOrders)
    {
        final DefineLimitsEncoder message = new DefineLimitsEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        message.header().sessionId(0).msgSeqNum(0);
        final int[] values = {10, 1_000, 10, 1_000, 1_000, maxOrders, maxOrders * 9};
        final DefineLimitsEncoder.LimitsEncoder limits = message.decisionVersion(1).limitsCount(values.length);
        for (int i = 0; i < values.length; i++)
        {
            limits.next().limit(Limit.get((short)(i + 1))).value(values[i]);
        }
        return frame(message.encodedLength());
    }

    /**
     * Expire holds.
     *
     * @return frame of the command
     */
    public byte[] expireHolds()
    {
        final ExpireHoldsEncoder message = new ExpireHoldsEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        message.header().sessionId(0).msgSeqNum(0);
        message.maxCount(128);
        return frame(message.encodedLength());
    }

    /**
     * Define a station.
     *
     * @param code of the station
     * @return frame of the command
     */
    public byte[] station(final String code)
    {
        final DefineStationEncoder message = new DefineStationEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        request(message.header());
        message.code(code).name("Gare de " + code);
        return frame(message.encodedLength());
    }

    /**
     * Define a layout.
     *
     * @param code    of the layout
     * @param classes of it
     * @param coaches of it
     * @return frame of the command
     */
    public byte[] layout(final String code, final ClassPlan[] classes, final CoachPlan[] coaches)
    {
        final DefineLayoutEncoder message = new DefineLayoutEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        request(message.header());
        message.code(code);
        final DefineLayoutEncoder.ClassesEncoder classGroup = message.classesCount(classes.length);
        for (final ClassPlan plan : classes)
        {
            classGroup.next().classCode((short)plan.code).farePer100Km(plan.farePer100Km)
                .minimumFare(plan.minimumFare).className("class " + plan.code);
        }
        final DefineLayoutEncoder.CoachesEncoder coachGroup = message.coachesCount(coaches.length);
        for (final CoachPlan plan : coaches)
        {
            coachGroup.next().coachNumber((short)plan.number).classCode((short)plan.classCode).firstRow((short)1)
                .rows((short)plan.rows).letters(plan.letters);
        }
        return frame(message.encodedLength());
    }

    /**
     * Define a service.
     *
     * @param code  of the service
     * @param stops of it
     * @return frame of the command
     */
    public byte[] service(final String code, final StopPlan... stops)
    {
        final DefineServiceEncoder message = new DefineServiceEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        request(message.header());
        message.code(code);
        final DefineServiceEncoder.StopsEncoder group = message.stopsCount(stops.length);
        for (final StopPlan plan : stops)
        {
            group.next().stationId(plan.stationId).arrivalS(plan.arrivalS).departureS(plan.departureS)
                .distanceM(plan.distanceM);
        }
        return frame(message.encodedLength());
    }

    /**
     * Open a run.
     *
     * @param serviceId       of the run
     * @param layoutId        of the run
     * @param serviceDate     days since 1970-01-01
     * @param originInstantMs from which the times of its stops count, ms since 1970-01-01 UTC
     * @return frame of the command
     */
    public byte[] openRun(final int serviceId, final int layoutId, final int serviceDate, final long originInstantMs)
    {
        final OpenRunEncoder message = new OpenRunEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        request(message.header());
        message.serviceId(serviceId).layoutId(layoutId).serviceDate(serviceDate).originInstantMs(originInstantMs);
        return frame(message.encodedLength());
    }

    /**
     * Close a run.
     *
     * @param runId of the run
     * @return frame of the command
     */
    public byte[] closeRun(final int runId)
    {
        final CloseRunEncoder message = new CloseRunEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        request(message.header());
        message.runId(runId);
        return frame(message.encodedLength());
    }

    /**
     * Place an order.
     *
     * @param runId      of the run
     * @param fromStop   of the journey
     * @param toStop     of the journey
     * @param classCode  of the seats
     * @param passengers how many
     * @return frame of the command
     */
    public byte[] placeOrder(
        final int runId, final int fromStop, final int toStop, final char classCode, final int passengers)
    {
        final PlaceOrderEncoder message = new PlaceOrderEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        request(message.header());
        message.runId(runId).fromStop((short)fromStop).toStop((short)toStop).classCode((short)classCode)
            .channel(Channel.ONLINE).seenPosition(0);
        final PlaceOrderEncoder.PassengersEncoder group = message.passengersCount(passengers);
        for (int i = 0; i < passengers; i++)
        {
            group.next().putToken(token(requestNumber, i), 0, TOKEN_LENGTH);
        }
        return frame(message.encodedLength());
    }

    /**
     * Token of a passenger.
     *
     * @param orderRequestNumber of the PlaceOrder
     * @param passenger          of the order, from 0
     * @return 16 bytes
     */
    public static byte[] token(final long orderRequestNumber, final int passenger)
    {
        final UnsafeBuffer token = new UnsafeBuffer(new byte[TOKEN_LENGTH]);
        token.putLong(0, orderRequestNumber, BIG_ENDIAN);
        token.putLong(Long.BYTES, passenger, BIG_ENDIAN);
        return token.byteArray();
    }

    /**
     * Confirm a payment.
     *
     * @param orderId of the order
     * @param amount  paid
     * @return frame of the command
     */
    public byte[] confirm(final long orderId, final long amount)
    {
        final ConfirmPaymentEncoder message = new ConfirmPaymentEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        request(message.header());
        message.orderId(orderId).amount(amount).paymentReference(orderId);
        return frame(message.encodedLength());
    }

    /**
     * Cancel an order.
     *
     * @param orderId of the order
     * @return frame of the command
     */
    public byte[] cancel(final long orderId)
    {
        final CancelOrderEncoder message = new CancelOrderEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        request(message.header());
        message.orderId(orderId);
        return frame(message.encodedLength());
    }

    /**
     * Change the settings.
     *
     * @param holdMs                      how long an order is held
     * @param saleCloseBeforeDepartureMs when the sale ends
     * @return frame of the command
     */
    public byte[] settings(final long holdMs, final long saleCloseBeforeDepartureMs)
    {
        final ChangeSettingsEncoder message = new ChangeSettingsEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        request(message.header());
        message.holdMs(holdMs).shortHoldMs(holdMs).shortHoldBeforeDepartureMs(0)
            .saleCloseBeforeDepartureMs(saleCloseBeforeDepartureMs);
        return frame(message.encodedLength());
    }

    /**
     * Adopt newer rules.
     *
     * @param decisionVersion of the rules
     * @return frame of the command
     */
    public byte[] adoptRules(final int decisionVersion)
    {
        final AdoptRulesEncoder message = new AdoptRulesEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        request(message.header());
        message.decisionVersion(decisionVersion);
        return frame(message.encodedLength());
    }

    /**
     * Take a checkpoint.
     *
     * @param slice of the state as it is now
     * @return frame of the command
     */
    public byte[] checkpoint(final StateSlice slice)
    {
        final TakeCheckpointEncoder message = new TakeCheckpointEncoder();
        message.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        message.header().sessionId(0).msgSeqNum(0);
        message
            .stateFormat(slice.stateFormat())
            .section((short)slice.section())
            .firstEntity(slice.firstEntity())
            .entityCount(slice.entityCount())
            .sectionLength(slice.sectionLength())
            .digest(slice.digest());
        return frame(message.encodedLength());
    }

    /**
     * Number of the last request.
     *
     * @return 0 before the first
     */
    public long requestNumber()
    {
        return requestNumber;
    }

    private void request(final RequestHeaderEncoder header)
    {
        header.sessionId(SESSION).msgSeqNum(++requestNumber);
    }

    private byte[] frame(final int messageLength)
    {
        final int length = Frame.BODY_OFFSET + messageLength;
        Frame.writeHeader(buffer, 0, length);
        final byte[] frame = new byte[length];
        buffer.getBytes(0, frame);
        return frame;
    }
}
