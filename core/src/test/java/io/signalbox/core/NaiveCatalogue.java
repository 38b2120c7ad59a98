package io.signalbox.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.signalbox.protocol.wire.ChangeSettingsEncoder;
import io.signalbox.protocol.wire.CloseRunEncoder;
import io.signalbox.protocol.wire.DefineLayoutEncoder;
import io.signalbox.protocol.wire.DefineLimitsEncoder;
import io.signalbox.protocol.wire.DefineServiceEncoder;
import io.signalbox.protocol.wire.DefineStationEncoder;
import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.OpenRunEncoder;

import static io.signalbox.protocol.wire.DefinitionRefusalReason.ALREADY_DEFINED;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.CLASS_REPEATED;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.CLASS_UNKNOWN;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.CODE_INVALID;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.CONFLICTS_WITH_EXISTING;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.DISTANCES_NOT_ASCENDING;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.LAYOUT_UNKNOWN;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.LIMITS_ALREADY_DEFINED;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.LIMIT_REACHED;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.RUN_ALREADY_CLOSED;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.RUN_UNKNOWN;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.SEATS_OVERLAP;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.SERVICE_UNKNOWN;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.STATION_UNKNOWN;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.TIMES_NOT_ASCENDING;
import static io.signalbox.protocol.wire.DefinitionRefusalReason.VALUE_OUT_OF_RANGE;

/**
 * The twin's stations, layouts, services, runs and settings.
 */
final class NaiveCatalogue
{
    private static final long DAY_MS = 86_400_000L;

    private Command.DefineLimits limits;
    private Command.ChangeSettings settings =
        new Command.ChangeSettings(0, 0, 1_200_000, 600_000, 7_200_000, 1_800_000);
    private final List<Defined<Command.DefineStation>> stations = new ArrayList<>();
    private final List<Defined<Command.DefineLayout>> layouts = new ArrayList<>();
    private final List<Defined<Command.DefineService>> services = new ArrayList<>();
    private final List<NaiveRun> runs = new ArrayList<>();

    private record Defined<T>(long position, T content)
    {
    }

    /** Ends the checks of a definition with its refusal. */
    private static final class Refusal extends RuntimeException
    {
        private static final long serialVersionUID = 1L;

        private final DefinitionRefusalReason reason;
        private final long limitValue;
        private final String field;
        private long existingId;
        private long decidingPosition;

        private Refusal(final DefinitionRefusalReason reason, final String field, final long limitValue)
        {
            this.reason = reason;
            this.limitValue = limitValue;
            this.field = field;
        }

        private Refusal existing(final long id, final long position)
        {
            existingId = id;
            decidingPosition = position;
            return this;
        }
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
        catch (final Refusal refusal)
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

    private Event limitsDefined(final Command.DefineLimits command)
    {
        if (limits != null)
        {
            throw new Refusal(LIMITS_ALREADY_DEFINED, "", 0);
        }
        range("maxSessions", command.maxSessions(), 1, 65_535);
        range("maxStations", command.maxStations(), 1, 65_535);
        range("maxLayouts", command.maxLayouts(), 1, 4_096);
        range("maxServices", command.maxServices(), 1, 1_000_000);
        range("maxRuns", command.maxRuns(), 1, 10_000_000);
        range("maxOrders", command.maxOrders(), 1, 100_000_000);
        range("maxPassengers", command.maxPassengers(), 1, 200_000_000);
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
        range("holdMs", command.holdMs(), 100, 7 * DAY_MS);
        range("shortHoldMs", command.shortHoldMs(), 100, 7 * DAY_MS);
        range("shortHoldBeforeDepartureMs", command.shortHoldBeforeDepartureMs(), 0, 30 * DAY_MS);
        range("saleCloseBeforeDepartureMs", command.saleCloseBeforeDepartureMs(), 0, 30 * DAY_MS);
        settings = command;
        return Event.of("SettingsChanged")
            .with("holdMs", command.holdMs())
            .with("shortHoldMs", command.shortHoldMs())
            .with("shortHoldBeforeDepartureMs", command.shortHoldBeforeDepartureMs())
            .with("saleCloseBeforeDepartureMs", command.saleCloseBeforeDepartureMs());
    }

    private Event station(final long position, final Command.DefineStation command)
    {
        checkCode(command.code());
        if (command.name().getBytes(StandardCharsets.UTF_8).length > 80)
        {
            throw new Refusal(VALUE_OUT_OF_RANGE, "name", 80);
        }
        for (int i = 0; i < stations.size(); i++)
        {
            final Command.DefineStation known = stations.get(i).content();
            if (known.code().equals(command.code()))
            {
                throw existing(known.name().equals(command.name()), i, stations.get(i).position());
            }
        }
        limit("maxStations", stations.size(), limits.maxStations());
        stations.add(new Defined<>(position, command));
        return Event.of("StationDefined")
            .with("stationId", stations.size())
            .with("code", command.code())
            .with("name", command.name());
    }

    private Event layout(final long position, final Command.DefineLayout command)
    {
        checkCode(command.code());
        range("classes", command.classes().size(), 1, 8);
        range("coaches", command.coaches().size(), 1, 64);
        checkClasses(command.classes());
        checkCoaches(command);
        for (final Command.SeatClass seatClass : command.classes())
        {
            range("seats", NaiveRun.seatsOf(command, seatClass.code()).size(), 1, 4_096);
        }
        for (int i = 0; i < layouts.size(); i++)
        {
            final Command.DefineLayout known = layouts.get(i).content();
            if (known.code().equals(command.code()))
            {
                final boolean same = known.classes().equals(command.classes())
                    && known.coaches().equals(command.coaches());
                throw existing(same, i, layouts.get(i).position());
            }
        }
        limit("maxLayouts", layouts.size(), limits.maxLayouts());
        layouts.add(new Defined<>(position, command));
        return Event.of("LayoutDefined")
            .with("layoutId", layouts.size())
            .with("code", command.code())
            .with("classes", command.classes())
            .with("coaches", command.coaches());
    }

    private static void checkClasses(final List<Command.SeatClass> classes)
    {
        final Set<Integer> codes = new HashSet<>();
        for (final Command.SeatClass seatClass : classes)
        {
            range("classCode", seatClass.code(), 0x21, 0x7E);
            if (!codes.add(seatClass.code()))
            {
                throw new Refusal(CLASS_REPEATED, "classCode", seatClass.code());
            }
            range("farePer100Km", seatClass.farePer100Km(), 0, 1_000_000_000);
            range("minimumFare", seatClass.minimumFare(), 0, 1_000_000_000);
        }
    }

    private static void checkCoaches(final Command.DefineLayout command)
    {
        final Set<String> places = new HashSet<>();
        for (int i = 0; i < command.coaches().size(); i++)
        {
            final Command.Coach coach = command.coaches().get(i);
            range("coachNumber", coach.number(), 1, 99);
            if (command.classes().stream().noneMatch(known -> known.code() == coach.classCode()))
            {
                throw new Refusal(CLASS_UNKNOWN, "classCode", coach.classCode());
            }
            range("firstRow", coach.firstRow(), 1, 254);
            range("rows", coach.rows(), 1, 255 - coach.firstRow());
            final String letters = coach.letters();
            if (letters.isEmpty() || !printable(letters)
                || letters.chars().distinct().count() != letters.length())
            {
                throw new Refusal(VALUE_OUT_OF_RANGE, "letters", 8);
            }
            for (int row = coach.firstRow(); row < coach.firstRow() + coach.rows(); row++)
            {
                for (final char letter : letters.toCharArray())
                {
                    if (!places.add(coach.number() + "/" + row + letter))
                    {
                        throw new Refusal(SEATS_OVERLAP, "coachNumber", i);
                    }
                }
            }
        }
    }

    private Event service(final long position, final Command.DefineService command)
    {
        checkCode(command.code());
        range("stops", command.stops().size(), 2, 128);
        for (int i = 0; i < command.stops().size(); i++)
        {
            checkStop(command.stops(), i);
        }
        for (int i = 0; i < services.size(); i++)
        {
            final Command.DefineService known = services.get(i).content();
            if (known.code().equals(command.code()))
            {
                throw existing(known.stops().equals(command.stops()), i, services.get(i).position());
            }
        }
        limit("maxServices", services.size(), limits.maxServices());
        services.add(new Defined<>(position, command));
        return Event.of("ServiceDefined")
            .with("serviceId", services.size())
            .with("code", command.code())
            .with("stops", command.stops());
    }

    private void checkStop(final List<Command.Stop> stops, final int i)
    {
        final Command.Stop stop = stops.get(i);
        if (stop.stationId() < 1 || stop.stationId() > stations.size())
        {
            throw new Refusal(STATION_UNKNOWN, "stationId", i);
        }
        range("arrivalS", stop.arrivalS(), -86_400, 31_536_000);
        range("departureS", stop.departureS(), -86_400, 31_536_000);
        final boolean end = i == 0 || i == stops.size() - 1;
        if (stop.arrivalS() > stop.departureS()
            || end && stop.arrivalS() != stop.departureS()
            || i > 0 && stops.get(i - 1).departureS() > stop.arrivalS())
        {
            throw new Refusal(TIMES_NOT_ASCENDING, "arrivalS", i);
        }
        range("distanceM", stop.distanceM(), 0, 100_000_000);
        if (i == 0 && stop.distanceM() != 0 || i > 0 && stop.distanceM() < stops.get(i - 1).distanceM())
        {
            throw new Refusal(DISTANCES_NOT_ASCENDING, "distanceM", i);
        }
    }

    private Event openRun(final long position, final Command.OpenRun command)
    {
        if (command.serviceId() < 1 || command.serviceId() > services.size())
        {
            throw new Refusal(SERVICE_UNKNOWN, "serviceId", 0);
        }
        if (command.layoutId() < 1 || command.layoutId() > layouts.size())
        {
            throw new Refusal(LAYOUT_UNKNOWN, "layoutId", 0);
        }
        range("serviceDate", command.serviceDate(), -1_000_000, 1_000_000);
        range("originInstantMs", command.originInstantMs(), 0, 253_402_300_799_999L);
        for (int i = 0; i < runs.size(); i++)
        {
            final Command.OpenRun known = runs.get(i).opening();
            if (known.serviceId() == command.serviceId() && known.serviceDate() == command.serviceDate())
            {
                final boolean same = known.layoutId() == command.layoutId()
                    && known.originInstantMs() == command.originInstantMs();
                throw existing(same, i, runs.get(i).openedPosition());
            }
        }
        limit("maxRuns", runs.size(), limits.maxRuns());
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
            throw new Refusal(RUN_UNKNOWN, "runId", 0);
        }
        if (run.closedPosition() != 0)
        {
            throw new Refusal(RUN_ALREADY_CLOSED, "runId", 0).existing(0, run.closedPosition());
        }
        run.close(position);
        return Event.of("RunClosed").with("runId", command.runId());
    }

    private static Refusal existing(final boolean same, final int index, final long position)
    {
        return new Refusal(same ? ALREADY_DEFINED : CONFLICTS_WITH_EXISTING, "", 0).existing(index + 1, position);
    }

    private static void checkCode(final String code)
    {
        if (code.isEmpty() || !printable(code))
        {
            throw new Refusal(CODE_INVALID, "code", 0);
        }
    }

    private static boolean printable(final String text)
    {
        return text.chars().allMatch(character -> character >= 0x21 && character <= 0x7E);
    }

    private static void range(final String field, final long value, final long least, final long greatest)
    {
        if (value < least || value > greatest)
        {
            throw new Refusal(VALUE_OUT_OF_RANGE, field, value < least ? least : greatest);
        }
    }

    private static void limit(final String field, final int count, final long limit)
    {
        if (count >= limit)
        {
            throw new Refusal(LIMIT_REACHED, field, limit);
        }
    }
}
