package io.signalbox.replay.view.availability;

import io.signalbox.protocol.wire.LayoutDefinedDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.ServiceDefinedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import io.signalbox.replay.view.DenseTable;
import io.signalbox.replay.view.EntityInput;
import io.signalbox.replay.view.PairTable;
import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Stations, layouts, services and runs, the settings of the sale, and which runs leave a station on a day. Written by
 * the follower thread, read by any thread without a lock: but for the settings of the sale, nothing in it is ever
 * replaced or removed.
 */
public final class Timetable
{
    private final DenseTable<byte[]> stations = new DenseTable<>("station");
    private final DenseTable<Layout> layouts = new DenseTable<>("layout");
    private final DenseTable<Service> services = new DenseTable<>("service");
    private final DenseTable<RunState> runs = new DenseTable<>("run");
    private final PairTable<Integer> stationIds = new PairTable<>();
    private final PairTable<Departures> departures = new PairTable<>();
    private volatile SaleSettings saleSettings = SaleSettings.initial();

    void onStationDefined(final StationDefinedDecoder event)
    {
        final byte[] code = new byte[StationDefinedDecoder.codeLength()];
        event.getCode(code, 0);
        addStation(event.stationId(), code);
    }

    void readStation(final EntityInput input)
    {
        final byte[] code = new byte[StationDefinedDecoder.codeLength()];
        input.getBytes(code);
        addStation(stations.size() + 1L, code);
    }

    private void addStation(final long stationId, final byte[] code)
    {
        stations.add(stationId, code);
        final UnsafeBuffer codeBuffer = new UnsafeBuffer(code);
        stationIds.add(firstHalf(codeBuffer), secondHalf(codeBuffer), (int)stationId);
    }

    void onLayoutDefined(final LayoutDefinedDecoder event)
    {
        add(new Layout(event));
    }

    void add(final Layout layout)
    {
        layouts.add(layout.layoutId(), layout);
    }

    void onServiceDefined(final ServiceDefinedDecoder event)
    {
        add(new Service(event));
    }

    void add(final Service service)
    {
        services.add(service.serviceId(), service);
    }

    /** A run as an event says it, not yet to be seen by readers. */
    RunState newRun(final RunOpenedDecoder event)
    {
        return new RunState(
            (int)event.runId(),
            services.require(event.serviceId()),
            layouts.require(event.layoutId()),
            event.serviceDate(),
            event.originInstantMs());
    }

    void readRun(final EntityInput input)
    {
        final RunState run = new RunState(
            runs.size() + 1,
            services.require(input.getInt()),
            layouts.require(input.getInt()),
            input.getInt(),
            input.getLong());
        run.readChanges(input);
        add(run);
    }

    void add(final RunState run)
    {
        runs.add(run.runId(), run);
        final Service service = run.service();
        for (int stop = 0; stop < service.stopCount() - 1; stop++)
        {
            final long day = (long)run.serviceDate() + service.departureDay(stop);
            final int stationId = service.stationId(stop);
            Departures list = departures.get(stationId, day);
            if (list == null)
            {
                list = new Departures();
                departures.add(stationId, day, list);
            }
            list.add(run.runId(), stop);
        }
    }

    SaleSettings saleSettings()
    {
        return saleSettings;
    }

    void saleSettings(final SaleSettings newSettings)
    {
        saleSettings = newSettings;
    }

    /**
     * A run. Any thread.
     *
     * @param runId of the run
     * @return null if there is none
     */
    public RunState run(final long runId)
    {
        return runs.get(runId);
    }

    /**
     * A run that must be there. Any thread.
     *
     * @param runId of the run
     * @return the run
     * @throws IllegalStateException if there is none
     */
    public RunState requireRun(final long runId)
    {
        return runs.require(runId);
    }

    int stationCount()
    {
        return stations.size();
    }

    byte[] stationCode(final int stationId)
    {
        return stations.require(stationId);
    }

    int layoutCount()
    {
        return layouts.size();
    }

    Layout layout(final int layoutId)
    {
        return layouts.require(layoutId);
    }

    int serviceCount()
    {
        return services.size();
    }

    Service service(final int serviceId)
    {
        return services.require(serviceId);
    }

    int runCount()
    {
        return runs.size();
    }

    /**
     * Id of a station. Any thread.
     *
     * @param codeOfStation buffer that begins with the 16 bytes of the station's code
     * @return 0 if there is none
     */
    public int stationId(final UnsafeBuffer codeOfStation)
    {
        final Integer stationId = stationIds.get(firstHalf(codeOfStation), secondHalf(codeOfStation));
        return stationId == null ? 0 : stationId;
    }

    /** Runs that leave a station on a day, null if there are none. */
    Departures departures(final int stationId, final int epochDay)
    {
        return departures.get(stationId, epochDay);
    }

    private static long firstHalf(final UnsafeBuffer code)
    {
        return code.getLong(0, LITTLE_ENDIAN);
    }

    private static long secondHalf(final UnsafeBuffer code)
    {
        return code.getLong(Long.BYTES, LITTLE_ENDIAN);
    }
}
