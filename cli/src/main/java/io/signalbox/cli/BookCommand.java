package io.signalbox.cli;

import io.signalbox.client.Offer;
import io.signalbox.client.OrderHeld;
import io.signalbox.client.OrderRefused;
import io.signalbox.client.OrderResult;
import io.signalbox.client.PassengerToken;
import io.signalbox.client.PlaceOrder;
import io.signalbox.client.RunsFound;
import io.signalbox.client.SignalboxClient;
import io.signalbox.protocol.wire.Channel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds seats on one train: searches, then orders what the search showed. */
@Command(
    name = "book",
    description = "Hold one seat for each passenger, all or none. Pay with 'signalbox pay' before the deadline.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox book --train G3 --from VNP --to AOH --date 2030-01-07 --class S --passenger Ada")
final class BookCommand extends ClientCommand
{
    @Option(names = "--train", required = true, paramLabel = "CODE", description = "Code of the train, as searched.")
    private String train;

    @Option(names = "--from", required = true, paramLabel = "CODE", description = "Code of the boarding station.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "CODE", description = "Code of the alighting station.")
    private String to;

    @Option(names = "--date", required = true, paramLabel = "DATE",
        description = "Day of departure at the boarding station, as 2030-01-07.")
    private LocalDate date;

    @Option(names = "--class", required = true, paramLabel = "C", description = "Class, one character, as searched.")
    private char classCode;

    @Option(names = "--passenger", required = true, paramLabel = "WHO",
        description = "A passenger: 32 hexadecimal digits are the token itself, any other text is hashed into one. " +
            "Repeat it for up to 9.")
    private List<String> passengers;

    @Option(names = "--channel", paramLabel = "CHANNEL", defaultValue = "ONLINE",
        description = "ONLINE, STATION, AGENT or PHONE. Default: ${DEFAULT-VALUE}.")
    private Channel channel;

    @Override
    int run(final SignalboxClient client)
    {
        final RunsFound found = ConnectionOptions.await(client.searchRuns(from, to, date));
        final Offer offer = found.offers().stream()
            .filter(candidate -> candidate.serviceCode().equals(train) && candidate.classCode() == classCode)
            .findFirst()
            .orElseThrow(() -> new CommandFailedException(
                ExitCode.REFUSED,
                "no train " + train + " with class " + classCode + " from " + from + " to " + to + " on " + date +
                    " at position " + found.asOf().position() + "; 'signalbox search' shows what there is"));
        final List<PassengerToken> tokens =
            passengers.stream().map(PassengerTokens::of).collect(Collectors.toList());
        final OrderResult result = ConnectionOptions.await(client.placeOrder(new PlaceOrder(
            offer.runId(), offer.fromStop(), offer.toStop(), classCode, channel, found.asOf().position(), tokens)));
        return result instanceof OrderHeld held ? held(held) : AnswerFields.refused(output(), (OrderRefused)result);
    }

    private int held(final OrderHeld held)
    {
        output().line("order %d holds %s until %s", held.orderId(), AnswerFields.words(held.seats()),
            output().time(held.deadlineMs()));
        output().line("pay %s with: signalbox pay --order %d --amount %d",
            Output.money(held.amount()), held.orderId(), held.amount());
        output().line("decided at position %d%s", held.position(), held.onDisk() ? ", on disk" : "");
        final Map<String, Object> fields = AnswerFields.of("held", held);
        fields.put("orderId", held.orderId());
        fields.put("runId", held.runId());
        fields.put("deadlineMs", held.deadlineMs());
        fields.put("amount", held.amount());
        fields.put("seats", AnswerFields.of(held.seats()));
        output().object(fields);
        return ExitCode.OK;
    }
}
