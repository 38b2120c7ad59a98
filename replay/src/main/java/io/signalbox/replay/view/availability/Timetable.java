package io.signalbox.replay.view.availability;

import io.signalbox.protocol.wire.LayoutDefinedDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.ServiceDefinedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import io.signalbox.replay.view.DenseTable;
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
    private final DenseTable<Layout> layouts = new DenseTable<>("layout");
    private final DenseTable<Service> services = new DenseTable<>("service");
    private final DenseTable<RunState> runs = new DenseTable<>("run");
    private final PairTable<Integer> stationIds = new PairTable<>();
    private final PairTable<Departures> departures = new PairTable<>();
    private final byte[] code = new byte[StationDefinedDecoder.codeLength()];
    private final UnsafeBuffer codeBuffer = new UnsafeBuffer(code);
    private volatile SaleSettings saleSettings = SaleSettings.initial();
    private int stationCount;

    void onStationDefined(final StationDefinedDecoder event)
    {
        if (event.stationId() != stationCount + 1L)
        {
            throw new IllegalStateException("station " + event.stationId() + " after " + stationCount);
        }
        stationCount++;
        event.getCode(code, 0);
        stationIds.add(firstHalf(codeBuffer), secondHalf(codeBuffer), stationCount);
    }

    void onLayoutDefined(final LayoutDefinedDecoder event)
    {
        layouts.add(event.layoutId(), new Layout(event));
    }

    void onServiceDefined(final ServiceDefinedDecoder event)
    {
        services.add(event.serviceId(), new Service(event));
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
