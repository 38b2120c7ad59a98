package io.signalbox.cli.demo;

import io.signalbox.cli.timetable.LayoutSet;
import io.signalbox.cli.timetable.LayoutTemplate;
import io.signalbox.cli.timetable.Timetable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who wants what: few trains are hot and many are not, and people decide as the figures of a rush on a national railway
 * say. Any thread, one at a time.
 *
 * <p>The figures: 1.24 seats an order; of what is held 43 % is never paid (here 13 points of it are cancelled, the rest
 * expires); of what is paid 58 % is paid within a fifth of the payment time and 82 % within half of it. That demand is
 * very uneven is known too; by how much, and who wants which class, is an assumption made here.
 */
final class Demand
{
    private static final double[] PARTY_SHARES = {0.82, 0.95, 0.99};
    private static final double PAID_SHARE = 0.57;
    private static final double CANCELLED_SHARE = 0.13;
    private static final double PAID_EARLY_SHARE = 0.58;
    private static final double PAID_BY_HALF_SHARE = 0.82;
    private static final double HOT_SHARE = 0.4;
    private static final int HOT_TRAINS = 4;
    private static final double SHORT_EXPONENT = 1.5;
    private static final double CLASS_EXPONENT = 1.5;
    private static final double FLEXIBLE_SHARE = 0.25;
    private static final int LONGEST_THOUGHT_MS = 500;

    private final List<Train> trains = new ArrayList<>();
    private final List<Train> hotTrains = new ArrayList<>();
    private final LocalDate from;
    private final int days;
    private final SplittableRandom random;

    Demand(
        final Timetable timetable, final LayoutSet layouts, final LocalDate from, final int days, final long seed)
    {
        random = new SplittableRandom(seed);
        for (final Timetable.Service service : timetable.services())
        {
            trains.add(new Train(service, layouts.templateFor(service).classes()));
        }
        for (int i = 0; i < HOT_TRAINS; i++)
        {
            hotTrains.add(trains.get(random.nextInt(trains.size())));
        }
        this.from = from;
        this.days = days;
    }

    private record Train(Timetable.Service service, List<LayoutTemplate.SeatClass> classes)
    {
    }

    /** A trip that somebody looks for, and the train and class that it is best made with. */
    record Wish(String fromCode, String toCode, LocalDate date, String serviceCode, char classCode)
    {
    }

    /** What becomes of a hold. */
    enum Fate
    {
        PAY,
        CANCEL,
        FORGET
    }

    /** Many want one of few trains on the first day, each of these half as much as the one before. */
    synchronized Wish nextWish()
    {
        final boolean isHot = random.nextDouble() < HOT_SHARE;
        final Train train = isHot ?
            hotTrains.get(Math.min(Long.numberOfTrailingZeros(random.nextLong()), HOT_TRAINS - 1)) :
            trains.get(random.nextInt(trains.size()));
        final List<Timetable.Stop> stops = train.service().stops();
        final int boarding = isHot ? 0 : random.nextInt(stops.size() - 1);
        final int legs = stops.size() - 1 - boarding;
        final int alighting =
            isHot ? boarding + legs : boarding + 1 + (int)(Math.pow(random.nextDouble(), SHORT_EXPONENT) * legs);
        final int day = Math.floorDiv(stops.get(boarding).departureS(), 86_400) + (isHot ? 0 : random.nextInt(days));
        final int seatClass = (int)(Math.pow(random.nextDouble(), CLASS_EXPONENT) * train.classes().size());
        return new Wish(
            stops.get(boarding).stationCode(),
            stops.get(alighting).stationCode(),
            from.plusDays(day),
            train.service().code(),
            train.classes().get(seatClass).code());
    }

    synchronized boolean isOrder(final int searchesPerOrder)
    {
        return random.nextInt(searchesPerOrder) == 0;
    }

    /** Whether somebody would take another train or class than the one wanted. */
    synchronized boolean isFlexible()
    {
        return random.nextDouble() < FLEXIBLE_SHARE;
    }

    /** How long somebody looks at what is offered before ordering it; others may be faster. */
    synchronized long nextThoughtMs()
    {
        return random.nextInt(LONGEST_THOUGHT_MS);
    }

    synchronized int nextPartySize()
    {
        final double share = random.nextDouble();
        int size = 1;
        while (size <= PARTY_SHARES.length && share >= PARTY_SHARES[size - 1])
        {
            size++;
        }
        return size;
    }

    synchronized int nextChoice(final int count)
    {
        return random.nextInt(count);
    }

    synchronized long nextToken()
    {
        return random.nextLong();
    }

    synchronized Fate nextFate()
    {
        final double share = random.nextDouble();
        return share < PAID_SHARE ? Fate.PAY : share < PAID_SHARE + CANCELLED_SHARE ? Fate.CANCEL : Fate.FORGET;
    }

    /** How long somebody who acts on a hold takes for it. */
    synchronized long nextDelayMs(final long holdMs)
    {
        final double share = random.nextDouble();
        final double within = random.nextDouble();
        if (share < PAID_EARLY_SHARE)
        {
            return (long)(within * holdMs / 5);
        }
        if (share < PAID_BY_HALF_SHARE)
        {
            return (long)(holdMs * (0.2 + 0.3 * within));
        }
        return (long)(holdMs * (0.5 + 0.4 * within));
    }
}
