package io.signalbox.system;

import io.signalbox.client.Defined;
import io.signalbox.client.LayoutDefinition;
import io.signalbox.client.LayoutDefinition.CoachSection;
import io.signalbox.client.LayoutDefinition.SeatClass;
import io.signalbox.client.SaleSettings;
import io.signalbox.client.ServiceDefinition;
import io.signalbox.client.ServiceDefinition.Stop;
import io.signalbox.client.SignalboxClient;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/**
 * A line with one train of one class, which every test here sells.
 */
final class Line
{
    static final char CLASS_CODE = 'S';
    static final int STOPS = 6;
    static final int SEATS_PER_ROW = 4;

    private static final int DAYS_AHEAD = 30;
    private static final int LEG_S = 1_800;
    private static final int LEG_M = 50_000;
    private static final int FARE_PER_100_KM = 1_250;

    private Line()
    {
    }

    /**
     * Define everything and open the train on some days, a month from now.
     *
     * @param nowMs the server's time
     * @return run ids
     */
    static List<Integer> define(
        final SignalboxClient client, final long nowMs, final int runs, final int coaches, final int rows)
    {
        final List<Stop> stops = new ArrayList<>();
        for (int i = 0; i < STOPS; i++)
        {
            final int station = Await.answer(client.defineStation("ST" + i, "Station " + i)).usableId();
            stops.add(new Stop(station, i * LEG_S, i * LEG_S, i * LEG_M));
        }
        final List<CoachSection> sections = IntStream.rangeClosed(1, coaches)
            .mapToObj((coach) -> new CoachSection(coach, CLASS_CODE, 1, rows, "ABCD"))
            .toList();
        final int layout = Await.answer(client.defineLayout(new LayoutDefinition(
            "SET", List.of(new SeatClass(CLASS_CODE, FARE_PER_100_KM, 0, "second")), sections))).usableId();
        final int service = Await.answer(client.defineService(new ServiceDefinition("T1", stops))).usableId();
        final LocalDate first = Instant.ofEpochMilli(nowMs).atOffset(ZoneOffset.UTC).toLocalDate().plusDays(DAYS_AHEAD);
        final List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < runs; i++)
        {
            final LocalDate date = first.plusDays(i);
            final long originMs = date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            ids.add(Await.answer(client.openRun(service, layout, date, originMs)).usableId());
        }
        return ids;
    }

    /**
     * Let holds end after this time from here on.
     */
    static void setHoldMs(final SignalboxClient client, final long holdMs)
    {
        assertInstanceOf(
            Defined.class, Await.answer(client.changeSettings(new SaleSettings(holdMs, holdMs, 0, 0))));
    }
}
