package io.signalbox.cli.demo;

import io.signalbox.cli.timetable.Timetable;
import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the demo did and what its journal proves, for people and for machines. Immutable. */
public final class DemoReport
{
    private static final double NS_PER_SECOND = 1e9;
    private static final double NS_PER_MS = 1e6;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private final DemoOptions options;
    private final Timetable timetable;
    private final int runs;
    private final long elapsedNs;
    private final Tally tally;
    private final Proof proof;

    DemoReport(
        final DemoOptions options,
        final Timetable timetable,
        final int runs,
        final long elapsedNs,
        final Tally tally,
        final Proof proof)
    {
        this.options = options;
        this.timetable = timetable;
        this.runs = runs;
        this.elapsedNs = elapsedNs;
        this.tally = tally;
        this.proof = proof;
    }

    /**
     * Whether everything holds that the demo is to prove.
     *
     * @return false if one check failed
     */
    public boolean passed()
    {
        return proof.holds(tally);
    }

    /**
     * The report for people.
     *
     * @return its lines
     */
    public List<String> lines()
    {
        final List<String> lines = new ArrayList<>();
        add(lines, "");
        add(lines, "sold        %,d trains, %,d runs, %.1f s, holds of %,d ms, seed %d",
            timetable.services().size(), runs, elapsedNs / NS_PER_SECOND, options.holdMs(), options.seed());
        add(lines, "searches    %,d (%,.0f/s); %,d visitors (1 in %,d) wanted to order, %,d of them found nothing left",
            tally.searches.sum(), tally.searches.sum() * NS_PER_SECOND / elapsedNs, tally.wanted.sum(),
            options.searchesPerOrder(), tally.nothingOffered.sum());
        add(lines, "orders      %,d placed: %,d held, %,d refused%s",
            tally.orders.sum(), tally.held.sum(), tally.refused.sum(), refusalWords());
        add(lines, "holds       %,d paid, %,d cancelled, %,d expired; %,d came too late",
            tally.paid.sum(), tally.cancelled.sum(), tally.expired.sum(), tally.tooLate.sum());
        add(lines, "tickets     %,d on %,d seat-segments", proof.ownership().tickets(),
            proof.ownership().seatSegmentsSold());
        add(lines, "latency     order  %s", latency(tally.orderNs));
        add(lines, "            search %s", latency(tally.searchNs));
        add(lines, "            closed loop of %d visitors in the server's own process, durability DISK",
            options.visitors());
        add(lines, "journal     %,d records replayed, %,d events compared byte for byte",
            proof.audit().records(), proof.audit().events());
        add(lines, "");
        check(lines, proof.hashesEqual(), "state hashes equal: live %016x, recovered %016x, executed again %016x",
            proof.liveHash(), proof.recoveredHash(), proof.audit().executedHash());
        check(lines, proof.ownership().passed(), proof.ownership().passed() ?
            "no seat owned twice on any segment" : "ownership broken: " + proof.ownership().violation());
        check(lines, proof.agreesWith(tally), "the journal holds just what the buyers were told: %,d held, %,d paid",
            proof.ownership().ordersHeld(), proof.ownership().ordersConfirmed());
        check(lines, tally.errors.sum() == 0, tally.errors.sum() == 0 ? "every request was answered" :
            tally.errors.sum() + " requests failed, first: " + tally.firstError());
        return lines;
    }

    private static void add(final List<String> lines, final String format, final Object... values)
    {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    private static void check(
        final List<String> lines, final boolean passed, final String format, final Object... values)
    {
        lines.add((passed ? "ok    " : "FAIL  ") +
            (values.length == 0 ? format : String.format(Locale.ROOT, format, values)));
    }

    private Map<String, Long> refusals()
    {
        final Map<String, Long> refusals = new TreeMap<>();
        tally.refusedByReason.forEach((reason, count) -> refusals.put(reason.name(), count.sum()));
        return refusals;
    }

    /** Why orders were refused although a view had shown the seats: others were faster. */
    private String refusalWords()
    {
        return refusals().isEmpty() ? "" : refusals().entrySet().stream()
            .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", ", " since others were faster (", ")"));
    }

    private static String latency(final Histogram histogram)
    {
        final StringBuilder words = new StringBuilder();
        for (final double percentile : PERCENTILES)
        {
            words.append(String.format(
                Locale.ROOT,
                "p%s %.3f  ",
                trimmed(percentile),
                histogram.getValueAtPercentile(percentile) / NS_PER_MS));
        }
        return words.append(String.format(Locale.ROOT, "max %.3f ms", histogram.getMaxValue() / NS_PER_MS)).toString();
    }

    private static String trimmed(final double percentile)
    {
        return percentile == Math.rint(percentile) ? String.valueOf((int)percentile) : String.valueOf(percentile);
    }

    /**
     * The report for machines.
     *
     * @return plain values by name
     */
    public Map<String, Object> fields()
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("passed", passed());
        fields.put("trains", timetable.services().size());
        fields.put("runs", runs);
        fields.put("elapsedMs", (long)(elapsedNs / NS_PER_MS));
        fields.put("holdMs", options.holdMs());
        fields.put("seed", options.seed());
        fields.put("searchesPerOrder", options.searchesPerOrder());
        fields.put("searches", tally.searches.sum());
        fields.put("visitorsWhoWantedToOrder", tally.wanted.sum());
        fields.put("nothingOffered", tally.nothingOffered.sum());
        fields.put("ordersPlaced", tally.orders.sum());
        fields.put("ordersHeld", tally.held.sum());
        fields.put("ordersRefused", tally.refused.sum());
        fields.put("ordersRefusedByReason", refusals());
        fields.put("ordersPaid", tally.paid.sum());
        fields.put("ordersCancelled", tally.cancelled.sum());
        fields.put("ordersExpired", tally.expired.sum());
        fields.put("errors", tally.errors.sum());
        fields.put("tickets", proof.ownership().tickets());
        fields.put("seatSegmentsSold", proof.ownership().seatSegmentsSold());
        fields.put("recordsReplayed", proof.audit().records());
        fields.put("eventsCompared", proof.audit().events());
        fields.put("liveHash", String.format("%016x", proof.liveHash()));
        fields.put("recoveredHash", String.format("%016x", proof.recoveredHash()));
        fields.put("executedHash", String.format("%016x", proof.audit().executedHash()));
        fields.put("hashesEqual", proof.hashesEqual());
        fields.put("noSeatOwnedTwice", proof.ownership().passed());
        fields.put("journalAgreesWithBuyers", proof.agreesWith(tally));
        fields.put("orderLatencyMs", latencyFields(tally.orderNs));
        fields.put("searchLatencyMs", latencyFields(tally.searchNs));
        return fields;
    }

    private static Map<String, Object> latencyFields(final Histogram histogram)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        for (final double percentile : PERCENTILES)
        {
            fields.put("p" + trimmed(percentile), histogram.getValueAtPercentile(percentile) / NS_PER_MS);
        }
        fields.put("max", histogram.getMaxValue() / NS_PER_MS);
        return fields;
    }
}
