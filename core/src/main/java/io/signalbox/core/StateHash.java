package io.signalbox.core;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One number for the whole state: the first eight bytes of the SHA-256 of everything that a later decision reads, in
 * canonical order: definitions and runs by id, orders by slot, sessions by slot. What is derived (the heap of
 * deadlines, the free places of passengers) is left out, since its shape depends on history and no decision does.
 */
final class StateHash
{
    private static final int BUFFER_LENGTH = 8 * 1024;

    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_LENGTH);

    StateHash()
    {
        try
        {
            digest = MessageDigest.getInstance("SHA-256");
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    long of(final EngineState state)
    {
        put(state.position());
        put(state.timestampMs());
        if (state.isDefined())
        {
            putFrame(state);
            putDefinitions(state);
            for (int runId = 1; runId <= state.runCount(); runId++)
            {
                putRun(state.run(runId));
            }
            putOrders(state.orders(), state.passengers());
        }
        flush();
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private void putFrame(final EngineState state)
    {
        final Limits limits = state.limits();
        put(state.decisionVersion());
        put(limits.maxSessions());
        put(limits.maxStations());
        put(limits.maxLayouts());
        put(limits.maxServices());
        put(limits.maxRuns());
        put(limits.maxOrders());
        put(limits.maxPassengers());
        put(state.settings().holdMs());
        put(state.settings().shortHoldMs());
        put(state.settings().shortHoldBeforeDepartureMs());
        put(state.settings().saleCloseBeforeDepartureMs());

        final SessionTable sessions = state.sessions();
        put(sessions.size());
        for (int slot = 0; slot < sessions.size(); slot++)
        {
            put(sessions.id(slot));
            put(sessions.verId(slot));
            put(sessions.lastRequestNumber(slot));
            put(sessions.nextEventNumber(slot));
        }
    }

    private void putDefinitions(final EngineState state)
    {
        put(state.stationCount());
        for (int id = 1; id <= state.stationCount(); id++)
        {
            put(state.station(id).content(), state.station(id).definedPosition());
        }
        put(state.layoutCount());
        for (int id = 1; id <= state.layoutCount(); id++)
        {
            put(state.layout(id).content, state.layout(id).definedPosition);
        }
        put(state.serviceCount());
        for (int id = 1; id <= state.serviceCount(); id++)
        {
            put(state.service(id).content, state.service(id).definedPosition);
        }
        put(state.runCount());
    }

    private void putRun(final Run run)
    {
        put(run.serviceId);
        put(run.layoutId);
        put(run.serviceDate);
        put(run.originInstantMs);
        put(run.openedPosition);
        put(run.closedPosition);
        for (final SeatMap seatMap : run.seatMaps)
        {
            for (final long word : seatMap.taken())
            {
                put(word);
            }
            for (final long word : seatMap.takenSlices())
            {
                put(word);
            }
            for (int segment = 0; segment < seatMap.segmentCount(); segment++)
            {
                put(seatMap.lastTakenPosition(segment));
            }
        }
    }

    private void putOrders(final OrderTable orders, final PassengerTable passengers)
    {
        put(orders.freshCount());
        for (int slot = 0; slot < orders.freshCount(); slot++)
        {
            put(orders.orderId(slot));
            put(orders.state(slot));
            put(orders.statePosition(slot));
            put(orders.runId(slot));
            put(orders.sessionSlot(slot));
            put(orders.fromStop(slot));
            put(orders.toStop(slot));
            put(orders.classIndex(slot));
            put(orders.channel(slot));
            put(orders.deadlineMs(slot));
            put(orders.amount(slot));
            put(orders.passengerCount(slot));
            int passenger = orders.firstPassenger(slot);
            while (passenger != PassengerTable.NONE)
            {
                put(passengers.tokenFirst(passenger));
                put(passengers.tokenSecond(passenger));
                put(passengers.seatIndex(passenger));
                passenger = passengers.next(passenger);
            }
        }
        int ended = orders.endedHead();
        while (ended != OrderTable.NONE)
        {
            put(ended);
            ended = orders.queueLink(ended);
        }
    }

    private void put(final byte[] bytes, final long position)
    {
        put(bytes.length);
        flush();
        digest.update(bytes);
        put(position);
    }

    private void put(final long value)
    {
        if (buffer.remaining() < Long.BYTES)
        {
            flush();
        }
        buffer.putLong(value);
    }

    private void flush()
    {
        buffer.flip();
        digest.update(buffer);
        buffer.clear();
    }
}
