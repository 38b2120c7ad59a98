package io.signalbox.core;

import io.signalbox.protocol.wire.Channel;
import io.signalbox.protocol.wire.FlowType;

import java.util.List;

/**
 * Reads a command of a scenario.
 */
final class ScenarioCommands
{
    private final long session;
    private final long number;
    private final ScenarioWords words;

    private ScenarioCommands(final long session, final long number, final ScenarioWords words)
    {
        this.session = session;
        this.number = number;
        this.words = words;
    }

    static Command read(final long session, final long number, final ScenarioWords words)
    {
        return new ScenarioCommands(session, number, words).command();
    }

    private Command command()
    {
        return switch (words.name())
        {
            case "Negotiate" -> new Command.Negotiate(session, words.number("version", 1),
                FlowType.valueOf(words.text("client", "IDEMPOTENT")),
                FlowType.valueOf(words.text("server", "RECOVERABLE")));
            case "DefineLimits" -> limits();
            case "ChangeSettings" -> new Command.ChangeSettings(session, number,
                words.number("hold", 1_200_000),
                words.number("shortHold", 600_000),
                words.number("shortBefore", 7_200_000),
                words.number("saleClose", 1_800_000));
            case "DefineStation" -> new Command.DefineStation(
                session, number, words.repeatedText("code"), words.repeatedText("name"));
            case "DefineLayout" -> new Command.DefineLayout(session, number, words.text("code", ""),
                words.list("classes").stream().map(ScenarioCommands::seatClass).toList(),
                words.list("coaches").stream().map(ScenarioCommands::coach).toList());
            case "DefineService" -> new Command.DefineService(session, number, words.text("code", ""),
                words.list("stops").stream().map(this::stop).toList());
            case "OpenRun" -> new Command.OpenRun(session, number, words.number("service", 1),
                words.number("layout", 1), words.integer("date", 1),
                words.number("origin", SmallLine.MIDNIGHT_MS));
            case "CloseRun" -> new Command.CloseRun(session, number, words.number("run", 1));
            case "ExpireHolds" -> new Command.ExpireHolds(session, number, words.integer("max", 128));
            default -> orderCommand();
        };
    }

    private Command orderCommand()
    {
        return switch (words.name())
        {
            case "PlaceOrder" -> new Command.PlaceOrder(session, number, words.number("run", 1),
                words.integer("from", 0), words.integer("to", 1), words.text("class", "2").charAt(0),
                Channel.valueOf(words.text("channel", "ONLINE")), words.number("seen", 0), words.list("for"));
            case "ConfirmPayment" -> new Command.ConfirmPayment(session, number, words.number("order", 0),
                words.number("amount", 0), words.number("reference", 0));
            case "CancelOrder" -> new Command.CancelOrder(session, number, words.number("order", 0));
            default -> throw new IllegalArgumentException("no command has the name " + words.name());
        };
    }

    private Command limits()
    {
        return new Command.DefineLimits(session, number,
            words.number("sessions", 10),
            words.number("stations", 200),
            words.number("layouts", 10),
            words.number("services", 10),
            words.number("runs", 10),
            words.number("orders", 100),
            words.number("passengers", 200));
    }

    /** {@code 2:1000:500}, code, fare of 100 km and minimum fare. */
    private static Command.SeatClass seatClass(final String text)
    {
        final List<String> parts = List.of(text.split(":"));
        return new Command.SeatClass(code(parts.get(0)), Long.parseLong(parts.get(1)),
            Long.parseLong(parts.get(2)), "class");
    }

    /** {@code 4:2:1:15:ABCDF}, coach 4, class 2, from row 1 on, 15 rows, letters. */
    private static Command.Coach coach(final String text)
    {
        final List<String> parts = List.of(text.split(":"));
        return new Command.Coach(Integer.parseInt(parts.get(0)), code(parts.get(1)), Integer.parseInt(parts.get(2)),
            Integer.parseInt(parts.get(3)), parts.size() > 4 ? parts.get(4) : "");
    }

    /** {@code 3@12:10-12:12/20km}, station 3, arrival, departure (as arrival if left out), distance. */
    private Command.Stop stop(final String text)
    {
        final String[] stationAndRest = text.split("@");
        final String[] timesAndDistance = stationAndRest[1].split("/");
        final String[] times = timesAndDistance[0].split("(?<=[0-9s])-");
        return new Command.Stop(Long.parseLong(stationAndRest[0]), seconds(times[0]),
            seconds(times[times.length - 1]), words.number(timesAndDistance[1]));
    }

    private static int seconds(final String text)
    {
        return text.endsWith("s") ?
            Integer.parseInt(text.substring(0, text.length() - 1)) : (int)(ScenarioWords.clockMs(text) / 1_000);
    }

    /** One character, or {@code 0x20} for one that cannot be written. */
    private static int code(final String text)
    {
        return text.startsWith("0x") ? Integer.parseInt(text.substring(2), 16) : text.charAt(0);
    }
}
