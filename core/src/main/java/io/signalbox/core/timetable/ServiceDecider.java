package io.signalbox.core.timetable;

import io.signalbox.core.kernel.Checks;
import io.signalbox.core.kernel.Code;
import io.signalbox.core.kernel.Definitions;
import io.signalbox.core.kernel.Emission;
import io.signalbox.core.rules.Limits;
import io.signalbox.core.rules.RulesState;
import io.signalbox.protocol.EngineLimit;
import io.signalbox.protocol.wire.DefineServiceDecoder;
import io.signalbox.protocol.wire.DefinitionRefusalReason;

/** Decides about services. Not on the hot path: it may allocate. */
final class ServiceDecider
{
    private static final int TIME_S_MIN = -86_400;
    private static final int TIME_S_MAX = 31_536_000;
    private static final int DISTANCE_M_MAX = 100_000_000;

    private final TimetableState state;
    private final RulesState rules;
    private final Emission emission;
    private final TimetableEvents events;
    private final Checks checks;

    ServiceDecider(
        final TimetableState state,
        final RulesState rules,
        final Emission emission,
        final TimetableEvents events,
        final Checks checks)
    {
        this.state = state;
        this.rules = rules;
        this.emission = emission;
        this.events = events;
        this.checks = checks;
    }

    void decide(final DefineServiceDecoder command)
    {
        checks.begin(DefineServiceDecoder.TEMPLATE_ID);
        final int codeOffset = command.offset() + DefineServiceDecoder.codeEncodingOffset();
        if (!checks.isCode(command.buffer(), codeOffset))
        {
            return;
        }
        final Service service = readStops(Code.at(command.buffer(), codeOffset), command.stops());
        if (service != null)
        {
            final int existingId = state.services().idOf(service.code());
            if ((existingId == Definitions.UNKNOWN || refuseExisting(existingId, service)) &&
                checks.isBelowLimit("maxServices", state.services().count(), rules.limit(EngineLimit.MAX_SERVICES)))
            {
                events.serviceDefined(state.services().count() + 1, service);
            }
        }
    }

    private boolean refuseExisting(final int existingId, final Service service)
    {
        final Service existing = state.services().get(existingId);
        return checks.refuseExisting(existingId, existing.definedPosition(), existing.hasContentOf(service));
    }

    /** The service as the command has it; null if it was refused. */
    private Service readStops(final Code code, final DefineServiceDecoder.StopsDecoder stops)
    {
        final int count = stops.count();
        if (!checks.isWithin("stops", count, 2, Limits.STOPS_PER_SERVICE))
        {
            return null;
        }
        final Service service = new Service(code, count, emission.position());
        for (int i = 0; i < count; i++)
        {
            if (!isStopValid(stops.next(), i, service))
            {
                return null;
            }
            service.stop(i, (int)stops.stationId(), stops.arrivalS(), stops.departureS(), (int)stops.distanceM());
        }
        return service;
    }

    private boolean isStopValid(
        final DefineServiceDecoder.StopsDecoder stop, final int index, final Service before)
    {
        if (!state.stations().has(stop.stationId()))
        {
            return checks.refuse(DefinitionRefusalReason.STATION_UNKNOWN, 0, index, "stationId");
        }
        return areTimesValid(stop, index, before) && isDistanceValid(stop, index, before);
    }

    private boolean areTimesValid(
        final DefineServiceDecoder.StopsDecoder stop, final int index, final Service before)
    {
        final int arrivalS = stop.arrivalS();
        final int departureS = stop.departureS();
        if (!checks.isWithin("arrivalS", arrivalS, TIME_S_MIN, TIME_S_MAX) ||
            !checks.isWithin("departureS", departureS, TIME_S_MIN, TIME_S_MAX))
        {
            return false;
        }
        final boolean isEnd = index == 0 || index == before.stopCount() - 1;
        final boolean ascending = arrivalS <= departureS &&
            (!isEnd || arrivalS == departureS) &&
            (index == 0 || before.departureS(index - 1) <= arrivalS);
        return ascending || checks.refuse(DefinitionRefusalReason.TIMES_NOT_ASCENDING, 0, index, "arrivalS");
    }

    private boolean isDistanceValid(
        final DefineServiceDecoder.StopsDecoder stop, final int index, final Service before)
    {
        if (!checks.isWithin("distanceM", stop.distanceM(), 0, DISTANCE_M_MAX))
        {
            return false;
        }
        final boolean ascending =
            index == 0 ? stop.distanceM() == 0 : stop.distanceM() >= before.distanceM(index - 1);
        return ascending || checks.refuse(DefinitionRefusalReason.DISTANCES_NOT_ASCENDING, 0, index, "distanceM");
    }
}
