package io.signalbox.core;

import io.signalbox.protocol.wire.CloseRunDecoder;
import io.signalbox.protocol.wire.DefineServiceDecoder;
import io.signalbox.protocol.wire.DefineStationDecoder;
import io.signalbox.protocol.wire.DefinitionRefusalReason;
import io.signalbox.protocol.wire.OpenRunDecoder;

/** Decides about stations, services and runs. Not on the hot path: it may allocate. */
final class DefinitionDecider
{
    private static final int TIME_S_MIN = -86_400;
    private static final int TIME_S_MAX = 31_536_000;
    private static final int DISTANCE_M_MAX = 100_000_000;
    private static final int SERVICE_DATE_MAX = 1_000_000;
    private static final long ORIGIN_INSTANT_MS_MAX = 253_402_300_799_999L;

    private final EngineState state;
    private final EventEmitter emitter;
    private final DefinitionChecks checks;

    DefinitionDecider(final EngineState state, final EventEmitter emitter)
    {
        this.state = state;
        this.emitter = emitter;
        checks = new DefinitionChecks(emitter);
    }

    void decide(final DefineStationDecoder command, final int end)
    {
        checks.begin(DefineStationDecoder.TEMPLATE_ID);
        final int contentOffset = command.offset() + DefineStationDecoder.codeEncodingOffset();
        final int nameLength = command.nameLength();
        if (!checks.isCode(command.buffer(), contentOffset))
        {
            return;
        }
        final Code code = Code.at(command.buffer(), contentOffset);
        final int existingId = state.stationId(code);
        final Station existing = existingId == EngineState.UNKNOWN ? null : state.station(existingId);
        if (checks.isWithin("name", nameLength, 0, Limits.NAME_BYTES) &&
            (existing == null || checks.refuseExisting(
                existingId,
                existing.definedPosition(),
                DefinitionChecks.isSame(existing.content(), command.buffer(), contentOffset, end))) &&
            checks.isBelowLimit("maxStations", state.stationCount(), state.limits().maxStations()))
        {
            emitter.stationDefined(
                state.stationCount() + 1, command.buffer(), contentOffset, end - contentOffset);
        }
    }

    void decide(final DefineServiceDecoder command, final int end)
    {
        checks.begin(DefineServiceDecoder.TEMPLATE_ID);
        final int contentOffset = command.offset() + DefineServiceDecoder.codeEncodingOffset();
        if (!checks.isCode(command.buffer(), contentOffset) || !areStopsValid(command.stops()))
        {
            return;
        }
        final int existingId = state.serviceId(Code.at(command.buffer(), contentOffset));
        final Service existing = existingId == EngineState.UNKNOWN ? null : state.service(existingId);
        if ((existing == null || checks.refuseExisting(
                existingId,
                existing.definedPosition,
                DefinitionChecks.isSame(existing.content, command.buffer(), contentOffset, end))) &&
            checks.isBelowLimit("maxServices", state.serviceCount(), state.limits().maxServices()))
        {
            emitter.serviceDefined(
                state.serviceCount() + 1, command.buffer(), contentOffset, end - contentOffset);
        }
    }

    private boolean areStopsValid(final DefineServiceDecoder.StopsDecoder stops)
    {
        final int count = stops.count();
        if (!checks.isWithin("stops", count, 2, Limits.STOPS_PER_SERVICE))
        {
            return false;
        }
        int lastDepartureS = 0;
        long lastDistanceM = 0;
        for (int i = 0; i < count; i++)
        {
            stops.next();
            if (!isStopValid(stops, i, count, lastDepartureS, lastDistanceM))
            {
                return false;
            }
            lastDepartureS = stops.departureS();
            lastDistanceM = stops.distanceM();
        }
        return true;
    }

    private boolean isStopValid(
        final DefineServiceDecoder.StopsDecoder stop,
        final int index,
        final int count,
        final int lastDepartureS,
        final long lastDistanceM)
    {
        final int arrivalS = stop.arrivalS();
        final int departureS = stop.departureS();
        final boolean isEnd = index == 0 || index == count - 1;
        if (stop.stationId() < 1 || stop.stationId() > state.stationCount())
        {
            checks.refuse(DefinitionRefusalReason.STATION_UNKNOWN, 0, index, emitter.position(), "stationId");
            return false;
        }
        if (!checks.isWithin("arrivalS", arrivalS, TIME_S_MIN, TIME_S_MAX) ||
            !checks.isWithin("departureS", departureS, TIME_S_MIN, TIME_S_MAX))
        {
            return false;
        }
        if (arrivalS > departureS || isEnd && arrivalS != departureS || index > 0 && lastDepartureS > arrivalS)
        {
            checks.refuse(DefinitionRefusalReason.TIMES_NOT_ASCENDING, 0, index, emitter.position(), "arrivalS");
            return false;
        }
        if (!checks.isWithin("distanceM", stop.distanceM(), 0, DISTANCE_M_MAX))
        {
            return false;
        }
        if (index == 0 ? stop.distanceM() != 0 : stop.distanceM() < lastDistanceM)
        {
            checks.refuse(
                DefinitionRefusalReason.DISTANCES_NOT_ASCENDING, 0, index, emitter.position(), "distanceM");
            return false;
        }
        return true;
    }

    void decide(final OpenRunDecoder command)
    {
        checks.begin(OpenRunDecoder.TEMPLATE_ID);
        final long serviceId = command.serviceId();
        final long layoutId = command.layoutId();
        if (serviceId < 1 || serviceId > state.serviceCount())
        {
            checks.refuse(DefinitionRefusalReason.SERVICE_UNKNOWN, 0, 0, emitter.position(), "serviceId");
        }
        else if (layoutId < 1 || layoutId > state.layoutCount())
        {
            checks.refuse(DefinitionRefusalReason.LAYOUT_UNKNOWN, 0, 0, emitter.position(), "layoutId");
        }
        else if (
            checks.isWithin("serviceDate", command.serviceDate(), -SERVICE_DATE_MAX, SERVICE_DATE_MAX) &&
            checks.isWithin("originInstantMs", command.originInstantMs(), 0, ORIGIN_INSTANT_MS_MAX) &&
            isRunNew(command) &&
            checks.isBelowLimit("maxRuns", state.runCount(), state.limits().maxRuns()))
        {
            emitter.runOpened(
                state.runCount() + 1,
                (int)serviceId,
                (int)layoutId,
                command.serviceDate(),
                command.originInstantMs());
        }
    }

    private boolean isRunNew(final OpenRunDecoder command)
    {
        final int existingId = state.runId((int)command.serviceId(), command.serviceDate());
        if (existingId == EngineState.UNKNOWN)
        {
            return true;
        }
        final Run existing = state.run(existingId);
        return checks.refuseExisting(
            existingId,
            existing.openedPosition,
            existing.layoutId == command.layoutId() && existing.originInstantMs == command.originInstantMs());
    }

    void decide(final CloseRunDecoder command)
    {
        checks.begin(CloseRunDecoder.TEMPLATE_ID);
        if (!state.hasRun(command.runId()))
        {
            checks.refuse(DefinitionRefusalReason.RUN_UNKNOWN, 0, 0, emitter.position(), "runId");
            return;
        }
        final Run run = state.run((int)command.runId());
        if (run.isClosed())
        {
            checks.refuse(DefinitionRefusalReason.RUN_ALREADY_CLOSED, 0, 0, run.closedPosition, "runId");
        }
        else
        {
            emitter.runClosed((int)command.runId());
        }
    }
}
