package io.signalbox.cli.timetable;

import org.onebusaway.gtfs.model.Route;
import org.onebusaway.gtfs.model.Stop;
import org.onebusaway.gtfs.model.StopTime;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes services and runs of a feed's trips. Trips of one number with equal stops and times are one service, on
 * whatever dates; a number with several patterns makes a service of each.
 *
 * <p>Codes are made from the whole feed, not from the period asked for: loading the next month must give the same
 * service the same code.
 */
final class GtfsServices
{
    private static final String TYPE_PREFIX = "gtfs/";

    private final TimetableBuilder timetable;
    private final GtfsFeed feed;
    private final ShortCodes stationCodes;
    private final Map<String, Map<List<Timetable.Stop>, Variant>> variantsByNumber = new TreeMap<>();
    private final Set<String> reportedStations = new HashSet<>();

    /**
     * Trips of one number with equal stops and times.
     */
    private static final class Variant
    {
        private final ServiceDraft.Pattern pattern;
        private final List<GtfsFeed.FeedTrip> trips = new ArrayList<>();

        Variant(final ServiceDraft.Pattern pattern)
        {
            this.pattern = pattern;
        }
    }

    GtfsServices(final TimetableBuilder timetable, final GtfsFeed feed)
    {
        this.timetable = timetable;
        this.feed = feed;
        final Set<String> stationIds = new TreeSet<>();
        feed.stops().values().forEach((stop) -> stationIds.add(id(station(stop.entity()))));
        this.stationCodes = new ShortCodes(stationIds);
    }

    void addAll()
    {
        for (final GtfsFeed.FeedTrip trip : feed.trips().values())
        {
            addTrip(trip);
        }
        final ShortCodes codes = new ShortCodes(variantsByNumber.keySet());
        variantsByNumber.forEach((number, variants) ->
        {
            // In the order of their digests, so that a collision of two codes is always resolved alike.
            final Map<String, Variant> byDigest = new TreeMap<>();
            variants.forEach((stops, variant) -> byDigest.put(stops.toString(), variant));
            boolean isRunning = false;
            for (final Map.Entry<String, Variant> entry : byDigest.entrySet())
            {
                final String code =
                    byDigest.size() == 1 ? codes.code(number) : codes.variantCode(number, entry.getKey());
                isRunning |= addService(code, number, entry.getValue());
            }
            if (isRunning && codes.isChanged(number))
            {
                timetable.changed(GtfsFile.TRIPS.toString(), byDigest.values().iterator().next().trips.get(0).line(),
                    "train '" + number + "' cannot be a code: its services are called " + codes.code(number));
            }
        });
    }

    private void addTrip(final GtfsFeed.FeedTrip trip)
    {
        final String tripId = trip.entity().getId().getId();
        if (trip.stopTimes().isEmpty())
        {
            timetable.leftOut(GtfsFile.TRIPS.toString(), trip.line(),
                "trip '" + tripId + "' is left out: it has no valid stop in " + GtfsFile.STOP_TIMES);
            return;
        }
        final ServiceDraft draft =
            ServiceDraft.withUnknownUnit(GtfsFile.STOP_TIMES.toString(), "trip '" + tripId + "'");
        for (final GtfsFeed.FeedStopTime row : trip.stopTimes().values())
        {
            final StopTime time = row.entity();
            final Stop stop = (Stop)time.getStop();
            draft.add(new ServiceDraft.DraftStop(
                row.line(),
                stationCodes.code(id(station(stop))),
                time.isArrivalTimeSet() ? time.getArrivalTime() : BlankTimes.BLANK,
                time.isDepartureTimeSet() ? time.getDepartureTime() : BlankTimes.BLANK,
                time.isShapeDistTraveledSet() ? time.getShapeDistTraveled() : Double.NaN,
                stop.isLatSet() ? stop.getLat() : Double.NaN,
                stop.isLonSet() ? stop.getLon() : Double.NaN));
        }
        final ServiceDraft.Pattern pattern = draft.finish(Distances.speedKmh(TYPE_PREFIX), timetable);
        if (pattern == null)
        {
            return;
        }
        final String shortName = trip.entity().getTripShortName();
        final String number = shortName == null || shortName.isBlank() ? tripId : shortName;
        variantsByNumber.computeIfAbsent(number, (key) -> new HashMap<>())
            .computeIfAbsent(pattern.stops(), (key) -> new Variant(pattern)).trips.add(trip);
    }

    private void addStation(final Stop station)
    {
        final String stationId = id(station);
        final String code = stationCodes.code(stationId);
        if (!reportedStations.add(code))
        {
            return;
        }
        final long line = feed.stops().get(stationId).line();
        if (stationCodes.isChanged(stationId))
        {
            timetable.changed(GtfsFile.STOPS.toString(), line,
                "stop_id '" + stationId + "' cannot be a code: the station is called " + code);
        }
        timetable.addStation(GtfsFile.STOPS.toString(), line, code, station.getName() == null ? "" : station.getName());
    }

    private boolean addService(final String code, final String number, final Variant variant)
    {
        final Route route = variant.trips.get(0).entity().getRoute();
        final String name = isBlank(route.getShortName()) ? route.getLongName() : route.getShortName();
        timetable.addService(
            new Timetable.Service(code, number, TYPE_PREFIX + (isBlank(name) ? "" : name), variant.pattern.stops()),
            variant.pattern.source());
        final ZoneId zone = ZoneId.of(route.getAgency().getTimezone());
        final Map<LocalDate, GtfsFeed.FeedTrip> tripByDate = new HashMap<>();
        boolean isRunning = false;
        for (final GtfsFeed.FeedTrip trip : variant.trips)
        {
            isRunning |= addRuns(code, trip, zone, tripByDate);
        }
        if (isRunning)
        {
            timetable.countInterpolatedTimes(variant.pattern.filled());
            for (final GtfsFeed.FeedStopTime row : variant.trips.get(0).stopTimes().values())
            {
                addStation(station((Stop)row.entity().getStop()));
            }
        }
        return isRunning;
    }

    private boolean addRuns(
        final String code,
        final GtfsFeed.FeedTrip trip,
        final ZoneId zone,
        final Map<LocalDate, GtfsFeed.FeedTrip> tripByDate)
    {
        boolean isRunning = false;
        boolean isReported = false;
        for (int day = 0; day < timetable.days(); day++)
        {
            final LocalDate date = timetable.from().plusDays(day);
            if (!feed.calendar().runs(trip.entity().getServiceId().getId(), date))
            {
                continue;
            }
            isRunning = true;
            final GtfsFeed.FeedTrip other = tripByDate.putIfAbsent(date, trip);
            if (other == null)
            {
                timetable.addRun(code, date, zone);
            }
            else if (!isReported)
            {
                isReported = true;
                timetable.leftOut(GtfsFile.TRIPS.toString(), trip.line(), "trip '" + trip.entity().getId().getId() +
                    "' runs on " + date + " like trip '" + other.entity().getId().getId() +
                    "' of the same number, stops and times: it is left out on the dates of both");
            }
        }
        timetable.countNotAskedFor(isRunning ? 0 : 1);
        return isRunning;
    }

    /** Platforms belong to their station: people search for the station. */
    private Stop station(final Stop stop)
    {
        final String parent = stop.getParentStation();
        final GtfsFeed.FeedStop station = isBlank(parent) ? null : feed.stops().get(parent);
        return station == null || station.entity().getLocationType() != Stop.LOCATION_TYPE_STATION ? stop :
            station.entity();
    }

    private static String id(final Stop stop)
    {
        return stop.getId().getId();
    }

    private static boolean isBlank(final String text)
    {
        return text == null || text.isBlank();
    }
}
