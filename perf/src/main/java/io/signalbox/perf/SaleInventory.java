package io.signalbox.perf;

import io.signalbox.protocol.wire.DefineLayoutEncoder;
import io.signalbox.protocol.wire.DefineServiceEncoder;
import io.signalbox.protocol.wire.DefineStationEncoder;
import io.signalbox.protocol.wire.LayoutDefinedDecoder;
import io.signalbox.protocol.wire.OpenRunEncoder;
import io.signalbox.protocol.wire.RunOpenedDecoder;
import io.signalbox.protocol.wire.ServiceDefinedDecoder;
import io.signalbox.protocol.wire.StationDefinedDecoder;

import java.io.IOException;

/**
 * What the order-rate rig sells: one line of 12 stops, trains of 16 coaches and 1,120 seats, many runs of it. Defined
 * on a fresh server, so that ids are known: stations, the layout, the service and the runs count from 1.
 */
final class SaleInventory
{
    static final int STOPS = 12;
    static final short CLASS_CODE = '2';

    private static final int COACHES = 16;
    private static final int ROWS = 14;
    private static final int FARE_PER_100_KM = 4_600;
    private static final int LEG_M = 100_000;
    private static final int LEG_S = 1_800;
    private static final long DAY_MS = 86_400_000L;
    private static final int DAYS_AHEAD = 10;

    private SaleInventory()
    {
    }

    static void define(final WireSession session, final int runCount) throws IOException
    {
        for (int i = 1; i <= STOPS; i++)
        {
            final DefineStationEncoder station = new DefineStationEncoder()
                .wrapAndApplyHeader(session.out(), session.messageOffset(), session.messageHeader());
            station.header().sessionId(session.sessionId).msgSeqNum(session.nextRequestNumber());
            station.code("S" + i).name("Station " + i);
            session.append(station.encodedLength());
            session.expect(StationDefinedDecoder.TEMPLATE_ID);
        }
        defineLayout(session);
        defineService(session);
        final long firstDay = System.currentTimeMillis() / DAY_MS + DAYS_AHEAD;
        for (int i = 0; i < runCount; i++)
        {
            final OpenRunEncoder run = new OpenRunEncoder()
                .wrapAndApplyHeader(session.out(), session.messageOffset(), session.messageHeader());
            run.header().sessionId(session.sessionId).msgSeqNum(session.nextRequestNumber());
            run.serviceId(1).layoutId(1).serviceDate((int)firstDay + i).originInstantMs((firstDay + i) * DAY_MS);
            session.append(run.encodedLength());
            session.expect(RunOpenedDecoder.TEMPLATE_ID);
        }
    }

    private static void defineLayout(final WireSession session) throws IOException
    {
        final DefineLayoutEncoder layout = new DefineLayoutEncoder()
            .wrapAndApplyHeader(session.out(), session.messageOffset(), session.messageHeader());
        layout.header().sessionId(session.sessionId).msgSeqNum(session.nextRequestNumber());
        layout.code("SET16").classesCount(1).next()
            .classCode(CLASS_CODE).farePer100Km(FARE_PER_100_KM).minimumFare(0).className("second");
        final DefineLayoutEncoder.CoachesEncoder coaches = layout.coachesCount(COACHES);
        for (int i = 1; i <= COACHES; i++)
        {
            coaches.next()
                .coachNumber((short)i).classCode(CLASS_CODE).firstRow((short)1).rows((short)ROWS).letters("ABCDF");
        }
        session.append(layout.encodedLength());
        session.expect(LayoutDefinedDecoder.TEMPLATE_ID);
    }

    private static void defineService(final WireSession session) throws IOException
    {
        final DefineServiceEncoder service = new DefineServiceEncoder()
            .wrapAndApplyHeader(session.out(), session.messageOffset(), session.messageHeader());
        service.header().sessionId(session.sessionId).msgSeqNum(session.nextRequestNumber());
        service.code("G1");
        final DefineServiceEncoder.StopsEncoder stops = service.stopsCount(STOPS);
        for (int i = 0; i < STOPS; i++)
        {
            stops.next().stationId(i + 1).arrivalS(i * LEG_S).departureS(i * LEG_S).distanceM(i * LEG_M);
        }
        session.append(service.encodedLength());
        session.expect(ServiceDefinedDecoder.TEMPLATE_ID);
    }
}
