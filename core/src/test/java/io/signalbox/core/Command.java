package io.signalbox.core;

import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.FlowType;

import java.util.List;

/**
 * One command as plain values. Codes, letters and tokens are strings of one byte a character, without their padding.
 */
sealed interface Command
{
    long session();

    record Negotiate(long session, long versionId, FlowType clientFlow, FlowType serverFlow) implements Command
    {
    }

    /** A numbered request of a session, or a command of the host with both numbers 0. */
    sealed interface Request extends Command
    {
        long number();
    }

    /** Version of the rules that tests decide by unless they say another. */
    int NEWEST_RULES = 2;

    record DefineLimits(
        long session,
        long number,
        int decisionVersion,
        long maxSessions,
        long maxStations,
        long maxLayouts,
        long maxServices,
        long maxRuns,
        long maxOrders,
        long maxPassengers) implements Request
    {
        DefineLimits(
            final long session,
            final long number,
            final long maxSessions,
            final long maxStations,
            final long maxLayouts,
            final long maxServices,
            final long maxRuns,
            final long maxOrders,
            final long maxPassengers)
        {
            this(session, number, NEWEST_RULES, maxSessions, maxStations, maxLayouts, maxServices, maxRuns,
                maxOrders, maxPassengers);
        }

        /** By their numbers in the schema. */
        List<Long> values()
        {
            return List.of(maxSessions, maxStations, maxLayouts, maxServices, maxRuns, maxOrders, maxPassengers);
        }
    }

    record AdoptRules(long session, long number, int decisionVersion) implements Request
    {
    }

    record ChangeSettings(
        long session,
        long number,
        long holdMs,
        long shortHoldMs,
        long shortHoldBeforeDepartureMs,
        long saleCloseBeforeDepartureMs) implements Request
    {
    }

    record DefineStation(long session, long number, String code, String name) implements Request
    {
    }

    record DefineLayout(long session, long number, String code, List<SeatClass> classes, List<Coach> coaches)
        implements Request
    {
    }

    record SeatClass(int code, long farePer100Km, long minimumFare, String name)
    {
    }

    record Coach(int number, int classCode, int firstRow, int rows, String letters)
    {
    }

    record DefineService(long session, long number, String code, List<Stop> stops) implements Request
    {
    }

    record Stop(long stationId, int arrivalS, int departureS, long distanceM)
    {
    }

    record OpenRun(
        long session, long number, long serviceId, long layoutId, int serviceDate, long originInstantMs)
        implements Request
    {
    }

    record CloseRun(long session, long number, long runId) implements Request
    {
    }

    record PlaceOrder(
        long session,
        long number,
        long runId,
        int fromStop,
        int toStop,
        int classCode,
        Channel channel,
        long seenPosition,
        List<String> passengers) implements Request
    {
    }

    record ConfirmPayment(long session, long number, long orderId, long amount, long paymentReference)
        implements Request
    {
    }

    record CancelOrder(long session, long number, long orderId) implements Request
    {
    }

    record ExpireHolds(long session, long number, int maxCount) implements Request
    {
    }

    record TakeCheckpoint(
        long session,
        long number,
        int stateFormat,
        int section,
        long firstEntity,
        long entityCount,
        long sectionLength,
        long digest) implements Request
    {
        static TakeCheckpoint of(final StateSlice slice)
        {
            return new TakeCheckpoint(0, 0, slice.stateFormat(), slice.section(), slice.firstEntity(),
                slice.entityCount(), slice.sectionLength(), slice.digest());
        }
    }
}
