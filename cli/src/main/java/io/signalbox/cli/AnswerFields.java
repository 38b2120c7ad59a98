package io.signalbox.cli;

import io.signalbox.client.AsOf;
import io.signalbox.client.DefinitionRefused;
import io.signalbox.client.OrderRefused;
import io.signalbox.client.PassengerSeat;
import io.signalbox.client.StampedEvent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Parts of answers as fields for JSON and as words for people, the same in all commands. */
final class AnswerFields
{
    private AnswerFields()
    {
    }

    static Map<String, Object> of(final AsOf asOf)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("position", asOf.position());
        fields.put("timestampMs", asOf.timestampMs());
        fields.put("ageMs", asOf.ageMs());
        return fields;
    }

    static Map<String, Object> of(final String outcome, final StampedEvent event)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("outcome", outcome);
        fields.put("position", event.position());
        fields.put("timestampMs", event.timestampMs());
        fields.put("onDisk", event.onDisk());
        return fields;
    }

    static List<Map<String, Object>> of(final List<PassengerSeat> seats)
    {
        return seats.stream().map(AnswerFields::of).collect(Collectors.toList());
    }

    private static Map<String, Object> of(final PassengerSeat passengerSeat)
    {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("coach", passengerSeat.seat().coachNumber());
        fields.put("row", passengerSeat.seat().row());
        fields.put("letter", String.valueOf(passengerSeat.seat().letter()));
        fields.put("seatIndex", passengerSeat.seat().seatIndex());
        fields.put("passenger", passengerSeat.passenger().toString());
        return fields;
    }

    static String words(final List<PassengerSeat> seats)
    {
        return seats.stream().map(seat -> "coach " + seat.seat().coachNumber() + " seat " + seat.seat().row() +
            seat.seat().letter()).collect(Collectors.joining(", "));
    }

    /** Print a refusal with its cause and the position that decided it. */
    static int refused(final Output output, final OrderRefused refused)
    {
        output.line("refused: %s%s, decided at position %d", refused.reason(), limit(output, refused),
            refused.decidingPosition());
        if (isOvertaken(refused))
        {
            output.line("the last seat was taken %d positions after the view that you saw, which was of position %d",
                refused.decidingPosition() - refused.seenPosition(), refused.seenPosition());
        }
        final Map<String, Object> fields = of("refused", refused);
        fields.put("reason", refused.reason().name());
        fields.put("decidingPosition", refused.decidingPosition());
        fields.put("seenPosition", refused.seenPosition());
        fields.put("limitValue", refused.limitValue());
        fields.put("orderId", refused.orderId());
        output.object(fields);
        return ExitCode.REFUSED;
    }

    /** Print the refusal of settings or rules, with the field that is wrong. */
    static int refused(final Output output, final DefinitionRefused refused)
    {
        output.line("refused: %s, %s %s, decided at position %d", refused.reason(), refused.field(),
            refused.existingId() == 0 ? "has the limit " + refused.limitValue() : "is " + refused.existingId(),
            refused.position());
        final Map<String, Object> fields = of("refused", refused);
        fields.put("reason", refused.reason().name());
        fields.put("field", refused.field());
        fields.put("limitValue", refused.limitValue());
        fields.put("existingId", refused.existingId());
        output.object(fields);
        return ExitCode.REFUSED;
    }

    private static String limit(final Output output, final OrderRefused refused)
    {
        return switch (refused.reason())
        {
            case SALE_CLOSED -> ", the sale was open until " + output.time(refused.limitValue());
            // By rules of version 2 and later the amount is not told.
            case AMOUNT_MISMATCH -> refused.limitValue() == 0 ? "" :
                ", the amount is " + refused.limitValue() + ", " + Output.money(refused.limitValue());
            case TOO_FEW_SEATS -> ", seats left: " + refused.limitValue();
            default -> refused.limitValue() == 0 ? "" : ", limit " + refused.limitValue();
        };
    }

    /** Whether the seats were there in the view that the buyer saw. */
    private static boolean isOvertaken(final OrderRefused refused)
    {
        return switch (refused.reason())
        {
            case SOLD_OUT, FRAGMENTED, TOO_FEW_SEATS ->
                refused.seenPosition() != 0 && refused.seenPosition() < refused.decidingPosition();
            default -> false;
        };
    }
}
