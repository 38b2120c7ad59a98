package io.signalbox.cli;

import io.signalbox.client.Offer;
import io.signalbox.client.RunsFound;
import io.signalbox.client.SignalboxClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds runs between two stations on a date. */
@Command(
    name = "search",
    description = "Find trains from a station to another on a date, with the seats that one order could really get.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox search --from VNP --to AOH --date 2030-01-07")
final class SearchCommand extends ClientCommand
{
    @Option(names = "--from", required = true, paramLabel = "CODE", description = "Code of the boarding station.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "CODE", description = "Code of the alighting station.")
    private String to;

    @Option(names = "--date", required = true, paramLabel = "DATE",
        description = "Day of departure at the boarding station, as 2030-01-07.")
    private LocalDate date;

    @Override
    int run(final SignalboxClient client)
    {
        final RunsFound found = ConnectionOptions.await(client.searchRuns(from, to, date));
        output().line("%-12s %-6s %-20s %-20s %-5s %10s %6s  %s",
            "train", "stops", "departure", "arrival", "class", "fare", "seats", "run");
        final List<Map<String, Object>> offers = new ArrayList<>();
        for (final Offer offer : byDeparture(found.offers()))
        {
            output().line("%-12s %-6s %-20s %-20s %-5s %10s %6s  %d",
                offer.serviceCode(),
                offer.fromStop() + "-" + offer.toStop(),
                output().time(offer.departureMs()),
                output().time(offer.arrivalMs()),
                offer.classCode(),
                Output.money(offer.fare()),
                offer.onSale() ? offer.seats() : "closed",
                offer.runId());
            offers.add(fields(offer));
        }
        output().line("%d offers, true at position %d (%s), age %d ms",
            offers.size(), found.asOf().position(), output().time(found.asOf().timestampMs()), found.asOf().ageMs());
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("offers", offers);
        fields.putAll(AnswerFields.of(found.asOf()));
        output().object(fields);
        return ExitCode.OK;
    }

    /** As travellers read it; the classes of one train stay in the order of its layout. */
    private static List<Offer> byDeparture(final List<Offer> offers)
    {
        final List<Offer> sorted = new ArrayList<>(offers);
        sorted.sort(Comparator.comparingLong(Offer::departureMs).thenComparing(Offer::serviceCode));
        return sorted;
    }

    private static Map<String, Object> fields(final Offer offer)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("train", offer.serviceCode());
        fields.put("runId", offer.runId());
        fields.put("fromStop", offer.fromStop());
        fields.put("toStop", offer.toStop());
        fields.put("classCode", String.valueOf(offer.classCode()));
        fields.put("onSale", offer.onSale());
        fields.put("seats", offer.seats());
        fields.put("fare", offer.fare());
        fields.put("departureMs", offer.departureMs());
        fields.put("arrivalMs", offer.arrivalMs());
        return fields;
    }
}
