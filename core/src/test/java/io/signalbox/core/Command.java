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

    record DefineLimits(
        long session,
        long number,
        long maxSessions,
        long maxStations,
        long maxLayouts,
        long maxServices,
        long maxRuns,
        long maxOrders,
        long maxPassengers) implements Request
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
}
