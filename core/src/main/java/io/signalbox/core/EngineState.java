package io.signalbox.core;

import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Object2IntHashMap;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that the engine knows. Changed by the {@link EventApplier} and by nobody else. Ids count from 1, the lists
 * behind them from 0.
 */
final class EngineState
{
    static final int UNKNOWN = 0;

    private long position;
    private long timestampMs;
    private int decisionVersion;
    private Limits limits;
    private Settings settings;
    private SessionTable sessions;
    private OrderTable orders;
    private PassengerTable passengers;
    private DeadlineQueue deadlines;

    private final List<Station> stations = new ArrayList<>();
    private final List<Layout> layouts = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final Object2IntHashMap<Code> stationIds = new Object2IntHashMap<>(UNKNOWN);
    private final Object2IntHashMap<Code> layoutIds = new Object2IntHashMap<>(UNKNOWN);
    private final Object2IntHashMap<Code> serviceIds = new Object2IntHashMap<>(UNKNOWN);
    private final Long2LongHashMap runIds = new Long2LongHashMap(UNKNOWN);

    long position()
    {
        return position;
    }

    long timestampMs()
    {
        return timestampMs;
    }

    /** The record at this position is wholly applied. */
    void advance(final long recordPosition, final long recordTimestampMs)
    {
        position = recordPosition;
        timestampMs = recordTimestampMs;
    }

    boolean isDefined()
    {
        return limits != null;
    }

    void define(final int version, final Limits defined)
    {
        if (limits != null)
        {
            throw new IllegalStateException("limits are defined twice");
        }
        decisionVersion = version;
        limits = defined;
        sessions = new SessionTable(defined.maxSessions());
        orders = new OrderTable(defined.maxOrders());
        passengers = new PassengerTable(defined.maxPassengers());
        deadlines = new DeadlineQueue(orders);
    }

    int decisionVersion()
    {
        return decisionVersion;
    }

    Limits limits()
    {
        return limits;
    }

    Settings settings()
    {
        return settings;
    }

    void settings(final Settings changed)
    {
        settings = changed;
    }

    SessionTable sessions()
    {
        return sessions;
    }

    OrderTable orders()
    {
        return orders;
    }

    PassengerTable passengers()
    {
        return passengers;
    }

    DeadlineQueue deadlines()
    {
        return deadlines;
    }

    int stationCount()
    {
        return stations.size();
    }

    Station station(final int stationId)
    {
        return stations.get(stationId - 1);
    }

    int stationId(final Code code)
    {
        return stationIds.getValue(code);
    }

    void addStation(final int stationId, final Code code, final Station station)
    {
        checkNext("station", stationId, stations.size());
        stations.add(station);
        stationIds.put(code, stationId);
    }

    int layoutCount()
    {
        return layouts.size();
    }

    Layout layout(final int layoutId)
    {
        return layouts.get(layoutId - 1);
    }

    int layoutId(final Code code)
    {
        return layoutIds.getValue(code);
    }

    void addLayout(final int layoutId, final Code code, final Layout layout)
    {
        checkNext("layout", layoutId, layouts.size());
        layouts.add(layout);
        layoutIds.put(code, layoutId);
    }

    int serviceCount()
    {
        return services.size();
    }

    Service service(final int serviceId)
    {
        return services.get(serviceId - 1);
    }

    int serviceId(final Code code)
    {
        return serviceIds.getValue(code);
    }

    void addService(final int serviceId, final Code code, final Service service)
    {
        checkNext("service", serviceId, services.size());
        services.add(service);
        serviceIds.put(code, serviceId);
    }

    int runCount()
    {
        return runs.size();
    }

    boolean hasRun(final long runId)
    {
        return runId >= 1 && runId <= runs.size();
    }

    Run run(final int runId)
    {
        return runs.get(runId - 1);
    }

    int runId(final int serviceId, final int serviceDate)
    {
        return (int)runIds.get(Run.key(serviceId, serviceDate));
    }

    void addRun(final int runId, final Run run)
    {
        checkNext("run", runId, runs.size());
        runs.add(run);
        runIds.put(Run.key(run.serviceId, run.serviceDate), runId);
    }

    private static void checkNext(final String what, final int id, final int count)
    {
        if (id != count + 1)
        {
            throw new IllegalStateException(what + " id " + id + " is not the next one, " + (count + 1));
        }
    }
}
