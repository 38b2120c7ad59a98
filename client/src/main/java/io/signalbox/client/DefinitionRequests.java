package io.signalbox.client;

import io.signalbox.protocol.Frame;
import io.signalbox.protocol.wire.AdoptRulesEncoder;
import io.signalbox.protocol.wire.ChangeSettingsEncoder;
import io.signalbox.protocol.wire.CloseRunEncoder;
import io.signalbox.protocol.wire.DefineLayoutEncoder;
import io.signalbox.protocol.wire.DefineServiceEncoder;
import io.signalbox.protocol.wire.DefineStationEncoder;
import io.signalbox.protocol.wire.OpenRunEncoder;
import org.agrona.MutableDirectBuffer;

import java.nio.charset.StandardCharsets;

/**
 * The requests about the timetable, the settings and the rules.
 */
final class DefinitionRequests
{
    private static final int MAX_NAME_LENGTH = 4_000;

    private DefinitionRequests()
    {
    }

    /** A {@code DefineStation}. */
    static final class Station extends Request<DefinitionResult>
    {
        private final String code;
        private final byte[] name;

        Station(final String code, final String name)
        {
            super(DefinitionResult.class, false, DefineStationEncoder.BLOCK_LENGTH);
            Checks.ascii("code", code, Checks.CODE_LENGTH);
            Checks.text("name", name, 0, MAX_NAME_LENGTH);
            this.code = code;
            this.name = name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final DefineStationEncoder encoder = encoders.defineStation;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            RequestEncoders.address(encoder.header(), sessionId, number());
            encoder.code(code).putName(name, 0, name.length);
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }
    }

    /** A {@code DefineLayout}. */
    static final class Layout extends Request<DefinitionResult>
    {
        private final LayoutDefinition layout;

        Layout(final LayoutDefinition layout)
        {
            super(DefinitionResult.class, false, DefineLayoutEncoder.BLOCK_LENGTH +
                DefineLayoutEncoder.ClassesEncoder.sbeHeaderSize() +
                DefineLayoutEncoder.ClassesEncoder.sbeBlockLength() * layout.classes().size() +
                DefineLayoutEncoder.CoachesEncoder.sbeHeaderSize() +
                DefineLayoutEncoder.CoachesEncoder.sbeBlockLength() * layout.coaches().size());
            this.layout = layout;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final DefineLayoutEncoder encoder = encoders.defineLayout;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            RequestEncoders.address(encoder.header(), sessionId, number());
            encoder.code(layout.code());
            final DefineLayoutEncoder.ClassesEncoder classes = encoder.classesCount(layout.classes().size());
            for (final LayoutDefinition.SeatClass seatClass : layout.classes())
            {
                classes.next()
                    .classCode((short)seatClass.classCode())
                    .farePer100Km(seatClass.farePer100Km())
                    .minimumFare(seatClass.minimumFare())
                    .className(seatClass.className());
            }
            final DefineLayoutEncoder.CoachesEncoder coaches = encoder.coachesCount(layout.coaches().size());
            for (final LayoutDefinition.CoachSection section : layout.coaches())
            {
                coaches.next()
                    .coachNumber((short)section.coachNumber())
                    .classCode((short)section.classCode())
                    .firstRow((short)section.firstRow())
                    .rows((short)section.rows())
                    .letters(section.letters());
            }
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }
    }

    /** A {@code DefineService}. */
    static final class Service extends Request<DefinitionResult>
    {
        private final ServiceDefinition service;

        Service(final ServiceDefinition service)
        {
            super(DefinitionResult.class, false, DefineServiceEncoder.BLOCK_LENGTH +
                DefineServiceEncoder.StopsEncoder.sbeHeaderSize() +
                DefineServiceEncoder.StopsEncoder.sbeBlockLength() * service.stops().size());
            this.service = service;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final DefineServiceEncoder encoder = encoders.defineService;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            RequestEncoders.address(encoder.header(), sessionId, number());
            encoder.code(service.code());
            final DefineServiceEncoder.StopsEncoder stops = encoder.stopsCount(service.stops().size());
            for (final ServiceDefinition.Stop stop : service.stops())
            {
                stops.next()
                    .stationId(RequestEncoders.uint32(stop.stationId()))
                    .arrivalS(stop.arrivalS())
                    .departureS(stop.departureS())
                    .distanceM(stop.distanceM());
            }
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }
    }

    /** An {@code OpenRun}. */
    static final class Open extends Request<DefinitionResult>
    {
        private final int serviceId;
        private final int layoutId;
        private final int serviceDay;
        private final long originInstantMs;

        Open(final int serviceId, final int layoutId, final int serviceDay, final long originInstantMs)
        {
            super(DefinitionResult.class, false, OpenRunEncoder.BLOCK_LENGTH);
            this.serviceId = serviceId;
            this.layoutId = layoutId;
            this.serviceDay = serviceDay;
            this.originInstantMs = originInstantMs;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final OpenRunEncoder encoder = encoders.openRun;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            RequestEncoders.address(encoder.header(), sessionId, number());
            encoder.serviceId(RequestEncoders.uint32(serviceId))
                .layoutId(RequestEncoders.uint32(layoutId))
                .serviceDate(serviceDay)
                .originInstantMs(originInstantMs);
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }
    }

    /** A {@code CloseRun}. */
    static final class Close extends Request<DefinitionResult>
    {
        private final int runId;

        Close(final int runId)
        {
            super(DefinitionResult.class, false, CloseRunEncoder.BLOCK_LENGTH);
            this.runId = runId;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final CloseRunEncoder encoder = encoders.closeRun;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            RequestEncoders.address(encoder.header(), sessionId, number());
            encoder.runId(RequestEncoders.uint32(runId));
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }
    }

    /** A {@code ChangeSettings}. */
    static final class Settings extends Request<DefinitionResult>
    {
        private final SaleSettings settings;

        Settings(final SaleSettings settings)
        {
            super(DefinitionResult.class, false, ChangeSettingsEncoder.BLOCK_LENGTH);
            this.settings = settings;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final ChangeSettingsEncoder encoder = encoders.changeSettings;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            RequestEncoders.address(encoder.header(), sessionId, number());
            encoder.holdMs(settings.holdMs())
                .shortHoldMs(settings.shortHoldMs())
                .shortHoldBeforeDepartureMs(settings.shortHoldBeforeDepartureMs())
                .saleCloseBeforeDepartureMs(settings.saleCloseBeforeDepartureMs());
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }
    }

    /** An {@code AdoptRules}. */
    static final class Rules extends Request<RulesResult>
    {
        private static final int MAX_VERSION = AdoptRulesEncoder.decisionVersionMaxValue();

        private final int decisionVersion;

        Rules(final int decisionVersion)
        {
            super(RulesResult.class, false, AdoptRulesEncoder.BLOCK_LENGTH);
            Checks.range("decisionVersion", decisionVersion, 0, MAX_VERSION);
            this.decisionVersion = decisionVersion;
        }

        @Override
        void encode(
            final RequestEncoders encoders, final MutableDirectBuffer buffer, final int offset, final long sessionId)
        {
            final AdoptRulesEncoder encoder = encoders.adoptRules;
            encoder.wrapAndApplyHeader(buffer, offset + Frame.MESSAGE_OFFSET, encoders.header);
            RequestEncoders.address(encoder.header(), sessionId, number());
            encoder.decisionVersion(decisionVersion);
            Frame.writeHeader(buffer, offset, encoder.limit() - offset);
        }
    }
}
