package io.signalbox.cli;

import io.signalbox.client.OrderConfirmed;
import io.signalbox.client.OrderRefused;
import io.signalbox.client.PaymentResult;
import io.signalbox.client.SignalboxClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Map;

/** Confirms the payment of a held order. */
@Command(
    name = "pay",
    description = "Confirm the payment of an order: its hold becomes tickets.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox pay --order 17 --amount 110600")
final class PayCommand extends ClientCommand
{
    @Option(names = "--order", required = true, paramLabel = "ID", description = "Order id, as booked.")
    private long orderId;

    @Option(names = "--amount", required = true, paramLabel = "MINOR-UNITS",
        description = "Amount paid, in minor units; must be the amount of the order.")
    private long amount;

    @Option(names = "--reference", paramLabel = "NUMBER", defaultValue = "0",
        description = "Reference of the payment service, kept in the journal.")
    private long reference;

    @Override
    int run(final SignalboxClient client)
    {
        final PaymentResult result = ConnectionOptions.await(client.confirmPayment(orderId, amount, reference));
        if (result instanceof OrderRefused refused)
        {
            return AnswerFields.refused(output(), refused);
        }
        final OrderConfirmed confirmed = (OrderConfirmed)result;
        output().line("order %d is paid: %s, decided at position %d",
            confirmed.orderId(), Output.money(confirmed.amount()), confirmed.position());
        final Map<String, Object> fields = AnswerFields.of("confirmed", confirmed);
        fields.put("orderId", confirmed.orderId());
        fields.put("amount", confirmed.amount());
        output().object(fields);
        return ExitCode.OK;
    }
}
