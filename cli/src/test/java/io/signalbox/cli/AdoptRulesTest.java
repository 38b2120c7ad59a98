package io.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.core.SeatEngine;
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
import static org.junit.jupiter.api.Assertions.assertThrows;

/** {@code rules adopt}, against a server whose journal began with the first rules. */
class AdoptRulesTest
{
    private static final String DATE = "2030-01-07";

    @TempDir
    private Path directory;

    private SignalboxServer server;

    @BeforeEach
    void start() throws Exception
    {
        server = SignalboxServer.start(ServerConfig.builder(directory.resolve("journal"))
            .port(0)
            .decisionVersion(1)
            .build());
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

    @Test
    void shouldDecideByTheRulesThatAreAdopted() throws IOException
    {
        final String folder = TimetableFolder.csv(directory.resolve("timetable")).toString();
        run("load", "csv", folder, "--from", DATE).expect(ExitCode.OK);
        Cli.awaitOffers(server.port(), 3, "--from", "AAA", "--to", "CCC", "--date", DATE);
        run("book", "--train", "G1", "--from", "AAA", "--to", "CCC", "--date", DATE, "--class", "S", "--passenger",
            "Ada").expect(ExitCode.OK);
        run("pay", "--order", "1", "--amount", "1").expect(ExitCode.REFUSED).says("AMOUNT_MISMATCH, the amount is ");

        run("rules", "adopt", "--rules", "2").expect(ExitCode.OK).says(
            "version 2 of the rules decides after position ", "it was version 1");
        run("pay", "--order", "1", "--amount", "1").expect(ExitCode.REFUSED)
            .says("refused: AMOUNT_MISMATCH, decided at position ");
        server.close();
        final Path out = directory.resolve("journal.jsonl");
        Cli.run("journal", "export", "--dir", directory.resolve("journal").toString(), "--out", out.toString())
            .expect(ExitCode.OK);
        final List<String> records = Files.readAllLines(out);
        final JsonNode refused = Cli.parse(records.get(records.size() - 1));
        assertEquals(2, refused.get("decisionVersion").asInt());
        Cli.run("replay", "verify", "--dir", directory.resolve("journal").toString()).expect(ExitCode.OK);
    }

    @Test
    void shouldTellMachinesWhichRulesDecide()
    {
        final JsonNode adopted = run("rules", "adopt", "--rules", "2", "--json").expect(ExitCode.OK).json();
        assertEquals("adopted", adopted.get("outcome").asText());
        assertEquals(2, adopted.get("decisionVersion").asInt());
        assertEquals(1, adopted.get("previousDecisionVersion").asInt());
    }

    @Test
    void shouldRefuseRulesThatAreAdoptedOrUnknownAndGoNoWayBack()
    {
        run("rules", "adopt", "--rules", "2").expect(ExitCode.OK);
        run("rules", "adopt", "--rules", "2").expect(ExitCode.REFUSED)
            .says("refused: ALREADY_DEFINED, decisionVersion is 2, decided at position ");
        final JsonNode back = run("rules", "adopt", "--rules", "1", "--json").expect(ExitCode.REFUSED).json();
        assertEquals("VALUE_OUT_OF_RANGE", back.get("reason").asText());
        assertEquals("decisionVersion", back.get("field").asText());
        assertEquals(2, back.get("limitValue").asInt());
        final int unknown = SeatEngine.LATEST_DECISION_VERSION + 1;
        run("rules", "adopt", "--rules", String.valueOf(unknown)).expect(ExitCode.REFUSED).says(
            "VALUE_OUT_OF_RANGE, decisionVersion has the limit " + SeatEngine.LATEST_DECISION_VERSION);
        run("rules", "adopt", "--rules", "65535").failsWith(ExitCode.USAGE, "decisionVersion 65535 is not 0 to 65534");
        run("rules", "adopt").isUsageError("--rules=N");
    }

    @Test
    void shouldBeginANewJournalWithTheRulesThatAreAskedForOnly()
    {
        final String newest = String.valueOf(SeatEngine.LATEST_DECISION_VERSION);
        assertThrows(IllegalArgumentException.class, () -> ServerConfig.builder(directory)
            .decisionVersion(SeatEngine.LATEST_DECISION_VERSION + 1).build());
        Cli.run("serve", "--dir", directory.resolve("other").toString(), "--port", "0", "--rules", "0")
            .failsWith(ExitCode.USAGE, "decisionVersion 0 is not 1 to " + newest);
    }
}
