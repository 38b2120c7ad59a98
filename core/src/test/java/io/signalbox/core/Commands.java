package io.signalbox.core;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.AdoptRulesEncoder;
import io.signalbox.protocol.wire.CancelOrderEncoder;
import io.signalbox.protocol.wire.ChangeSettingsEncoder;
import io.signalbox.protocol.wire.CloseRunEncoder;
import io.signalbox.protocol.wire.ConfirmPaymentEncoder;
import io.signalbox.protocol.wire.DefineLayoutEncoder;
import io.signalbox.protocol.wire.DefineLimitsEncoder;
import io.signalbox.protocol.wire.DefineServiceEncoder;
import io.signalbox.protocol.wire.DefineStationEncoder;
import io.signalbox.protocol.wire.ExpireHoldsEncoder;
import io.signalbox.protocol.wire.Limit;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.NegotiateEncoder;
import io.signalbox.protocol.wire.OpenRunEncoder;
import io.signalbox.protocol.wire.PlaceOrderEncoder;
import io.signalbox.protocol.wire.RequestHeaderEncoder;
import io.signalbox.protocol.wire.TakeCheckpointEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Writes the frame of a command from its plain values.
 */
final class Commands
{
    private static final int CODE_LENGTH = 16;
    private static final int LETTERS_LENGTH = 8;

    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();

    private Commands()
    {
    }

    /**
     * Encode a command.
     *
     * @param command plain values
     * @return the frame, in a buffer of exactly its length
     */
    static UnsafeBuffer frame(final Command command)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(Frame.MAX_LENGTH);
        final int length = new Commands().encode(command, buffer);
        Frame.writeHeader(buffer, 0, length);
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return new UnsafeBuffer(bytes);
    }

    private int encode(final Command command, final MutableDirectBuffer buffer)
    {
        if (command instanceof Command.Negotiate negotiate)
        {
            return negotiate(negotiate, buffer);
        }
        if (command instanceof Command.DefineLimits limits)
        {
            return limits(limits, buffer);
        }
        if (command instanceof Command.ChangeSettings settings)
        {
            return settings(settings, buffer);
        }
        if (command instanceof Command.DefineStation station)
        {
            return station(station, buffer);
        }
        if (command instanceof Command.DefineLayout layout)
        {
            return layout(layout, buffer);
        }
        if (command instanceof Command.DefineService service)
        {
            return service(service, buffer);
        }
        if (command instanceof Command.OpenRun run)
        {
            return openRun(run, buffer);
        }
        return encodeOrder(command, buffer);
    }

    private int encodeOrder(final Command command, final MutableDirectBuffer buffer)
    {
        if (command instanceof Command.CloseRun run)
        {
            return closeRun(run, buffer);
        }
        if (command instanceof Command.PlaceOrder order)
        {
            return placeOrder(order, buffer);
        }
        if (command instanceof Command.ConfirmPayment payment)
        {
            return confirmPayment(payment, buffer);
        }
        if (command instanceof Command.CancelOrder cancel)
        {
            return cancelOrder(cancel, buffer);
        }
        if (command instanceof Command.AdoptRules adopt)
        {
            return adoptRules(adopt, buffer);
        }
        if (command instanceof Command.TakeCheckpoint checkpoint)
        {
            return takeCheckpoint(checkpoint, buffer);
        }
        return expireHolds((Command.ExpireHolds)command, buffer);
    }

    private int negotiate(final Command.Negotiate command, final MutableDirectBuffer buffer)
    {
        final NegotiateEncoder encoder = new NegotiateEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader)
            .sessionId(command.session())
            .sessionVerId(command.versionId())
            .timestampMs(1)
            .clientFlow(command.clientFlow())
            .serverFlow(command.serverFlow())
            .putCredentials(new byte[0], 0, 0)
            .clientName("test");
        return encoder.limit();
    }

    private int limits(final Command.DefineLimits command, final MutableDirectBuffer buffer)
    {
        final DefineLimitsEncoder encoder = new DefineLimitsEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder.decisionVersion(command.decisionVersion());
        final DefineLimitsEncoder.LimitsEncoder limits = encoder.limitsCount(command.values().size());
        for (int i = 0; i < command.values().size(); i++)
        {
            limits.next().limit(Limit.get((short)(i + 1))).value(command.values().get(i));
        }
        return encoder.limit();
    }

    private int settings(final Command.ChangeSettings command, final MutableDirectBuffer buffer)
    {
        final ChangeSettingsEncoder encoder = new ChangeSettingsEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder
            .holdMs(command.holdMs())
            .shortHoldMs(command.shortHoldMs())
            .shortHoldBeforeDepartureMs(command.shortHoldBeforeDepartureMs())
            .saleCloseBeforeDepartureMs(command.saleCloseBeforeDepartureMs());
        return encoder.limit();
    }

    private int station(final Command.DefineStation command, final MutableDirectBuffer buffer)
    {
        final DefineStationEncoder encoder = new DefineStationEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        final byte[] name = command.name().getBytes(StandardCharsets.UTF_8);
        encoder.putCode(padded(command.code(), CODE_LENGTH), 0).putName(name, 0, name.length);
        return encoder.limit();
    }

    private int layout(final Command.DefineLayout command, final MutableDirectBuffer buffer)
    {
        final DefineLayoutEncoder encoder = new DefineLayoutEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder.putCode(padded(command.code(), CODE_LENGTH), 0);
        final DefineLayoutEncoder.ClassesEncoder classes = encoder.classesCount(command.classes().size());
        for (final Command.SeatClass seatClass : command.classes())
        {
            classes.next()
                .classCode((short)seatClass.code())
                .farePer100Km(seatClass.farePer100Km())
                .minimumFare(seatClass.minimumFare())
                .putClassName(padded(seatClass.name(), CODE_LENGTH), 0);
        }
        final DefineLayoutEncoder.CoachesEncoder coaches = encoder.coachesCount(command.coaches().size());
        for (final Command.Coach coach : command.coaches())
        {
            coaches.next()
                .coachNumber((short)coach.number())
                .classCode((short)coach.classCode())
                .firstRow((short)coach.firstRow())
                .rows((short)coach.rows())
                .putLetters(padded(coach.letters(), LETTERS_LENGTH), 0);
        }
        return encoder.limit();
    }

    private int service(final Command.DefineService command, final MutableDirectBuffer buffer)
    {
        final DefineServiceEncoder encoder = new DefineServiceEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder.putCode(padded(command.code(), CODE_LENGTH), 0);
        final DefineServiceEncoder.StopsEncoder stops = encoder.stopsCount(command.stops().size());
        for (final Command.Stop stop : command.stops())
        {
            stops.next()
                .stationId(stop.stationId())
                .arrivalS(stop.arrivalS())
                .departureS(stop.departureS())
                .distanceM(stop.distanceM());
        }
        return encoder.limit();
    }

    private int openRun(final Command.OpenRun command, final MutableDirectBuffer buffer)
    {
        final OpenRunEncoder encoder = new OpenRunEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder
            .serviceId(command.serviceId())
            .layoutId(command.layoutId())
            .serviceDate(command.serviceDate())
            .originInstantMs(command.originInstantMs());
        return encoder.limit();
    }

    private int closeRun(final Command.CloseRun command, final MutableDirectBuffer buffer)
    {
        final CloseRunEncoder encoder = new CloseRunEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder.runId(command.runId());
        return encoder.limit();
    }

    private int placeOrder(final Command.PlaceOrder command, final MutableDirectBuffer buffer)
    {
        final PlaceOrderEncoder encoder = new PlaceOrderEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder
            .runId(command.runId())
            .fromStop((short)command.fromStop())
            .toStop((short)command.toStop())
            .classCode((short)command.classCode())
            .channel(command.channel())
            .seenPosition(command.seenPosition());
        final PlaceOrderEncoder.PassengersEncoder passengers =
            encoder.passengersCount(command.passengers().size());
        for (final String token : command.passengers())
        {
            passengers.next().putToken(padded(token, CODE_LENGTH), 0, CODE_LENGTH);
        }
        return encoder.limit();
    }

    private int confirmPayment(final Command.ConfirmPayment command, final MutableDirectBuffer buffer)
    {
        final ConfirmPaymentEncoder encoder = new ConfirmPaymentEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder
            .orderId(command.orderId())
            .amount(command.amount())
            .paymentReference(command.paymentReference());
        return encoder.limit();
    }

    private int cancelOrder(final Command.CancelOrder command, final MutableDirectBuffer buffer)
    {
        final CancelOrderEncoder encoder = new CancelOrderEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder.orderId(command.orderId());
        return encoder.limit();
    }

    private int expireHolds(final Command.ExpireHolds command, final MutableDirectBuffer buffer)
    {
        final ExpireHoldsEncoder encoder = new ExpireHoldsEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder.maxCount(command.maxCount());
        return encoder.limit();
    }

    private int adoptRules(final Command.AdoptRules command, final MutableDirectBuffer buffer)
    {
        final AdoptRulesEncoder encoder = new AdoptRulesEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder.decisionVersion(command.decisionVersion());
        return encoder.limit();
    }

    private int takeCheckpoint(final Command.TakeCheckpoint command, final MutableDirectBuffer buffer)
    {
        final TakeCheckpointEncoder encoder = new TakeCheckpointEncoder();
        encoder.wrapAndApplyHeader(buffer, Frame.MESSAGE_OFFSET, messageHeader);
        header(encoder.header(), command);
        encoder
            .stateFormat(command.stateFormat())
            .section((short)command.section())
            .firstEntity(command.firstEntity())
            .entityCount(command.entityCount())
            .sectionLength(command.sectionLength())
            .digest(command.digest());
        return encoder.limit();
    }

    private static void header(final RequestHeaderEncoder header, final Command.Request command)
    {
        header.sessionId(command.session()).msgSeqNum(command.number());
    }

    private static byte[] padded(final String text, final int length)
    {
        final byte[] bytes = text.getBytes(ISO_8859_1);
        if (bytes.length > length)
        {
            throw new IllegalArgumentException("'" + text + "' is longer than " + length + " bytes");
        }
        return Arrays.copyOf(bytes, length);
    }
}
