package io.signalbox.core.timetable;

import io.signalbox.core.kernel.Code;
import io.signalbox.core.kernel.KernelState;
import io.signalbox.protocol.wire.LayoutDefinedDecoder;
import io.signalbox.protocol.wire.RunClosedDecoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.ServiceDefinedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;
import io.signalbox.protocol.wire.TimetableEventHandler;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Applies events to the timetable. */
public final class TimetableApplier implements TimetableEventHandler
{
    private final TimetableState state;
    private final KernelState kernel;

    /**
     * Applier of a state.
     *
     * @param state  to change
     * @param kernel position that the events follow
     */
    public TimetableApplier(final TimetableState state, final KernelState kernel)
    {
        this.state = state;
        this.kernel = kernel;
    }

    @Override
    public void onStationDefined(final StationDefinedDecoder event)
    {
        final Code code = Code.at(event.buffer(), event.offset() + StationDefinedDecoder.codeEncodingOffset());
        final byte[] name = new byte[event.nameLength()];
        event.getName(name, 0, name.length);
        state.stations().add((int)event.stationId(), code, new Station(code, name, position()));
    }

    @Override
    public void onLayoutDefined(final LayoutDefinedDecoder event)
    {
        final Code code = Code.at(event.buffer(), event.offset() + LayoutDefinedDecoder.codeEncodingOffset());
        final LayoutDefinedDecoder.ClassesDecoder classesGroup = event.classes();
        final SeatClass[] classes = new SeatClass[classesGroup.count()];
        for (int i = 0; i < classes.length; i++)
        {
            classesGroup.next();
            classes[i] = new SeatClass(
                classesGroup.classCode(),
                classesGroup.farePer100Km(),
                classesGroup.minimumFare(),
                Code.at(event.buffer(), event.limit() - Code.LENGTH));
        }
        final LayoutDefinedDecoder.CoachesDecoder coach = event.coaches();
        final Layout layout = new Layout(code, classes, coach.count(), position());
        for (int i = 0; coach.hasNext(); i++)
        {
            coach.next();
            layout.section(
                i,
                coach.coachNumber(),
                coach.classCode(),
                coach.firstRow(),
                coach.rows(),
                event.buffer().getLong(event.limit() - Long.BYTES, LITTLE_ENDIAN));
        }
        state.layouts().add((int)event.layoutId(), code, layout);
    }

    @Override
    public void onServiceDefined(final ServiceDefinedDecoder event)
    {
        final Code code = Code.at(event.buffer(), event.offset() + ServiceDefinedDecoder.codeEncodingOffset());
        final ServiceDefinedDecoder.StopsDecoder stop = event.stops();
        final Service service = new Service(code, stop.count(), position());
        for (int i = 0; stop.hasNext(); i++)
        {
            stop.next();
            service.stop(i, (int)stop.stationId(), stop.arrivalS(), stop.departureS(), (int)stop.distanceM());
        }
        state.services().add((int)event.serviceId(), code, service);
    }

    @Override
    public void onRunOpened(final RunOpenedDecoder event)
    {
        final int serviceId = (int)event.serviceId();
        final int layoutId = (int)event.layoutId();
        final Run run = new Run(
            serviceId,
            state.services().get(serviceId),
            layoutId,
            state.layouts().get(layoutId),
            event.serviceDate(),
            event.originInstantMs(),
            position());
        state.runs().add((int)event.runId(), run.key(), run);
    }

    @Override
    public void onRunClosed(final RunClosedDecoder event)
    {
        state.run((int)event.runId()).close(position());
    }

    private long position()
    {
        return kernel.position() + 1;
    }
}
