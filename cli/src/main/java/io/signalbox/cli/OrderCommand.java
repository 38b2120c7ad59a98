package io.signalbox.cli;

import io.signalbox.client.OrderStatus;
import io.signalbox.client.SignalboxClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.Map;

/** Shows an order. */
@Command(
    name = "order",
    description = "Show an order: its state, seats and deadline, and the positions that made them.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExample:%n",
    footer = "  signalbox order --order 17")
final class OrderCommand extends ClientCommand
{
    @Option(names = "--order", required = true, paramLabel = "ID", description = "Order id, as booked.")
    private long orderId;

    @Override
    int run(final SignalboxClient client)
    {
        final OrderStatus status = ConnectionOptions.await(client.queryOrder(orderId));
        output().line("order %d is %s since position %d", orderId, status.state(), status.statePosition());
        output().line("train %s of %s, stops %d to %d, class %s: %s", status.serviceCode(), status.serviceDate(),
            status.fromStop(), status.toStop(), status.classCode(), AnswerFields.words(status.seats()));
        output().line("amount %s, deadline %s, held at position %d",
            Output.money(status.amount()), output().time(status.deadlineMs()), status.heldPosition());
        output().line("true at position %d (%s), age %d ms", status.asOf().position(),
            output().time(status.asOf().timestampMs()), status.asOf().ageMs());
        output().object(fields(status));
        return ExitCode.OK;
    }

    private static Map<String, Object> fields(final OrderStatus status)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("orderId", status.orderId());
        fields.put("state", status.state().name());
        fields.put("train", status.serviceCode());
        fields.put("serviceDate", status.serviceDate().toString());
        fields.put("runId", status.runId());
        fields.put("fromStop", status.fromStop());
        fields.put("toStop", status.toStop());
        fields.put("classCode", String.valueOf(status.classCode()));
        fields.put("seats", AnswerFields.of(status.seats()));
        fields.put("amount", status.amount());
        fields.put("deadlineMs", status.deadlineMs());
        fields.put("heldPosition", status.heldPosition());
        fields.put("statePosition", status.statePosition());
        fields.putAll(AnswerFields.of(status.asOf()));
        return fields;
    }
}
