package io.signalbox.core.timetable;

import io.signalbox.core.kernel.Code;
import io.signalbox.core.kernel.Emission;
import io.signalbox.protocol.wire.LayoutDefinedEncoder;
import io.signalbox.protocol.wire.MessageHeaderEncoder;
import io.signalbox.protocol.wire.RunClosedEncoder;
import io.signalbox.protocol.wire.RunOpenedEncoder;
import io.signalbox.protocol.wire.ServiceDefinedEncoder;
import io.signalbox.protocol.wire.StationDefinedEncoder;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Writes the events of the timetable. */
final class TimetableEvents
{
    private final Emission emission;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final StationDefinedEncoder stationDefined = new StationDefinedEncoder();
    private final LayoutDefinedEncoder layoutDefined = new LayoutDefinedEncoder();
    private final ServiceDefinedEncoder serviceDefined = new ServiceDefinedEncoder();
    private final RunOpenedEncoder runOpened = new RunOpenedEncoder();
    private final RunClosedEncoder runClosed = new RunClosedEncoder();

    TimetableEvents(final Emission emission)
    {
        this.emission = emission;
    }

    void stationDefined(final int stationId, final Station station)
    {
        stationDefined.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(stationDefined.header());
        stationDefined.stationId(stationId);
        putCode(station.code(), stationDefined.offset() + StationDefinedEncoder.codeEncodingOffset());
        stationDefined.putName(station.name(), 0, station.name().length);
        emission.emit(stationDefined.encodedLength());
    }

    void layoutDefined(final int layoutId, final Layout layout)
    {
        layoutDefined.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(layoutDefined.header());
        layoutDefined.layoutId(layoutId);
        putCode(layout.code(), layoutDefined.offset() + LayoutDefinedEncoder.codeEncodingOffset());
        final LayoutDefinedEncoder.ClassesEncoder classes = layoutDefined.classesCount(layout.classCount());
        for (int i = 0; i < layout.classCount(); i++)
        {
            final SeatClass seatClass = layout.seatClass(i);
            classes.next()
                .classCode((short)seatClass.classCode())
                .farePer100Km(seatClass.farePer100Km())
                .minimumFare(seatClass.minimumFare());
            // The name stands last in the entry.
            putCode(seatClass.name(), layoutDefined.limit() - Code.LENGTH);
        }
        final LayoutDefinedEncoder.CoachesEncoder coaches = layoutDefined.coachesCount(layout.sectionCount());
        for (int i = 0; i < layout.sectionCount(); i++)
        {
            coaches.next()
                .coachNumber((short)layout.coachNumber(i))
                .classCode((short)layout.classCode(i))
                .firstRow((short)layout.firstRow(i))
                .rows((short)layout.rows(i));
            // So do the letters.
            emission.buffer().putLong(layoutDefined.limit() - Long.BYTES, layout.letters(i), LITTLE_ENDIAN);
        }
        emission.emit(layoutDefined.encodedLength());
    }

    void serviceDefined(final int serviceId, final Service service)
    {
        serviceDefined.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(serviceDefined.header());
        serviceDefined.serviceId(serviceId);
        putCode(service.code(), serviceDefined.offset() + ServiceDefinedEncoder.codeEncodingOffset());
        final ServiceDefinedEncoder.StopsEncoder stops = serviceDefined.stopsCount(service.stopCount());
        for (int i = 0; i < service.stopCount(); i++)
        {
            stops.next()
                .stationId(service.stationId(i))
                .arrivalS(service.arrivalS(i))
                .departureS(service.departureS(i))
                .distanceM(service.distanceM(i));
        }
        emission.emit(serviceDefined.encodedLength());
    }

    void runOpened(
        final int runId, final int serviceId, final int layoutId, final int serviceDate, final long originInstantMs)
    {
        runOpened.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(runOpened.header());
        runOpened
            .runId(runId)
            .serviceId(serviceId).layoutId(layoutId)
            .serviceDate(serviceDate).originInstantMs(originInstantMs);
        emission.emit(runOpened.encodedLength());
    }

    void runClosed(final int runId)
    {
        runClosed.wrapAndApplyHeader(emission.buffer(), emission.claim(), messageHeader);
        emission.header(runClosed.header());
        runClosed.runId(runId);
        emission.emit(runClosed.encodedLength());
    }

    private void putCode(final Code code, final int offset)
    {
        code.putTo(emission.buffer(), offset);
    }
}
