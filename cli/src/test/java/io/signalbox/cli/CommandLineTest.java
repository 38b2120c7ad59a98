package io.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.gateway.ServerConfig;
import io.signalbox.gateway.SignalboxServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every command that talks to a server, or reads what it wrote, as users run it. */
class CommandLineTest
{
    private static final String DATE = "2030-01-07";

    @TempDir
    private Path directory;

    private Path journal;
    private SignalboxServer server;

    @BeforeEach
    void start() throws Exception
    {
        journal = directory.resolve("journal");
        server = SignalboxServer.start(ServerConfig.builder(journal).port(0).build());
    }

    @AfterEach
    void stop()
    {
        server.close();
    }

    private Cli run(final String... arguments)
    {
        return Cli.at(server.port(), arguments);
    }

    private void loadFolder() throws IOException
    {
        run("load", "csv", TimetableFolder.csv(directory.resolve("timetable")).toString(), "--from", DATE)
            .expect(ExitCode.OK);
        Cli.awaitOffers(server.port(), 3, "--from", "AAA", "--to", "CCC", "--date", DATE);
    }

    @Test
    void shouldLoadTheSampleOnceAndFindItThereTheSecondTime()
    {
        final JsonNode first = run("load", "sample", "--from", DATE, "--json").expect(ExitCode.OK).json();
        assertEquals(201, first.at("/runs/new").asInt());
        assertEquals(0, first.at("/runs/existing").asInt());
        assertEquals(0, first.get("refused").size());
        final int stations = first.at("/stations/new").asInt();
        assertTrue(stations > 50);

        final JsonNode again = run("load", "sample", "--from", DATE, "--json").expect(ExitCode.OK).json();
        assertEquals(0, again.at("/runs/new").asInt());
        assertEquals(201, again.at("/runs/existing").asInt());
        assertEquals(stations, again.at("/stations/existing").asInt());

        run("load", "sample", "--from", "2030-01-08").expect(ExitCode.OK).says(
            "runs      201 opened, 0 open before", "services  0 new, 201 there before", "0 refused by the server");
    }

    @Test
    void shouldSellFromSearchToTicketForMachines() throws IOException
    {
        loadFolder();
        final JsonNode found =
            run("search", "--from", "AAA", "--to", "CCC", "--date", DATE, "--json").expect(ExitCode.OK).json();
        final JsonNode offer = found.get("offers").get(0);
        assertEquals("G1", offer.get("train").asText());
        assertEquals(List.of(0, 2), List.of(offer.get("fromStop").asInt(), offer.get("toStop").asInt()));
        assertTrue(offer.get("onSale").asBoolean());
        final long seats = offer.get("seats").asLong();
        final String classCode = offer.get("classCode").asText();

        final JsonNode held = run("book", "--train", "G1", "--from", "AAA", "--to", "CCC", "--date", DATE, "--class",
            classCode, "--passenger", "Ada", "--passenger", "00112233445566778899aabbccddeeff", "--json")
            .expect(ExitCode.OK).json();
        assertEquals("held", held.get("outcome").asText());
        assertTrue(held.get("onDisk").asBoolean());
        assertEquals(2 * offer.get("fare").asLong(), held.get("amount").asLong());
        assertEquals("00112233445566778899aabbccddeeff", held.at("/seats/1/passenger").asText());
        final String order = held.get("orderId").asText();

        final JsonNode paid = run("pay", "--order", order, "--amount", held.get("amount").asText(), "--json")
            .expect(ExitCode.OK).json();
        assertEquals("confirmed", paid.get("outcome").asText());

        final JsonNode status = awaitOrder(order, paid.get("position").asLong());
        assertEquals("CONFIRMED", status.get("state").asText());
        assertEquals(paid.get("position").asLong(), status.get("statePosition").asLong());
        assertEquals(held.get("position").asLong(), status.get("heldPosition").asLong());
        assertEquals(held.get("seats"), status.get("seats"));
        final JsonNode left =
            run("search", "--from", "AAA", "--to", "CCC", "--date", DATE, "--json").expect(ExitCode.OK).json();
        assertEquals(seats - 2, left.at("/offers/0/seats").asLong());
    }

    /** The view follows the journal: what was just decided may come a moment later. */
    private JsonNode awaitOrder(final String order, final long position)
    {
        final long deadlineNs = System.nanoTime() + 60_000_000_000L;
        while (true)
        {
            final Cli answer = run("order", "--order", order, "--json");
            if (answer.exitCode() == ExitCode.OK && answer.json().get("position").asLong() >= position)
            {
                return answer.json();
            }
            assertTrue(System.nanoTime() - deadlineNs < 0, answer::toString);
        }
    }

    @Test
    void shouldSellFromSearchToCancellationForPeople() throws IOException
    {
        loadFolder();
        run("search", "--from", "AAA", "--to", "CCC", "--date", DATE).expect(ExitCode.OK)
            .says("G1", "2030-01-07 08:00:00", "2030-01-07 10:00:00", "3 offers, true at position");
        run("book", "--train", "G1", "--from", "AAA", "--to", "CCC", "--date", DATE, "--class", "S", "--passenger",
            "Ada").expect(ExitCode.OK).says("order 1 holds coach ", "pay ", "with: signalbox pay --order 1 --amount ",
            "decided at position ", ", on disk");
        run("cancel", "--order", "1").expect(ExitCode.OK).says("order 1 is cancelled, decided at position ");
        awaitOrder("1", 0);
        run("order", "--order", "1").expect(ExitCode.OK).says("order 1 is ", "train G1 of 2030-01-07, stops 0 to 2");
        run("cancel", "--order", "1").expect(ExitCode.REFUSED).says("refused: ORDER_CANCELLED, decided at position ");
        run("book", "--train", "G1", "--from", "AAA", "--to", "CCC", "--date", DATE, "--class", "S", "--passenger",
            "Tom").expect(ExitCode.OK);
        run("pay", "--order", "2", "--amount", "1").expect(ExitCode.REFUSED)
            .says("refused: AMOUNT_MISMATCH, decided at position ");
        final JsonNode refused = run("pay", "--order", "1", "--amount", "1", "--json").expect(ExitCode.REFUSED).json();
        assertEquals("refused", refused.get("outcome").asText());
        assertEquals("ORDER_CANCELLED", refused.get("reason").asText());
        assertTrue(refused.get("decidingPosition").asLong() < refused.get("position").asLong());
    }

    @Test
    void shouldLoadAFolderAndSayWhatIsLeftOut() throws IOException
    {
        final Path folder = TimetableFolder.csv(directory.resolve("timetable"));
        run("load", "csv", folder.toString(), "--from", DATE, "--days", "2").expect(ExitCode.OK).says(
            "left out: stops.csv:8", "ZZZ", "G9", "services  2 new, 0 there before", "runs      4 opened");
        final JsonNode again =
            run("load", "csv", folder.toString(), "--from", DATE, "--json").expect(ExitCode.OK).json();
        assertEquals(2, again.at("/runs/existing").asInt());
        assertTrue(again.get("leftOut").asInt() > 0);
        assertTrue(again.get("problems").size() >= again.get("leftOut").asInt());
    }

    @Test
    void shouldLoadAFeedWithALayoutOfTheUser() throws IOException
    {
        final Path layout = Files.writeString(directory.resolve("mine.yaml"), """
            layouts:
              - code: MINE
                classes: [{ code: Q, name: quiet, farePer100Km: 1000 }]
                coaches: [{ number: 1, class: Q, rows: 10, letters: AB }]
            """);
        final String feed = TimetableFolder.gtfs(directory.resolve("feed.zip")).toString();
        assertEquals(1, run("load", "gtfs", feed, "--from", DATE, "--layout", layout.toString(), "--json")
            .expect(ExitCode.OK).json().at("/runs/new").asInt());
        final JsonNode found = Cli.awaitOffers(server.port(), 1, "--from", "S1", "--to", "S2", "--date", DATE);
        assertEquals("Q", found.at("/offers/0/classCode").asText());
        assertEquals(20, found.at("/offers/0/seats").asInt());
        // The same train with another train set is not the same run.
        final Cli other = run("load", "gtfs", feed, "--from", DATE).expect(ExitCode.REFUSED);
        other.says("CONFLICTS_WITH_EXISTING", "1 refused by the server");
    }

    @Test
    void shouldChangeTheSettings()
    {
        run("settings", "--hold-s", "60").expect(ExitCode.OK).says("the settings count from position ");
        assertEquals("changed", run("settings", "--json").expect(ExitCode.OK).json().get("outcome").asText());
        final JsonNode refused = run("settings", "--hold-s", "0", "--json").expect(ExitCode.REFUSED).json();
        assertEquals("VALUE_OUT_OF_RANGE", refused.get("reason").asText());
        assertEquals("holdMs", refused.get("field").asText());
        assertEquals(100, refused.get("limitValue").asInt());
        run("settings", "--sale-close-before-s", "9223372036854775807").expect(ExitCode.REFUSED)
            .says("refused: VALUE_OUT_OF_RANGE, saleCloseBeforeDepartureMs has the limit 2592000000");
    }

    @Test
    void shouldExportAndVerifyWhatWasSold() throws IOException
    {
        loadFolder();
        run("book", "--train", "G1", "--from", "AAA", "--to", "CCC", "--date", DATE, "--class", "S", "--passenger",
            "Ada").expect(ExitCode.OK);
        server.close();
        final Path out = directory.resolve("journal.jsonl");
        Cli.run("journal", "export", "--dir", journal.toString(), "--out", out.toString(), "--json")
            .expect(ExitCode.OK);
        final List<String> records = Files.readAllLines(out);
        for (int i = 0; i < records.size(); i++)
        {
            assertEquals(i + 1, Cli.parse(records.get(i)).get("position").asInt());
        }
        assertTrue(records.get(records.size() - 1).contains("OrderHeld"), records.get(records.size() - 1));

        Cli.run("replay", "verify", "--dir", journal.toString()).expect(ExitCode.OK).says(
            "records executed again  " + records.size() + " in ", "verified: the journal replays to the same state");
        final JsonNode verified =
            Cli.run("replay", "verify", "--dir", journal.toString(), "--json").expect(ExitCode.OK).json();
        assertTrue(verified.get("passed").asBoolean());
        assertEquals(records.size(), verified.get("records").asInt());
        assertEquals(verified.get("appliedHash"), verified.get("executedHash"));
        assertEquals(String.format("%016x", server.stateHash()), verified.get("executedHash").asText());
    }
}
