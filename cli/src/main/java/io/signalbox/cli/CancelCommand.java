package io.signalbox.cli;

import io.signalbox.client.CancelResult;
import io.signalbox.client.OrderCancelled;
import io.signalbox.client.OrderRefused;
import io.signalbox.client.SignalboxClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Map;

/** Gives the seats of an unpaid order back. */
@Command(
    name = "cancel",
    description = "Cancel an order that is not paid: its seats are free again.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox cancel --order 17")
final class CancelCommand extends ClientCommand
{
    @Option(names = "--order", required = true, paramLabel = "ID", description = "Order id, as booked.")
    private long orderId;

    @Override
    int run(final SignalboxClient client)
    {
        final CancelResult result = ConnectionOptions.await(client.cancelOrder(orderId));
        if (result instanceof OrderRefused refused)
        {
            return AnswerFields.refused(output(), refused);
        }
        final OrderCancelled cancelled = (OrderCancelled)result;
        output().line("order %d is cancelled, decided at position %d", cancelled.orderId(), cancelled.position());
        final Map<String, Object> fields = AnswerFields.of("cancelled", cancelled);
        fields.put("orderId", cancelled.orderId());
        output().object(fields);
        return ExitCode.OK;
    }
}
