package io.signalbox.core.timetable;

import io.signalbox.core.kernel.Code;
import io.signalbox.core.kernel.Definitions;
import io.signalbox.core.kernel.StateInput;
import io.signalbox.core.kernel.StateOutput;
import io.signalbox.core.kernel.StateSection;
import io.signalbox.core.rules.Limits;

/** Stations, layouts, services and runs, each by its id from 1 on. */
public final class TimetableState implements StateSection
{
    private static final int STATION = 1;
    private static final int LAYOUT = 2;
    private static final int SERVICE = 3;
    private static final int RUN = 4;

    private final Definitions<Code, Station> stations = new Definitions<>("station");
    private final Definitions<Code, Layout> layouts = new Definitions<>("layout");
    private final Definitions<Code, Service> services = new Definitions<>("service");
    private final Definitions<Run.Key, Run> runs = new Definitions<>("run");

    Definitions<Code, Station> stations()
    {
        return stations;
    }

    Definitions<Code, Layout> layouts()
    {
        return layouts;
    }

    Definitions<Code, Service> services()
    {
        return services;
    }

    Definitions<Run.Key, Run> runs()
    {
        return runs;
    }

    /**
     * How many runs there are.
     *
     * @return also the greatest id
     */
    public int runCount()
    {
        return runs.count();
    }

    /**
     * Whether there is a run.
     *
     * @param runId as a command says it
     * @return true if {@link #run} has it
     */
    public boolean hasRun(final long runId)
    {
        return runs.has(runId);
    }

    /**
     * One run.
     *
     * @param runId 1 to {@link #runCount()}
     * @return the run
     */
    public Run run(final int runId)
    {
        return runs.get(runId);
    }

    @Override
    public int entityCount()
    {
        return stations.count() + layouts.count() + services.count() + runs.count();
    }

    @Override
    public void writeEntity(final int index, final StateOutput output)
    {
        int id = index + 1;
        if (id <= stations.count())
        {
            write(stations.get(id), output);
            return;
        }
        id -= stations.count();
        if (id <= layouts.count())
        {
            write(layouts.get(id), output);
            return;
        }
        id -= layouts.count();
        if (id <= services.count())
        {
            write(services.get(id), output);
            return;
        }
        write(runs.get(id - services.count()), output);
    }

    private static void write(final Station station, final StateOutput output)
    {
        output.putByte(STATION);
        write(station.code(), output);
        output.putBytes(station.name());
        output.putLong(station.definedPosition());
    }

    private static void write(final Layout layout, final StateOutput output)
    {
        output.putByte(LAYOUT);
        write(layout.code(), output);
        output.putLong(layout.definedPosition());
        output.putInt(layout.classCount());
        for (int i = 0; i < layout.classCount(); i++)
        {
            final SeatClass seatClass = layout.seatClass(i);
            output.putByte(seatClass.classCode());
            output.putLong(seatClass.farePer100Km());
            output.putLong(seatClass.minimumFare());
            write(seatClass.name(), output);
        }
        output.putInt(layout.sectionCount());
        for (int i = 0; i < layout.sectionCount(); i++)
        {
            output.putByte(layout.coachNumber(i));
            output.putByte(layout.classCode(i));
            output.putByte(layout.firstRow(i));
            output.putByte(layout.rows(i));
            output.putLong(layout.letters(i));
        }
    }

    private static void write(final Service service, final StateOutput output)
    {
        output.putByte(SERVICE);
        write(service.code(), output);
        output.putLong(service.definedPosition());
        output.putInt(service.stopCount());
        for (int i = 0; i < service.stopCount(); i++)
        {
            output.putInt(service.stationId(i));
            output.putInt(service.arrivalS(i));
            output.putInt(service.departureS(i));
            output.putInt(service.distanceM(i));
        }
    }

    private static void write(final Run run, final StateOutput output)
    {
        output.putByte(RUN);
        output.putInt(run.serviceId());
        output.putInt(run.layoutId());
        output.putInt(run.serviceDate());
        output.putLong(run.originInstantMs());
        output.putLong(run.openedPosition());
        output.putLong(run.closedPosition());
    }

    private static void write(final Code code, final StateOutput output)
    {
        output.putLong(code.first());
        output.putLong(code.second());
    }

    @Override
    public void readEntity(final int index, final StateInput input)
    {
        final int kind = input.getByte();
        switch (kind)
        {
            case STATION -> readStation(input);
            case LAYOUT -> readLayout(input);
            case SERVICE -> readService(input);
            case RUN -> readRun(input);
            default -> throw new IllegalStateException("entity " + index + " of the timetable is of kind " + kind);
        }
    }

    private void readStation(final StateInput input)
    {
        final Code code = readCode(input);
        stations.add(stations.count() + 1, code, new Station(code, input.getBytes(), input.getLong()));
    }

    private void readLayout(final StateInput input)
    {
        final Code code = readCode(input);
        final long definedPosition = input.getLong();
        final SeatClass[] classes = new SeatClass[input.getCount(Limits.CLASSES_PER_LAYOUT)];
        for (int i = 0; i < classes.length; i++)
        {
            classes[i] = new SeatClass(input.getByte(), input.getLong(), input.getLong(), readCode(input));
        }
        final Layout layout = new Layout(code, classes, input.getCount(Limits.SECTIONS_PER_LAYOUT), definedPosition);
        for (int i = 0; i < layout.sectionCount(); i++)
        {
            layout.section(
                i, input.getByte(), input.getByte(), input.getByte(), input.getByte(), input.getLong());
        }
        layouts.add(layouts.count() + 1, code, layout);
    }

    private void readService(final StateInput input)
    {
        final Code code = readCode(input);
        final long definedPosition = input.getLong();
        final Service service = new Service(code, input.getCount(Limits.STOPS_PER_SERVICE), definedPosition);
        for (int i = 0; i < service.stopCount(); i++)
        {
            service.stop(i, input.getInt(), input.getInt(), input.getInt(), input.getInt());
        }
        services.add(services.count() + 1, code, service);
    }

    private void readRun(final StateInput input)
    {
        final int serviceId = input.getInt();
        final int layoutId = input.getInt();
        final Run run = new Run(
            serviceId,
            services.get(serviceId),
            layoutId,
            layouts.get(layoutId),
            input.getInt(),
            input.getLong(),
            input.getLong());
        run.close(input.getLong());
        runs.add(runs.count() + 1, run.key(), run);
    }

    private static Code readCode(final StateInput input)
    {
        return new Code(input.getLong(), input.getLong());
    }
}
