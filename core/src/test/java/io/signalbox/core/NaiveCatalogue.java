package io.signalbox.core;

import io.signalbox.protocol.wire.ChangeSettingsEncoder;
import io.signalbox.protocol.wire.CloseRunEncoder;
import io.signalbox.protocol.wire.DefineLayoutEncoder;
import io.signalbox.protocol.wire.DefineLimitsEncoder;
import io.signalbox.protocol.wire.DefineServiceEncoder;
import io.signalbox.protocol.wire.DefineStationEncoder;
import io.signalbox.protocol.wire.OpenRunEncoder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import static io.signalbox.protocol.wire.DefinitionRefusalReason.LAYOUT_UNKNOWN;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.LIMITS_ALREADY_DEFINED;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.RUN_ALREADY_CLOSED;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.RUN_UNKNOWN;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.SERVICE_UNKNOWN;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.VALUE_OUT_OF_RANGE;

/**
 * The twin's stations, layouts, services, runs and settings.
 */
final class NaiveCatalogue
{
    private static final long DAY_MS = 86_400_000L;

    private Command.DefineLimits limits;
    private Command.ChangeSettings settings;
    private final List<Defined<Command.DefineStation>> stations = new ArrayList<>();
    private final List<Defined<Command.DefineLayout>> layouts = new ArrayList<>();
    private final List<Defined<Command.DefineService>> services = new ArrayList<>();
    private final List<NaiveRun> runs = new ArrayList<>();

    private record Defined<T>(long position, T content)
    {
    }

    Command.ChangeSettings settings()
    {
        return settings;
    }

    NaiveRun run(final long runId)
    {
        return runId >= 1 && runId <= runs.size() ? runs.get((int)runId - 1) : null;
    }

    int runCount()
    {
        return runs.size();
    }

    Event defineLimits(final long position, final Command.DefineLimits command)
    {
        return refusedOr(position, DefineLimitsEncoder.TEMPLATE_ID, () -> limitsDefined(command));
    }

    Event define(final long position, final Command.Request command)
    {
        if (command instanceof Command.DefineStation station)
        {
            return refusedOr(position, DefineStationEncoder.TEMPLATE_ID, () -> station(position, station));
        }
        if (command instanceof Command.DefineLayout layout)
        {
            return refusedOr(position, DefineLayoutEncoder.TEMPLATE_ID, () -> layout(position, layout));
        }
        if (command instanceof Command.DefineService service)
        {
            return refusedOr(position, DefineServiceEncoder.TEMPLATE_ID, () -> service(position, service));
        }
        if (command instanceof Command.OpenRun run)
        {
            return refusedOr(position, OpenRunEncoder.TEMPLATE_ID, () -> openRun(position, run));
        }
        if (command instanceof Command.CloseRun run)
        {
            return refusedOr(position, CloseRunEncoder.TEMPLATE_ID, () -> closeRun(position, run));
        }
        final Command.ChangeSettings change = (Command.ChangeSettings)command;
        return refusedOr(position, ChangeSettingsEncoder.TEMPLATE_ID, () -> changeSettings(change));
    }

    private static Event refusedOr(
        final long position, final int templateId, final Supplier<Event> decision)
    {
        try
        {
            return decision.get();
        }
        catch (final NaiveChecks.Refusal refusal)
        {
            return Event.of("DefinitionRefused")
                .with("commandTemplateId", templateId)
                .with("reason", refusal.reason)
                .with("existingId", refusal.existingId)
                .with("limitValue", refusal.limitValue)
                .with("decidingPosition", refusal.decidingPosition == 0 ? position : refusal.decidingPosition)
                .with("field", refusal.field);
        }
    }

    Event firstSettings()
    {
        return changeSettings(new Command.ChangeSettings(0, 0, 1_200_000, 600_000, 7_200_000, 1_800_000));
    }

    private Event limitsDefined(final Command.DefineLimits command)
    {
        if (limits != null)
        {
            throw new NaiveChecks.Refusal(LIMITS_ALREADY_DEFINED, "", 0);
        }
        NaiveChecks.range("maxSessions", command.maxSessions(), 1, 65_535);
        NaiveChecks.range("maxStations", command.maxStations(), 1, 65_535);
        NaiveChecks.range("maxLayouts", command.maxLayouts(), 1, 4_096);
        NaiveChecks.range("maxServices", command.maxServices(), 1, 1_000_000);
        NaiveChecks.range("maxRuns", command.maxRuns(), 1, 10_000_000);
        NaiveChecks.range("maxOrders", command.maxOrders(), 1, 100_000_000);
        NaiveChecks.range("maxPassengers", command.maxPassengers(), 1, 200_000_000);
        limits = command;
        return Event.of("LimitsDefined")
            .with("decisionVersion", 1)
            .with("maxSessions", command.maxSessions())
            .with("maxStations", command.maxStations())
            .with("maxLayouts", command.maxLayouts())
            .with("maxServices", command.maxServices())
            .with("maxRuns", command.maxRuns())
            .with("maxOrders", command.maxOrders())
            .with("maxPassengers", command.maxPassengers());
    }

    private Event changeSettings(final Command.ChangeSettings command)
    {
        NaiveChecks.range("holdMs", command.holdMs(), 100, 7 * DAY_MS);
        NaiveChecks.range("shortHoldMs", command.shortHoldMs(), 100, 7 * DAY_MS);
        NaiveChecks.range("shortHoldBeforeDepartureMs", command.shortHoldBeforeDepartureMs(), 0, 30 * DAY_MS);
        NaiveChecks.range("saleCloseBeforeDepartureMs", command.saleCloseBeforeDepartureMs(), 0, 30 * DAY_MS);
        settings = command;
        return Event.of("SettingsChanged")
            .with("holdMs", command.holdMs())
            .with("shortHoldMs", command.shortHoldMs())
            .with("shortHoldBeforeDepartureMs", command.shortHoldBeforeDepartureMs())
            .with("saleCloseBeforeDepartureMs", command.saleCloseBeforeDepartureMs());
    }

    private Event station(final long position, final Command.DefineStation command)
    {
        NaiveChecks.checkCode(command.code());
        if (command.name().getBytes(StandardCharsets.UTF_8).length > 80)
        {
            throw new NaiveChecks.Refusal(VALUE_OUT_OF_RANGE, "name", 80);
        }
        for (int i = 0; i < stations.size(); i++)
        {
            final Command.DefineStation known = stations.get(i).content();
            if (known.code().equals(command.code()))
            {
                throw NaiveChecks.existing(known.name().equals(command.name()), i, stations.get(i).position());
            }
        }
        NaiveChecks.limit("maxStations", stations.size(), limits.maxStations());
        stations.add(new Defined<>(position, command));
        return Event.of("StationDefined")
            .with("stationId", stations.size())
            .with("code", command.code())
            .with("name", command.name());
    }

    private Event layout(final long position, final Command.DefineLayout command)
    {
        NaiveChecks.checkCode(command.code());
        NaiveChecks.range("classes", command.classes().size(), 1, 8);
        NaiveChecks.range("coaches", command.coaches().size(), 1, 64);
        NaiveChecks.checkClasses(command.classes());
        NaiveChecks.checkCoaches(command);
        for (final Command.SeatClass seatClass : command.classes())
        {
            NaiveChecks.range("seats", NaiveRun.seatsOf(command, seatClass.code()).size(), 1, 4_096);
        }
        for (int i = 0; i < layouts.size(); i++)
        {
            final Command.DefineLayout known = layouts.get(i).content();
            if (known.code().equals(command.code()))
            {
                final boolean same = known.classes().equals(command.classes()) &&
                    known.coaches().equals(command.coaches());
                throw NaiveChecks.existing(same, i, layouts.get(i).position());
            }
        }
        NaiveChecks.limit("maxLayouts", layouts.size(), limits.maxLayouts());
        layouts.add(new Defined<>(position, command));
        return Event.of("LayoutDefined")
            .with("layoutId", layouts.size())
            .with("code", command.code())
            .with("classes", command.classes())
            .with("coaches", command.coaches());
    }

    private Event service(final long position, final Command.DefineService command)
    {
        NaiveChecks.checkCode(command.code());
        NaiveChecks.range("stops", command.stops().size(), 2, 128);
        for (int i = 0; i < command.stops().size(); i++)
        {
            NaiveChecks.checkStop(command.stops(), i, stations.size());
        }
        for (int i = 0; i < services.size(); i++)
        {
            final Command.DefineService known = services.get(i).content();
            if (known.code().equals(command.code()))
            {
                throw NaiveChecks.existing(known.stops().equals(command.stops()), i, services.get(i).position());
            }
        }
        NaiveChecks.limit("maxServices", services.size(), limits.maxServices());
        services.add(new Defined<>(position, command));
        return Event.of("ServiceDefined")
            .with("serviceId", services.size())
            .with("code", command.code())
            .with("stops", command.stops());
    }

    private Event openRun(final long position, final Command.OpenRun command)
    {
        if (command.serviceId() < 1 || command.serviceId() > services.size())
        {
            throw new NaiveChecks.Refusal(SERVICE_UNKNOWN, "serviceId", 0);
        }
        if (command.layoutId() < 1 || command.layoutId() > layouts.size())
        {
            throw new NaiveChecks.Refusal(LAYOUT_UNKNOWN, "layoutId", 0);
        }
        NaiveChecks.range("serviceDate", command.serviceDate(), -1_000_000, 1_000_000);
        NaiveChecks.range("originInstantMs", command.originInstantMs(), 0, 253_402_300_799_999L);
        for (int i = 0; i < runs.size(); i++)
        {
            final Command.OpenRun known = runs.get(i).opening();
            if (known.serviceId() == command.serviceId() && known.serviceDate() == command.serviceDate())
            {
                final boolean same = known.layoutId() == command.layoutId() &&
                    known.originInstantMs() == command.originInstantMs();
                throw NaiveChecks.existing(same, i, runs.get(i).openedPosition());
            }
        }
        NaiveChecks.limit("maxRuns", runs.size(), limits.maxRuns());
        runs.add(new NaiveRun(
            position,
            command,
            services.get((int)command.serviceId() - 1).content(),
            layouts.get((int)command.layoutId() - 1).content()));
        return Event.of("RunOpened")
            .with("runId", runs.size())
            .with("serviceId", command.serviceId())
            .with("layoutId", command.layoutId())
            .with("serviceDate", command.serviceDate())
            .with("originInstantMs", command.originInstantMs());
    }

    private Event closeRun(final long position, final Command.CloseRun command)
    {
        final NaiveRun run = run(command.runId());
        if (run == null)
        {
            throw new NaiveChecks.Refusal(RUN_UNKNOWN, "runId", 0);
        }
        if (run.closedPosition() != 0)
        {
            throw new NaiveChecks.Refusal(RUN_ALREADY_CLOSED, "runId", 0).existing(0, run.closedPosition());
        }
        run.close(position);
        return Event.of("RunClosed").with("runId", command.runId());
    }
}
