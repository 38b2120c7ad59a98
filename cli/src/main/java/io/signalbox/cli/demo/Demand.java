package io.signalbox.cli.demo;

import io.signalbox.cli.timetable.Timetable;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who wants what: few trains are hot and many are not, short trips are more frequent than long ones, and people decide
 * as the figures of a rush on a national railway say. One thread at a time.
 *
 * <p>The figures: 1.24 seats an order; of what is held 43 % is never paid (here 13 points of it are cancelled, the rest
 * expires); of what is paid 58 % is paid within a fifth of the payment time and 82 % within half of it.
 */
final class Demand
{
    private static final double[] PARTY_SHARES = {0.82, 0.95, 0.99};
    private static final double PAID_SHARE = 0.57;
    private static final double CANCELLED_SHARE = 0.13;
    private static final double PAID_EARLY_SHARE = 0.58;
    private static final double PAID_BY_HALF_SHARE = 0.82;
    private static final double HOT_EXPONENT = 2.0;
    private static final double SHORT_EXPONENT = 1.5;

    private final List<Timetable.Service> services;
    private final LocalDate from;
    private final int days;
    private final SplittableRandom random;

    Demand(final Timetable timetable, final LocalDate from, final int days, final long seed)
    {
        services = timetable.services();
        this.from = from;
        this.days = days;
        random = new SplittableRandom(seed);
    }

    /** A trip that somebody looks for. */
    record Wish(String fromCode, String toCode, LocalDate date)
    {
    }

    /** What becomes of a hold. */
    enum Fate
    {
        PAY,
        CANCEL,
        FORGET
    }

    synchronized Wish nextWish()
    {
        final List<Timetable.Stop> stops =
            services.get((int)(Math.pow(random.nextDouble(), HOT_EXPONENT) * services.size())).stops();
        final int boarding = random.nextInt(stops.size() - 1);
        final int legs = stops.size() - 1 - boarding;
        final int alighting = boarding + 1 + (int)(Math.pow(random.nextDouble(), SHORT_EXPONENT) * legs);
        final int day = stops.get(boarding).departureS() / 86_400 + random.nextInt(days);
        return new Wish(stops.get(boarding).stationCode(), stops.get(alighting).stationCode(), from.plusDays(day));
    }

    synchronized boolean isOrder(final int searchesPerOrder)
    {
        return random.nextInt(searchesPerOrder) == 0;
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

    /** How long somebody who acts on a hold thinks about it. */
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
