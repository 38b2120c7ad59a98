package io.signalbox.cli;

import io.signalbox.cli.timetable.LayoutSet;
import io.signalbox.cli.timetable.LayoutTemplate;
import io.signalbox.cli.timetable.Timetable;
import io.signalbox.client.Defined;
import io.signalbox.client.DefinitionRefused;
import io.signalbox.client.DefinitionResult;
import io.signalbox.client.LayoutDefinition;
import io.signalbox.client.ServiceDefinition;
import io.signalbox.client.SignalboxClient;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sends a timetable to a server: stations, layouts, services, then runs, each kind with a window of requests in flight.
 * What the server has already with the same content is counted as there, so that a load can be repeated or continued.
 * One thread.
 */
final class TimetableLoader
{
    private static final int WINDOW = 512;

    private final SignalboxClient client;
    private final Progress progress;
    private final List<String> refusals = new ArrayList<>();
    private final Map<String, Integer> stationIds = new HashMap<>();
    private final Map<String, Integer> layoutIds = new HashMap<>();
    private final Map<String, Integer> serviceIds = new HashMap<>();
    private int newCount;
    private int existingCount;

    TimetableLoader(final SignalboxClient client, final Progress progress)
    {
        this.client = client;
        this.progress = progress;
    }

    /** Hears how far a load is. */
    interface Progress
    {
        /** Nobody listens. */
        Progress NONE = new Progress()
        {
            @Override
            public void begin(final String what, final int total)
            {
            }

            @Override
            public void step()
            {
            }
        };

        void begin(String what, int total);

        void step();
    }

    /** How many of one kind were new to the server and how many it had. */
    record Counts(int defined, int existing)
    {
    }

    /** What came of a load: counts by kind, and what the server refused and why. */
    record Report(Counts stations, Counts layouts, Counts services, Counts runs, List<String> refusals)
    {
    }

    Report load(final Timetable timetable, final LayoutSet layouts)
    {
        final Counts stations = send("stations", timetable.stations(), Timetable.Station::code, stationIds,
            station -> client.defineStation(station.code(), station.name()));
        final Counts layoutCounts = send("layouts", layouts.templatesFor(timetable), LayoutTemplate::code, layoutIds,
            template -> client.defineLayout(definition(template)));
        final Counts services = send("services", timetable.services(), Timetable.Service::code, serviceIds,
            service -> client.defineService(definition(service)));

        final Map<String, Integer> layoutByService = new HashMap<>();
        for (final Timetable.Service service : timetable.services())
        {
            layoutByService.put(service.code(), layoutIds.get(layouts.templateFor(service).code()));
        }
        final List<Timetable.Run> runs = timetable.runs().stream()
            .filter(run -> serviceIds.containsKey(run.serviceCode()) && layoutByService.get(run.serviceCode()) != null)
            .collect(Collectors.toList());
        final Counts runCounts = send("runs", runs, run -> run.serviceCode() + " on " + run.serviceDate(),
            new HashMap<>(),
            run -> client.openRun(
                serviceIds.get(run.serviceCode()),
                layoutByService.get(run.serviceCode()),
                run.serviceDate(),
                run.originInstantMs()));
        return new Report(stations, layoutCounts, services, runCounts, List.copyOf(refusals));
    }

    private <T> Counts send(
        final String what,
        final List<T> items,
        final Function<T, String> name,
        final Map<String, Integer> ids,
        final Function<T, CompletableFuture<DefinitionResult>> request)
    {
        newCount = 0;
        existingCount = 0;
        progress.begin(what, items.size());
        final Deque<Sent> inFlight = new ArrayDeque<>();
        for (final T item : items)
        {
            if (inFlight.size() == WINDOW)
            {
                receive(what, inFlight.remove(), ids);
            }
            inFlight.add(new Sent(name.apply(item), request.apply(item)));
        }
        while (!inFlight.isEmpty())
        {
            receive(what, inFlight.remove(), ids);
        }
        return new Counts(newCount, existingCount);
    }

    private void receive(final String what, final Sent sent, final Map<String, Integer> ids)
    {
        final DefinitionResult result = ConnectionOptions.await(sent.result);
        if (result.usableId() != 0)
        {
            ids.put(sent.name, result.usableId());
        }
        if (result instanceof Defined)
        {
            newCount++;
        }
        else if (result.usableId() != 0)
        {
            existingCount++;
        }
        else
        {
            final DefinitionRefused refused = (DefinitionRefused)result;
            refusals.add(what + " " + sent.name + ": " + refused.reason() +
                (refused.field().isEmpty() ? "" : " " + refused.field()) +
                (refused.limitValue() == 0 ? "" : ", limit " + refused.limitValue()) +
                " (position " + refused.position() + ")");
        }
        progress.step();
    }

    private record Sent(String name, CompletableFuture<DefinitionResult> result)
    {
    }

    private ServiceDefinition definition(final Timetable.Service service)
    {
        final List<ServiceDefinition.Stop> stops = new ArrayList<>();
        for (final Timetable.Stop stop : service.stops())
        {
            stops.add(new ServiceDefinition.Stop(
                stationIds.getOrDefault(stop.stationCode(), 0),
                stop.arrivalS(),
                stop.departureS(),
                stop.distanceM()));
        }
        return new ServiceDefinition(service.code(), stops);
    }

    private static LayoutDefinition definition(final LayoutTemplate template)
    {
        return new LayoutDefinition(
            template.code(),
            template.classes().stream()
                .map(seatClass -> new LayoutDefinition.SeatClass(
                    seatClass.code(), seatClass.farePer100Km(), seatClass.minimumFare(), seatClass.name()))
                .collect(Collectors.toList()),
            template.coaches().stream()
                .map(section -> new LayoutDefinition.CoachSection(
                    section.coach(), section.classCode(), section.firstRow(), section.rows(), section.letters()))
                .collect(Collectors.toList()));
    }
}
